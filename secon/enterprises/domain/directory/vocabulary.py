"""The words of an entry and where they stand, and the words of a question. Pure.

Words are compared folded, as the code finder does. Inflected forms are met by their common
beginning, compounds (German, Dutch, Hungarian) by their parts, mistyped words by few changes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from unicodedata import normalize

import numpy as np
from rapidfuzz.distance import OSA

from secon.codes.domain.building import SHORTEST_COMPOUND, STEM
from secon.codes.domain.everyday import everyday
from secon.codes.domain.words import COMPOUNDING, compound_parts, fold, words
from secon.enterprises.domain.directory.results import Field
from secon.enterprises.domain.directory.segment import Segment
from secon.enterprises.entry import Entry

NAME, OFFER, TOWN, POSTAL, TEXT = 1, 2, 4, 8, 16
BITS: Mapping[Field, int] = {
    Field.NAME: NAME,
    Field.OFFER: OFFER,
    Field.TEXT: TEXT,
    Field.TOWN: TOWN,
    Field.POSTAL: POSTAL,
}
EXACT, INFLECTED, PART, LOOSE, TYPO = 1.0, 0.9, 0.7, 0.6, 0.5  # what a way of meeting is worth
PLACES = TOWN | POSTAL
MAX_WORDS = 12
TAIL = 6  # letters of a word that a compound may end with: Büroreinigung, but not Mannheim
MAX_CHARACTERS = 200
MAX_FORMS = 400  # words of the vocabulary that one word of a question may stand for
_NUMBER = re.compile(r"(?<![^\W_])\d(?:[\d \-]*\d)?(?![^\W_])")
_DIGIT_MARK = "#"  # no word has it
_SHORTEST_NUMBER = 3
_SHORTEST_STEM = 5


@lru_cache(maxsize=500_000)
def _folded(word: str) -> tuple[str, ...]:
    """A word folded, in the rare case as several; folding is what takes longest, words repeat."""
    return tuple(words(fold(word)))


def tokens(text: str) -> tuple[str, ...]:
    """The distinct folded words of a text."""
    written = words(normalize("NFC", text))
    return tuple(dict.fromkeys([one for word in written for one in _folded(word)]))


def number_token(typed: str) -> str:
    """A number as it is indexed: its digits only."""
    return _DIGIT_MARK + "".join(sign for sign in typed if sign.isdigit())


def words_of(entry: Entry) -> dict[str, int]:
    """Every word of an entry and the bits of the fields it stands in."""
    found: dict[str, int] = {}

    def add(texts: Iterable[str], bit: int) -> None:
        for word in tokens("\n".join(texts)):
            found[word] = found.get(word, 0) | bit

    add(entry.names, NAME)
    add((text for offer in entry.offers for _, text in offer.words), OFFER)
    add((entry.town,), TOWN)
    add((text for _, text in entry.words), TEXT)
    if any(sign.isdigit() for sign in entry.postal_code):
        found[number_token(entry.postal_code)] = POSTAL
    return found


def is_compounding(entry: Entry) -> bool:
    """Whether an entry has texts in a language that writes several words as one."""
    return any(language in COMPOUNDING for language, _ in entry.words) or any(
        language in COMPOUNDING for offer in entry.offers for language, _ in offer.words
    )


def compounds(vocabulary: Mapping[str, int], chosen: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of a word and a longer one it is a part of, by their numbers in ``vocabulary``."""

    def is_known(asked: list[str]) -> list[bool]:
        return [one in vocabulary for one in asked]

    for word in chosen:
        if len(word) >= SHORTEST_COMPOUND:
            for part in compound_parts(word, is_known) or _tail(word, vocabulary):
                if part in vocabulary:
                    yield vocabulary[part], vocabulary[word]


def _tail(word: str, vocabulary: Mapping[str, int]) -> list[str]:
    """The longest word that a compound ends with: Verpflegung of Schulverpflegung."""
    ends = (word[cut:] for cut in range(3, len(word) - TAIL + 1))
    return [end for end in ends if end in vocabulary][:1]


@cache
def silent(language: str) -> frozenset[str]:
    """Words that say nothing to a reader of ``language``; short ones of any language."""
    noise = everyday().noise
    own = {fold(word) for one in (language, "en") for word in noise.get(one, ())}
    short = {fold(word) for row in noise.values() for word in row if len(word) <= 3}
    return frozenset(own | short)


