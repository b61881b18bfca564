"""The places of a lot as rows, its country, and the rung of the ladder that really holds. Pure."""

from dataclasses import dataclass

from secon.places.countries import nuts_country
from secon.places.domain.lookup import read_code
from secon.procurement.notice import Lot, Notice, Place, Rung

_NEEDS_REGION = frozenset({Rung.LOT, Rung.PROCEDURE})
PlaceRow = tuple[str, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Placed:
    """Rows of (nuts, said, how, country, city, postal code, anywhere), and what they come to."""

    rows: tuple[PlaceRow, ...]
    country: str
    rung: Rung


def place_rows(notice: Notice, lot: Lot) -> Placed:
    """Where ``lot`` is performed. A rung of region codes that name no region counts as country."""
    resolved = notice.resolve(lot)
    rung = resolved.rung
    rows: dict[PlaceRow, None] = {}
    has_region = False
    for place in resolved.places:
        row, level = _row(place)
        rows[row] = None
        has_region = has_region or bool(level)
    country = next((row[3] for row in rows if row[3]), "")
    if rung in _NEEDS_REGION and not has_region:
        rung = Rung.COUNTRY if country else Rung.NOTHING
    return Placed(tuple(rows), country, rung)


def _row(place: Place) -> tuple[PlaceRow, int | None]:
    stated = nuts_country(place.country) or ""
    if place.nuts is None and not stated:
        return _as_row(place, "", "", ""), None
    reading = read_code(place.nuts, country=place.country)
    row = _as_row(place, reading.code or "", str(reading.how), reading.country or stated)
    return row, reading.level


def _as_row(place: Place, nuts: str, how: str, country: str) -> PlaceRow:
    return (
        nuts,
        place.nuts or "",
        how,
        country,
        place.city or "",
        place.postal_code or "",
        place.anywhere or "",
    )
