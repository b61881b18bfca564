"""Compare enterprises with demands, block by block. Pure.

Most parts depend on little: a code, a region, a class of size, a set of languages, a reservation.
Each is worked out once for every two such values and spread over the pairs. Only pairs whose work
and place leave the threshold within reach are looked at part by part: no other part can raise it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from secon.codes.rules import subtree_prefix
from secon.enterprises.entry import Delivery
from secon.enterprises.enums import Headcount
from secon.opportunities.demand import Demand
from secon.opportunities.eligibility import Rules, judge
from secon.opportunities.enums import Answer, DemandKind
from secon.opportunities.matching import languages, places
from secon.opportunities.matching.arrays import Runs
from secon.opportunities.matching.columns import Demands, Suppliers
from secon.opportunities.matching.lessons import LessonKind
from secon.opportunities.matching.score import (
    COUNTRY_LANGUAGE,
    LANGUAGE_UNKNOWN,
    LEARNT_AGAIN,
    LEARNT_ONCE,
    LEAST_RAW,
    MORE_CODES,
    OTHER_LANGUAGE,
    OWN_LANGUAGE,
    RESERVATION,
    Bytes,
    Longs,
    Part,
    code_points,
    raw_scores,
    size_points,
    time_points,
    work_points,
)
from secon.opportunities.matching.words import likeness
from secon.opportunities.supply import Supplier

BLOCK = 2_000_000  # pairs looked at together
ANSWERS = (Answer.OPEN_TO_ALL, Answer.UNKNOWN, Answer.YES, Answer.NO)
_NOT_ASKED = 255
_FEW = 64  # demands for which enterprises are compared together rather than one by one


@dataclass(frozen=True, slots=True)
class Pairs:
    """Scored pairs: rows of enterprises and of demands, packed parts, and the answer's number."""

    supplier: Longs
    demand: Longs
    parts: Bytes  # (8, pairs)
    raw: Longs
    answer: Bytes  # number in ANSWERS


class Engine:
    """What is worked out once for some enterprises and demands on a day."""

    def __init__(
        self,
        suppliers: Suppliers,
        demands: Demands,
        day: date,
        rules: Rules,
        *,
        least: int = LEAST_RAW,
    ) -> None:
        """Both with the words of one vocabulary. ``least``: the lowest raw score that is told."""
        if suppliers.lexicon != demands.lexicon:
            message = "enterprises and demands were read with different vocabularies"
            raise ValueError(message)
        self.suppliers, self.demands = suppliers, demands
        self._least = least
        self._least_base = max(least // 10**10, 1)  # work times place, all else being 100
        self._code = _Codes(suppliers, demands)
        self._supplied = suppliers.words()
        self._wanted = demands.words().T.tocsr()
        self._place = _Places(suppliers, demands)
        self._sizes = np.array(
            [size_points(size, demands.array("cents")) for size in range(6)], np.uint8
        )
        self._languages = _Languages(suppliers, demands)
        self._answers = _Answers(suppliers, demands, day, rules)
        left = demands.array("until") - day.toordinal()
        self._time = time_points(left)

    def pairs(self) -> Iterator[Pairs]:
        """Every pair that reaches the threshold, in blocks of enterprises, in order."""
        step = max(1, BLOCK // max(len(self.demands), 1))
        for start in range(0, len(self.suppliers), step):
            yield self._block(slice(start, min(start + step, len(self.suppliers))))

    def _block(self, rows: slice) -> Pairs:
        code = self._code.points(rows)
        place = self._place.points(rows)
        words = _words(self._supplied[rows], self._wanted)
        base = work_points(code, words) * place
        at = np.flatnonzero(base >= self._least_base)
        own, demand = np.divmod(at, len(self.demands)) if len(at) else (at, at)
        supplier = own + rows.start
        answer = self._answers.of(supplier, demand)
        parts = np.empty((len(Part), len(at)), np.uint8)
        parts[Part.CODE] = code.ravel()[at]
        parts[Part.WORDS] = words.ravel()[at]
        parts[Part.PLACE] = place.ravel()[at]
        parts[Part.SIZE] = self._sizes[self.suppliers.array("size")[supplier], demand]
        parts[Part.LANGUAGE] = self._languages.points(supplier, demand)
        parts[Part.RESERVATION] = _RESERVATION[answer]
        parts[Part.TIME] = self._time[demand]
        parts[Part.LESSONS] = self._learnt(rows, supplier, demand)
        raw = raw_scores(parts)
        kept = raw >= self._least
        return Pairs(supplier[kept], demand[kept], parts[:, kept], raw[kept], answer[kept])

    def _learnt(self, rows: slice, supplier: Longs, demand: Longs) -> Bytes:
        """What lessons leave of pairs, which are in the order of enterprises."""
        found = np.full(len(supplier), 100, np.uint8)
        lessons = self.suppliers.runs("lessons")
        for row in np.flatnonzero(np.diff(lessons.starts[rows.start : rows.stop + 1])) + rows.start:
            mine = slice(*np.searchsorted(supplier, (row, row + 1)))
            run = slice(lessons.starts[row], lessons.starts[row + 1])
            pairs = zip(lessons.values[0][run], lessons.values[1][run], strict=True)
            found[mine] = _lesson_points(list(pairs), self.demands)[demand[mine]]
        return found


_RESERVATION = np.array([RESERVATION[answer] for answer in ANSWERS], np.uint8)


def _words(supplied: sparse.csr_matrix, wanted: sparse.csr_matrix) -> Bytes:
    product = supplied @ wanted
    found = np.zeros(product.shape, np.uint8)
    rows = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr))
    found[rows, product.indices] = likeness(product.data)
    return found


