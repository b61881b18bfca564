"""Files of postal codes: GeoNames' tab-separated form, and CSV with a header such as GISCO's."""

import csv
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _

from secon.places.countries import nuts_country
from secon.places.domain import points, postal
from secon.places.models import Region

GEONAMES = ("country", "code", "town", "", "", "", "", "", "", "lat", "lon", "accuracy")
HEADERS: Mapping[str, tuple[str, ...]] = {
    "country": ("country", "country_code", "cntr_id", "cntr_code", "cc"),
    "code": ("postal_code", "postcode", "code", "pc", "zip", "plz"),
    "lon": ("lon", "lng", "longitude", "x", "long"),
    "lat": ("lat", "latitude", "y"),
    "town": ("town", "place_name", "place", "city", "locality", "lau_name"),
    "nuts3": ("nuts3", "nuts3_2024", "nuts3_2021", "nuts3_code"),
}
"""What a column may be called, without case and quotes."""
_LOOKED_AT = 200  # points checked against the country's outline
_SHOWN = 20  # problems listed


class UnreadableFile(Exception):  # noqa: N818 -- says what happened
    """The file has none of the known forms, or its points lie elsewhere; says what to do."""


@dataclass(slots=True)
class Filed:
    """How many codes were kept, of how many lines, and the first problems by line."""

    codes: int = 0
    lines: int = 0
    other_countries: int = 0
    unreadable: int = 0
    problems: list[str] = field(default_factory=list)

    def note(self, line: int, problem: str) -> None:
        """Count a line that says nothing usable; the first are listed."""
        self.unreadable += 1
        if len(self.problems) < _SHOWN:
            self.problems.append(
                _("Line %(line)s: %(problem)s") % {"line": line, "problem": problem}
            )


def load(path: Path, *, country: str) -> Filed:
    """Keep a country's postal codes of a file; raises :class:`UnreadableFile`, keeping nothing."""
    code = nuts_country(country)
    if code is None:
        raise UnreadableFile(_("There is no country with the code %(code)s.") % {"code": country})
    filed = Filed()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            places = list(_places(_rows(file), code, filed))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableFile(
            _("%(file)s cannot be read as a text file in UTF-8.") % {"file": path.name}
        ) from error
    if not places:
        raise UnreadableFile(
            _("%(file)s holds no postal code of the country %(code)s.")
            % {"file": path.name, "code": code}
        )
    _check(places, code)
    filed.codes = postal.store(places)
    return filed


def _rows(file: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and fields, by the names of :data:`HEADERS`."""
    lines = iter(file)
    first = next(lines, "")
    if first.count("\t") >= len(GEONAMES) - 2:
        reader = csv.reader([first, *lines], delimiter="\t", quoting=csv.QUOTE_NONE)
        for number, row in enumerate(reader, start=1):
            padded = [*row, *[""] * len(GEONAMES)]
            yield number, dict(zip(GEONAMES, padded, strict=False))
        return
    delimiter = max(";,\t", key=first.count)
    names = [_column(cell) for cell in first.strip().split(delimiter)]
    if "code" not in names or not ({"lon", "lat"} <= set(names) or "nuts3" in names):
        raise UnreadableFile(
            _(
                "The file needs a column for the postal code, and for longitude and latitude or "
                "for the NUTS 3 region; or the form of GeoNames, separated by tabs."
            )
        )
    for number, row in enumerate(csv.reader(lines, delimiter=delimiter), start=2):
        yield (
            number,
            {name: cell.strip(" '\"") for name, cell in zip(names, row, strict=False) if name},
        )


def _column(cell: str) -> str:
    plain = cell.strip(" '\"").lower().replace(" ", "_")
    return next((name for name, known in HEADERS.items() if plain in known), "")


def _places(
    rows: Iterable[tuple[int, Mapping[str, str]]], country: str, filed: Filed
) -> Iterator[postal.Place]:
    regions = {
        region.code: region.centroid
        for region in Region.objects.filter(country=country, level=3)
        if region.centroid
    }
    for number, row in rows:
        filed.lines += 1
        stated = row.get("country") or row.get("nuts3", "")[:2] or country
        if nuts_country(stated) != country:
            filed.other_countries += 1
            continue
        code = postal.district(country, row.get("code", ""))
        nuts3 = row.get("nuts3", "")
        own = _point(row)
        point = own or regions.get(nuts3)
        if not code:
            filed.note(number, _("“%(text)s” is no postal code.") % {"text": row.get("code", "")})
        elif point is None:
            filed.note(number, _("There is no point, and no region that we know."))
        else:
            yield postal.Place(
                country,
                code,
                *point,
                town=row.get("town", ""),
                nuts3=nuts3 if nuts3 in regions else "",
                exact=own is not None,
            )


def _point(row: Mapping[str, str]) -> tuple[float, float] | None:
    try:
        lon, lat = float(row.get("lon", "")), float(row.get("lat", ""))
    except ValueError:
        return None
    on_earth = math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90
    return (lon, lat) if on_earth else None


def _check(places: Sequence[postal.Place], country: str) -> None:
    """Refuse a file most of whose points lie elsewhere: columns exchanged, or another country."""
    step = max(1, len(places) // _LOOKED_AT)
    looked_at = [place for place in places[::step] if place.exact]
    wrong = [
        problem
        for place in looked_at
        if (problem := points.check_point(place.lon, place.lat, country=country))
    ]
    if len(wrong) * 2 > len(looked_at):
        raise UnreadableFile(wrong[0].message)
