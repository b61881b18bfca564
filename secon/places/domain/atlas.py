"""All level-3 outlines at once: which region a point lies in, which regions are near."""

import heapq
import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from secon.places.domain.geometry import (
    DEGREE_KM,
    Point,
    Ring,
    contains,
    distance_to_outline_km,
)


@dataclass(frozen=True, slots=True)
class Near:
    """A region and how far a point is from it; 0 inside."""

    code: str
    km: float


class Atlas:
    """Outlines of level-3 regions (code to rings, holes included), held in memory."""

    def __init__(self, outlines: Mapping[str, Sequence[Ring]]) -> None:
        self._codes = sorted(outlines)
        self._rings = [outlines[code] for code in self._codes]
        boxes = [
            (*np.min(points, axis=0), *np.max(points, axis=0))
            for points in (np.concatenate(list(rings)) for rings in self._rings)
        ]
        self._boxes = np.array(boxes, dtype=np.float64).reshape(-1, 4)

    def __len__(self) -> int:
        return len(self._codes)

    def draws(self, code: str) -> bool:
        """Whether there is an outline of a country or region, of any level."""
        at = bisect_left(self._codes, code)
        return at < len(self._codes) and self._codes[at].startswith(code)

    def within(self, box: tuple[float, float, float, float]) -> list[tuple[str, Sequence[Ring]]]:
        """(code, rings) of the regions whose box meets ``box`` (west, south, east, north)."""
        west, south, east, north = self._boxes.T
        meets = (west <= box[2]) & (east >= box[0]) & (south <= box[3]) & (north >= box[1])
        return [(self._codes[at], self._rings[at]) for at in np.flatnonzero(meets)]

    def region_at(self, lon: float, lat: float, *, level: int = 3) -> str | None:
        """The region of a level (0 to 3) that a point lies in; ``None`` at sea and abroad."""
        west, south, east, north = self._boxes.T
        possible = (west <= lon) & (lon <= east) & (south <= lat) & (lat <= north)
        for position in np.flatnonzero(possible):
            if contains(self._rings[position], (lon, lat)):
                return self._codes[position][: level + 2]
        return None

    def nearest(
        self,
        lon: float,
        lat: float,
        *,
        level: int = 3,
        limit: int = 10,
        within_km: float = math.inf,
    ) -> list[Near]:
        """The regions of a level nearest to a point, the nearest first, to the outline."""
        at_least = self._box_distances(lon, lat)
        found: dict[str, float] = {}
        for position in np.argsort(at_least, kind="stable"):
            if at_least[position] > within_km:
                break
            if (
                len(found) >= limit
                and at_least[position] > heapq.nsmallest(limit, found.values())[-1]
            ):
                break
            code = self._codes[position][: level + 2]
            km = self._distance(int(position), (lon, lat))
            found[code] = min(km, found.get(code, math.inf))
        near = sorted(
            (Near(code, km) for code, km in found.items()), key=lambda one: (one.km, one.code)
        )
        return [one for one in near if one.km <= within_km][:limit]

    def distance_km(self, lon: float, lat: float, codes: Sequence[str]) -> float | None:
        """Distance of a point to the nearest of some regions of any level; ``None`` if unknown."""
        wanted = tuple(codes)
        distances = [
            self._distance(position, (lon, lat))
            for position, code in enumerate(self._codes)
            if code.startswith(wanted)
        ]
        return min(distances, default=None) if wanted else None

    def _distance(self, position: int, point: Point) -> float:
        rings = self._rings[position]
        return 0.0 if contains(rings, point) else distance_to_outline_km(rings, point)

    def _box_distances(self, lon: float, lat: float) -> np.ndarray:
        """At least so many km to each region: the distance to the box around it."""
        west, south, east, north = self._boxes.T
        across = np.maximum(np.maximum(west - lon, lon - east), 0) * math.cos(math.radians(lat))
        along = np.maximum(np.maximum(south - lat, lat - north), 0)
        distances: np.ndarray = np.hypot(across, along) * DEGREE_KM
        return distances
