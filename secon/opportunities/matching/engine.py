"""Compare enterprises with demands, block by block. Pure.

Most parts depend on little: a code, a region, a class of size, a set of languages, a reservation.
Each is worked out once for every two such values and spread over the pairs. Only pairs whose work
and place leave the threshold within reach are looked at part by part: no other part can raise it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from scipy import sparse

from secon.opportunities.eligibility import Rules
from secon.opportunities.matching.answers import ANSWERS, Answers
from secon.opportunities.matching.columns import Demands, Suppliers
from secon.opportunities.matching.score import (
    LEAST_RAW,
    RESERVATION,
    Bytes,
    Longs,
    Part,
    raw_scores,
    size_points,
    time_points,
    work_points,
)
from secon.opportunities.matching.sides import Codes, Languages, Places
from secon.opportunities.matching.taught import lesson_points
from secon.opportunities.matching.words import likeness

BLOCK = 2_000_000  # pairs looked at together


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
        self._code = Codes(suppliers, demands)
        self._supplied = suppliers.words()
        self._wanted = demands.words().T.tocsr()
        self._place = Places(suppliers, demands)
        self._sizes = np.array(
            [size_points(size, demands.array("cents")) for size in range(6)], np.uint8
        )
        self._languages = Languages(suppliers, demands)
        self._answers = Answers(suppliers, demands, day, rules)
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
            found[mine] = lesson_points(list(pairs), self.demands)[demand[mine]]
        return found


_RESERVATION = np.array([RESERVATION[answer] for answer in ANSWERS], np.uint8)


def _words(supplied: sparse.csr_matrix, wanted: sparse.csr_matrix) -> Bytes:
    product = supplied @ wanted
    found = np.zeros(product.shape, np.uint8)
    rows = np.repeat(np.arange(product.shape[0]), np.diff(product.indptr))
    found[rows, product.indices] = likeness(product.data)
    return found
