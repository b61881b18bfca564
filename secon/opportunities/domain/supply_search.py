"""Who could deliver a need: the verified enterprises that suit it, the best first.

The one way from a need to suppliers for advice, finder, soundings and plans. Suppliers are gathered
once a day and change of the directory in each process; a search is pure work on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from secon.codes.rules import subtree_prefix
from secon.enterprises.domain import versions
from secon.enterprises.enums import State
from secon.opportunities.buyer_enums import Reservation
from secon.opportunities.demand import Demand
from secon.opportunities.domain import gathering_suppliers, region_points
from secon.opportunities.domain.advice import ARTICLES, Able
from secon.opportunities.eligibility import judge, rules
from secon.opportunities.supply import Supplier
from secon.opportunities.verdict import Verdict
from secon.places.domain.geometry import haversine_km

GENERAL_LAW = "32014L0024"  # Directive 2014/24/EU, whose articles the advice names
SHARED_DIGITS = 3  # codes alike in fewer digits are about something else


@dataclass(frozen=True, slots=True)
class Point:
    """The middle of a place of performance, in degrees."""

    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Found:
    """A supplier that suits a need. ``score`` 0 to 100; parts 0 to 1; None where not known.

    ``offer`` is the place of the offer among the supplier's that fits best, ``cpv`` its code.
    """

    supplier: Supplier
    score: float
    closeness: float
    delivers: bool | None  # None: nothing is said, but it sits in the region
    km: float | None
    offer: int
    cpv: str
    verdicts: dict[Reservation, Verdict]


@dataclass(frozen=True, slots=True)
class Answered:
    """The suppliers of a need, and how many verified ones deliver there at all (``near``)."""

    found: tuple[Found, ...]
    near: int

    def able(self) -> list[Able]:
        """What advice counts."""
        return [
            Able(
                one.supplier.pk,
                one.supplier.turnover,
                {article: verdict.answer for article, verdict in one.verdicts.items()},
            )
            for one in self.found
        ]


@dataclass(slots=True)
class Stock:
    """The suppliers of one state of the directory, by the beginnings of what they offer."""

    suppliers: Sequence[Supplier]
    by_prefix: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _verdicts: dict[tuple[int, Reservation, str, bool, date], Verdict] = field(default_factory=dict)
    _near: dict[tuple[object, ...], dict[int, tuple[bool | None, float | None]]] = field(
        default_factory=dict
    )

    @classmethod
    def of(cls, suppliers: Iterable[Supplier]) -> Stock:
        """Verified ones only: the others are not counted as supply."""
        stock = cls([one for one in suppliers if one.verified])
        for place, one in enumerate(stock.suppliers):
            for offer in one.offers:
                for code in offer.cpv:
                    stock.by_prefix[code[:SHARED_DIGITS]].add(place)
        return stock

    def search(self, demand: Demand, point: Point | None, today: date) -> Answered:
        """Who suits ``demand``; ``point`` is the middle of its place, if that is known."""
        there = self._delivering(demand, point)
        candidates: set[int] = set()
        for code in demand.cpv:
            candidates |= self.by_prefix.get(code[:SHARED_DIGITS], set())
        found = []
        for place in candidates & there.keys():
            supplier = self.suppliers[place]
            best = closest(demand.cpv, supplier)
            if best is None:
                continue
            closeness, offer, cpv = best
            delivers, km = there[place]
            verdicts = {one: self._verdict(place, demand, one, today) for one in ARTICLES}
            score = 70 * closeness + (20 if delivers else 8) + 10 * _nearness(km)
            found.append(Found(supplier, score, closeness, delivers, km, offer, cpv, verdicts))
        found.sort(key=lambda one: (-one.score, one.supplier.name, one.supplier.pk))
        return Answered(tuple(found), len(there))

    def _delivering(
        self, demand: Demand, point: Point | None
    ) -> dict[int, tuple[bool | None, float | None]]:
        """Place in the stock to (whether it says so, kilometres), for those who deliver there."""
        key = (demand.places, demand.country, point)
        if key not in self._near:
            found: dict[int, tuple[bool | None, float | None]] = {}
            for place, one in enumerate(self.suppliers):
                km = _km(one, point)
                if (says := delivers_to(one, demand, km)) is not False:
                    found[place] = (says, km)
            self._near[key] = found
        return self._near[key]

    def _verdict(self, place: int, demand: Demand, article: Reservation, today: date) -> Verdict:
        named = bool(demand.cpv) and any(map(rules().services.name, demand.cpv))
        key = (place, article, demand.country, named, today)
        if key not in self._verdicts:
            asked = replace(demand, reserved=(article.value,), legal_basis=GENERAL_LAW)
            self._verdicts[key] = judge(self.suppliers[place], asked, today, rules())
        return self._verdicts[key]


def closest(codes: Sequence[str], supplier: Supplier) -> tuple[float, int, str] | None:
    """(closeness 0 to 1, place of the offer, its code) of what fits ``codes`` best."""
    best: tuple[float, int, str] | None = None
    for place, offer in enumerate(supplier.offers):
        for own in offer.cpv:
            for code in codes:
                near = closeness_of(code, own)
                if near and (best is None or near > best[0]):
                    best = (near, place, own)
    return best


@lru_cache(maxsize=100_000)
def closeness_of(asked: str, offered: str) -> float:
    """1 for the same code or one that holds it, less with each step apart in the tree, 0 for others."""
    if asked[:SHARED_DIGITS] != offered[:SHARED_DIGITS]:
        return 0.0
    one, other = subtree_prefix(asked), subtree_prefix(offered)
    if one.startswith(other) or other.startswith(one):
        return 1.0 if one == other else 0.9
    shared = next((at for at, sign in enumerate(one) if sign != other[at]), len(one))
    return max(0.3, 1 - 0.2 * (max(len(one), len(other)) - shared))


def delivers_to(one: Supplier, demand: Demand, km: float | None) -> bool | None:
    """Whether it delivers to one of the places; None where it says nothing but sits there."""
    countries = {place.country or place.nuts[:2] for place in demand.places} | (
        set() if demand.places else {demand.country}
    )
    codes = [place.nuts for place in demand.places if place.nuts]
    area = one.delivery
    if area.countries & countries:
        return True
    if any(own.startswith(code) or code.startswith(own) for own in area.regions for code in codes):
        return True
    if area.km is not None and km is not None and km <= area.km:
        return True
    if not codes and one.country in countries:
        return True if area.known else None
    if not area.known and one.nuts:
        small = [
            code for code in codes if one.nuts.startswith(code) or code.startswith(one.nuts[:4])
        ]
        return None if small else False
    return False


def stock(on: date) -> Stock:
    """The suppliers as the directory stands now; examples only with local settings."""
    return _stock(versions.latest(), on)


def forget() -> None:
    """Gather anew at the next search (for tests, whose databases begin again)."""
    _stock.cache_clear()


@lru_cache(maxsize=1)
def _stock(_version: tuple[int, int], on: date) -> Stock:
    keys = gathering_suppliers.listed().filter(state=State.VERIFIED).values_list("pk", flat=True)
    return Stock.of(gathering_suppliers.suppliers(keys, on=on))


def search(demand: Demand, *, today: date) -> Answered:
    """Who suits one need. Two queries where the suppliers are at hand."""
    return search_all([demand], today=today)[0]


def search_all(demands: Sequence[Demand], *, today: date) -> list[Answered]:
    """The same for many needs, in their order, without more queries."""
    codes = {place.nuts for demand in demands for place in demand.places if place.nuts}
    points = region_points.points(codes)
    held = stock(today)
    return [held.search(one, _point(one, points), today) for one in demands]


def _point(demand: Demand, points: dict[str, tuple[float, float]]) -> Point | None:
    found = next((points[place.nuts] for place in demand.places if place.nuts in points), None)
    return Point(*found) if found else None


def _km(one: Supplier, point: Point | None) -> float | None:
    if point is None or one.lon is None or one.lat is None:
        return None
    return haversine_km((one.lon, one.lat), (point.lon, point.lat))


def _nearness(km: float | None) -> float:
    return 0.5 if km is None else max(0.0, 1 - km / 200)
