"""``data/examples/*.toml`` and the names of ``data/known.toml`` as frozen values, read once."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from secon.enterprises.enums import Audience, Family, Group, Icnp, Sector
from secon.enterprises.examples.kinds import Hours, Place, Said, Trade, Words

DATA = Path(__file__).parents[1] / "data"
FOLDER = DATA / "examples"
TOWN = 20
"""Thousands of people from which a place counts as a town."""

_ELSEWHERE = "elsewhere"
_OFTEN, _SELDOM = 2, 1  # how a trade's weight is turned where it belongs to towns or villages


@cache
def trades() -> tuple[Trade, ...]:
    """Every trade, in the order of the file."""
    tables = _read("trades")
    hours = {name: _hours(rows) for name, rows in tables.pop("hours").items()}
    return tuple(_trade(code, table, hours) for code, table in tables.items())


@cache
def words(language: str) -> Words:
    """What examples say in ``language``; FileNotFoundError for one without a file."""
    tables = _read(language)
    names = tables.get("names", {})
    families = [family for family in Family if family.value in names]
    return Words(
        language=language,
        example=tables["example"],
        ended=tables["ended"],
        notes=tuple(tables["notes"]),
        trades={
            trade.code: Said(row["label"], row["about"], tuple(row["offers"]))
            for trade in trades()
            for row in (tables[trade.code],)
        },
        nouns=tuple(names.get("nouns", ())),
        conjunction=names.get("and", ""),
        patterns={family: tuple(names[family.value]) for family in families},
        forms={Family(code): form for code, form in tables.get("forms", {}).items()},
    )


@cache
def hand_places() -> tuple[Place, ...]:
    """Towns of the nine regions, and large towns elsewhere in the nine countries."""
    return tuple(
        Place(
            names=(name, *others),
            languages=tuple(table["languages"]),
            country=table["country"],
            nuts=nuts,
            region="" if slug.startswith(_ELSEWHERE) else slug,
            lon=lon,
            lat=lat,
            people=people,
            postal_code=postal_code,
        )
        for slug, table in _read("places").items()
        for name, nuts, lon, lat, people, postal_code, *others in table["towns"]
    )


@cache
def regions() -> tuple[str, ...]:
    """The slugs of the partners' regions that have towns, in the order of the partners."""
    return tuple(dict.fromkeys(place.region for place in hand_places() if place.region))


@cache
def known_names() -> frozenset[str]:
    """Names of real organisations that no example may bear, without case."""
    with (DATA / "known.toml").open("rb") as file:
        rows = tomllib.load(file)["organisations"]
    return frozenset(
        name.casefold() for row in rows for name in (row["name"], *row.get("other_names", ()))
    )


def _read(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def _hours(rows: list[list[str]]) -> Hours:
    return tuple(
        sorted(
            (day, _minute(opens), _minute(closes))
            for days, opens, closes in rows
            for day in range(int(days[0]), int(days[-1]) + 1)
        )
    )


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def _trade(code: str, row: Mapping[str, Any], hours: Mapping[str, Hours]) -> Trade:
    weight: int = row["weight"]
    rural, urban = row.get("rural", False), row.get("urban", False)
    return Trade(
        code=code,
        sector=Sector(row["sector"]),
        cpv=tuple(tuple(codes) for codes in row["cpv"]),
        nace=row["nace"],
        icnp=Icnp(row["icnp"]),
        audiences=tuple(map(Audience, row["audiences"])),
        employs=tuple(map(Group, row.get("employs", ()))),
        serves=tuple(map(Group, row.get("serves", ()))),
        sdgs=tuple(row["sdgs"]),
        themes=tuple(row["themes"]),
        green=row.get("green", False),
        digital=row.get("digital", False),
        country=row.get("country", False),
        km=tuple(row.get("km", ())),
        hours=hours[row["hours"]],
        shop=row.get("shop", False),
        families=tuple(map(Family, row.get("families", ()))),
        in_towns=weight * (_SELDOM if rural else _OFTEN),
        in_villages=weight * (_SELDOM if urban else _OFTEN),
    )
