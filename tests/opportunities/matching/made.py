"""Random enterprises and demands, and a small vocabulary, for tests of matching."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

from secon.codes.domain.catalogue import SHIPPED, build_index
from secon.codes.domain.lexicon import plain_forms
from secon.codes.formats import read
from secon.enterprises.entry import Delivery
from secon.enterprises.enums import Headcount, Turnover
from secon.opportunities.demand import Demand, DemandPlace
from secon.opportunities.enums import DemandKind
from secon.opportunities.matching.lessons import Lesson, LessonKind
from secon.opportunities.matching.words import Lexicon
from secon.opportunities.supply import OfferMade, Supplier

DAY = date(2026, 3, 2)
REGIONS = {
    "BE241": (4.5, 50.9, 1100.0),
    "BE242": (4.9, 50.9, 1170.0),
    "BE100": (4.35, 50.85, 160.0),
    "EL651": (22.5, 37.5, 4400.0),
    "EL652": (22.1, 37.9, 2290.0),
    "BE24": (4.7, 50.9, 2100.0),
    "EL65": (22.3, 37.3, 15000.0),
}
_POINTS = tuple(code for code in REGIONS if len(code) == 5)
_CODES = ("77310000", "77311000", "77300000", "90910000", "90911200", "85311000", "55520000")
_TEXTS = {
    "nl": ("onderhoud van groen", "schoonmaak van kantoren", "maaltijden voor scholen"),
    "el": ("συντήρηση πρασίνου", "υπηρεσίες καθαρισμού", "υπηρεσίες εστίασης"),
}


@cache
def lexicon() -> Lexicon:
    """Of the table that ships, without dictionaries."""
    return Lexicon.of(
        build_index(read(SHIPPED.read_bytes(), source="shipped"), forms_of=plain_forms)
    )


def _pick(rng: Random, values: tuple[str, ...], most: int) -> tuple[str, ...]:
    return tuple(rng.sample(values, rng.randint(0, most)))


def random_supplier(rng: Random, pk: int) -> Supplier:
    """Some facts are missing, as in life."""
    nuts = rng.choice(_POINTS)
    language = "nl" if nuts[:2] == "BE" else "el"
    lon, lat, _ = REGIONS[nuts]
    has_point = rng.random() < 0.7
    delivery = rng.choice(
        (
            Delivery(),
            Delivery(frozenset({nuts[:2]})),
            Delivery(km=rng.choice((10, 40, 150))),
            Delivery(regions=frozenset({rng.choice(_POINTS), nuts[:4]})),
        )
    )
    offers = tuple(
        OfferMade(at, text, language, ((language, text),), _pick(rng, _CODES, 2))
        for at, text in enumerate(rng.sample(_TEXTS[language], rng.randint(0, 2)))
    )
    statuses: tuple[tuple[str, int | None], ...] = ()
    if rng.random() < 0.4:
        status = "be-maatwerkbedrijf" if language == "nl" else "el-koispe"
        statuses = ((status, rng.choice((None, DAY.toordinal() + rng.randint(-9, 9)))),)
    return Supplier(
        pk=pk,
        version=rng.randrange(10**6),
        name=f"Example {pk}",
        country=nuts[:2],
        nuts=nuts,
        lon=lon + rng.uniform(-0.3, 0.3) if has_point else None,
        lat=lat + rng.uniform(-0.3, 0.3) if has_point else None,
        delivery=delivery,
        offers=offers,
        headcount=rng.choice((None, *Headcount)),
        turnover=rng.choice((None, *Turnover)),
        statuses=statuses,
        languages=(language,) if rng.random() < 0.9 else (),
    )


def random_demand(rng: Random, pk: int, day: date = DAY) -> Demand:
    """Open on ``day``."""
    nuts = rng.choice(_POINTS)
    country = nuts[:2]
    language = "nl" if country == "BE" else "el"
    places: tuple[DemandPlace, ...] = rng.choice(
        (
            (DemandPlace(nuts=nuts, country=country),),
            (DemandPlace(nuts=nuts[:4], country=country), DemandPlace(nuts=rng.choice(_POINTS))),
            (DemandPlace(country=country),),
            (DemandPlace(country=country, anywhere="anyw-cou"),),
            (DemandPlace(anywhere="anyw"),),
            (),
        )
    )
    text = rng.choice(_TEXTS[language])
    return Demand(
        kind=rng.choice((DemandKind.LOT, DemandKind.LOT, DemandKind.SHORT_CALL)),
        pk=pk,
        titles=((language, text),),
        words=((language, text),),
        language=rng.choice((language, language, "")),
        cpv=_pick(rng, _CODES, 3),
        places=places,
        published=day,
        open_until=day + timedelta(days=rng.randrange(30)),
        value_eur=rng.choice((None, Decimal(5_000), Decimal(400_000), Decimal(90_000_000))),
        legal_basis="32014L0024",
        reserved=rng.choice((None, (), (), ("res-ws",), ("res-pub-ser",))),
        country=country,
    )


def random_lessons(rng: Random) -> list[Lesson]:
    """One or two."""
    every = (
        Lesson(LessonKind.WORK, rng.choice(_CODES)),
        Lesson(LessonKind.FAR, rng.choice(_POINTS)),
        Lesson(LessonKind.BIG, "300000"),
        Lesson(LessonKind.SMALL, "10000"),
        Lesson(LessonKind.LANGUAGE, "nl"),
    )
    return rng.sample(every, rng.randint(1, 2))
