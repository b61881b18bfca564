"""What the map shows of an answer: cells with counts, or single points when they are few."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from secon.enterprises.domain.directory.criteria import Box, Criteria
from secon.enterprises.domain.directory.directory import Directory
from secon.enterprises.domain.directory.filtering import Selected
from secon.enterprises.domain.directory.results import Cell, MapAnswer, Point
from secon.enterprises.domain.directory.searching import answering
from secon.enterprises.domain.directory.segment import COARSEST, Longs, Segment

MAX_POINTS = 300
MAX_CELLS = 1_500
_FINEST_AT = {0: 2, 4: 3, 5: 4, 7: 5, 9: 6, 10: 7}  # from a zoom on, the finest resolution
_POINT_DIGITS, _CELL_DIGITS = 5, 3


def cells(
    directory: Directory,
    criteria: Criteria,
    *,
    bbox: Box,
    zoom: float,
) -> MapAnswer:
    """What lies in a window of the map, at most MAX_CELLS cells; entries without a point are left out."""
    _, selected = answering(directory, replace(criteria, bbox=bbox))
    day = criteria.day.toordinal()
    rows = [one.rows() for one in selected]
    total = sum(map(len, rows))
    if total <= MAX_POINTS:
        return MapAnswer(total, points=_points(directory, rows, day))
    resolution = max(own for start, own in _FINEST_AT.items() if zoom >= start or not start)
    counted = [
        _finest(segment, own, day) for segment, own in zip(directory.segments, rows, strict=True)
    ]
    while True:
        found = _at(directory, counted, resolution)
        if len(found) <= MAX_CELLS or resolution == COARSEST:
            return MapAnswer(total, cells=tuple(found[:MAX_CELLS]), resolution=resolution)
        resolution -= 1


def _finest(segment: Segment, rows: Longs, day: int) -> tuple[Longs, Longs]:
    """Entries and verified entries in each of the finest cells."""
    cell = segment.cell[rows]
    size = segment.cell_parent.shape[1] + 1  # the last is for rows without a cell
    return (
        np.bincount(cell, minlength=size)[:-1],
        np.bincount(cell[segment.check[rows] > day], minlength=size)[:-1],
    )


def _at(directory: Directory, counted: list[tuple[Longs, Longs]], resolution: int) -> list[Cell]:
    """The cells of a resolution that have entries, those with most first."""
    found: dict[int, Cell] = {}
    for segment, (entries, verified) in zip(directory.segments, counted, strict=True):
        own, parent = segment.cells_at(resolution), segment.cell_parent[resolution - COARSEST]
        size = own.stop - own.start
        counts = np.bincount(parent, entries, size).astype(np.int64)
        sure = np.bincount(parent, verified, size).astype(np.int64)
        for at in np.flatnonzero(counts):
            index, number = int(segment.cell_index[own][at]), int(counts[at])
            known = found.get(index)
            found[index] = Cell(
                f"{index:x}",
                known.lon if known else round(float(segment.cell_lon[own][at]), _CELL_DIGITS),
                known.lat if known else round(float(segment.cell_lat[own][at]), _CELL_DIGITS),
                number + (known.count if known else 0),
                int(sure[at]) + (known.verified if known else 0),
            )
    return sorted(found.values(), key=lambda one: (-one.count, one.index))


def _points(directory: Directory, rows: list[Longs], day: int) -> tuple[Point, ...]:
    found = [
        Point(
            int(segment.pk[row]),
            round(float(segment.lon[row]), _POINT_DIGITS),
            round(float(segment.lat[row]), _POINT_DIGITS),
            bool(segment.check[row] > day),
        )
        for segment, own in zip(directory.segments, rows, strict=True)
        for row in own
    ]
    return tuple(sorted(found, key=lambda one: one.pk))


def bounds(directory: Directory, criteria: Criteria) -> Box | None:
    """The smallest window around everything asked for; None where nothing has a point."""
    _, selected = answering(directory, criteria)
    boxes = [_box(segment, one) for segment, one in zip(directory.segments, selected, strict=True)]
    known = [box for box in boxes if box is not None]
    if not known:
        return None
    west, south, east, north = zip(*known, strict=True)
    return min(west), min(south), max(east), max(north)


def _box(segment: Segment, selected: Selected) -> Box | None:
    rows = np.flatnonzero(selected.passing() & ~np.isnan(segment.lon))
    if not len(rows):
        return None
    lon, lat = segment.lon[rows], segment.lat[rows]
    return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())