# The parts -------------------------------------------------------------------------------------


class _Codes:
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


def _numbered(values: NDArray) -> tuple[NDArray, Longs]:
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


class _Places:
    """The place part: the best of a demand's places."""

    def __init__(self, suppliers: Suppliers, demands: Demands) -> None:
        self._suppliers = suppliers
        wanted = demands.runs("places")
        elements, first, of_value = np.unique(
            wanted.values[0], return_index=True, return_inverse=True
        )
        self._at = tuple(wanted.values[part][first] for part in (1, 2, 3))
        self._radius = wanted.values[4][first]
        self._sets, self._set_of = _distinct_runs(Runs(wanted.starts, (of_value,)))
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


def _distinct_runs(runs: Runs) -> tuple[Runs, Longs]:
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


class _Languages:
    """The language part."""

    def __init__(self, suppliers: Suppliers, demands: Demands) -> None:
        sets, set_of = suppliers.numbered("languages")
        lands, land_of = suppliers.numbered("country")
        pairs, self._of = _numbered(set_of * len(lands) + land_of)
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
        return self._points[self._of[supplier], self._in[demand]]


class _Answers:
    """Eligibility: one answer for every two different sets of facts, when a pair asks for it."""

    def __init__(self, suppliers: Suppliers, demands: Demands, day: date, rules: Rules) -> None:
        asked, self._asked = demands.numbered("reservation")
        self._demands = [demand_of(one) for one in asked.tolist()]
        facts, self._of = suppliers.numbered("facts")
        self._facts = facts.tolist()
        self._suppliers: dict[int, Supplier] = {}
        self._answers = np.full((len(facts), len(asked)), _NOT_ASKED, np.uint8)
        self._answers[:, [one is None for one in self._demands]] = 0
        self._day, self._rules = day, rules

    def of(self, supplier: Longs, demand: Longs) -> Bytes:
        """The numbers of the answers of pairs."""
        facts, asked = self._of[supplier], self._asked[demand]
        new = np.flatnonzero(self._answers[facts, asked] == _NOT_ASKED)
        pairs = np.unique(facts[new] * len(self._demands) + asked[new])
        for pair in pairs.tolist():
            self._judge(*divmod(pair, len(self._demands)))
        return self._answers[facts, asked]

    def _judge(self, facts: int, asked: int) -> None:
        who = self._suppliers.get(facts)
        if who is None:
            who = self._suppliers[facts] = supplier_of(self._facts[facts])
        demand = self._demands[asked]
        if demand is not None:
            answer = judge(who, demand, self._day, self._rules).answer
            self._answers[facts, asked] = ANSWERS.index(answer)


def supplier_of(facts: bytes) -> Supplier:
    """An enterprise of which only what eligibility asks is known."""
    country, statuses, has_nobody, criteria, mission_free = json.loads(facts)
    return Supplier(
        pk=0,
        version=0,
        name="",
        country=country,
        nuts="",
        lon=None,
        lat=None,
        delivery=Delivery(),
        statuses=tuple((code, until) for code, until in statuses),
        headcount=Headcount.NONE if has_nobody else None,
        criteria=tuple((code, met) for code, met in criteria),
        mission_free=mission_free,
    )


def demand_of(reservation: bytes) -> Demand | None:
    """A demand of which only what eligibility asks is known; None where it is open to all."""
    if not reservation:
        return None
    basis, reserved, execution, country, cpv = json.loads(reservation)
    return Demand(
        kind=DemandKind.LOT,
        pk=0,
        titles=(),
        words=(),
        language="",
        cpv=tuple(cpv),
        places=(),
        published=None,
        open_until=None,
        legal_basis=basis,
        reserved=None if reserved is None else tuple(reserved),
        reserved_execution=execution,
        country=country,
    )


def _lesson_points(lessons: list[tuple[int, int]], demands: Demands) -> Bytes:
    """What an enterprise's lessons leave of every demand: how many kinds of them touch it."""
    touched = np.zeros(len(demands), np.int64)
    for kind in LessonKind:
        values = [value for one, value in lessons if one == kind]
        if values:
            touched += _touched(kind, np.array(values, np.int64), demands)
    return np.where(touched == 0, 100, np.where(touched == 1, LEARNT_ONCE, LEARNT_AGAIN)).astype(
        np.uint8
    )


def _touched(kind: LessonKind, values: Longs, demands: Demands) -> NDArray[np.bool_]:
    cents = demands.array("cents")
    if kind == LessonKind.WORK:
        codes = demands.runs("codes")
        is_like = np.isin(codes.values[0] // 100_000, values) & codes.values[1]
        return codes.best(is_like.astype(np.uint8)) > 0
    if kind == LessonKind.FAR:
        runs = demands.runs("places")
        regions = places.beginnings(runs.values[0] & places.MASK, 4)
        outside = ~np.isin(regions, values)
        return runs.best(outside.astype(np.uint8)) == 0
    if kind == LessonKind.BIG:
        return (cents >= values.min()) & (cents >= 0)
    if kind == LessonKind.SMALL:
        return (cents <= values.max()) & (cents >= 0)
    if kind == LessonKind.RESERVED:
        return demands.array("reservation") != b""
    written = demands.array("languages")
    return (written > 0) & ((written & ~np.bitwise_or.reduce(values)) == 0)
