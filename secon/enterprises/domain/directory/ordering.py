"""The orders of the list. Pure, the same for the same question and day.

The fair order, as the page tells it: *Good matches come before weaker ones. Among equally good
ones districts take turns, rural districts first, so that every district's best entry comes before
any district's second; which district begins is drawn anew each day.*

A district is a NUTS 3 region. Within a round rural, intermediate and urban districts alternate as
long as there are any of each.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from secon.enterprises.domain.directory.criteria import Criteria, Sort
from secon.enterprises.domain.directory.directory import Directory
from secon.enterprises.domain.directory.filtering import Selected
from secon.enterprises.domain.directory.locating import chords
from secon.enterprises.domain.directory.reading import Question
from secon.enterprises.domain.directory.segment import Bools, Keys, Longs, Rows
from secon.places.enums import UrbanType

_SCORES = 4095  # twelve bits
_RANK_BITS = 33
_TURN = {UrbanType.RURAL: 0, UrbanType.INTERMEDIATE: 1, UrbanType.URBAN: 2}
_TURN_BITS = 18
_MIXED = np.uint64(0xFFFFFFFF)
_FEW = 8  # times the rows that are shown: where all are compared in full
GOOD = 0.45  # score from which a match is good: offers and codes, not descriptions alone


def ordered(
    directory: Directory,
    criteria: Criteria,
    question: Question | None,
    selected: Sequence[Selected],
    *,
    start: int,
    end: int,
    but: str = "",
) -> Longs:
    """The numbered rows at positions ``start`` to ``end`` of what passes every filter ``but`` one."""
    newer: list[Rows] = [one.rows(but=but) for one in selected[1:]]
    if criteria.order is Sort.FAIR and question is None:
        first = _first_of_each(directory, selected[0].passing(but=but), end)
        return _fair(directory, criteria, None, [first, *newer], start, end)
    rows: list[Rows] = [selected[0].rows(but=but), *newer]
    if criteria.order is Sort.FAIR:
        return _fair(directory, criteria, question, rows, start, end)
    if len(rows[0]) > _FEW * end:
        rows[0] = _likely(_coarse(directory, criteria, question, rows[0]), rows[0], end)
    keys = [_keys(directory, criteria, question, at, own) for at, own in enumerate(rows)]
    numbered = [own + directory.starts[at] for at, own in enumerate(rows)]
    chosen = _smallest(np.concatenate(keys), start, end)
    return np.concatenate(numbered)[chosen]


def _coarse(
    directory: Directory, criteria: Criteria, question: Question | None, rows: Rows
) -> NDArray[Any]:
    """One small number for each row of the first segment, ascending in the order asked for."""
    first = directory.segments[0]
    if criteria.order is Sort.NAME:
        return first.name_rank[rows]
    if criteria.order is Sort.NEWEST:
        return -first.version[rows]
    if criteria.order is Sort.DISTANCE and criteria.near:
        return chords(first, criteria.near.lon, criteria.near.lat)[rows]
    if question is not None:
        return _misses(question, 0, rows)
    return first.rank[rows]


def _likely(coarse: NDArray[Any], rows: Rows, end: int) -> Rows:
    """The rows that can come before position ``end``; unknown distances only if all can."""
    last = np.partition(coarse, end)[end]
    return rows if np.isnan(last) else rows[coarse <= last]


def _smallest(keys: Keys | Longs, start: int, end: int) -> Longs:
    """Where the keys at some positions of their order stand; without sorting the others."""
    end = min(end, len(keys))
    if start >= end:
        return np.empty(0, np.int64)
    first = np.argpartition(keys, end - 1)[:end] if end < len(keys) else np.arange(len(keys))
    if start:
        first = first[np.argpartition(keys[first], start)[start:]]
    return first[np.argsort(keys[first])]


def _keys(
    directory: Directory, criteria: Criteria, question: Question | None, at: int, rows: Rows
) -> Keys:
    """Distinct keys of a segment's rows, ascending in the order asked for."""
    segment = directory.segments[at]
    if criteria.order is Sort.NAME:
        if at:
            return directory.name_ranks[at - 1][rows].astype(np.uint64)
        return directory.first_ranks(segment.name_rank[rows]).astype(np.uint64)
    own = segment.order_key[rows]
    if criteria.order is Sort.NEWEST:
        age = np.uint64(2**31) - np.minimum(segment.version[rows], 2**31).astype(np.uint64)
        return age << np.uint64(32) | own & _MIXED
    if criteria.order is Sort.DISTANCE and criteria.near:
        way = chords(segment, criteria.near.lon, criteria.near.lat)[rows]
        as_number = way.view(np.uint32).astype(np.uint64)  # floats above 0 sort by their bits
        return as_number << np.uint64(32) | own & _MIXED
    return _misses(question, at, rows).astype(np.uint64) << np.uint64(48) | own


