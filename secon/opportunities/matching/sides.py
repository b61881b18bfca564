"""Parts that depend on codes, places and languages: worked out once for every two values. Pure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from secon.codes.rules import subtree_prefix
from secon.opportunities.matching import languages, places
from secon.opportunities.matching.arrays import Runs
from secon.opportunities.matching.columns import Demands, Suppliers
from secon.opportunities.matching.score import (
    COUNTRY_LANGUAGE,
    LANGUAGE_UNKNOWN,
    MORE_CODES,
    OTHER_LANGUAGE,
    OWN_LANGUAGE,
    Bytes,
    Longs,
    code_points,
)

_FEW = 64  # demands for which enterprises are compared together rather than one by one


class Codes:
    """The code part: the best of an enterprise's codes for the best of a demand's."""

    def __init__(self, suppliers: Suppliers, demands: Demands) -> None:
        offered, self._offered = suppliers.numbered("codes")
        self._starts = suppliers.runs("codes").starts
        asked = demands.runs("codes")
        asked_codes, asked_numbers = demands.numbered("codes")
        table = code_table(offered, asked_codes)
        points = table[:, asked_numbers]
        more = ~asked.values[1]
        points[:, more] = points[:, more].astype(np.uint16) * MORE_CODES // 10
        self._by_demand = asked.best(points)  # (offered codes, demands)

    def points(self, rows: slice) -> Bytes:
        """(enterprises, demands)."""
        found = np.zeros((rows.stop - rows.start, self._by_demand.shape[1]), np.uint8)
        if self._by_demand.shape[1] <= _FEW:
            starts = self._starts[rows.start : rows.stop + 1]
            full = np.flatnonzero(np.diff(starts))
            if len(full):
                points = self._by_demand[self._offered[starts[0] : starts[-1]]]
                found[full] = np.maximum.reduceat(points, starts[full] - starts[0], axis=0)
            return found
        for at in range(rows.start, rows.stop):
            run = self._offered[self._starts[at] : self._starts[at + 1]]
            if len(run):
                np.max(self._by_demand[run], axis=0, out=found[at - rows.start])
        return found


def numbered(values: NDArray) -> tuple[NDArray, Longs]:
    """Distinct values in order, and the number of each value."""
    found, numbers = np.unique(values, return_inverse=True)
    return found, numbers.astype(np.int64)


def code_table(offered: NDArray, asked: NDArray) -> Bytes:
    """Points of every offered code (rows) for every code asked for (columns)."""
    left, right = _digits(offered), _digits(asked)
    length_left, length_right = _prefix_lengths(offered), _prefix_lengths(asked)
    points = np.zeros((len(offered), len(asked)), np.uint8)
    for start in range(0, len(offered), 256):
        part = slice(start, start + 256)
        same = np.ones((len(left[part]), len(asked)), np.bool_)
        shared = np.zeros(same.shape, np.int64)
        for at in range(8):
            same &= left[part, None, at] == right[None, :, at]
            shared += same
        shared = np.minimum(shared, length_left[part, None])
        shared = np.minimum(shared, length_right[None, :])
        up, down = length_left[part, None] - shared, length_right[None, :] - shared
        points[part] = code_points(shared, up, down)
    return points


def _digits(codes: NDArray) -> Bytes:
    numbers = codes.astype(np.int64)
    return np.stack([numbers // 10 ** (7 - at) % 10 for at in range(8)], axis=1).astype(np.uint8)


def _prefix_lengths(codes: NDArray) -> Longs:
    return np.array([len(subtree_prefix(f"{code:08}")) for code in codes.tolist()], np.int64)


class Places:
    """The place part: the best of a demand's places."""

    def __init__(self, suppliers: Suppliers, demands: Demands) -> None:
        self._suppliers = suppliers
        wanted = demands.runs("places")
        elements, first, of_value = np.unique(
            wanted.values[0], return_index=True, return_inverse=True
        )
        x, y, z = (wanted.values[part][first] for part in (1, 2, 3))
        self._at = (x, y, z)
        self._radius = wanted.values[4][first]
        self._sets, self._set_of = distinct_runs(Runs(wanted.starts, (of_value,)))
        delivery = suppliers.runs("delivery")
        keys, self._key_of = suppliers.numbered("delivery")
        self._starts = delivery.starts
        self._by_key = places.by_codes(keys, elements)  # (delivery rows, places)

    def points(self, rows: slice) -> Bytes:
        """(enterprises, demands)."""
        starts = self._starts[rows.start : rows.stop + 1]
        by_key = self._by_key[self._key_of[starts[0] : starts[-1]]]
        found = np.maximum.reduceat(by_key, starts[:-1] - starts[0], axis=0)
        km = self._suppliers.array("km")[rows]
        near = np.flatnonzero(km)
        if len(near):
            x, y, z = (self._suppliers.array(name)[rows][near] for name in "xyz")
            distance = places.distances_km(x, y, z, self._at)
            points = places.by_distance(km[near], distance, self._radius)
            found[near] = np.maximum(found[near], points)
        best: Bytes = self._sets.best(found[:, self._sets.values[0]])
        return best.take(self._set_of, axis=1)


def distinct_runs(runs: Runs) -> tuple[Runs, Longs]:
    """The distinct runs, and the number of each row's."""
    numbers: dict[bytes, int] = {}
    first: list[int] = []
    found = np.empty(len(runs), np.int64)
    values = np.ascontiguousarray(runs.values[0], np.int64)
    for row in range(len(runs)):
        key = values[runs.starts[row] : runs.starts[row + 1]].tobytes()
        number = numbers.setdefault(key, len(numbers))
        if number == len(first):
            first.append(row)
        found[row] = number
    return Runs(runs.starts, (values,)).take(np.array(first, np.int64)), found


class Languages:
    """The language part."""

    def __init__(self, suppliers: Suppliers, demands: Demands) -> None:
        sets, set_of = suppliers.numbered("languages")
        lands, land_of = suppliers.numbered("country")
        pairs, self._of = numbered(set_of * len(lands) + land_of)
        spoken = np.stack([sets[pairs // len(lands)], lands[pairs % len(lands)]], axis=1)
        written, self._in = demands.numbered("languages")
        countries = [places.decoded(country) for country in spoken[:, 1].tolist()]
        official = np.array([languages.official(country) for country in countries], np.int64)
        own = spoken[:, 0][:, None]
        points = np.full((len(spoken), len(written)), OTHER_LANGUAGE, np.uint8)
        points[(official[:, None] & written) > 0] = COUNTRY_LANGUAGE
        points[(own & written) > 0] = OWN_LANGUAGE
        points[:, written == 0] = LANGUAGE_UNKNOWN
        points[(own[:, 0] == 0)[:, None] & (points == OTHER_LANGUAGE)] = LANGUAGE_UNKNOWN
        self._points = points

    def points(self, supplier: Longs, demand: Longs) -> Bytes:
        """Of pairs."""
        found: Bytes = self._points[self._of[supplier], self._in[demand]]
        return found
