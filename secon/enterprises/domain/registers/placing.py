"""What the map says to the rows of a register: regions of points, points of towns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from secon.enterprises.domain import territory
from secon.enterprises.domain.registers.cleaning import Context, Placed
from secon.enterprises.models import RegisterSource
from secon.kernel.folding import fold_name
from secon.places.domain import gazetteer, postal, queries
from secon.places.domain.atlas import Atlas
from secon.places.domain.geometry import haversine_km
from secon.places.domain.names import Entry, Grade, Names
from secon.places.domain.points import check_point, nearest_code
from secon.places.enums import SpotKind
from secon.places.models import PostalCode

_NEAR_KM = 60.0
"""A town of the name in this distance of its postal code is the one that is meant."""
_SAME_NAME = 60  # places of one name that are looked at

Point = tuple[float, float]


@dataclass
class Map:
    """Answers for one country; what was read and asked once is kept as long as the file is read."""

    country: str
    _places: dict[tuple[str, str], Placed | None] = field(default_factory=dict)
    _regions: dict[tuple[str, str, str], str] = field(default_factory=dict)

    @cached_property
    def atlas(self) -> Atlas:
        """All outlines."""
        return queries.atlas()

    @cached_property
    def names(self) -> Names:
        """All towns."""
        return gazetteer.names()

    @cached_property
    def codes(self) -> Mapping[str, tuple[float, float, bool]]:
        """The country's postal codes: (longitude, latitude, whether the point is the code's own)."""
        rows = PostalCode.objects.filter(country=self.country)
        return {
            code: (lon, lat, exact)
            for code, lon, lat, exact in rows.values_list("code", "lon", "lat", "exact")
        }

    def region_at(self, lon: float, lat: float) -> str:
        """The NUTS 3 code of a point, "" at sea."""
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
        code, towns = self._code(postal_code), self._towns(town)
        if code and code[2]:
            near = [(haversine_km(one, code[:2]), one) for one in towns]
            towns = [one for km, one in sorted(near) if km <= _NEAR_KM]
        point = next(iter(towns), code[:2] if code else self._zone(postal_code))
        if point is None:
            return None
        return Placed(round(point[0], 5), round(point[1], 5), self.region_at(*point))

    def _zone(self, postal_code: str) -> Point | None:
        """The middle of the region of a postal code whose own point is not known."""
        if not postal_code:
            return None
        spots = gazetteer.find(postal_code, language="en", countries=[self.country], limit=1)
        here = [one for one in spots if one.country == self.country]
        return next(((one.lon, one.lat) for one in here if one.kind == SpotKind.POSTAL), None)

    def _code(self, postal_code: str) -> tuple[float, float, bool] | None:
        tidied = postal.tidy(postal_code) if postal_code else None
        if tidied is None or tidied[1] not in (None, self.country):
            return None
        return self.codes.get(postal.kept(self.country, tidied[0]))

    def _towns(self, town: str) -> list[Point]:
        """The points of the country's towns that have exactly this name, the largest first."""
        name = fold_name(town.partition(",")[0].partition("(")[0])
        if not name:
            return []
        hits = self.names.search(name, countries=[self.country], limit=_SAME_NAME)
        return [
            (hit.entry.lon, hit.entry.lat)
            for hit in hits
            if hit.grade == Grade.EXACT and self._is_town(hit.entry)
        ]

    def _is_town(self, entry: Entry) -> bool:
        return entry.kind == SpotKind.TOWN and entry.country == self.country


def context_for(source: RegisterSource, today: date) -> tuple[Context, Map]:
    """What every row of a file of ``source`` shares."""
    chart = Map(source.country)
    return (
        Context(source.country, today, chart.region_at, chart.wrong_point, chart.place_of),
        chart,
    )