def _misses(question: Question | None, at: int, rows: Rows) -> Longs:
    """What a row lacks to a perfect match, from 0 to _SCORES."""
    if question is None or (scores := question.parts[at].scores) is None:
        return np.zeros(len(rows), np.int64)
    return _SCORES - np.rint(scores[rows] * _SCORES).astype(np.int64)


def _band(question: Question | None, at: int, rows: Rows) -> Longs:
    """0: the name was asked for, 1: a good match, 2: a weaker one."""
    if question is None:
        return np.zeros(len(rows), np.int64)
    part = question.parts[at]
    if part.named is None or part.scores is None:
        return np.zeros(len(rows), np.int64)
    band = np.where(part.scores[rows] >= GOOD, 1, 2)
    band[part.named[rows]] = 0
    return band


def _fair(
    directory: Directory,
    criteria: Criteria,
    question: Question | None,
    rows: Sequence[Rows],
    start: int,
    end: int,
) -> Longs:
    """See the module. A key holds band, district, score and rank, so sorting it groups the rows."""
    packed = np.concatenate([_packed(directory, question, at, own) for at, own in enumerate(rows)])
    if not len(packed):
        return packed
    if np.any(packed[1:] < packed[:-1]):
        packed.sort()
    group = packed >> 12 + _RANK_BITS
    begins = np.flatnonzero(np.concatenate([[True], group[1:] != group[:-1]]))
    sizes = np.diff(np.append(begins, len(packed)))
    # a round's bits above its turn's: the key of a row grows by one round with each row of a group
    turn = (group[begins] >> 16) << 62 - _TURN_BITS | _turns(
        directory, group[begins], criteria.day.toordinal()
    )
    key = np.repeat(turn - (begins << _TURN_BITS), sizes)
    key += np.arange(len(packed)) << _TURN_BITS
    chosen = packed[_smallest(key, start, end)]
    return directory.rows_by_rank(chosen & ((1 << _RANK_BITS) - 1))


def _first_of_each(directory: Directory, passing: Bools, end: int) -> Rows:
    """As many rows of each district of the first segment as can come before position ``end``."""
    segment = directory.segments[0]
    inside = np.flatnonzero(passing[segment.turn_row])
    bounds = np.searchsorted(inside, directory.first_district_starts)
    counts = np.diff(bounds)
    low, high = 0, int(counts.max(initial=0))
    while low < high:  # the fewest rounds that hold so many rows
        rounds = (low + high) // 2
        enough = np.minimum(counts, rounds).sum() >= end
        low, high = (low, rounds) if enough else (rounds + 1, high)
    taken = np.minimum(counts, low)
    before = np.cumsum(taken) - taken
    at = np.repeat(bounds[:-1] - before, taken) + np.arange(int(taken.sum()))
    return segment.turn_row[inside[at]]


def _packed(directory: Directory, question: Question | None, at: int, rows: Rows) -> Longs:
    """Band, district, score and rank of a segment's rows in one number."""
    segment = directory.segments[at]
    rank = directory.ranks[at - 1][rows] if at else directory.first_ranks(segment.rank[rows])
    packed = directory.districts_of(at, rows).astype(np.int64)
    packed <<= 12 + _RANK_BITS
    packed |= rank
    if question is not None:
        packed |= _misses(question, at, rows) << _RANK_BITS
        packed |= _band(question, at, rows) << 28 + _RANK_BITS
    return packed


def _turns(directory: Directory, groups: Longs, day: int) -> Longs:
    """When each group of a band and district has its turn within a round of its band."""
    turns = np.empty(len(groups), np.int64)
    bands, districts = groups >> 16, (groups & 0xFFFF).astype(np.uint16)
    lots = directory.lots(day)[districts]
    rural = directory.district_rural[districts]
    for band in np.unique(bands):
        for kind, offset in _TURN.items():
            same = rural == kind
            if kind is UrbanType.INTERMEDIATE:
                same |= rural == 0  # unknown
            mine = np.flatnonzero((bands == band) & same)
            order = mine[np.argsort(lots[mine], kind="stable")]
            turns[order] = 3 * np.arange(len(order)) + offset
    return turns
