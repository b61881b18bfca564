"""Where entries lie, where they deliver and when they are open. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secon.enterprises.domain.directory.criteria import Destination
from secon.enterprises.domain.directory.segment import Bools, Floats, Ints, Rows, Segment
from secon.enterprises.domain.directory.zones import zone_of
from secon.enterprises.enums import Reach
from secon.places.domain.geometry import EARTH_KM

_NUTS2 = 2  # row of place_above: no time zone ends inside a region of level 2


def chords(segment: Segment, lon: float, lat: float, rows: Rows | None = None) -> Floats:
    """Squares of straight ways through a sphere of radius 1 to a point; NaN for rows without one.

    They grow with the distance and cost less. Differences keep a metre in 32 bits.
    """
    x, y, z = _on_sphere(lon, lat)
    px, py, pz = segment.point if rows is None else segment.point[:, rows]
    found: Floats = (px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2
    return found


def distances_km(segment: Segment, lon: float, lat: float, rows: Rows) -> Floats:
    """Great-circle distance of some rows to a point; NaN where a row has none."""
    straight = np.sqrt(chords(segment, lon, lat, rows))
    found: Floats = np.float32(2 * EARTH_KM) * np.arcsin(np.minimum(straight / 2, 1))
    return found


def _on_sphere(lon: float, lat: float) -> tuple[np.float32, np.float32, np.float32]:
    across, up = np.radians(lon), np.radians(lat)
    return (
        np.float32(np.cos(up) * np.cos(across)),
        np.float32(np.cos(up) * np.sin(across)),
        np.float32(np.sin(up)),
    )


def within(segment: Segment, lon: float, lat: float, km: float) -> Bools:
    """Rows at most so many km from a point."""
    found: Bools = chords(segment, lon, lat) <= _chords_of(np.array(km))
    return found


def _chords_of(km: NDArray[Any]) -> Floats:
    """What `chords` gives for distances in km."""
    most = 2 * np.sin(np.minimum(km / (2 * EARTH_KM), np.pi / 2))
    return (most**2).astype(np.float32)


def delivers(segment: Segment, to: Destination) -> Bools:
    """The rows that say that they deliver there; by where it lies, not by where they sit."""
    found = np.zeros(len(segment), np.bool_)
    if bit := _country_bit(segment, to):
        found = ((segment.reach_bits & bit) > 0).take(segment.reach)
    if to.lon is not None and to.lat is not None:
        rows = np.flatnonzero(segment.km)
        most = _chords_of(np.arange(int(segment.km.max(initial=0)) + 1))
        found[rows] |= chords(segment, to.lon, to.lat)[rows] <= most.take(segment.km[rows])
    for run in _delivery_runs(segment, to):
        found[run] = True
    return found


def reach(segment: Segment, to: Destination, row: int) -> Reach | None:
    """Why a row delivers there, the nearest reason first."""
    if to.lon is not None and to.lat is not None and segment.km[row]:
        km = distances_km(segment, to.lon, to.lat, np.array([row]))[0]
        if km <= segment.km[row]:
            return Reach.DISTANCE
    if any(len(_places_in(run, row)) for run in _delivery_runs(segment, to)):
        return Reach.REGIONS
    if segment.reach_bits[segment.reach[row]] & _country_bit(segment, to):
        return Reach.COUNTRY
    return None


def _country_bit(segment: Segment, to: Destination) -> np.uint64:
    country = to.country or to.nuts[:2]
    if country not in segment.reach_countries:
        return np.uint64(0)
    return np.uint64(1 << segment.reach_countries.index(country))


def _delivery_runs(segment: Segment, to: Destination) -> Iterator[Ints]:
    """The rows that deliver to the region asked for, or to one above it."""
    for length in range(2, len(to.nuts) + 1):
        code = to.nuts[:length]
        at = bisect_left(segment.delivery_codes, code)
        if segment.delivery_codes[at : at + 1] == (code,):
            yield segment.delivery_row[
                segment.delivery_starts[at] : segment.delivery_starts[at + 1]
            ]


def _places_in(rows: Ints, row: int) -> range:
    """Where a row stands among ascending ones. Keys of the same type spare a copy of all rows."""
    first, last = np.searchsorted(rows, np.array((row, row + 1), rows.dtype))
    return range(int(first), int(last))


def is_open(segment: Segment, when: datetime) -> Bools:
    """The rows that are open, each by the clock of its place."""
    found = np.zeros(len(segment), np.bool_)
    for rows, day, minute in _by_clock(segment, when) if len(segment) else ():
        run = slice(*segment.hours_starts[day : day + 2])
        first, last = np.searchsorted(segment.hours_row[run], (rows.start, rows.stop)) + run.start
        now = (segment.hours_from[first:last] <= minute) & (segment.hours_to[first:last] > minute)
        found[segment.hours_row[first:last][now]] = True
    return found


def closing(segment: Segment, when: datetime, row: int) -> int | None:
    """The minute of the local day at which a row closes, None where it is not open."""
    local = when.astimezone(zone_of(segment.place_nuts[segment.place[row]]))
    minute, start = local.hour * 60 + local.minute, segment.hours_starts[local.weekday()]
    rows = segment.hours_row[start : segment.hours_starts[local.weekday() + 1]]
    for at in (start + one for one in _places_in(rows, row)):
        if segment.hours_from[at] <= minute < segment.hours_to[at]:
            return int(segment.hours_until[at])
    return None


def _by_clock(segment: Segment, when: datetime) -> Iterator[tuple[slice, int, np.uint16]]:
    """Runs of rows that go by one clock, with its weekday and minute; places lie in order."""
    regions = segment.place_above[_NUTS2]
    clocks = np.zeros(len(segment.nuts_values), np.int64)
    for number in np.unique(regions):
        local = when.astimezone(zone_of(segment.nuts_values[number]))
        clocks[number] = local.weekday() << 16 | local.hour * 60 + local.minute
    of_place = clocks[regions]
    begins = np.flatnonzero(np.concatenate([[True], of_place[1:] != of_place[:-1]]))
    for first, last in zip(begins, np.append(begins[1:], len(of_place)), strict=True):
        rows = slice(segment.place_starts[first], segment.place_starts[last])
        yield rows, int(of_place[first] >> 16), np.uint16(of_place[first] & 0xFFFF)
