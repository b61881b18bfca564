"""How many entries each value of each filter would give. Pure.

Values of a filter are counted among the rows that pass all other filters, so that a reader sees
what one more choice in the same list would add.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from secon.enterprises.domain.directory import gathering
from secon.enterprises.domain.directory.filtering import (
    MIX_NUMBERS,
    PLACES,
    PROFILE_NUMBERS,
    Selected,
    standings,
)
from secon.enterprises.domain.directory.segment import MIXES, PROFILE, Bools, Longs, Segment

Counts = dict[str, Counter[object]]
FLAGS = ("green", "digital")


def facets(
    segments: Sequence[Segment], selected: Sequence[Selected], day: int
) -> Mapping[str, Mapping[object, int]]:
    """Field of the criteria to value to count, over all segments."""
    total: Counts = {}
    for segment, chosen in zip(segments, selected, strict=True):
        for name, counts in _of_segment(segment, chosen, day).items():
            total.setdefault(name, Counter()).update(counts)
    return {name: {v: n for v, n in counts.items() if n} for name, counts in total.items()}


class _Rows:
    """Row numbers of sets of rows, each made once."""

    def __init__(self, selected: Selected) -> None:
        self._selected = selected
        self._made: dict[str, tuple[Bools, Longs]] = {}

    def of(self, name: str) -> tuple[Bools, Longs]:
        """The rows that pass all filters but ``name``: as a mask and as numbers."""
        key = name if name in self._selected.masks else ""
        if key not in self._made:
            mask = self._selected.without(key)
            self._made[key] = mask, np.flatnonzero(mask)
        return self._made[key]


def _of_segment(segment: Segment, selected: Selected, day: int) -> Counts:
    rows = _Rows(selected)
    found: Counts = _profiles(segment, rows)
    for number, name in enumerate(MIXES):
        found[name] = _mix(segment, number, rows.of(name)[1])
    for name in PLACES:
        found[name] = _places(segment, name, rows.of(name)[0])
    mask, _ = rows.of("statuses")
    found["statuses"] = _statuses(segment, mask, day)
    mask, _ = rows.of("standing")
    found["standing"] = Counter(
        {one: int(np.count_nonzero(of & mask)) for one, of in standings(segment, day).items()}
    )
    return found


def _profiles(segment: Segment, rows: _Rows) -> Counts:
    found: Counts = {}
    counted: dict[int, Longs] = {}
    for column, name in enumerate(PROFILE):
        _, chosen = rows.of(name)
        if id(chosen) not in counted:
            counted[id(chosen)] = np.bincount(
                segment.profile[chosen], minlength=len(segment.profiles)
            )
        by_profile, values = counted[id(chosen)], segment.profiles[:, column]
        if name == "audiences":
            found[name] = _bits(by_profile, values.astype(np.uint64), gathering.AUDIENCES)
            continue
        counts = np.bincount(values, by_profile, minlength=256).astype(np.int64)
        if name in FLAGS:
            found[name] = Counter({True: int(counts[1])})
            continue
        numbers = PROFILE_NUMBERS[name]
        found[name] = Counter(
            {value: int(counts[at]) for value, at in numbers.items() if value is not None}
        )
    return found


def _bits(by_mix: Longs, bits: np.ndarray, numbers: Mapping[object, int]) -> Counter[object]:
    """Counts of single values from counts of mixes."""
    return Counter(
        {
            value: int(by_mix[(bits >> np.uint64(at - 1)) & np.uint64(1) > 0].sum())
            for value, at in numbers.items()
            if value is not None
        }
    )


def _mix(segment: Segment, number: int, chosen: Longs) -> Counter[object]:
    bits = segment.mix_bits_of(number)
    numbers = MIX_NUMBERS.get(MIXES[number]) or {
        theme: at for at, theme in enumerate(segment.theme_values, start=1)
    }
    return _bits(np.bincount(segment.mix[number][chosen], minlength=len(bits)), bits, numbers)


def by_place(segment: Segment, mask: Bools) -> Longs:
    """How many rows of each place; rows of a place lie together."""
    if not len(segment):
        return np.zeros(0, np.int64)
    starts = segment.place_starts[:-1]
    return np.add.reduceat(mask.view(np.uint8), starts, dtype=np.int64)


def _places(segment: Segment, name: str, mask: Bools) -> Counter[object]:
    found: Counter[object] = Counter()
    counts = by_place(segment, mask)
    for at in np.flatnonzero(counts):
        count = int(counts[at])
        if name == "nuts":
            code = segment.place_nuts[at]
            for length in range(2, len(code) + 1):
                found[code[:length]] += count
        elif name == "rural":
            found[int(segment.place_rural[at])] += count
        elif name == "countries":
            found[segment.place_country[at]] += count
        else:
            found[segment.place_region[at]] += count
    for unknown in ("", 0):
        found.pop(unknown, None)
    return found


def _statuses(segment: Segment, mask: Bools, day: int) -> Counter[object]:
    """Rows by status on a day; a status that a row has twice counts once."""
    found: Counter[object] = Counter()
    for at, code in enumerate(segment.status_codes):
        run = slice(segment.status_starts[at], segment.status_starts[at + 1])
        rows = segment.status_row[run]
        valid = rows[(segment.status_until[run] >= day) & mask[rows]]
        found[code] = int(np.count_nonzero(np.diff(valid))) + bool(len(valid))
    return found
