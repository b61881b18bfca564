"""How the words of a question are read: as words of entries, and as codes in any language."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from secon.codes.domain import catalogue, finder
from secon.codes.enums import How
from secon.enterprises.domain.directory import matching
from secon.enterprises.domain.directory.results import CodeRead, Reading
from secon.enterprises.domain.directory.segment import Bools, Floats, Segment
from secon.enterprises.domain.directory.vocabulary import (
    TOWN,
    Form,
    asked_words,
    forms,
    is_number,
    mistyped,
    shown,
)

FindCodes = Callable[[str, str], Sequence[finder.Hit]]
"""Words and the reader's language to codes, best first."""

CODES = 6  # that a question is read as
SURE = 0.55  # share of the best code's score from which a further code counts
KNOWN = 0.35  # score from which a single word is a word the code finder knows
_BOTH = 0.05  # for a row that answers by a word and by its code
_CERTAIN = frozenset({How.CODE, How.WORD, How.SYNONYM, How.LEMMA, How.PART})


def find_codes(words: str, language: str) -> Sequence[finder.Hit]:
    """The code finder, remembering what was asked lately."""
    return _found(words, language, catalogue.current().stamp)


@lru_cache(maxsize=4096)
def _found(words: str, language: str, _stamp: tuple[int, int] | None) -> tuple[finder.Hit, ...]:
    return tuple(finder.find(words, language=language, limit=CODES))


@dataclass(slots=True)
class Part:
    """What a question is worth in one segment: by word and row, and by code and row."""

    forms: list[list[Form]]
    words: list[Floats]
    code_worths: Floats
    codes: Floats | None
    answers: Bools | None = None  # rows that answer every word that is kept
    scores: Floats | None = None  # of these rows, between 0 and 1
    named: Bools | None = None  # rows whose name answers every word that is kept


@dataclass(slots=True)
class Question:
    """Words as they were read, with their part for each segment."""

    words: tuple[str, ...]
    codes: tuple[CodeRead, ...]
    covered: tuple[bool, ...]  # by the codes, of each word
    parts: list[Part] = field(default_factory=list)
    kept: tuple[int, ...] = ()
    towns: tuple[str, ...] = ()

    @property
    def reading(self) -> Reading:
        """For the reader."""
        dropped = [word for at, word in enumerate(self.words) if at not in self.kept]
        return Reading(
            tuple(map(shown, self.words)),
            self.codes,
            tuple(map(shown, self.towns)),
            tuple(map(shown, dropped)),
        )


def read(
    segments: Sequence[Segment],
    live: Sequence[Bools],
    question: str,
    language: str,
    find: FindCodes = find_codes,
) -> Question | None:
    """The question as far as any row that is ``live`` answers it; None without words."""
    words = asked_words(question, language)
    if not words:
        return None
    met = [[forms(segment, word) for word in words] for segment in segments]
    unknown = [not any(one[at] for one in met) for at in range(len(words))]
    codes, covered = _codes(words, unknown, language, find)
    for at, word in enumerate(words):
        if unknown[at] and not covered[at]:
            for segment, one in zip(segments, met, strict=True):
                one[at] = mistyped(segment, word)
    found = Question(words, codes, covered)
    for segment, one in zip(segments, met, strict=True):
        worths = matching.code_worths(segment, codes)
        found.parts.append(
            Part(
                one,
                [matching.word_values(segment, each) for each in one],
                worths,
                matching.code_values(segment, worths) if worths.any() else None,
            )
        )
    found.towns = _towns(segments, found)
    _answer(found, live)
    return found


def _codes(
    words: Sequence[str], unknown: Sequence[bool], language: str, find: FindCodes
) -> tuple[tuple[CodeRead, ...], tuple[bool, ...]]:
    """What the words mean together, and which of them the code finder knows."""
    known = [_is_known(word, language, find) for word in words]
    if not any(known):  # perhaps mistyped: only words that no entry has either
        known = [not is_number(word) and new for word, new in zip(words, unknown, strict=True)]
    text = " ".join(shown(word) for word, yes in zip(words, known, strict=True) if yes)
    hits = find(text, language) if text else ()
    best = max((hit.score for hit in hits), default=0.0)
    if best < KNOWN:
        return (), (False,) * len(words)
    codes = tuple(
        CodeRead(hit.code, hit.label, hit.language, hit.score)
        for hit in hits
        if hit.score >= SURE * best
    )
    return codes, tuple(known)


def _is_known(word: str, language: str, find: FindCodes) -> bool:
    """Whether a word by itself leads to a code, mistakes apart. Postal codes are no codes."""
    if is_number(word) and len(shown(word)) not in {8, 9}:
        return False
    return any(
        hit.how in _CERTAIN and hit.score >= KNOWN for hit in find(shown(word), language)[:1]
    )


def _towns(segments: Sequence[Segment], question: Question) -> tuple[str, ...]:
    """The words that mostly stand as a town."""
    found = []
    for at, word in enumerate(question.words):
        counts = [
            matching.rows_with(segment, part.forms[at], TOWN)
            for segment, part in zip(segments, question.parts, strict=True)
        ]
        total, inside = (sum(column) for column in zip(*counts, strict=True))
        if inside and 2 * inside >= total:
            found.append(word)
    return tuple(found)


def _value(question: Question, part: Part, at: int) -> Floats:
    """What a word is worth in each row, by itself or by the codes."""
    own = part.words[at]
    if not question.covered[at] or part.codes is None:
        return own
    both = (own > 0) & (part.codes > 0)
    return np.minimum(np.maximum(own, part.codes) + np.float32(_BOTH) * both, 1.0)


def _answer(question: Question, live: Sequence[Bools]) -> None:
    """Keep the words that can be answered together, and value the rows that do."""
    values = [
        [_value(question, part, at) for at in range(len(question.words))] for part in question.parts
    ]
    total = 1 + sum(int(np.count_nonzero(one)) for one in live)
    seen = [
        sum(int(np.count_nonzero(one[at])) for one in values) for at in range(len(question.words))
    ]
    rare = [math.log(1 + total / (1 + count)) for count in seen]
    question.kept = _kept(values, live, rare)
    whole = sum(rare[at] for at in question.kept) or 1.0
    for part, of_word, alive in zip(question.parts, values, live, strict=True):
        answers, scores, named = alive.copy(), np.zeros(len(alive), np.float32), alive.copy()
        for at in question.kept:
            answers &= of_word[at] > 0
            named &= part.words[at] >= matching.NAMED
            scores += of_word[at] * np.float32(rare[at] / whole)
        if not question.kept:
            answers[:] = named[:] = False
        part.answers, part.scores, part.named = answers, scores, named


def _kept(
    values: Sequence[Sequence[Floats]], live: Sequence[Bools], rare: Sequence[float]
) -> tuple[int, ...]:
    """The words that one row answers together and that say most."""
    everything = range(len(rare))
    best = 0.0
    kept: tuple[int, ...] = ()
    for of_word, alive in zip(values, live, strict=True):
        sums = np.zeros(len(alive), np.float32)
        for at in everything:
            sums += (of_word[at] > 0) * np.float32(rare[at])
        sums[~alive] = 0
        if len(sums) and float(top := sums.max()) > best:
            row = int(sums.argmax())
            best = float(top)
            kept = tuple(at for at in everything if of_word[at][row] > 0)
    return kept
