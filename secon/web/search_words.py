"""How the search reads words: the same folding in records and questions. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from secon.codes.domain.everyday import everyday
from secon.kernel.folding import fold

MOST_WORDS = 8
MOST_CHARACTERS = 200
SHORTEST_STEM = 4
LONGEST_SILENT = 4  # longer ones say little of goods, but something of policies: region, project
_RUN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a question, folded, and the beginning its inflected forms share."""

    form: str
    beginning: str


def tokens(text: str) -> list[str]:
    """The folded words of a text in order."""
    return [one for run in _RUN.findall(text) for one in _RUN.findall(fold(run))]


def padded(texts: Iterable[str]) -> str:
    """The words of ``texts`` with a blank around each, so that a word is found with its edges."""
    return f" {' '.join(tokens(' '.join(texts)))} "


def distinct(texts: Iterable[str]) -> str:
    """Each word of ``texts`` once."""
    return " ".join(dict.fromkeys(word for text in texts for word in tokens(text)))


def asked(question: str) -> tuple[Word, ...]:
    """The words of a question, without those that say nothing in any language unless none is left."""
    found = list(dict.fromkeys(tokens(question[:MOST_CHARACTERS])))
    saying = [word for word in found if word not in _silent()]
    return tuple(Word(word, beginning(word)) for word in (saying or found)[:MOST_WORDS])


def beginning(word: str) -> str:
    """What remains of a word in its other forms: ``σπουδαιότητα`` without its last third at most."""
    if len(word) <= SHORTEST_STEM or not word.isalpha():
        return word
    return word[: max(SHORTEST_STEM, len(word) - 1 - len(word) // 4)]


@cache
def _silent() -> frozenset[str]:
    words = {fold(word) for row in everyday().noise.values() for word in row}
    return frozenset(word for word in words if len(word) <= LONGEST_SILENT)
