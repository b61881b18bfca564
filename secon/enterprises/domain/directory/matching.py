"""What words and codes are worth in each row of a segment. Pure.

A value is between 0 (not met) and 1 (the word stands in the name). The order is: name, words of an
offer, code of an offer by its distance, description, town.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from secon.codes.rules import cpv_level, subtree_prefix
from secon.enterprises.domain.directory.results import CodeRead, Field, Reason
from secon.enterprises.domain.directory.segment import Floats, Ints, Longs, Segment
from secon.enterprises.domain.directory.vocabulary import BITS, EXACT, Form, shown

VALUES = {
    Field.NAME: 1.0,
    Field.OFFER: 0.7,
    Field.CODE: 0.6,
    Field.TEXT: 0.3,
    Field.TOWN: 0.25,
    Field.POSTAL: 0.25,
}
NAMED = 0.85  # from here on a word stands in the name, perhaps in another form
_EACH_MORE = 0.02  # for every further field
_BELOW = 0.92  # for each level that an offer's code lies below the code read
_ABOVE = 0.5  # for an offer whose code is wider than the code read
_WIDEST = 1  # level of the widest code that counts so: a group


def _field_values() -> Floats:
    """The value of each set of fields."""
    table = np.zeros(32, np.float32)
    for bits in range(1, 32):
        met = [VALUES[field] for field, bit in BITS.items() if bits & bit]
        table[bits] = max(met) + _EACH_MORE * (len(met) - 1)
    return np.minimum(table, 1.0)


_FIELD_VALUES = _field_values()


def word_values(segment: Segment, forms: Sequence[Form]) -> Floats:
    """For each row the best value of the words that a word of the question stands for."""
    values = np.zeros(len(segment), np.float32)
    for form in forms:
        run = slice(segment.posting_starts[form.word], segment.posting_starts[form.word + 1])
        rows = segment.posting_row[run]
        worth = _FIELD_VALUES[segment.posting_fields[run] & form.fields] * np.float32(form.worth)
        values[rows] = np.maximum(values[rows], worth)
    return values


def rows_with(segment: Segment, forms: Sequence[Form], bit: int) -> tuple[int, int]:
    """How many postings the exact forms have, and how many of them in the field of ``bit``."""
    total = inside = 0
    for form in forms:
        if form.worth == EXACT:
            run = slice(segment.posting_starts[form.word], segment.posting_starts[form.word + 1])
            fields = segment.posting_fields[run]
            total += len(fields)
            inside += int(np.count_nonzero(fields & bit))
    return total, inside


def code_worths(segment: Segment, codes: Sequence[CodeRead]) -> Floats:
    """For each code that is offered, what it is worth as an answer to ``codes``."""
    worths = np.zeros(len(segment.cpv_codes), np.float32)
    best = max((one.score for one in codes), default=1.0)
    for one in codes:
        sure = VALUES[Field.CODE] * one.score / best
        level, prefix = cpv_level(one.code), subtree_prefix(one.code)
        for at in subtree(segment, prefix):
            further = cpv_level(segment.cpv_codes[at]) - level
            worths[at] = max(worths[at], sure * _BELOW**further)
        for length in range(_WIDEST + 2, len(prefix)):
            at = bisect_left(segment.cpv_codes, prefix[:length].ljust(8, "0"))
            if segment.cpv_codes[at : at + 1] == (prefix[:length].ljust(8, "0"),):
                worths[at] = max(worths[at], sure * _ABOVE)
    return worths


def subtree(segment: Segment, prefix: str) -> range:
    """The numbers of the codes that start with some digits."""
    start = bisect_left(segment.cpv_codes, prefix)
    return range(start, bisect_left(segment.cpv_codes, prefix + ":"))


def code_values(segment: Segment, worths: Floats) -> Floats:
    """For each row what the best of its codes is worth."""
    values = np.zeros(len(segment), np.float32)
    for at in np.flatnonzero(worths):
        rows = segment.cpv_row[segment.cpv_starts[at] : segment.cpv_starts[at + 1]]
        values[rows] = np.maximum(values[rows], worths[at])
    return values


def word_reasons(segment: Segment, word: str, forms: Sequence[Form], rows: Longs) -> list[Reason]:
    """For each of a few rows how it answers a word, or an empty field ``found`` where it does not."""
    best = np.zeros(len(rows))
    found = [Reason(Field.TEXT, shown(word), "")] * len(rows)
    for form in forms:
        run = slice(segment.posting_starts[form.word], segment.posting_starts[form.word + 1])
        at, met = _where(segment.posting_row[run], rows)
        for one in np.flatnonzero(met):
            bits = int(segment.posting_fields[run][at[one]]) & form.fields
            value = float(_FIELD_VALUES[bits]) * form.worth
            if value > best[one]:
                best[one] = value
                field = max((f for f, bit in BITS.items() if bits & bit), key=VALUES.__getitem__)
                spelt = shown(segment.spelling(form.word))
                found[one] = Reason(field, shown(word), spelt)
    return found


def code_reasons(segment: Segment, worths: Floats, rows: Longs) -> list[str]:
    """For each of a few rows its offered code that answers best, or ""."""
    best = np.zeros(len(rows), np.float32)
    found = [""] * len(rows)
    for code in np.flatnonzero(worths):
        run = slice(segment.cpv_starts[code], segment.cpv_starts[code + 1])
        _, met = _where(segment.cpv_row[run], rows)
        for one in np.flatnonzero(met & (worths[code] > best)):
            best[one] = worths[code]
            found[one] = segment.cpv_codes[code]
    return found


def _where(sorted_rows: Ints, rows: Longs) -> tuple[Longs, np.ndarray]:
    """Where ``rows`` stand in ``sorted_rows``, and which of them do."""
    if not len(sorted_rows):
        return np.zeros(len(rows), np.int64), np.zeros(len(rows), np.bool_)
    wanted = rows.astype(sorted_rows.dtype)  # of the same type, which spares a copy of all
    at = np.minimum(np.searchsorted(sorted_rows, wanted), len(sorted_rows) - 1)
    return at, sorted_rows[at] == rows
