"""Where examples lie: many in large towns, some in every small one, a few out in the country."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import cos, log, pi, radians, sin, sqrt
from random import Random

from secon.enterprises.examples.kinds import Place

DEGREE_KM = 111.2
Locate = Callable[[float, float], str | None]
"""The level-3 region at a longitude and latitude; None at sea and abroad."""

_DENSER = 0.7
"""Power of the number of people: small towns have more enterprises per head."""
_OUTSIDE = 0.12  # share of examples out in the country around their town
_OUTSIDE_KM = 6.0  # how far, on average
_TRIES = 6


class Scatter:
    """Chooses towns by their people and points around their centres."""

    def __init__(self, places: Sequence[Place], locate: Locate | None) -> None:
        self._places = places
        self._locate = locate
        self._until = list(accumulate(max(place.people, 0.3) ** _DENSER for place in places))

    def place(self, rng: Random) -> Place:
        """A town."""
        return self._places[bisect(self._until, rng.random() * self._until[-1])]

    def point(self, place: Place, rng: Random) -> tuple[float, float]:
        """Longitude and latitude, five decimals; the town's centre where nothing else fits."""
        for _try in range(_TRIES):
            lon, lat = _around(place, rng)
            if self._locate is None or self._locate(lon, lat) == place.nuts:
                return lon, lat
        return place.lon, place.lat


def spread_km(place: Place) -> float:
    """How far from the centre enterprises of a town lie, about."""
    return 0.15 + 0.12 * sqrt(place.people)


def _around(place: Place, rng: Random) -> tuple[float, float]:
    if rng.random() < _OUTSIDE:
        km = spread_km(place) - _OUTSIDE_KM * log(1 - rng.random())
        km = min(km, 30.0)
    else:
        km = spread_km(place) * sqrt(-2 * log(1 - rng.random()))
    angle = 2 * pi * rng.random()
    lat = place.lat + km * sin(angle) / DEGREE_KM
    lon = place.lon + km * cos(angle) / (DEGREE_KM * cos(radians(place.lat)))
    return round(lon, 5), round(lat, 5)
