"""What the map says to the rows of a register: regions of points, points of towns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from secon.enterprises.domain import territory
from secon.enterprises.domain.registers.cleaning import Context, Placed
from secon.enterprises.models import RegisterSource
from secon.kernel.folding import fold_name
from secon.places.domain import gazetteer, queries
from secon.places.domain.atlas import Atlas
from secon.places.domain.geometry import haversine_km
from secon.places.domain.points import check_point, nearest_code
from secon.places.domain.spots import Spot
from secon.places.enums import SpotKind

_NEAR_KM = 60.0
"""A town of the name in this distance of its postal code is the one that is meant."""


@dataclass(slots=True)
class Map:
    """Answers for one country; what was asked once is remembered as long as the file is read."""

    country: str
    atlas: Atlas | None = None
    _places: dict[tuple[str, str], Placed | None] = field(default_factory=dict)
    _regions: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def region_at(self, lon: float, lat: float) -> str:
        """The NUTS 3 code of a point, "" at sea."""
        if self.atlas is None:
            self.atlas = queries.atlas()
        on_earth = abs(lon) <= 180 and abs(lat) <= 90
        near = nearest_code(self.atlas, lon, lat) if on_earth else None
        return near[0] if near else ""

    def wrong_point(self, lon: float, lat: float) -> str:
        """The code of what is wrong with a point, or ""."""
        problem = check_point(lon, lat, country=self.country)
        return problem.code.value if problem else ""

    def place_of(self, postal_code: str, town: str) -> Placed | None:
        """Where a town of exactly this name lies, else its postal code."""
        asked = postal_code, town
        if asked not in self._places:
            self._places[asked] = self._look_up(postal_code, town)
        return self._places[asked]

    def slug_of(self, nuts: str, town: str, postal_code: str) -> str:
        """The partner whose territory holds a place, "" for none."""
        asked = nuts, town, postal_code
        if asked not in self._regions:
            self._regions[asked] = territory.region_of(
                nuts=nuts, town=town, postal_code=postal_code
            )
        return self._regions[asked]

    def _look_up(self, postal_code: str, town: str) -> Placed | None:
        code = next(iter(self._found(postal_code, SpotKind.POSTAL)), None)
        towns = [one for one in self._found(town, SpotKind.TOWN) if _is_called(one, town)]
        if code and code.within_km is None:
            towns = [one for one in towns if _apart(one, code) <= _NEAR_KM]
        spot = next(iter(towns), code)
        if spot is None:
            return None
        nuts = spot.nuts3 or self.region_at(spot.lon, spot.lat)
        return Placed(round(spot.lon, 5), round(spot.lat, 5), nuts)

    def _found(self, text: str, kind: SpotKind) -> list[Spot]:
        if not text:
            return []
        spots = gazetteer.find(text, language="en", countries=[self.country], limit=8)
        return [one for one in spots if one.country == self.country and one.kind == kind]


def context_for(source: RegisterSource, today: date) -> tuple[Context, Map]:
    """What every row of a file of ``source`` shares."""
    chart = Map(source.country)
    return (
        Context(source.country, today, chart.region_at, chart.wrong_point, chart.place_of),
        chart,
    )


def _is_called(spot: Spot, town: str) -> bool:
    first = town.partition(",")[0].partition("(")[0]
    return fold_name(first) in {fold_name(spot.given), fold_name(spot.name)}


def _apart(one: Spot, other: Spot) -> float:
    return haversine_km((one.lon, one.lat), (other.lon, other.lat))
