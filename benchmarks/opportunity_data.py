"""Invented enterprises and lots for the benchmarks of matching, and the same as SQL tables."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from secon.codes.domain.index import Index
from secon.enterprises.examples import entry_of, generate
from secon.opportunities.demand import Demand, DemandPlace
from secon.opportunities.enums import DemandKind
from secon.opportunities.matching.languages import OFFICIAL
from secon.opportunities.supply import OfferMade, Supplier

DAY = date(2026, 9, 1)
SURFACE = 1_500.0  # km² of a region: the real ones are in the database, which is not used here
_SOCIAL = ("85", "80", "90", "77", "55", "98", "45", "50", "79", "92", "15", "39", "60", "72")


def suppliers(count: int) -> list[Supplier]:
    """From the generator of examples."""
    found = []
    for pk, draft in enumerate(generate(count, seed=1, today=DAY), start=1):
        entry = entry_of(draft, pk=pk)
        offers = tuple(
            OfferMade(at, one.words[0][1].strip(), one.words[0][0], one.words, one.cpv)
            for at, one in enumerate(entry.offers)
        )
        found.append(
            Supplier(
                pk=pk,
                version=1,
                name=entry.names[0],
                country=entry.country,
                nuts=entry.nuts,
                lon=entry.lon,
                lat=entry.lat,
                delivery=entry.delivery,
                offers=offers,
                headcount=entry.headcount,
                turnover=draft.turnover,
                statuses=entry.statuses,
                employs=entry.employs,
                languages=tuple(language for language, _ in entry.words),
            )
        )
    return found


def regions(people: list[Supplier]) -> dict[str, tuple[float, float, float]]:
    """The middle of the enterprises of each region of level 3, for a region of average surface."""
    points = defaultdict(list)
    for one in people:
        if len(one.nuts) == 5 and one.lon is not None and one.lat is not None:
            points[one.nuts].append((one.lon, one.lat))
    return {
        code: (
            sum(lon for lon, _ in some) / len(some),
            sum(lat for _, lat in some) / len(some),
            SURFACE,
        )
        for code, some in sorted(points.items())
    }


def demands(count: int, index: Index, places: list[str], *, first: int = 1) -> list[Demand]:
    """Lots whose text is made of the labels of their codes, in a language of their country."""
    rng = Random(f"{first}-{count}")  # noqa: S311 -- data, not secrets
    social = [code for code in index.codes if code.startswith(_SOCIAL)]
    found = []
    for pk in range(first, first + count):
        nuts = rng.choice(places)
        country = nuts[:2]
        language = OFFICIAL[country].split()[0]
        pool = social if rng.random() < 0.6 else index.codes
        codes = tuple(rng.choice(pool) for _ in range(rng.choice((1, 1, 1, 2, 3))))
        labels = [index.label(bisect_left(index.codes, code), language) for code in codes]
        found.append(
            Demand(
                kind=DemandKind.LOT,
                pk=pk,
                titles=((language, labels[0]),),
                words=((language, ". ".join(labels)),),
                language=language,
                cpv=codes,
                places=_places(rng, nuts),
                published=DAY - timedelta(rng.randrange(20)),
                open_until=DAY + timedelta(rng.randrange(45)),
                value_eur=Decimal(int(10 ** rng.uniform(4, 7))) if rng.random() < 0.4 else None,
                legal_basis="32014L0024",
                reserved=rng.choices((("res-ws",), ("res-pub-ser",), None, ()), (3, 1, 36, 60))[0],
                country=country,
            )
        )
    return found


def _places(rng: Random, nuts: str) -> tuple[DemandPlace, ...]:
    country = nuts[:2]
    kinds = (
        (DemandPlace(nuts, country),),
        (DemandPlace("", country),),
        (DemandPlace("", country, "anyw-cou"),),
        (DemandPlace(nuts, country), DemandPlace(nuts[:4], country)),
        (),
    )
    return rng.choices(kinds, (75, 10, 5, 7, 3))[0]
