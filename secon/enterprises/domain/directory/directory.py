"""Segments that answer as one: the newer ones hide what they replace in the older. Pure.

Rows of all segments are numbered one after the other. The first segment may be large and on disk;
those after it are small and hold what changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from zlib import crc32

import numpy as np

from secon.enterprises.domain.directory.criteria import Criteria
from secon.enterprises.domain.directory.reading import Question
from secon.enterprises.domain.directory.results import Result
from secon.enterprises.domain.directory.segment import (
    Bools,
    Bytes,
    Ints,
    Longs,
    Rows,
    Segment,
    Shorts,
)

NEWER_BITS = 13
MOST_NEWER = (1 << NEWER_BITS) - 2  # rows of the segments after the first, together


class Directory:
    """What is searched, of at least one segment; made anew when something changed, never altered."""

    def __init__(
        self,
        segments: Sequence[Segment],
        *,
        gone: Sequence[Collection[int] | Longs] = (),
    ) -> None:
        """``gone``: for each segment keys that it and all before it no longer show."""
        self.segments = tuple(segments)
        self._lots: dict[int, Longs] = {}
        self.questions: dict[object, tuple[Question | None]] = {}  # see searching
        self.remembered: dict[tuple[Criteria, object], Result] = {}  # see searching
        self.starts = np.cumsum([0, *map(len, segments)], dtype=np.int64)
        if self.starts[-1] - self.starts[1] > MOST_NEWER:
            raise ValueError("too many rows after the first segment")
        self.live: tuple[Bools, ...] = tuple(
            self._live(at, gone[at:]) for at in range(len(segments))
        )

    def _live(self, at: int, gone: Sequence[Collection[int] | Longs]) -> Bools:
        segment = self.segments[at]
        live = np.ones(len(segment), np.bool_)
        for newer in self.segments[at + 1 :]:
            live[segment.rows_of(newer.pk)] = False
        for keys in gone:
            live[segment.rows_of(np.array(list(keys), np.int64))] = False
        return live

    def __len__(self) -> int:
        """How many entries it shows."""
        return sum(int(np.count_nonzero(live)) for live in self.live)

    def apart(self, rows: Longs) -> list[tuple[int, Longs, Longs]]:
        """Numbered rows by segment: its number, where they stood in ``rows``, its own rows."""
        owner = np.searchsorted(self.starts, rows, side="right") - 1
        return [
            (int(at), where, rows[where] - self.starts[at])
            for at in np.unique(owner)
            for where in (np.flatnonzero(owner == at),)
        ]

    def pks_of(self, rows: Longs) -> list[int]:
        """The keys of numbered rows, in their order."""
        found = np.empty(len(rows), np.int64)
        for at, where, own in self.apart(rows):
            found[where] = self.segments[at].pk[own]
        return [int(pk) for pk in found]

    # Districts ----------------------------------------------------------------------------------

    @cached_property
    def _districts(self) -> tuple[tuple[str, ...], Bytes, tuple[Shorts, ...]]:
        numbers: dict[str, int] = {}
        rural: list[int] = []
        of_place = []
        for segment in self.segments:
            own = []
            for code, urban_type in zip(segment.place_nuts, segment.place_rural, strict=True):
                if code not in numbers:
                    numbers[code] = len(numbers)
                    rural.append(int(urban_type))
                own.append(numbers[code])
            of_place.append(np.array(own, np.uint16))
        return tuple(numbers), np.array(rural, np.uint8), tuple(of_place)

    @cached_property
    def first_district_starts(self) -> Longs:
        """Where the rows of each district of the first segment begin, and their end."""
        first = self.segments[0]
        districts = self._districts[2][0]
        begins = np.flatnonzero(np.concatenate([[True], districts[1:] != districts[:-1]]))
        starts = first.place_starts[begins[: len(districts)]].astype(np.int64)
        return np.append(starts, len(first))

    @property
    def district_codes(self) -> tuple[str, ...]:
        """The codes of all districts: NUTS 3, or as much as is known."""
        return self._districts[0]

    @property
    def district_rural(self) -> Bytes:
        """The urban type of each district."""
        return self._districts[1]

    def districts_of(self, at: int, rows: Rows) -> Shorts:
        """The number of the district of some rows of a segment."""
        return self._districts[2][at].take(self.segments[at].place[rows])

    def district_count(self, by_place: Sequence[Longs]) -> int:
        """How many districts rows lie in, from how many lie in each place of each segment."""
        seen = np.zeros(len(self.district_codes), np.bool_)
        for at, counts in enumerate(by_place):
            seen[self._districts[2][at][counts > 0]] = True
        return int(np.count_nonzero(seen))

    def lots(self, day: int) -> Longs:
        """The lot each district drew on a day."""
        if day not in self._lots:
            drawn = [crc32(f"{day} {code}".encode()) for code in self.district_codes]
            self._lots = {day: np.array(drawn, np.int64)}
        return self._lots[day]

    # Ranks that compare across segments ---------------------------------------------------------

    @cached_property
    def ranks(self) -> tuple[Longs, ...]:
        """For each segment but the first the ranks of its rows; see `first_ranks`."""
        first = self.segments[0]

        def below(keys: Longs) -> Longs:
            return _positions(
                lambda at: first.order_key[first.rank_row[at]].astype(np.int64), len(first), keys
            )

        return self._merged([one.order_key.astype(np.int64) for one in self.segments[1:]], below)

    @cached_property
    def name_ranks(self) -> tuple[Longs, ...]:
        """As `ranks`, by name."""
        first = self.segments[0]
        names = [
            [(one.name(int(at)), int(pk)) for at, pk in zip(one.name_rank, one.pk, strict=True)]
            for one in self.segments[1:]
        ]
        distinct = sorted({name for own in names for name in own})
        order = {name: at for at, name in enumerate(distinct)}
        row_by_name = np.argsort(first.name_rank) if distinct else first.pk
        below = np.array(
            [_position_of_name(first, row_by_name, name) for name in distinct], np.int64
        )
        return self._merged(
            [np.array([order[name] for name in own], np.int64) for own in names],
            lambda keys: below[keys],
        )

    def _merged(self, keys: Sequence[Longs], below: Callable[[Longs], Longs]) -> tuple[Longs, ...]:
        """Ranks of newer rows: after the row of the first segment they follow, then by key."""
        if not keys:
            return ()
        everything = np.concatenate(keys)
        position = np.empty(len(everything), np.int64)
        position[np.argsort(everything, kind="stable")] = np.arange(len(everything))
        merged = (below(everything) << NEWER_BITS) + 1 + position
        return tuple(np.split(merged, np.cumsum([len(one) for one in keys])[:-1]))

    @staticmethod
    def first_ranks(ranks: Ints) -> Longs:
        """Ranks of rows of the first segment, with room between them for newer rows."""
        return (ranks.astype(np.int64) + 1) << NEWER_BITS

    @cached_property
    def _newer_by_rank(self) -> tuple[Longs, Longs]:
        ranks = np.concatenate([np.empty(0, np.int64), *self.ranks])
        order = np.argsort(ranks)
        return ranks[order], order + self.starts[1]

    def rows_by_rank(self, ranks: Longs) -> Longs:
        """The numbered rows that have some ranks."""
        rows = np.empty(len(ranks), np.int64)
        own = ranks & ((1 << NEWER_BITS) - 1) == 0
        rows[own] = self.segments[0].rank_row[(ranks[own] >> NEWER_BITS) - 1]
        known, of_rank = self._newer_by_rank
        rows[~own] = of_rank[np.searchsorted(known, ranks[~own])]
        return rows


def by_place(segment: Segment, mask: Bools) -> Longs:
    """How many rows of a mask in each place; rows of a place lie together."""
    if not len(segment):
        return np.zeros(0, np.int64)
    counts = np.add.reduceat(mask.view(np.uint8), segment.place_starts[:-1], dtype=np.int32)
    return counts.astype(np.int64)


def _positions(value: Callable[[Longs], Longs], size: int, keys: Longs) -> Longs:
    """For each key how many of ``size`` ascending values are smaller; all searched side by side."""
    low, high = np.zeros(len(keys), np.int64), np.full(len(keys), size, np.int64)
    while np.any(open_ := low < high):
        middle = (low + high) // 2
        smaller = np.zeros(len(keys), np.bool_)
        smaller[open_] = value(middle[open_]) < keys[open_]
        low = np.where(open_ & smaller, middle + 1, low)
        high = np.where(open_ & ~smaller, middle, high)
    return low


def _position_of_name(segment: Segment, row_by_name: Ints | Longs, name: tuple[str, int]) -> int:
    """How many rows come before a name and key."""
    low, high = 0, len(segment)
    while low < high:
        middle = (low + high) // 2
        own = (segment.name(middle), int(segment.pk[row_by_name[middle]]))
        low, high = (middle + 1, high) if own < name else (low, middle)
    return low
