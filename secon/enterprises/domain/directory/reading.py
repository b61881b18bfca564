"""How the words of a question are read: as words of entries, and as codes in any language."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from secon.codes.domain import catalogue, finder
from secon.codes.domain.words import digest
from secon.codes.rules import plain_cpv
from secon.enterprises.domain.directory import matching
from secon.enterprises.domain.directory.results import CodeRead, Reading
from secon.enterprises.domain.directory.segment import Bools, Floats, Segment
from secon.enterprises.domain.directory.vocabulary import (
    TAIL,
    TOWN,
    Form,
    asked_words,
    forms,
    is_inflected,
    is_number,
    mistyped,
    shown,
    tokens,
)

CODES = 6  # that a question is read as
SURE = 0.55  # share of the best code's score from which a further code counts
KNOWN = 0.35  # score from which codes are believed
_TOWN_SHARE = 0.2  # of a town among words that do not go together: what is needed is kept
_BOTH = 0.05  # for a row that answers by a word and by its code


@lru_cache(maxsize=4096)
def _found(words: str, language: str, _stamp: tuple[int, int] | None) -> tuple[finder.Hit, ...]:
    return tuple(finder.find(words, language=language, limit=CODES))


def find_codes(words: str, language: str) -> tuple[finder.Hit, ...]:
    """The code finder, remembering what was asked lately."""
    return _found(words, language, catalogue.current().stamp)


def _typed(word: str) -> str:
    """A word as the code finder reads it: of a number the eight digits of a code."""
    return shown(word)[:8] if is_number(word) else word


def means_a_code(word: str, language: str) -> bool:
    """Whether a word by itself leads to a code and is not merely like one that does."""
    if is_number(word):
        return plain_cpv(_typed(word)) is not None
    hits = find_codes(word, language)
    if not hits or hits[0].score < KNOWN:
        return False
    index = catalogue.current().index()
    (terms,) = index.terms_of(np.array([digest(word)], np.uint64))
    if len(terms) and not index.term_is_noise[terms].all():
        return True
    met = tokens(" ".join(hit.matched for hit in hits[:3]))
    return any(is_inflected(word, one) or (len(one) >= TAIL and word.endswith(one)) for one in met)


@dataclass(slots=True)
class Part:
    """What a question is worth in one segment: by word and row, and by code and row."""

    forms: list[list[Form]]
    words: list[Floats]  # of each word by row, until the rows are valued
    code_worths: Floats  # of each code
    codes: Floats | None  # by row, likewise
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
) -> Question | None:
    """The question as far as any row that is ``live`` answers it; None without words."""
    words = asked_words(question, language)
    if not words:
        return None
    met = [[forms(segment, word) for word in words] for segment in segments]
    unknown = [not any(one[at] for one in met) for at in range(len(words))]
    known = [means_a_code(word, language) for word in words]
    codes, covered = _codes(words, known, unknown, language)
    for at, word in enumerate(words):
        if unknown[at] and not known[at]:
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
    words: Sequence[str], known: Sequence[bool], unknown: Sequence[bool], language: str
) -> tuple[tuple[CodeRead, ...], tuple[bool, ...]]:
    """What the words mean together, and which of them that answers.

    Where no word by itself means a code, those that no entry has may be mistyped.
    """
    if not any(known):
        known = [not is_number(word) and new for word, new in zip(words, unknown, strict=True)]
    text = " ".join(_typed(word) for word, yes in zip(words, known, strict=True) if yes)
    hits = find_codes(text, language) if text else ()
    best = max((hit.score for hit in hits), default=0.0)
    if best < KNOWN:
        return (), (False,) * len(words)
    codes = tuple(
        CodeRead(hit.code, hit.label, hit.language, hit.score)
        for hit in hits
        if hit.score >= SURE * best
    )
    return codes, tuple(known)


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


def _answer(question: Question, live: Sequence[Bools]) -> None:
    """Keep the words that can be answered together, and value the rows that do."""
    met = [
        [_met(question, part, at) for at in range(len(question.words))] for part in question.parts
    ]
    total = 1 + sum(int(np.count_nonzero(one)) for one in live)
    seen = [
        sum(int(np.count_nonzero(one)) for one in of_word) for of_word in zip(*met, strict=True)
    ]
    rare = [math.log(1 + total / (1 + count)) for count in seen]
    answers = [np.logical_and.reduce([alive, *own]) for alive, own in zip(live, met, strict=True)]
    question.kept = tuple(range(len(question.words)))
    if not any(one.any() for one in answers):
        worth = [
            weight * (_TOWN_SHARE if word in question.towns else 1)
            for word, weight in zip(question.words, rare, strict=True)
        ]
        question.kept = _kept(met, live, worth)
        answers = [
            np.logical_and.reduce([alive, *(own[at] for at in question.kept)])
            if question.kept
            else np.zeros(len(alive), np.bool_)
            for alive, own in zip(live, met, strict=True)
        ]
    whole = sum(rare[at] for at in question.kept) or 1.0
    weights = {at: rare[at] / whole for at in question.kept}
    for part, answering in zip(question.parts, answers, strict=True):
        _value(question, part, answering, weights)
        part.words, part.codes = [], None  # large, and not needed any more


def _met(question: Question, part: Part, at: int) -> Bools:
    """The rows that answer a word, by itself or by the codes."""
    own = part.words[at] > 0
    if question.covered[at] and part.codes is not None:
        own |= part.codes > 0
    return own


def _value(question: Question, part: Part, answers: Bools, weights: Mapping[int, float]) -> None:
    """What the rows that answer are worth."""
    rows = np.flatnonzero(answers)
    score, named = np.zeros(len(rows), np.float32), np.ones(len(rows), np.bool_)
    codes = None if part.codes is None else part.codes[rows]
    for at, weight in weights.items():
        own = value = part.words[at][rows]
        named &= own >= matching.NAMED
        if question.covered[at] and codes is not None:
            both = (own > 0) & (codes > 0)
            value = np.minimum(np.maximum(own, codes) + np.float32(_BOTH) * both, 1.0)
        score += value * np.float32(weight)
    part.answers, part.scores, part.named = (
        answers,
        np.zeros(len(answers), np.float32),
        answers.copy(),
    )
    part.scores[rows], part.named[rows] = score, named


def _kept(
    met: Sequence[Sequence[Bools]], live: Sequence[Bools], rare: Sequence[float]
) -> tuple[int, ...]:
    """The words that one row answers together and that say most."""
    best = 0.0
    kept: tuple[int, ...] = ()
    for of_word, alive in zip(met, live, strict=True):
        sums = np.zeros(len(alive), np.float32)
        for own, weight in zip(of_word, rare, strict=True):
            sums += own * np.float32(weight)
        sums[~alive] = 0
        if len(sums) and float(top := sums.max()) > best:
            row = int(sums.argmax())
            best = float(top)
            kept = tuple(at for at, own in enumerate(of_word) if own[row])
    return kept
