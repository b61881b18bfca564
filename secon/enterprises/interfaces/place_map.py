"""Where an enterprise lies, as plain SVG: the outlines around it, a mark, how far it delivers.

Drawn on the server, so that the map is there without script and on paper. Units of the picture are
half pixels; kilometres are taken as flat, which is right enough within 300 of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from secon.places.domain.atlas import Atlas
from secon.places.domain.geometry import DEGREE_KM, Ring

SIZE = (680, 460)
NARROWEST, WIDEST = 45.0, 150.0  # km from the middle to the side
_ROUND = (5, 10, 20, 50, 100)  # km of the scale


@dataclass(frozen=True, slots=True)
class PlaceMap:
    """Paths and numbers for the template. ``radius`` is 0 where no distance is drawn."""

    width: int
    height: int
    around: str
    home: str
    delivered: str
    x: int
    y: int
    radius: int
    scale_km: int
    scale: int


def place_map(
    atlas: Atlas, lon: float, lat: float, *, nuts: str, km: int | None, regions: Sequence[str]
) -> PlaceMap:
    """The map around a point. ``nuts`` is its own region; ``regions`` are those delivered to."""
    half = min(max(NARROWEST, (km or 0) * 1.6), WIDEST)
    per_km = SIZE[0] / 2 / half
    across = math.cos(math.radians(lat))
    high = half * SIZE[1] / SIZE[0]
    box = (
        lon - half / DEGREE_KM / across,
        lat - high / DEGREE_KM,
        lon + half / DEGREE_KM / across,
        lat + high / DEGREE_KM,
    )
    paths: dict[str, list[str]] = {"around": [], "home": [], "delivered": []}
    scale = np.array([per_km * DEGREE_KM * across, -per_km * DEGREE_KM])
    for code, rings in atlas.within(box):
        kind = "delivered" if code.startswith(tuple(regions)) else "around"
        if nuts and code.startswith(nuts) and kind == "around":
            kind = "home"
        paths[kind] += [_path((ring - (lon, lat)) * scale) for ring in rings]
    length = max((one for one in _ROUND if one <= half / 2), default=_ROUND[0])
    return PlaceMap(
        width=SIZE[0],
        height=SIZE[1],
        around="".join(paths["around"]),
        home="".join(paths["home"]),
        delivered="".join(paths["delivered"]),
        x=SIZE[0] // 2,
        y=SIZE[1] // 2,
        radius=round(km * per_km) if km and km * per_km < SIZE[0] / 2 else 0,
        scale_km=length,
        scale=round(length * per_km),
    )


def _path(points: Ring) -> str:
    """A closed ring in whole units from the picture's corner, points that fall together once."""
    whole = np.rint(points + np.array(SIZE) / 2).astype(int)
    steps = np.diff(whole, axis=0)
    moved = [f"{x},{y}" for x, y in steps.tolist() if x or y]
    return f"M{whole[0][0]},{whole[0][1]}l{' '.join(moved)}z" if len(moved) > 1 else ""