def asked_words(question: str, language: str) -> tuple[str, ...]:
    """The words and numbers of a question in order, without those that say nothing."""
    text = question[:MAX_CHARACTERS]
    numbers = [number_token(one) for one in _NUMBER.findall(text)]
    numbers = [one for one in numbers if len(one) > _SHORTEST_NUMBER]
    found = list(tokens(text))
    saying = [word for word in found if word not in silent(language)]
    return tuple(dict.fromkeys([*(saying or ([] if numbers else found)), *numbers]))[:MAX_WORDS]


def is_number(word: str) -> bool:
    """Whether a word of a question is a number."""
    return word.startswith(_DIGIT_MARK)


def shown(word: str) -> str:
    """A word of a question as a page shows it."""
    return word.removeprefix(_DIGIT_MARK)


@dataclass(frozen=True, slots=True)
class Form:
    """A word of a segment that a word of a question stands for, in some fields, worth so much."""

    word: int
    worth: float
    fields: int


class Words:
    """A segment's vocabulary as a sorted sequence, read where it is looked at."""

    def __init__(self, segment: Segment) -> None:
        """Nothing is read yet."""
        self._segment = segment

    def __len__(self) -> int:
        return len(self._segment.word_starts) - 1

    def __getitem__(self, at: int) -> str:
        return self._segment.spelling(at)

    def find(self, word: str) -> int | None:
        """The number of a word."""
        at = bisect_left(self, word)
        return at if at < len(self) and self[at] == word else None

    def starting(self, beginning: str) -> range:
        """The numbers of the words that start so."""
        start = bisect_left(self, beginning)
        end = bisect_left(self, beginning + "\U0010ffff")
        return range(start, min(end, start + MAX_FORMS))


def forms(segment: Segment, word: str) -> list[Form]:
    """What a word of a question stands for in a segment, mistakes apart."""
    every = NAME | OFFER | TOWN | POSTAL | TEXT
    known = Words(segment)
    if is_number(word):
        return [
            Form(at, EXACT if known[at] == word else INFLECTED, POSTAL)
            for at in known.starting(word)
        ]
    found: dict[int, Form] = {}
    exact = known.find(word)
    if exact is not None:
        found[exact] = Form(exact, EXACT, every)
        run = slice(segment.compound_starts[exact], segment.compound_starts[exact + 1])
        for longer in segment.compound_word[run]:
            found.setdefault(int(longer), Form(int(longer), PART, every & ~PLACES))
    beginning = word[: max(STEM, len(word) - 3)] if len(word) >= STEM else word[:-1]
    if len(word) >= 4:
        for at in known.starting(beginning):
            if at not in found and (form := _inflected(at, word, known[at])):
                found[at] = form
    return list(found.values())


def _shared(word: str, other: str) -> int:
    """How many signs two words begin with in common."""
    pairs = enumerate(zip(word, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(word), len(other)))


def is_inflected(word: str, other: str) -> bool:
    """Whether at most the end differs: two signs of a long word, one of a short one."""
    if word == other:
        return True
    shortest, longest = sorted((len(word), len(other)))
    ends = 2 if longest >= STEM else 1
    shared = _shared(word, other)
    if shortest < _SHORTEST_STEM:  # bank and band are two words, band and bands one
        return shared == shortest >= _SHORTEST_STEM - 1 and longest - shared <= ends
    return longest - shared <= ends


def _inflected(at: int, word: str, other: str) -> Form | None:
    """A word with the same beginning: near if its end differs little, else loose."""
    if is_inflected(word, other):
        return Form(at, INFLECTED, NAME | OFFER | TOWN | TEXT)
    if _shared(word, other) >= STEM:
        return Form(at, LOOSE, OFFER | TEXT)
    return None


def mistyped(segment: Segment, word: str) -> list[Form]:
    """The words that differ by one change, or two in long words; the first two signs hold."""
    if len(word) < 4 or is_number(word):
        return []
    known = Words(segment)
    start = bisect_left(known, word[:2])
    end = bisect_left(known, word[:2] + "\U0010ffff")
    lengths = np.diff(segment.word_starts[start : end + 1])
    most = 1 if len(word) < 8 else 2
    bytes_asked = len(word.encode())
    likely = np.flatnonzero(np.abs(lengths - bytes_asked) <= 2 * most) + start
    return [
        Form(int(at), TYPO, NAME | OFFER | TOWN | TEXT)
        for at in likely
        if OSA.distance(word, known[int(at)], score_cutoff=most) <= most
    ]
