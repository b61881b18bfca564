"""Entries of enterprises that do not exist, for the directory's index alone: no database, seeded.

Cities are crowded and the land is thin, as in real directories (every second entry lies in a
twentieth of the districts); words are everyday ones of each country's language, from the code
finder's lexicon, so that a search in any language meets them.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from secon.codes.domain.everyday import everyday
from secon.enterprises.entry import Delivery, Entry, Offered
from secon.enterprises.enums import (
    Audience,
    Family,
    Group,
    Headcount,
    Icnp,
    Sector,
    SocialEnterprise,
    State,
)
from secon.partnership.enums import Theme
from secon.places.domain.tables import codes_2021

DAY = 739_800  # around which checks lie
BOXES = {  # west, south, east, north: roughly, at land
    "EL": (21.0, 37.0, 24.0, 41.0),
    "DE": (7.0, 48.0, 13.0, 53.5),
    "BE": (3.5, 50.0, 5.8, 51.2),
    "RO": (22.0, 44.5, 27.5, 47.5),
    "PL": (15.5, 50.0, 23.0, 54.0),
    "PT": (-8.8, 37.2, -7.2, 41.8),
    "LV": (21.5, 56.2, 27.5, 57.5),
    "ES": (-6.5, 37.5, -0.5, 42.5),
    "BG": (23.0, 41.8, 27.8, 43.6),
}
LANGUAGES = {
    "EL": "el",
    "DE": "de",
    "BE": "nl",
    "RO": "ro",
    "PL": "pl",
    "PT": "pt",
    "LV": "lv",
    "ES": "es",
    "BG": "bg",
}
REGIONS = ("peloponnese", "rhein-neckar", "flemish-brabant", "harghita", "mazovia", "")
STATUSES = ("kalo", "koispe", "wfbm", "isb", "eta", "zaz", "ipss", "su", "ei")
SYLLABLES = ("ka", "la", "ma", "ta", "ri", "no", "ve", "so", "lu", "pe", "do", "mi", "ber", "stad")


@dataclass(frozen=True, slots=True)
class District:
    """A region of NUTS 3 with a middle, an urban type and a town or several."""

    code: str
    lon: float
    lat: float
    rural: int
    towns: tuple[str, ...]


@cache
def districts() -> tuple[District, ...]:
    """The districts of the nine countries, each somewhere in its country's box."""
    dice = random.Random(3)  # noqa: S311 -- plausible, not secret
    found = []
    for code in sorted(codes_2021()):
        if len(code) == 5 and code[:2] in BOXES:
            west, south, east, north = BOXES[code[:2]]
            rural = dice.choices((1, 2, 3), (20, 35, 45))[0]
            towns = tuple(
                "".join(dice.choices(SYLLABLES, k=3)).capitalize()
                for _ in range(1 + 2 * (rural == 1))
            )
            found.append(
                District(code, dice.uniform(west, east), dice.uniform(south, north), rural, towns)
            )
    return tuple(found)


def crowds(places: Sequence[District]) -> list[float]:
    """How likely an entry is to lie in each district: few cities have most."""
    dice = random.Random(4)  # noqa: S311 -- plausible, not secret
    by_type = {1: 60.0, 2: 8.0, 3: 1.0}
    return [by_type[one.rural] * dice.paretovariate(1.2) for one in places]


def entries(count: int, *, seed: int = 1, first: int = 1) -> Iterator[Entry]:
    """``count`` entries with keys from ``first``."""
    dice = random.Random(seed)  # noqa: S311 -- plausible, not secret
    places = districts()
    chosen = dice.choices(places, crowds(places), k=count)
    for at, district in enumerate(chosen):
        yield entry(dice, first + at, district)


def entry(dice: random.Random, pk: int, district: District) -> Entry:
    """One entry in a district."""
    country = district.code[:2]
    language = LANGUAGES[country]
    needs = dice.sample(everyday().needs, k=dice.randint(1, 3))
    town = dice.choice(district.towns)
    phrases = [dice.choice(need.phrases[language]) for need in needs]
    verified = dice.random() < 0.4
    checked = DAY - dice.randrange(900)
    return Entry(
        pk=pk,
        version=pk,
        state=State.VERIFIED if verified else State.LISTED,
        names=(f"{''.join(dice.choices(SYLLABLES, k=4)).capitalize()} {town} {phrases[0]}",),
        words=((language, " ".join([*dice.sample(_filler(language), k=25), *phrases])),),
        country=country,
        nuts=district.code,
        region=dice.choice(REGIONS),
        town=town,
        postal_code=f"{dice.randrange(10_000, 99_999)}",
        lon=district.lon + dice.gauss(0, 0.12) if dice.random() < 0.97 else None,
        lat=district.lat + dice.gauss(0, 0.08),
        family=dice.choice((*Family, None)),
        social_enterprise=dice.choice((*SocialEnterprise, None)),
        statuses=((dice.choice(STATUSES), dice.choice((None, DAY + 300))),),
        icnp=dice.choice((*Icnp, None)),
        sdgs=frozenset(dice.sample(range(1, 18), k=dice.randrange(4))),
        themes=frozenset(theme.value for theme in Theme if dice.random() < 0.2),
        green=dice.random() < 0.2,
        digital=dice.random() < 0.1,
        rural=district.rural,
        employs=frozenset(dice.sample(list(Group), k=dice.randrange(3))),
        serves=frozenset(dice.sample(list(Group), k=dice.randrange(3))),
        headcount=dice.choice((*Headcount, None)),
        offers=tuple(
            _offer(dice, language, need.codes, text)
            for need, text in zip(needs, phrases, strict=True)
        ),
        delivery=dice.choice(
            (
                Delivery(),
                Delivery(frozenset({country})),
                Delivery(km=dice.choice((10, 30, 80))),
                Delivery(regions=frozenset({district.code[:4]})),
            )
        ),
        hours=tuple((day, 60 * dice.randint(7, 10), 60 * dice.randint(15, 20)) for day in range(5)),
        verified_on=checked if verified else None,
        check_again_on=checked + 730 if verified else None,
        confirmed_on=DAY - dice.randrange(400) if dice.random() < 0.3 else None,
        is_example=True,
    )


def _offer(dice: random.Random, language: str, codes: Sequence[str], text: str) -> Offered:
    return Offered(
        ((language, text),),
        (codes[0],),
        dice.choice(tuple(Sector)),
        frozenset(one for one in Audience if dice.random() < 0.6),
    )


@cache
def _filler(language: str) -> tuple[str, ...]:
    """Words of a language to write descriptions with."""
    return tuple(
        sorted(
            {
                word
                for need in everyday().needs
                for phrase in need.phrases[language]
                for word in phrase.split()
            }
        )
    )
