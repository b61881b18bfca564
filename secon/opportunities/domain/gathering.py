"""Stored lots and short calls as matching sees them: a fixed number of queries a batch.

Examples take part with local settings only (SECON_LOCAL). Enterprises: ``gathering_suppliers``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from secon.opportunities.demand import Demand, DemandPlace
from secon.opportunities.domain import call_demands
from secon.opportunities.domain.gathering_suppliers import BATCH, mark
from secon.opportunities.enums import DemandKind
from secon.opportunities.matching.columns import Regions, demand_key
from secon.opportunities.models import ShortCall
from secon.places.domain.queries import drawn_codes
from secon.places.models import Loading, Region
from secon.procurement.enums import LotKind
from secon.procurement.models import Lot, LotCpv, LotDetail, LotPlace, LotText, NoticeText

MOST_LANGUAGES = 4  # of a lot's texts
MOST_CHARACTERS = 600  # of a description

_LOT = (
    "pk",
    "notice_id",
    "language",
    "cpv",
    "published",
    "open_until",
    "value_eur",
    "value_doubtful",
    "reserved_execution",
    "is_example",
    "notice__legal_basis",
    "notice__light_regime",
    "notice__country",
    "notice__language",
    "notice__value",
    "notice__currency",
    "notice__lot_count",
)


def open_lots(on: date) -> QuerySet[Lot]:
    """The lots that are matched on a day."""
    found = Lot.objects.open_on(on).filter(kind=LotKind.LOT)
    return found if settings.SECON_LOCAL else found.filter(is_example=False)


def lot_marks(on: date) -> dict[int, int]:
    """Open lots by `demand_key`, with a number that changes with what matters: one query."""
    rows = open_lots(on).values_list(
        "pk", "notice__payload_id", "open_until", "value_eur", "is_current"
    )
    return {demand_key(DemandKind.LOT, row[0]): mark(*row[1:]) for row in rows}


def lots(pks: Iterable[int]) -> Iterator[Demand]:
    """Lots as demands, whether open or not: seven queries for each two thousand."""
    wanted = sorted(pks)
    for start in range(0, len(wanted), BATCH):
        yield from _lots(wanted[start : start + BATCH])


def short_calls(now: datetime) -> list[Demand]:
    """The short calls of this platform that can be answered: two queries."""
    found = call_demands.open_calls(now)
    return [_drawn(one) for one in found if settings.SECON_LOCAL or not one.is_example]


def demands(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Demand]:
    """Some demands by kind and key: nine queries, however many."""
    by_kind: dict[str, set[int]] = defaultdict(set)
    for kind, pk in keys:
        by_kind[kind].add(pk)
    found: dict[tuple[str, int], Demand] = {}
    for lot in lots(by_kind.get(DemandKind.LOT, ())):
        found[DemandKind.LOT.value, lot.pk] = lot
    if pks := by_kind.get(DemandKind.SHORT_CALL):
        for call in ShortCall.objects.filter(pk__in=pks).prefetch_related("translations"):
            found[DemandKind.SHORT_CALL.value, call.pk] = _drawn(call_demands.demand_of(call))
    return found


def mark_of(demand: Demand) -> int:
    """A number that changes with anything a demand says."""
    return mark(repr(demand))


def regions() -> Regions:
    """Longitude and latitude of the centre, and surface in km², of every placed region.

    One query; read anew after another loading of the regions only.
    """
    loading = Loading.objects.order_by("at").last()
    return _read_regions() if loading is None else _regions(loading.digest)


@lru_cache(maxsize=1)
def _regions(_digest: str) -> Regions:
    return _read_regions()


def _read_regions() -> Regions:
    rows = Region.objects.exclude(lon=None).exclude(lat=None).exclude(area_km2=None)
    placed = rows.values_list("code", "lon", "lat", "area_km2")
    return {code: (lon, lat, area) for code, lon, lat, area in placed}  # type: ignore[misc]


def _lots(pks: Sequence[int]) -> Iterator[Demand]:
    rows = list(Lot.objects.filter(pk__in=pks).values_list(*_LOT, named=True).order_by("pk"))
    notices = {row.notice_id for row in rows}
    reserved = dict(LotDetail.objects.filter(lot__in=pks).values_list("lot_id", "reserved"))
    codes = _grouped(
        LotCpv.objects.filter(lot__in=pks).order_by("-is_main", "pk"), "lot_id", "code"
    )
    places = _grouped(
        LotPlace.objects.filter(lot__in=pks).order_by("pk"),
        "lot_id",
        "nuts",
        "country",
        "anywhere",
    )
    texts = _texts(LotText.objects.filter(lot__in=pks), "lot_id")
    whole = _texts(NoticeText.objects.filter(notice__in=notices), "notice_id")
    for row in rows:
        yield _lot(
            row,
            reserved.get(row.pk),
            [code for (code,) in codes.get(row.pk, ())],
            places.get(row.pk, ()),
            texts.get(row.pk, {}),
            whole.get(row.notice_id, {}),
        )


def _grouped(
    rows: QuerySet[Any], owner: str, *columns: str
) -> Mapping[int, Sequence[tuple[Any, ...]]]:
    found: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for one, *values in rows.values_list(owner, *columns):
        found[one].append(tuple(values))
    return found


def _texts(rows: QuerySet[Any], owner: str) -> Mapping[int, dict[str, tuple[str, str]]]:
    found: dict[int, dict[str, tuple[str, str]]] = defaultdict(dict)
    for one, language, title, more in rows.order_by("pk").values_list(
        owner, "language", "title", "description"
    ):
        found[one][language] = (title, more[:MOST_CHARACTERS])
    return found


def _lot(
    row: Any,
    reserved: list[str] | None,
    codes: Sequence[str],
    places: Iterable[tuple[str, str, str]],
    texts: Mapping[str, tuple[str, str]],
    whole: Mapping[str, tuple[str, str]],
) -> Demand:
    own = row.language or row.notice__language
    languages = sorted({*texts, *whole}, key=lambda one: (one != own, one != "en", one))
    titles: list[tuple[str, str]] = []
    words: list[tuple[str, str]] = []
    for language in languages[:MOST_LANGUAGES]:
        title, more = texts.get(language, ("", ""))
        of_all, more_of_all = whole.get(language, ("", ""))
        if title or of_all:
            titles.append((language, title or of_all))
        words.append((language, "\n".join(dict.fromkeys(filter(None, (title, of_all))))))
        words.append((language, more or more_of_all))
    main = [row.cpv] if row.cpv else []
    return Demand(
        kind=DemandKind.LOT,
        pk=row.pk,
        titles=tuple(titles),
        words=tuple((language, text) for language, text in words if text),
        language=own,
        cpv=tuple(dict.fromkeys([*main, *codes])),
        places=_drawn_places(DemandPlace(nuts, country, where) for nuts, country, where in places),
        published=row.published,
        open_until=row.open_until,
        value_eur=_value(row),
        legal_basis=row.notice__legal_basis,
        light_regime=row.notice__light_regime,
        reserved=None if reserved is None else tuple(reserved),
        reserved_execution=row.reserved_execution,
        country=row.notice__country,
        is_example=row.is_example,
    )


def _value(row: Any) -> Decimal | None:
    """The lot's value in euro; that of the notice where it has only this lot."""
    if row.value_doubtful:
        return None
    if row.value_eur is None and row.notice__lot_count == 1 and row.notice__currency == "EUR":
        value: Decimal | None = row.notice__value or None
        return value
    stated: Decimal | None = row.value_eur
    return stated


def _drawn(demand: Demand) -> Demand:
    return replace(demand, places=_drawn_places(demand.places))


def _drawn_places(places: Iterable[DemandPlace]) -> tuple[DemandPlace, ...]:
    """Places with the codes of 2021, as enterprises have them; one of 2024 may be several."""
    found: dict[DemandPlace, None] = {}
    for place in places:
        drawn = drawn_codes([place.nuts]) if place.nuts else ()
        for code in drawn or (place.nuts,):
            found[replace(place, nuts=code)] = None
    return tuple(found)
