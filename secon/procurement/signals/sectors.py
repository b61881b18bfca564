"""Sectors suited to social enterprises: our published list, read from its file. Pure."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from secon.procurement.notice import Lot, Notice
from secon.procurement.signals.coded import cpv_field
from secon.procurement.signals.found import Kind, Signal, Strength

FILE = Path(__file__).resolve().parent.parent / "data" / "suited_sectors.toml"
_LENGTHS = range(8, 1, -1)


@dataclass(frozen=True, slots=True)
class Sector:
    """An entry of the list: CPV prefixes, a name and a reason in plain English."""

    name: str
    prefixes: tuple[str, ...]
    reason: str


@cache
def sectors() -> tuple[Sector, ...]:
    """The list in its order."""
    entries = tomllib.loads(FILE.read_text(encoding="utf-8"))["sector"]
    return tuple(Sector(e["name"], tuple(e["prefixes"]), e["reason"]) for e in entries)


@cache
def _by_prefix() -> Mapping[str, Sector]:
    return {prefix: sector for sector in sectors() for prefix in sector.prefixes}


def sector_of(cpv: str) -> Sector | None:
    """The entry with the longest prefix of an eight-digit CPV code; None where there is none."""
    known = _by_prefix()
    return next((known[cpv[:n]] for n in _LENGTHS if cpv[:n] in known), None)


def suited(notice: Notice, lot: Lot) -> Iterator[Signal]:
    """The signal of the lot's main code, if its sector is on the list."""
    for code in (lot.cpv or notice.cpv)[:1]:
        if sector_of(code):
            field = cpv_field(notice, lot, main=True)
            yield Signal(Kind.SUITED_SECTOR, code, Strength.DERIVED, field)
