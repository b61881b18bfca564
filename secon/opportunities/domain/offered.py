"""The opportunities of one enterprise: its matches with what it decided, and what it kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from secon.enterprises.models import Enterprise
from secon.opportunities.domain import matches
from secon.opportunities.domain.demands import Key, Records, records
from secon.opportunities.enterprise_enums import KEPT, Choice
from secon.opportunities.enums import DemandKind
from secon.opportunities.models import Decision, Match, ShortCall
from secon.procurement.models import Lot

NEW_DAYS = 3
"""So many days a match counts as new."""


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A demand as one enterprise sees it. ``match`` is None for what is kept without being one."""

    key: Key
    match: Match | None
    decision: Decision | None
    lot: Lot | None
    call: ShortCall | None
    open_until: date | None
    deadline: datetime | None

    @property
    def state(self) -> str:
        """What was decided; "" nothing."""
        return self.decision.state if self.decision else ""

    @property
    def score(self) -> int:
        """0 where it is no match."""
        return self.match.score if self.match else 0

    @property
    def is_hidden(self) -> bool:
        """Whether it does not suit."""
        return self.state == Choice.HIDDEN

    @property
    def is_kept(self) -> bool:
        """Whether it is saved, or further."""
        return self.state in KEPT

    def is_open(self, today: date) -> bool:
        """Whether it can still be answered."""
        return self.open_until is not None and self.open_until >= today

    def is_new(self, today: date) -> bool:
        """Whether it was found in the last days and nothing is decided."""
        return (
            self.match is not None
            and not self.state
            and (today - self.match.first_seen).days <= NEW_DAYS
        )


def of(enterprise: Enterprise, *, today: date, language: str) -> list[Opportunity]:
    """Open matches and everything decided, best first: at most ten queries, however many."""
    found = {(one.kind, one.demand): one for one in matches.for_enterprise(enterprise.pk, on=today)}
    decided = {row.key: row for row in Decision.objects.filter(enterprise=enterprise)}
    known = records({*found, *decided}, language)
    return _joined([*found, *(key for key in decided if key not in found)], found, decided, known)


def one(enterprise: Enterprise, key: Key, *, language: str) -> Opportunity | None:
    """One demand as the enterprise sees it, whether it matches or not; None where there is none."""
    kind, demand = key
    match = matches.one(enterprise.pk, DemandKind(kind), demand)
    row = Decision.objects.filter(enterprise=enterprise, kind=kind, demand=demand).first()
    found = _joined(
        [key],
        {key: match} if match else {},
        {key: row} if row else {},
        records([key], language),
    )
    return next(iter(found), None)


def some(
    enterprise: Enterprise, keys: Iterable[Key], *, today: date, language: str
) -> list[Opportunity]:
    """Of these demands those that are still stored, in their order."""
    wanted = list(keys)
    found = {(one.kind, one.demand): one for one in matches.for_enterprise(enterprise.pk, on=today)}
    decided = {row.key: row for row in Decision.objects.filter(enterprise=enterprise)}
    return _joined(wanted, found, decided, records(wanted, language))


def _joined(
    keys: Iterable[Key],
    found: dict[Key, Match],
    decided: dict[Key, Decision],
    known: Records,
) -> list[Opportunity]:
    return [
        Opportunity(
            key,
            found.get(key),
            decided.get(key),
            known.lots.get(key[1]) if key[0] == DemandKind.LOT else None,
            known.calls.get(key[1]) if key[0] == DemandKind.SHORT_CALL else None,
            known.open_until(key),
            known.deadline(key),
        )
        for key in keys
        if known.has(key)
    ]
