"""Which rows of a segment a question asks for, filter by filter. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np

from secon.enterprises.domain.directory import gathering
from secon.enterprises.domain.directory.criteria import Criteria, Destination, Near
from secon.enterprises.domain.directory.directory import by_place
from secon.enterprises.domain.directory.gathering import bits
from secon.enterprises.domain.directory.locating import delivers, is_open, within
from secon.enterprises.domain.directory.matching import subtree
from secon.enterprises.domain.directory.segment import (
    MIXES,
    PROFILE,
    Bools,
    Bytes,
    Ints,
    Longs,
    Segment,
)
from secon.enterprises.enums import Standing

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

    _masks: dict[str, Bools] = field(default_factory=dict)
    _rows: dict[str, Longs] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _by_place: dict[str, Longs] = field(default_factory=dict)

    def passing(self, *, but: str = "") -> Bools:
        """Rows that pass every filter, or every filter but one."""
        key = self._key(but)
        if key not in self._masks:
            fails = self.fails == (~self.masks[key] if key else 0)
            self._masks[key] = self.alive & fails
        return self._masks[key]

    def rows(self, *, but: str = "") -> Longs:
        """As `passing`, by number."""
        key = self._key(but)
        if key not in self._rows:
            self._rows[key] = np.flatnonzero(self.passing(but=but))
        return self._rows[key]

    def count(self, *, but: str = "") -> int:
        """How many these are."""
        key = self._key(but)
        if key not in self._counts:
            self._counts[key] = int(np.count_nonzero(self.passing(but=but)))
        return self._counts[key]

    def counted(self, numbers: Ints, total: Ints, *, but: str = "") -> Longs:
        """How many of them have each number of a column, of which all rows have ``total``."""
        if 2 * self.count(but=but) <= len(numbers):
            return np.bincount(numbers[self.rows(but=but)], minlength=len(total))
        others = np.flatnonzero(~self.passing(but=but))
        found: Longs = total - np.bincount(numbers[others], minlength=len(total))
        return found

    def places(self, segment: Segment, *, but: str = "") -> Longs:
        """How many of them lie in each place."""
        key = self._key(but)
        if key not in self._by_place:
            self._by_place[key] = by_place(segment, self.passing(but=but))
        return self._by_place[key]

    def _key(self, but: str) -> str:
        return but if but in self.masks else ""


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
        meets = (segment.mix_bits[segment.mixes_of(number)] & np.uint64(wanted)) > 0
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
        return np.repeat(np.array(wanted, np.bool_), np.diff(segment.place_starts))

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


def _area(segment: Segment, criteria: Criteria, _chosen: object) -> Bools:
    near: Near | None = criteria.near
    found = np.ones(len(segment), np.bool_)
    if near and near.km:
        found &= within(segment, near.lon, near.lat, near.km)
    if criteria.bbox:
        west, south, east, north = criteria.bbox
        found &= (segment.lon >= west) & (segment.lon <= east)
        found &= (segment.lat >= south) & (segment.lat <= north)
    return found


def _delivers_to(segment: Segment, _criteria: Criteria, to: Destination) -> Bools:
    return delivers(segment, to)


def _open_at(segment: Segment, _criteria: Criteria, when: datetime) -> Bools:
    return is_open(segment, when)


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
