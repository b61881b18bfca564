"""The map beside the list: its areas as links, and what it draws as JSON."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from secon.enterprises.domain import queries
from secon.enterprises.domain.directory import Box, Criteria, Facets
from secon.enterprises.interfaces.addresses import changed
from secon.places.countries import country_name
from secon.places.domain import gazetteer
from secon.places.domain.queries import region_names

SHOWN = 12  # areas before "more"
MOST = 60  # areas, where there is a coarser level
TOWNS = 40  # named on the map, as far as there is room
CANVAS = 600  # pixels: what the window is taken to measure before the browser says
EUROPE: Box = (-11.0, 34.0, 32.0, 60.0)
_NEXT = {0: 2, 2: 4, 3: 4, 4: 5}  # length of the codes shown below a code of this length


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its entries; ``query`` narrows the list to it."""

    code: str
    name: str
    count: int
    query: str


def areas(criteria: Criteria, facets: Facets, query: QueryDict, *, language: str) -> list[Area]:
    """Countries, or the regions of what is chosen, with most entries first: one query for names."""
    counts = _below(criteria, facets.get("nuts", {}))
    regions = [code for code in counts if len(code) > 2]
    names = region_names(regions, language) if regions else {}
    return [
        Area(code, _name(code, names, language), count, changed(query, nuts=code))
        for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    ]


def _name(code: str, names: Mapping[str, str], language: str) -> str:
    country = country_name(code, language)
    return (
        country
        if len(code) == 2
        else f"{names.get(code, code)}, {country_name(code[:2], language)}"
    )


def _below(criteria: Criteria, counts: Mapping[Any, int]) -> dict[str, int]:
    """The codes one level below what is chosen; around a place or in a window the smallest level
    of which there are not too many.
    """
    within = tuple(criteria.nuts or criteria.countries)
    if criteria.bbox or (criteria.near and criteria.near.km):
        lengths = [5, 4, 2]
    elif len(within) == 1:
        lengths = [_NEXT.get(len(within[0]), 5)]
    else:
        lengths = [4, 2] if within else [2]
    found: dict[str, int] = {}
    for length in lengths:
        found = {
            str(code): count
            for code, count in counts.items()
            if len(str(code)) == length and (not within or str(code).startswith(within))
        }
        if len(found) <= MOST:
            break
    return found


def map_of(
    criteria: Criteria, *, view: Box | None, zoom: float | None, language: str
) -> dict[str, object]:
    """What ``places.js`` reads. Without ``view`` the window is the one around everything asked for.

    ``towns`` are the largest, for a reader to know where the map is, as ``[name, lon, lat]``.
    Cells are ``[lon, lat, entries, verified]``; points ``[key, lon, lat, verified, name]``.
    """
    window = view or queries.extent(criteria) or EUROPE
    if view is None:
        window = _padded(window)
    shown = _shared(window, criteria.bbox) if criteria.bbox else window
    answer = queries.in_view(criteria, view=shown, zoom=zoom or zoom_of(window))
    names = queries.names_of(point.pk for point in answer.points)
    return {
        "window": [round(number, 4) for number in window],
        "total": answer.total,
        "towns": gazetteer.largest_towns(window, language=language, limit=TOWNS),
        "cells": [[cell.lon, cell.lat, cell.count, cell.verified] for cell in answer.cells],
        "points": [
            [point.pk, point.lon, point.lat, int(point.verified), names.get(point.pk, "")]
            for point in answer.points
        ],
    }


def zoom_of(box: Box) -> float:
    """The zoom at which a window of :data:`CANVAS` pixels shows ``box`` (512 pixels at zoom 0)."""
    wide = max(box[2] - box[0], 1e-6) / 360
    high = max(_mercator(box[3]) - _mercator(box[1]), 1e-6)
    return min(max(math.log2(CANVAS / 512 / max(wide, high)), 0.0), 14.0)


def _mercator(lat: float) -> float:
    lat = min(max(lat, -85.0), 85.0)
    return math.log(math.tan(math.radians(45 + lat / 2))) / (2 * math.pi) + 0.5


def _padded(box: Box) -> Box:
    """``box`` with room around it, so that nothing lies on its edge."""
    wide, high = max((box[2] - box[0]) * 0.05, 0.02), max((box[3] - box[1]) * 0.05, 0.02)
    return (
        max(box[0] - wide, -180.0),
        max(box[1] - high, -85.0),
        min(box[2] + wide, 180.0),
        min(box[3] + high, 85.0),
    )


def _shared(one: Box, other: Box) -> Box:
    """What two windows share; an empty window where they share nothing."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )
