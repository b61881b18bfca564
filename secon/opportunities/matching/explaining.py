"""Why an enterprise and a demand suit each other, as plain facts; words are made elsewhere. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isnan

import numpy as np

from secon.codes.domain.words import words
from secon.codes.rules import subtree_prefix
from secon.opportunities.demand import Demand, DemandPlace
from secon.opportunities.eligibility import Rules, judge
from secon.opportunities.matching import languages, places
from secon.opportunities.matching.columns import on_sphere
from secon.opportunities.matching.score import (
    CEILINGS,
    MORE_CODES,
    SIZE_UNKNOWN,
    size_class,
    size_points,
)
from secon.opportunities.matching.sides import code_table
from secon.opportunities.matching.words import MAX_CHARACTERS, Lexicon, Texts, folded
from secon.opportunities.supply import Supplier
from secon.opportunities.verdict import Verdict

Regions = Mapping[str, tuple[float, float, float]]


@dataclass(frozen=True, slots=True)
class Work:
    """The nearest offer by code. ``shared``: digits of the code above both; ``steps`` between them."""

    offer: str  # its title
    offer_code: str
    code: str  # of the demand
    steps: int
    shared: int
    points: int


@dataclass(frozen=True, slots=True)
class Words:
    """Two words that lead to one code."""

    own: str
    their: str
    code: str


class Reached(StrEnum):
    """How a place lies to where an enterprise delivers."""

    WITHIN = "within"  # its kilometres reach the middle
    EDGE = "edge"  # they reach the near part
    BEYOND = "beyond"  # it is somewhat further
    REGION = "region"
    COUNTRY = "country"
    PARTLY = "partly"
    ANYWHERE = "anywhere"
    ANYWHERE_IN_COUNTRY = "anywhere-in-country"
    ONLY_COUNTRY = "only-country"
    OWN_REGION = "own-region"
    OWN_NEAR = "own-near"
    OWN_COUNTRY = "own-country"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """The best of a demand's places. ``code`` of NUTS or of a country, ``km`` where they count."""

    how: Reached
    code: str = ""
    km: int = 0
    reach: int = 0
    points: int = 0


@dataclass(frozen=True, slots=True)
class Size:
    """``percent`` of the most turnover of its class that the value is; None: one is not known."""

    percent: int | None
    points: int
    value_known: bool


class Spoken(StrEnum):
    """Whether an enterprise reads the notice."""

    OWN = "own"
    COUNTRY = "country"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Why:
    """The facts behind each part of a score."""

    work: Work | None
    words: Words | None
    place: Place
    size: Size
    spoken: Spoken
    language: str
    verdict: Verdict
    days_left: int | None


def why(
    supplier: Supplier,
    demand: Demand,
    *,
    lexicon: Lexicon,
    regions: Regions,
    day: date,
    rules: Rules,
) -> Why:
    """Everything that can be said of a pair on a day; a millisecond."""
    spoken, language = _spoken(supplier, demand)
    return Why(
        work=_work(supplier, demand),
        words=_words(supplier, demand, lexicon),
        place=_place(supplier, demand, regions),
        size=_size(supplier, demand),
        spoken=spoken,
        language=language,
        verdict=judge(supplier, demand, day, rules),
        days_left=None if demand.open_until is None else (demand.open_until - day).days,
    )


def _work(supplier: Supplier, demand: Demand) -> Work | None:
    offered = [(code, one.title) for one in supplier.offers for code in one.cpv if _is_code(code)]
    asked = [code for code in demand.cpv if _is_code(code)]
    if not offered or not asked:
        return None
    table = code_table(
        np.array([int(code) for code, _ in offered]), np.array([int(code) for code in asked])
    ).astype(np.int64)
    table[:, 1:] = table[:, 1:] * MORE_CODES // 10
    row, column = np.unravel_index(int(np.argmax(table)), table.shape)
    points = int(table[row, column])
    if not points:
        return None
    (code, title), wanted = offered[row], asked[column]
    left, right = subtree_prefix(code), subtree_prefix(wanted)
    pairs = zip(left, right, strict=False)
    shared = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))
    return Work(title, code, wanted, len(left) + len(right) - 2 * shared, shared, points)


def _is_code(code: str) -> bool:
    return len(code) == 8 and code.isdigit()


def _words(supplier: Supplier, demand: Demand, lexicon: Lexicon) -> Words | None:
    """The two words that lead most surely to one code."""
    theirs = _witnesses(demand.words or demand.titles, lexicon)
    best, found = 0.0, None
    for offer in supplier.offers:
        own = _witnesses(offer.words, lexicon)
        for code in own.keys() & theirs.keys():
            weight = own[code][0] * theirs[code][0]
            if weight > best or (weight == best and found and lexicon.codes[code] < found.code):
                best = weight
                found = Words(own[code][1], theirs[code][1], lexicon.codes[code])
    return found


