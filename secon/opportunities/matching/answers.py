"""Eligibility for pairs: one answer for every two different sets of facts. Pure."""

from __future__ import annotations

import json
from datetime import date

import numpy as np

from secon.enterprises.entry import Delivery
from secon.enterprises.enums import Headcount
from secon.opportunities.demand import Demand
from secon.opportunities.eligibility import Rules, judge
from secon.opportunities.enums import Answer, DemandKind
from secon.opportunities.matching.columns import Demands, Suppliers
from secon.opportunities.matching.score import Bytes, Longs
from secon.opportunities.supply import Supplier

ANSWERS = (Answer.OPEN_TO_ALL, Answer.UNKNOWN, Answer.YES, Answer.NO)
_NOT_ASKED = 255


class Answers:
    """Eligibility: one answer for every two different sets of facts, when a pair asks for it."""

    def __init__(self, suppliers: Suppliers, demands: Demands, day: date, rules: Rules) -> None:
        asked, self._asked = demands.numbered("reservation")
        self._demands = [demand_of(one) for one in asked.tolist()]
        facts, self._of = suppliers.numbered("facts")
        self._facts = facts.tolist()
        self._suppliers: dict[int, Supplier] = {}
        self._answers = np.full((len(facts), len(asked)), _NOT_ASKED, np.uint8)
        self._answers[:, [one is None for one in self._demands]] = 0
        self._day, self._rules = day, rules

    def of(self, supplier: Longs, demand: Longs) -> Bytes:
        """The numbers of the answers of pairs."""
        facts, asked = self._of[supplier], self._asked[demand]
        new = np.flatnonzero(self._answers[facts, asked] == _NOT_ASKED)
        pairs = np.unique(facts[new] * len(self._demands) + asked[new])
        for pair in pairs.tolist():
            self._judge(*divmod(pair, len(self._demands)))
        found: Bytes = self._answers[facts, asked]
        return found

    def _judge(self, facts: int, asked: int) -> None:
        who = self._suppliers.get(facts)
        if who is None:
            who = self._suppliers[facts] = supplier_of(self._facts[facts])
        demand = self._demands[asked]
        if demand is not None:
            answer = judge(who, demand, self._day, self._rules).answer
            self._answers[facts, asked] = ANSWERS.index(answer)


def supplier_of(facts: bytes) -> Supplier:
    """An enterprise of which only what eligibility asks is known."""
    country, statuses, has_nobody, criteria, mission_free = json.loads(facts)
    return Supplier(
        pk=0,
        version=0,
        name="",
        country=country,
        nuts="",
        lon=None,
        lat=None,
        delivery=Delivery(),
        statuses=tuple((code, until) for code, until in statuses),
        headcount=Headcount.NONE if has_nobody else None,
        criteria=tuple((code, met) for code, met in criteria),
        mission_free=mission_free,
    )


def demand_of(reservation: bytes) -> Demand | None:
    """A demand of which only what eligibility asks is known; None where it is open to all."""
    if not reservation:
        return None
    basis, reserved, execution, country, cpv = json.loads(reservation)
    return Demand(
        kind=DemandKind.LOT,
        pk=0,
        titles=(),
        words=(),
        language="",
        cpv=tuple(cpv),
        places=(),
        published=None,
        open_until=None,
        legal_basis=basis,
        reserved=None if reserved is None else tuple(reserved),
        reserved_execution=execution,
        country=country,
    )
