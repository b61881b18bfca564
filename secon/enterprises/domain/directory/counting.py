"""How many entries each value of each filter would give. Pure.

Values of a filter are counted among the rows that pass all other filters, so that a reader sees
what one more choice in the same list would add.
"""

from __future__ import annotations

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
from secon.enterprises.domain.directory.segment import (
    MIXES,
    PROFILE,
    Bools,
    Bytes,
    Ints,
    Keys,
    Longs,
    Segment,
)

Counts = dict[object, int]
FLAGS = ("green", "digital")


def facets(
    segments: Sequence[Segment], selected: Sequence[Selected], day: int
) -> Mapping[str, Mapping[object, int]]:
    """Field of the criteria to value to count, over all segments."""
    total: dict[str, Counts] = {}
    for segment, chosen in zip(segments, selected, strict=True):
        counted = _of_segment(segment, chosen, day)
        for name, counts in counted.items():
            if name in total:
                own = total[name]
                for value, count in counts.items():
                    own[value] = own.get(value, 0) + count
        total = total or counted
    return {name: {v: n for v, n in counts.items() if n} for name, counts in total.items()}


def _of_segment(segment: Segment, selected: Selected, day: int) -> dict[str, Counts]:
    found = _profiles(segment, selected)
    for number, name in enumerate(MIXES):
        found[name] = _mix(segment, number, selected)
    for name in PLACES:
        found[name] = _places(segment, name, selected.places(segment, but=name))
    found["statuses"] = _statuses(segment, selected.passing(but="statuses"), day)
    mask = selected.passing(but="standing")
    found["standing"] = {
        one: int(np.count_nonzero(of & mask)) for one, of in standings(segment, day).items()
    }
    return found


def _profiles(segment: Segment, selected: Selected) -> dict[str, Counts]:
    found: dict[str, Counts] = {}
    counted: dict[str, Longs] = {}
    for column, name in enumerate(PROFILE):
        but = name if name in selected.masks else ""
        if but not in counted:
            counted[but] = selected.counted(segment.profile, segment.profile_total, but=but)
        by_profile, values = counted[but], segment.profiles[:, column]
        if name == "audiences":
            found[name] = _bits(by_profile, values.astype(np.uint64), gathering.AUDIENCES)
            continue
        counts = np.bincount(values, by_profile, minlength=256).astype(np.int64)
        if name in FLAGS:
            found[name] = {True: int(counts[1])}
            continue
        numbers = PROFILE_NUMBERS[name]
        found[name] = {value: int(counts[at]) for value, at in numbers.items() if value is not None}
    return found


def _bits(by_mix: Longs, bits: Keys, numbers: Mapping[object, int]) -> Counts:
    """Counts of single values from counts of mixes."""
    shifts = np.arange(max(numbers.values(), default=0), dtype=np.uint64)
    has = (bits[:, None] >> shifts & np.uint64(1)).astype(np.float64)
    counts = (by_mix @ has).astype(np.int64).tolist()
    return {value: counts[at - 1] for value, at in numbers.items() if value is not None}


def _mix(segment: Segment, number: int, selected: Selected) -> Counts:
    mixes = segment.mixes_of(number)
    counts = selected.counted(segment.mix[number], segment.mix_total[mixes], but=MIXES[number])
    numbers = MIX_NUMBERS.get(MIXES[number]) or {
        theme: at for at, theme in enumerate(segment.theme_values, start=1)
    }
    return _bits(counts, segment.mix_bits[mixes], numbers)


def _places(segment: Segment, name: str, by_place: Longs) -> Counts:
    if name == "rural":
        return _valued(range(256), segment.place_rural, by_place)
    if name == "countries":
        return _valued(segment.country_values, segment.place_country, by_place)
    if name == "regions":
        return _valued(segment.region_values, segment.place_region, by_place)
    found: Counts = {}
    above = segment.place_above
    for level, numbers in enumerate(above):
        longer = numbers != above[level - 1] if level else np.ones(len(numbers), np.bool_)
        found.update(_valued(segment.nuts_values, numbers[longer], by_place[longer]))
    return found


def _valued(values: Sequence[object], numbers: Ints | Bytes, counts: Longs) -> Counts:
    """Sums of ``counts`` by value, the unknown ("" or 0) left out."""
    sums = np.bincount(numbers, counts, len(values)).astype(np.int64)
    some = np.flatnonzero(sums)
    told = zip(some.tolist(), sums[some].tolist(), strict=True)
    return {values[at]: count for at, count in told if values[at]}


def _statuses(segment: Segment, mask: Bools, day: int) -> Counts:
    """Rows by status on a day; a status that a row has twice counts once."""
    found: Counts = {}
    for at, code in enumerate(segment.status_codes):
        run = slice(segment.status_starts[at], segment.status_starts[at + 1])
        rows = segment.status_row[run]
        valid = mask[rows] & (segment.status_until[run] >= day)
        again = np.flatnonzero(rows[1:] == rows[:-1])
        twice = np.count_nonzero(valid[again] & valid[again + 1])
        found[code] = int(np.count_nonzero(valid) - twice)
    return found
