"""The code tables that ship with the project: small, read once, no database.

``nuts2021.txt`` lists the codes of 2021, ``nuts2024.csv`` what changed to 2024, and
``nuts_older.csv`` which regions of 2021 cover the codes of 2003 to 2016 that are no more.
Parents are never listed: a code's parents are its beginnings.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from secon.places.enums import Change

DATA = Path(__file__).parents[1] / "data"
COUNTRY, NUTS1, NUTS2, NUTS3 = 2, 3, 4, 5
"""Length of a code at each level."""


@dataclass(frozen=True, slots=True)
class Step:
    """One code's way from version 2021 to 2024; ``from_code`` is empty for a new region."""

    from_code: str
    to_code: str
    kind: Change
    name: str


@cache
def codes_2021() -> frozenset[str]:
    """Every code of NUTS 2021, levels 0 to 3."""
    found: set[str] = set()
    for line in _lines("nuts2021.txt"):
        parent, endings = line.split()
        found.update(parent[:length] for length in (COUNTRY, NUTS1, NUTS2))
        found.update(parent + ending for ending in endings)
    return frozenset(found)


@cache
def steps_to_2024() -> tuple[Step, ...]:
    """What changed from 2021 to 2024, as the table says it; all other codes stayed."""
    with (DATA / "nuts2024.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Step(row["from_code"], row["to_code"], Change(row["kind"]), row["name"])
            for row in csv.DictReader(file)
        )


@cache
def codes_2024() -> frozenset[str]:
    """Every code of NUTS 2024; the United Kingdom has none any more."""
    stayed = {code for code in codes_2021() if not code.startswith("UK")}
    gone = {
        step.from_code
        for step in steps_to_2024()
        if step.from_code and step.kind not in {Change.SAME, Change.RENAMED}
    }
    return frozenset((stayed - gone) | {step.to_code for step in steps_to_2024()})


@cache
def older_codes() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Code that is no more to the newest version that had it and the 2021 regions covering it.

    Levels 1 and 2 follow from level 3: ``PL12`` is covered by ``PL91`` and ``PL92``.
    """
    known = codes_2021() | codes_2024()
    versions: dict[str, str] = {}
    covers: dict[str, set[str]] = {}
    for line in _lines("nuts_older.csv"):
        version, old, *news = line.split(",")
        for length in (NUTS3, NUTS2, NUTS1):
            code = old[:length]
            if code not in known:
                versions[code] = max(version, versions.get(code, ""))
                covers.setdefault(code, set()).update(new[:length] for new in news)
    return {code: (versions[code], tuple(sorted(news))) for code, news in covers.items()}


def _lines(name: str) -> Iterator[str]:
    with (DATA / name).open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                yield line.rstrip("\n")
