"""Improvements as lists and pages show them, and how much money they influenced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from secon.kernel import audit
from secon.kernel.models import Text
from secon.partnership.models import Partner
from secon.policy.domain import linked
from secon.policy.domain.instrument_list import own_text
from secon.policy.domain.linked import Chain
from secon.policy.enums import ImprovementState
from secon.policy.models import Improvement, ImprovementProof, Instrument

REPORTED = frozenset({ImprovementState.DONE, ImprovementState.SUBMITTED})


@dataclass(frozen=True, slots=True)
class Criteria:
    """What is asked; empty is all. ``where`` is a partner's slug."""

    kind: str = ""
    state: str = ""
    where: str = ""
    fund: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An improvement with its instrument's ``name`` and its region's ``territory_name``."""

    improvement: Improvement
    text: Text
    instrument: Text
    region: Text | None


@dataclass(frozen=True, slots=True)
class Money:
    """Known amounts of one currency."""

    currency: str
    amount: Decimal
    count: int


@dataclass(frozen=True, slots=True)
class Total:
    """Money influenced by ``count`` improvements; of ``unknown`` of them it is not known."""

    count: int
    unknown: int
    money: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """A step of an improvement, without who took it."""

    at: datetime
    verb: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImprovementView:
    """One improvement with all that hangs on it."""

    row: Row
    proofs: tuple[ImprovementProof, ...]
    chains: tuple[Chain, ...]
    events: tuple[Event, ...]


def found(criteria: Criteria) -> QuerySet[Improvement]:
    """Those of published instruments that meet ``criteria``, in order."""
    asked = {
        "kind": criteria.kind,
        "state": criteria.state,
        "fund": criteria.fund,
        "instrument__partner__slug": criteria.where,
    }
    chosen: QuerySet[Improvement] = Improvement.objects.public().filter(
        **{name: value for name, value in asked.items() if value}
    )
    return chosen


def rows(chosen: Sequence[int], language: str) -> list[Row]:
    """These improvements for a list, in the order given. Six queries."""
    instruments = Instrument.objects.in_language(language).prefetch_related(
        Prefetch("partner", Partner.objects.in_language(language))
    )
    read = (
        Improvement.objects.filter(pk__in=chosen)
        .in_language(language)
        .prefetch_related(Prefetch("instrument", instruments))
    )
    known = {one.pk: _row(one, language) for one in read}
    return [known[key] for key in chosen if key in known]


def one(pk: int, language: str) -> ImprovementView | None:
    """The improvement, public or not, or None."""
    row = next(iter(rows([pk], language)), None)
    if row is None:
        return None
    return ImprovementView(
        row=row,
        proofs=tuple(row.improvement.proofs.all()),
        chains=linked.chains(language, improvement={pk}),
        events=tuple(
            Event(event.at, event.verb, str(event.detail.get("reason", "")))
            for event in audit.events_on(row.improvement)
        ),
    )


def totals(
    told: Iterable[tuple[str, Decimal | None, str]],
) -> tuple[Total, Total]:
    """Of (state, amount, currency): what is validated, and what is done but not validated. Pure."""
    listed = list(told)
    validated = [row for row in listed if row[0] == ImprovementState.VALIDATED]
    reported = [row for row in listed if row[0] in REPORTED]
    return _total(validated), _total(reported)


def _total(listed: Sequence[tuple[str, Decimal | None, str]]) -> Total:
    known = [(amount, currency) for _state, amount, currency in listed if amount is not None]
    return Total(
        count=len(listed),
        unknown=len(listed) - len(known),
        money=tuple(
            Money(
                currency,
                sum((amount for amount, of in known if of == currency), Decimal(0)),
                sum(of == currency for _amount, of in known),
            )
            for currency in sorted({of for _amount, of in known})
        ),
    )


def _row(improvement: Improvement, language: str) -> Row:
    instrument = improvement.instrument
    partner = instrument.partner
    return Row(
        improvement=improvement,
        text=improvement.best(language),
        instrument=own_text(instrument, "name", language),
        region=partner.best(language, "territory_name") if partner else None,
    )
