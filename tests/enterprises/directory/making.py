"""Entries at random, of every shape: with a seed, so that a failure comes again."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from typing import Any

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

DAY = date(2026, 6, 10)  # a Wednesday
TODAY = DAY.toordinal()
PLACES = (
    ("EL653", "EL", "peloponnese", 2, "Τρίπολη", "221 00", 22.37, 37.51),
    ("EL653", "EL", "peloponnese", 2, "Καλαμάτα", "241 00", 22.11, 37.04),
    ("EL303", "EL", "", 1, "Αθήνα", "105 51", 23.73, 37.98),
    ("DE126", "DE", "rhein-neckar", 1, "Mannheim", "68159", 8.47, 49.49),
    ("DE12", "DE", "", 0, "", "", 8.6, 49.4),
    ("LV008", "LV", "riga", 3, "Sigulda", "LV-2150", 24.85, 57.15),
    ("PT200", "PT", "", 3, "Ponta Delgada", "9500-150", -25.67, 37.74),
    ("ES705", "ES", "", 2, "Las Palmas", "35001", -15.43, 28.1),
    ("BG422", "BG", "haskovo", 3, "Хасково", "6300", 25.55, 41.93),
    ("", "RO", "", 0, "", "", None, None),
)
CODES = ("55520000", "55500000", "55523000", "90910000", "90911200", "77310000", "15811000")
NAMES = ("Ήλιος", "Sonnenblume", "Saule", "Sol", "Слънце", "Green Hands", "Casa Verde", "sol")
THEMES = ("awareness", "green_digital", "social_innovation")
STATUSES = ("kalo", "wfbm", "koispe")


def some(dice: random.Random, values: Any, most: int = 3) -> frozenset[Any]:
    return frozenset(dice.sample(list(values), k=dice.randrange(most + 1)))


def offer(dice: random.Random) -> Offered:
    return Offered(
        (("en", dice.choice(("fresh bread", "office cleaning", "garden care", "school meals"))),),
        tuple(dice.sample(CODES, k=dice.randrange(3))),
        dice.choice((None, *Sector)),
        some(dice, Audience),
    )


def hours(dice: random.Random) -> tuple[tuple[int, int, int], ...]:
    return tuple(
        (dice.randrange(7), dice.randrange(24 * 60), dice.randrange(24 * 60))
        for _ in range(dice.randrange(6))
    )


def entry(dice: random.Random, pk: int, **changes: Any) -> Entry:
    nuts, country, region, rural, town, postal_code, lon, lat = dice.choice(PLACES)
    verified = dice.random() < 0.5
    made = Entry(
        pk=pk,
        version=pk,
        state=State.VERIFIED if verified else State.LISTED,
        names=(f"{dice.choice(NAMES)} {dice.choice(NAMES)}",),
        words=(("en", dice.choice(("helps people", "grows food", "serves catering"))),),
        country=country,
        nuts=nuts,
        region=region,
        town=town,
        postal_code=postal_code,
        lon=None if lon is None else lon + dice.gauss(0, 0.3),
        lat=None if lat is None else lat + dice.gauss(0, 0.2),
        family=dice.choice((None, *Family)),
        social_enterprise=dice.choice((None, *SocialEnterprise)),
        statuses=tuple(
            (dice.choice(STATUSES), dice.choice((None, TODAY - 1, TODAY, TODAY + 90)))
            for _ in range(dice.randrange(3))
        ),
        icnp=dice.choice((None, *Icnp)),
        sdgs=some(dice, range(1, 18)),
        themes=some(dice, THEMES),
        green=dice.random() < 0.3,
        digital=dice.random() < 0.3,
        rural=rural,
        employs=some(dice, Group),
        serves=some(dice, Group),
        headcount=dice.choice((None, *Headcount)),
        offers=tuple(offer(dice) for _ in range(dice.randrange(4))),
        delivery=dice.choice(
            (
                Delivery(),
                Delivery(frozenset({country})),
                Delivery(km=dice.choice((5, 50, 400))),
                Delivery(regions=frozenset({nuts[:3], "DE12"} - {""})),
            )
        ),
        hours=hours(dice),
        verified_on=TODAY - dice.randrange(900) if verified else None,
        check_again_on=TODAY + dice.randrange(-50, 50)
        if verified and dice.random() < 0.8
        else None,
        confirmed_on=TODAY - dice.randrange(300) if dice.random() < 0.3 else None,
        is_example=dice.random() < 0.4,
    )
    return replace(made, **changes)


def plain(pk: int, **changes: Any) -> Entry:
    """An entry of which nothing is known but that it is listed."""
    empty = Entry(
        pk=pk,
        version=pk,
        state=State.LISTED,
        names=(f"Name {pk}",),
        words=(),
        country="EL",
        nuts="",
        region="",
        town="",
        postal_code="",
        lon=None,
        lat=None,
    )
    return replace(empty, **changes)


def entries(count: int, seed: int) -> list[Entry]:
    dice = random.Random(seed)  # noqa: S311 -- plausible, not secret
    return [entry(dice, pk) for pk in range(1, count + 1)]
