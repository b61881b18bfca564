"""What registers and other sources say exist, as published (``data/coverage.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from secon.enterprises.frames.reading import spell_out
from secon.enterprises.frames.words import Text

PATH = Path(__file__).parents[1] / "data" / "coverage.toml"


@dataclass(frozen=True, slots=True)
class Held:
    """A published number. It counts holders of ``statuses``; empty: something else, see ``counts``.

    ``area`` holds NUTS codes or a country; ``region`` is the slug of the partner region that is
    the same area. ``on`` is the day it holds for, else ``year`` and perhaps ``month``; all three
    empty where the page has no date.
    """

    code: str
    country: str
    area: tuple[str, ...]
    area_name: Text | None
    number: int
    counts: Text
    caveat: Text
    region: str = ""
    on: date | None = None
    year: int | None = None
    month: int | None = None
    is_about: bool = False
    is_at_least: bool = False
    is_estimate: bool = False
    statuses: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()

    @property
    def is_national(self) -> bool:
        """Whether it counts the whole country."""
        return self.area == (self.country,)


@cache
def held() -> tuple[Held, ...]:
    """Every published number, in the order of the file."""
    with PATH.open("rb") as file:
        table = tomllib.load(file)
    spell_out(table["held"], table["addresses"])
    return tuple(
        Held(
            code=row["code"],
            country=row["country"],
            area=tuple(row["area"].split("+")),
            area_name=Text(row["area_name"]) if "area_name" in row else None,
            number=row["number"],
            counts=Text(row["counts"]),
            caveat=Text(row["caveat"]),
            region=row.get("region", ""),
            on=row.get("on"),
            year=row.get("year"),
            month=row.get("month"),
            is_about=row.get("about", False),
            is_at_least=row.get("at_least", False),
            is_estimate=row.get("is_estimate", False),
            statuses=frozenset(row.get("statuses", ())),
            sources=tuple(row["sources"]),
        )
        for row in table["held"]
    )


def held_in(country: str, region: str) -> tuple[Held, ...]:
    """What is known of a partner region, then of its country; other regions' numbers are left out."""
    rows = [one for one in held() if one.country == country and one.region in ("", region)]
    return tuple(sorted(rows, key=lambda one: not one.region))
