"""Which rows of a segment a question asks for, filter by filter. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from secon.enterprises.domain.directory import gathering
from secon.enterprises.domain.directory.criteria import Criteria, Destination, Near
from secon.enterprises.domain.directory.gathering import bits
from secon.enterprises.domain.directory.matching import subtree
from secon.enterprises.domain.directory.segment import (
    MIXES,
    PROFILE,
    Bools,
    Bytes,
    Floats,
    Ints,
    Longs,
    Rows,
    Segment,
)
from secon.enterprises.domain.directory.zones import zone_of
from secon.enterprises.enums import Standing
from secon.places.domain.geometry import EARTH_KM

AREA = "area"  # the filter by distance or by the map's window
PROFILE_NUMBERS: Mapping[str, Mapping[object, int]] = {
    "families": gathering.FAMILIES,
    "social_enterprise": gathering.SOCIAL,
    "headcount": gathering.HEADCOUNTS,
    "icnp": gathering.ICNP,
}
MIX_NUMBERS: Mapping[str, Mapping[object, int]] = {
    "sectors": gathering.SECTORS,
    "employs": gathering.GROUPS,
    "serves": gathering.GROUPS,
    "sdgs": {goal: goal + 1 for goal in range(1, 18)},
}
PLACES = ("countries", "regions", "nuts", "rural")
_EVEN_EMPTY = frozenset({"pks"})  # an empty collection has no entries


@dataclass(slots=True)
class Selected:
    """Rows by filter: ``masks`` by field of the criteria, ``fails`` how many a row does not pass."""

    alive: Bools  # what is searched at all
    masks: dict[str, Bools] = field(default_factory=dict)
    fails: Bytes = field(default_factory=lambda: np.empty(0, np.uint8))

    _made: dict[str, tuple[Bools, Longs]] = field(default_factory=dict)

    def passing(self, *, but: str = "") -> Bools:
        """Rows that pass every filter, or every filter but one."""
        return self._passing(but)[0]

    def rows(self, *, but: str = "") -> Longs:
        """As `passing`, by number."""
        return self._passing(but)[1]

    def _passing(self, but: str) -> tuple[Bools, Longs]:
        key = but if but in self.masks else ""
        if key not in self._made:
            fails = self.fails == (~self.masks[key] if key else 0)
            self._made[key] = (mask := self.alive & fails), np.flatnonzero(mask)
        return self._made[key]


def select(segment: Segment, live: Bools, criteria: Criteria, answers: Bools | None) -> Selected:
    """Apply everything asked; ``answers`` are the rows that answer the words."""
    alive = live if criteria.include_examples else live & ~segment.example
    found = Selected(alive if answers is None else alive & answers)
    found.fails = np.zeros(len(segment), np.uint8)
    for name, chosen in _chosen(criteria).items():
        found.masks[name] = _MASKS[name](segment, criteria, chosen)
        found.fails += ~found.masks[name]
    return found


def _chosen(criteria: Criteria) -> dict[str, object]:
    """What is asked, by field."""
    asked: dict[str, object] = {name: getattr(criteria, name) for name in _MASKS if name != AREA}
    asked[AREA] = (criteria.near and criteria.near.km) or criteria.bbox
    return {
        name: value
        for name, value in asked.items()
        if value or (name in _EVEN_EMPTY and value is not None)
    }


# One filter after the other --------------------------------------------------------------------


def _profile(name: str) -> Callable[[Segment, Criteria, Collection[object]], Bools]:
    column, numbers = PROFILE.index(name), PROFILE_NUMBERS[name]

    def mask(segment: Segment, _criteria: Criteria, chosen: Collection[object]) -> Bools:
        wanted = np.isin(segment.profiles[:, column], [numbers[one] for one in chosen])
        return wanted.take(segment.profile)

    return mask


def _flag(name: str) -> Callable[[Segment, Criteria, object], Bools]:
    column = PROFILE.index(name)

    def mask(segment: Segment, _criteria: Criteria, _chosen: object) -> Bools:
        return (segment.profiles[:, column] > 0).take(segment.profile)

    return mask


def _audiences(segment: Segment, _criteria: Criteria, chosen: Collection[object]) -> Bools:
    wanted = bits(chosen, gathering.AUDIENCES)
    return ((segment.profiles[:, PROFILE.index("audiences")] & wanted) > 0).take(segment.profile)


def _mix(name: str) -> Callable[[Segment, Criteria, Collection[object]], Bools]:
    number = MIXES.index(name)

    def mask(segment: Segment, _criteria: Criteria, chosen: Collection[object]) -> Bools:
        numbers = MIX_NUMBERS.get(name) or {
            theme: at for at, theme in enumerate(segment.theme_values, start=1)
        }
        wanted = sum(1 << numbers[one] - 1 for one in chosen if one in numbers)
        meets = (segment.mix_bits_of(number) & np.uint64(wanted)) > 0
        found: Bools = meets.take(segment.mix[number])
        return found

    return mask


def _places(name: str) -> Callable[[Segment, Criteria, Collection[object]], Bools]:
    def mask(segment: Segment, _criteria: Criteria, chosen: Collection[object]) -> Bools:
        if name == "nuts":
            beginnings = tuple(map(str, chosen))
            wanted = [code.startswith(beginnings) for code in segment.place_nuts]
        elif name == "rural":
            wanted = [int(one) in chosen for one in segment.place_rural]
        elif name == "countries":
            values = [one in chosen for one in segment.country_values]
            wanted = [values[at] for at in segment.place_country]
        else:
            values = [one in chosen for one in segment.region_values]
            wanted = [values[at] for at in segment.place_region]
        return np.array(wanted, np.bool_).take(segment.place)

    return mask


def standings(segment: Segment, day: int) -> dict[Standing, Bools]:
    """The rows of each standing on a day."""
    overdue = (segment.check > 0) & (segment.check <= day)
    return {
        Standing.LISTED: segment.check == 0,
        Standing.VERIFIED: segment.check > day,
        Standing.RECHECK: overdue,
    }


def _standing(segment: Segment, criteria: Criteria, chosen: Collection[object]) -> Bools:
    found = np.zeros(len(segment), np.bool_)
    for standing, rows in standings(segment, criteria.day.toordinal()).items():
        if standing in chosen:
            found |= rows
    return found


def _statuses(segment: Segment, criteria: Criteria, chosen: Collection[object]) -> Bools:
    found = np.zeros(len(segment), np.bool_)
    for at, code in enumerate(segment.status_codes):
        if code in chosen:
            run = slice(segment.status_starts[at], segment.status_starts[at + 1])
            valid = segment.status_until[run] >= criteria.day.toordinal()
            found[segment.status_row[run][valid]] = True
    return found


def _cpv(segment: Segment, _criteria: Criteria, chosen: str) -> Bools:
    found = np.zeros(len(segment), np.bool_)
    codes = subtree(segment, chosen)
    run = slice(segment.cpv_starts[codes.start], segment.cpv_starts[codes.stop])
    found[segment.cpv_row[run]] = True
    return found


def _pks(segment: Segment, _criteria: Criteria, chosen: Collection[int]) -> Bools:
    found = np.zeros(len(segment), np.bool_)
    found[segment.rows_of(np.array(sorted(chosen), np.int64))] = True
    return found


def chords(segment: Segment, lon: float, lat: float, rows: Rows | None = None) -> Floats:
    """Squares of straight ways through a sphere of radius 1 to a point; NaN for rows without one.

    They grow with the distance and cost less. Differences keep a metre in 32 bits.
    """
    x, y, z = _on_sphere(lon, lat)
    px, py, pz = segment.point if rows is None else segment.point[:, rows]
    found: Floats = (px - x) ** 2 + (py - y) ** 2 + (pz - z) ** 2
    return found


def distances_km(segment: Segment, lon: float, lat: float, rows: Longs) -> Floats:
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


def _within(segment: Segment, lon: float, lat: float, km: float | Floats) -> Bools:
    """Rows at most so many km from a point."""
    most = 2 * np.sin(np.minimum(np.asarray(km) / (2 * EARTH_KM), np.pi / 2))
    found: Bools = chords(segment, lon, lat) <= (most**2).astype(np.float32)
    return found


def _area(segment: Segment, criteria: Criteria, _chosen: object) -> Bools:
    near: Near | None = criteria.near
    found = np.ones(len(segment), np.bool_)
    if near and near.km:
        found &= _within(segment, near.lon, near.lat, near.km)
    if criteria.bbox:
        west, south, east, north = criteria.bbox
        found &= (segment.lon >= west) & (segment.lon <= east)
        found &= (segment.lat >= south) & (segment.lat <= north)
    return found


@dataclass(frozen=True, slots=True)
class Delivers:
    """The rows that deliver to a destination, by the reason why."""

    country: Bools
    distance: Bools
    regions: Bools


def delivers(segment: Segment, to: Destination) -> Delivers:
    """The rows that say that they deliver there; by where it lies, not by where they sit."""
    none = np.zeros(len(segment), np.bool_)
    by_country, by_distance, by_region = none, none, none.copy()
    country = to.country or to.nuts[:2]
    if country in segment.reach_countries:
        bit = np.uint64(1 << segment.reach_countries.index(country))
        by_country = ((segment.reach_bits & bit) > 0).take(segment.reach)
    if to.lon is not None and to.lat is not None:
        by_distance = (segment.km > 0) & _within(
            segment, to.lon, to.lat, segment.km.astype(np.float32)
        )
    for length in range(2, len(to.nuts) + 1):
        code = to.nuts[:length]
        at = bisect_left(segment.delivery_codes, code)
        if segment.delivery_codes[at : at + 1] == (code,):
            run = slice(segment.delivery_starts[at], segment.delivery_starts[at + 1])
            by_region[segment.delivery_row[run]] = True
    return Delivers(by_country, by_distance, by_region)


def _delivers_to(segment: Segment, _criteria: Criteria, to: Destination) -> Bools:
    found = delivers(segment, to)
    return found.country | found.distance | found.regions


def open_until(segment: Segment, when: datetime) -> Ints:
    """For each row the minute of its local day at which it closes, -1 where it is not open."""
    found = np.full(len(segment), -1, np.int32)
    local = [when.astimezone(zone_of(nuts)) for nuts in segment.place_nuts]
    minutes = np.array([one.hour * 60 + one.minute for one in local], np.int32)
    days = np.array([one.weekday() for one in local], np.int32)
    for day in set(days.tolist()):
        run = slice(segment.hours_starts[day], segment.hours_starts[day + 1])
        rows = segment.hours_row[run]
        place = segment.place[rows]
        now = np.where(days == day, minutes, -1).take(place)
        is_open = (segment.hours_from[run] <= now) & (now < segment.hours_to[run])
        found[rows[is_open]] = segment.hours_until[run][is_open]
    return found


def _open_at(segment: Segment, _criteria: Criteria, when: datetime) -> Bools:
    return open_until(segment, when) >= 0


_MASKS: dict[str, Callable[..., Bools]] = {
    **{name: _profile(name) for name in PROFILE_NUMBERS},
    **{name: _flag(name) for name in ("green", "digital")},
    **{name: _mix(name) for name in MIXES},
    **{name: _places(name) for name in PLACES},
    "audiences": _audiences,
    "standing": _standing,
    "statuses": _statuses,
    "cpv": _cpv,
    "pks": _pks,
    AREA: _area,
    "delivers_to": _delivers_to,
    "open_at": _open_at,
}
