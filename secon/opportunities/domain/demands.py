"""Demands by kind and key: the facts that verbs need, and the records that pages show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from secon.opportunities.buyer_enums import CallState
from secon.opportunities.enums import DemandKind
from secon.opportunities.models import ShortCall
from secon.procurement.domain.queries import with_what_a_row_shows
from secon.procurement.models import Lot, LotPlace

Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a demand without its texts. Empty or None: unknown."""

    cpv: str
    nuts: str
    country: str
    language: str
    value_eur: Decimal | None
    open_until: date | None

    @property
    def sector(self) -> str:
        """The CPV division."""
        return self.cpv[:2]

    def is_open(self, today: date) -> bool:
        """Whether it can still be answered."""
        return self.open_until is not None and self.open_until >= today


def facts(kind: str, demand: int) -> Facts | None:
    """Of one demand; None where there is none (or only a draft of one)."""
    return facts_of([(kind, demand)]).get((kind, demand))


def facts_of(keys: Iterable[Key]) -> dict[Key, Facts]:
    """Of several demands: at most three queries."""
    by_kind = _by_kind(keys)
    found: dict[Key, Facts] = {}
    if pks := by_kind.get(DemandKind.LOT):
        places = dict(
            LotPlace.objects.filter(lot__in=pks).order_by("-pk").values_list("lot_id", "nuts")
        )
        for lot in Lot.objects.filter(pk__in=pks).only(
            "cpv", "country", "language", "value_eur", "open_until", "is_current"
        ):
            found[DemandKind.LOT.value, lot.pk] = Facts(
                lot.cpv,
                places.get(lot.pk, ""),
                lot.country,
                lot.language,
                lot.value_eur,
                lot.open_until,
            )
    if pks := by_kind.get(DemandKind.SHORT_CALL):
        for call in ShortCall.objects.public().filter(pk__in=pks):
            found[DemandKind.SHORT_CALL.value, call.pk] = Facts(
                next(iter(call.cpv), ""),
                call.nuts,
                call.country,
                call.original_language,
                None,
                call.last_day() if call.state == CallState.PUBLISHED else None,
            )
    return found


@dataclass(frozen=True, slots=True)
class Records:
    """What pages show of demands."""

    lots: Mapping[int, Lot]
    calls: Mapping[int, ShortCall]

    def has(self, key: Key) -> bool:
        """Whether the demand is still stored and public."""
        kind, pk = key
        return pk in (self.lots if kind == DemandKind.LOT else self.calls)

    def deadline(self, key: Key) -> datetime | None:
        """The moment until which it can be answered."""
        kind, pk = key
        return self.lots[pk].deadline if kind == DemandKind.LOT else self.calls[pk].deadline

    def open_until(self, key: Key) -> date | None:
        """The last day on which it can be answered; None where it was closed before, or unknown."""
        kind, pk = key
        if kind == DemandKind.LOT:
            return self.lots[pk].open_until
        call = self.calls[pk]
        return call.last_day() if call.state == CallState.PUBLISHED else None


def records(keys: Iterable[Key], language: str) -> Records:
    """With everything a row shows: six queries for lots, two for short calls, however many."""
    by_kind = _by_kind(keys)
    lots: Mapping[int, Lot] = {}
    calls: Mapping[int, ShortCall] = {}
    if pks := by_kind.get(DemandKind.LOT):
        lots = {lot.pk: lot for lot in with_what_a_row_shows(Lot.objects.filter(pk__in=pks))}
    if pks := by_kind.get(DemandKind.SHORT_CALL):
        shown = ShortCall.objects.public().filter(pk__in=pks).select_related("buyer")
        calls = {call.pk: call for call in shown.in_language(language)}
    return Records(lots, calls)


def _by_kind(keys: Iterable[Key]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for kind, pk in keys:
        found.setdefault(kind, set()).add(pk)
    return found
