"""How many lots a list has, in all and by region; remembered until the next import."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches
from django.db.models import Count, Q
from django.db.models.functions import Substr

from secon.procurement.domain.criteria import Criteria, Sort
from secon.procurement.domain.queries.lists import all_lots, below, in_areas

T = TypeVar("T")
COUNT_LIMIT = 10_000
"""Counting stops here: past it a list says "more than"."""
REMEMBERED = 3600  # seconds


@dataclass(frozen=True, slots=True)
class Counted:
    """How many; ``more`` when counting stopped at the limit."""

    number: int
    more: bool = False


def count(criteria: Criteria) -> Counted:
    """How many lots meet the criteria, counted no further than :data:`COUNT_LIMIT`."""
    found = all_lots(criteria).order_by().values("pk")[: COUNT_LIMIT + 1].count()
    return Counted(min(found, COUNT_LIMIT), found > COUNT_LIMIT)


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """Lots with a place in one region (NUTS code of the level asked for)."""

    code: str
    lots: int


def place_counts(criteria: Criteria, *, level: int) -> list[PlaceCount]:
    """Lots by region of NUTS ``level`` 0 to 3, most first. A lot with places in two regions
    counts in both; codes coarser than the level count nowhere.
    """
    length = level + 2
    inside = Q()  # said of no place, the lots come first and each is asked for its places
    if criteria.nuts:
        inside &= below(criteria.nuts, "places__")
    if criteria.areas:
        inside &= in_areas(criteria.areas, "places__")
    rows = (
        all_lots(criteria)
        .filter(inside)
        .annotate(region=Substr("places__nuts", 1, length))
        .values_list("region")
        .annotate(lots=Count("pk", distinct=True))
        .order_by("-lots", "region")
    )
    return [PlaceCount(code, lots) for code, lots in rows if len(code or "") == length]


def remembered(criteria: Criteria, version: int, name: str, find: Callable[[Criteria], T]) -> T:
    """``find(criteria)``, found once for each state of the store (``version``: its last import)."""
    criteria = replace(criteria, sort=Sort.NEWEST)  # the order changes no number
    digest = sha256(f"{criteria!r} {version}".encode()).hexdigest()
    key = f"procurement.{name}.{digest}"
    cache = caches["counts"]
    found: T | None = cache.get(key)
    if found is None:
        found = find(criteria)
        cache.set(key, found, timeout=REMEMBERED)
    return found