def _witnesses(texts: Texts, lexicon: Lexicon) -> dict[int, tuple[float, str]]:
    """For each code a text leads to, the word that leads to it most surely, as it is written."""
    found: dict[int, tuple[float, str]] = {}
    leads = lexicon.leads
    for language, text in texts:
        written = _as_written(text)
        for word, terms in lexicon.terms(language, text):
            for term, weight in terms:
                run = slice(leads.indptr[term], leads.indptr[term + 1])
                pairs = zip(leads.indices[run].tolist(), leads.data[run].tolist(), strict=True)
                for code, worth in pairs:
                    if worth * weight > found.get(code, (0.0, ""))[0]:
                        found[code] = (worth * weight, written.get(word, word))
    return found


def _as_written(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words(text[:MAX_CHARACTERS]):
        found.setdefault(folded(word), word)
    return found


def _place(supplier: Supplier, demand: Demand, regions: Regions) -> Place:
    every = demand.places or (DemandPlace(),)
    return max((_reached(supplier, one, regions) for one in every), key=lambda one: one.points)


def _reached(supplier: Supplier, place: DemandPlace, regions: Regions) -> Place:
    key, x, y, z, radius = places.element(place, regions)
    keys = places.delivery_keys(supplier)
    points = places.by_codes(np.array(keys), np.array([key]))[:, 0]
    best = int(np.argmax(points))
    code = place.nuts or place.country
    found = Place(_how(keys[best] >> 40, int(points[best]), place), code, points=int(points[best]))
    km = supplier.delivery.km or 0
    if not km or isnan(radius):
        return found
    point = _point(supplier, regions)
    if point is None:
        return found
    own = [np.array([part]) for part in on_sphere(*point)]
    at = (np.array([x]), np.array([y]), np.array([z]))
    distance = places.distances_km(own[0], own[1], own[2], at)
    worth = int(places.by_distance(np.array([km]), distance, np.array([radius]))[0, 0])
    if worth <= found.points:
        return found
    how = {100: Reached.WITHIN, 80: Reached.EDGE}.get(worth, Reached.BEYOND)
    return Place(how, code, int(distance[0, 0]), km, worth)


def _point(supplier: Supplier, regions: Regions) -> tuple[float, float] | None:
    if supplier.lon is not None and supplier.lat is not None:
        return supplier.lon, supplier.lat
    known = regions.get(supplier.nuts) if len(supplier.nuts) == 5 else None
    return known[:2] if known else None


def _how(kind: int, points: int, place: DemandPlace) -> Reached:
    """What the best row of `places.by_codes` says."""
    if place.anywhere and kind in (places.OWN, places.BASE) and points >= 90:
        everywhere = place.anywhere != "anyw-cou"
        return Reached.ANYWHERE if everywhere else Reached.ANYWHERE_IN_COUNTRY
    if not place.nuts and not place.country:
        return Reached.UNKNOWN
    if kind == places.COUNTRY:
        return Reached.COUNTRY
    if kind == places.REGION:
        return Reached.REGION if points == 100 else Reached.PARTLY
    if not place.nuts and points >= 35:
        return Reached.ONLY_COUNTRY
    if kind == places.BASE:
        return Reached.ELSEWHERE
    own = {80: Reached.OWN_REGION, 65: Reached.OWN_NEAR, 50: Reached.OWN_NEAR}
    return own.get(points, Reached.OWN_COUNTRY if points >= 35 else Reached.ELSEWHERE)


def _size(supplier: Supplier, demand: Demand) -> Size:
    kind = size_class(supplier.turnover, supplier.headcount)
    if demand.value_eur is None or not kind:
        return Size(None, SIZE_UNKNOWN, demand.value_eur is not None)
    points = int(size_points(kind, np.array([int(demand.value_eur * 100)]))[0])
    return Size(int(demand.value_eur * 100 / CEILINGS[kind]), points, value_known=True)


def _spoken(supplier: Supplier, demand: Demand) -> tuple[Spoken, str]:
    asked: Sequence[str] = tuple(
        dict.fromkeys(filter(None, [demand.language, *(one for one, _ in demand.titles)]))
    )
    if not asked or not languages.bits(asked):
        return Spoken.UNKNOWN, ""
    if shared := [
        one for one in asked if languages.bits([one]) & languages.bits(supplier.languages)
    ]:
        return Spoken.OWN, shared[0]
    official = languages.official(supplier.country)
    if near := [one for one in asked if languages.bits([one]) & official]:
        return Spoken.COUNTRY, near[0]
    return (Spoken.OTHER if supplier.languages else Spoken.UNKNOWN), asked[0]
