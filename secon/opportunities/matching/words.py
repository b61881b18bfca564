"""What a text is about, in any language: weights of CPV codes. Pure.

Words are met as the code finder meets them: lemmas of eleven languages, parts of compounds, common
beginnings. Each leads to the codes whose labels or everyday words have it, the rare word more than
the frequent one. A Greek offer and a Dutch lot meet in the codes that both lead to.

How rare a word is is told by the finder's vocabulary and not by the texts compared, so a text has
the same weights whatever stands beside it. Weights are whole numbers: sums have no order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from secon.codes.domain.building import SHORTEST_COMPOUND, STEM, stem
from secon.codes.domain.index import Index
from secon.codes.domain.words import COMPOUNDING, compound_parts, digest, fold, words

Texts = Sequence[tuple[str, str]]
"""(language, text), the telling text first."""

UNIT = 127  # length of a text's vector
CODES = 12  # codes a text leads to at most
MAX_CHARACTERS = 400  # of a text that are looked at: a title and the beginning of what follows
MAX_WORDS = 48
TELLING = 3.0  # what a word of the title counts
_MOST_CODES = 500  # a word that leads to more says nothing
_PART, _STEM = 0.7, 0.5  # what a part of a compound and a common beginning are worth
_CHUNK = 4_000

Term = tuple[int, float]


@dataclass(slots=True)
class Lexicon:
    """The finder's index made ready to read many texts. ``codes`` are its CPV codes."""

    index: Index
    codes: tuple[str, ...]
    digest: str
    languages: dict[str, int]
    leads: sparse.csr_matrix  # (terms, codes), float32
    _met: dict[tuple[str, str], tuple[Term, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, index: Index) -> Lexicon:
        """Ready in a quarter of a second."""
        terms, codes = len(index.term_weight), len(index.codes)
        starts = np.asarray(index.posting_starts)
        owner = np.repeat(np.arange(terms), np.diff(starts))
        entry = np.asarray(index.posting_entry)
        value = np.asarray(index.posting_value)
        full = np.maximum(np.asarray(index.entry_length)[entry], 1e-6)
        worth = value * np.asarray(index.entry_weight)[entry]
        worth = worth * np.sqrt(np.minimum(value / full, 1.0))
        quiet = np.asarray(index.term_is_noise) | (np.diff(starts) > _MOST_CODES)
        keep = ~quiet[owner] & (worth > 0)
        leads = sparse.csr_matrix(
            (
                worth[keep].astype(np.float32),
                (owner[keep], np.asarray(index.entry_code)[entry[keep]]),
            ),
            shape=(terms, codes),
        )
        seen = hashlib.sha256("\0".join(index.codes).encode())
        for array in (index.posting_entry, index.posting_value, index.form_keys):
            seen.update(np.ascontiguousarray(array).tobytes())
        languages = {language: at for at, language in enumerate(index.languages)}
        return cls(index, index.codes, seen.hexdigest()[:16], languages, leads)

    def vectors(self, documents: Sequence[Texts]) -> sparse.csr_matrix:
        """One row of whole weights for each document, over `codes`; length about `UNIT`."""
        blocks = [
            self._vectors(documents[at : at + _CHUNK]) for at in range(0, len(documents), _CHUNK)
        ]
        if not blocks:
            return sparse.csr_matrix((0, len(self.codes)), dtype=np.int32)
        return sparse.vstack(blocks, format="csr")

    def terms(self, language: str, text: str) -> list[tuple[str, tuple[Term, ...]]]:
        """The words of a text that say something, each with the terms it stands for."""
        found = dict.fromkeys(_words(text[:MAX_CHARACTERS]))
        if language not in self.languages:
            return []
        self._meet(language, list(found))
        met = [(word, self._met[language, word]) for word in list(found)[:MAX_WORDS]]
        return [(word, terms) for word, terms in met if terms]

    def _vectors(self, documents: Sequence[Texts]) -> sparse.csr_matrix:
        self._meet_all(documents)
        rows: list[int] = []
        terms: list[int] = []
        weights: list[float] = []
        for row, texts in enumerate(documents):
            for language, text, telling in _with_telling(texts):
                for word, met in self.terms(language, text):
                    worth = TELLING if word in telling else 1.0
                    for term, weight in met:
                        rows.append(row)
                        terms.append(term)
                        weights.append(weight * worth)
        shape = (len(documents), self.leads.shape[0])
        bags = sparse.csr_matrix((np.array(weights, np.float32), (rows, terms)), shape=shape)
        return _whole(bags @ self.leads)

    def _meet_all(self, documents: Iterable[Texts]) -> None:
        """Look up the new words of many texts at once."""
        wanted: dict[str, dict[str, None]] = {}
        for texts in documents:
            for language, text in texts:
                if language in self.languages:
                    wanted.setdefault(language, {}).update(
                        dict.fromkeys(_words(text[:MAX_CHARACTERS]))
                    )
        for language, found in wanted.items():
            self._meet(language, list(found))

    def _meet(self, language: str, asked: Sequence[str]) -> None:
        new = [word for word in asked if (language, word) not in self._met]
        if not new:
            return
        exact = self._terms_of(language, new)
        begun = self._terms_of(language, [stem(word) for word in new])
        for word, own, like in zip(new, exact, begun, strict=True):
            found = [(term, 1.0) for term in own]
            if not found:
                found = self._parts(language, word)
                found += [(term, _STEM) for term in like if len(word) >= STEM]
            self._met[language, word] = tuple(found)

    def _terms_of(self, language: str, forms: Sequence[str]) -> list[list[int]]:
        """The terms of one language that written forms stand for, noise left out."""
        number = self.languages[language]
        keys = np.array([digest(form) for form in forms], np.uint64)
        index = self.index
        return [
            [
                int(term)
                for term in terms
                if index.term_language[term] == number and not index.term_is_noise[term]
            ]
            for terms in index.terms_of(keys)
        ]

    def _parts(self, language: str, word: str) -> list[Term]:
        if language not in COMPOUNDING or len(word) < SHORTEST_COMPOUND:
            return []

        def is_known(asked: list[str]) -> list[bool]:
            return [bool(terms) for terms in self._terms_of(language, asked)]

        parts = compound_parts(word, is_known)
        found = self._terms_of(language, parts) if parts else []
        return [(term, _PART) for terms in found for term in terms]


@lru_cache(maxsize=200_000)
def folded(word: str) -> str:
    """A word as it is compared; folding is what takes longest, words repeat."""
    return fold(word)


def _with_telling(texts: Texts) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each text with the words of its title: the first line of the first text of each language."""
    seen: set[str] = set()
    for language, text in texts:
        title = "" if language in seen else text.partition("\n")[0]
        seen.add(language)
        yield language, text, frozenset(_words(title[:MAX_CHARACTERS]))


def _words(text: str) -> list[str]:
    return [folded(word) for word in words(text)]


def _whole(weights: sparse.csr_matrix) -> sparse.csr_matrix:
    """Each row's heaviest codes, in whole numbers, with length `UNIT`."""
    starts, data, codes = weights.indptr, weights.data, weights.indices
    rows = np.repeat(np.arange(weights.shape[0]), np.diff(starts))
    order = np.lexsort((codes, -data, rows))
    rank = np.arange(len(data)) - starts[:-1][rows[order]]
    chosen = order[rank < CODES]
    squares = np.bincount(rows[chosen], data[chosen].astype(np.float64) ** 2, weights.shape[0])
    length = np.sqrt(np.maximum(squares, 1e-12))
    unit = np.rint(UNIT * data[chosen] / length[rows[chosen]]).astype(np.int32)
    found = sparse.csr_matrix((unit, (rows[chosen], codes[chosen])), shape=weights.shape)
    found.eliminate_zeros()
    found.sort_indices()
    return found


def likeness(products: NDArray[np.int32]) -> NDArray[np.uint8]:
    """Products of two vectors as points: the cosine in percent, rounded down."""
    found: NDArray[np.uint8] = np.minimum(products * 100 // UNIT**2, 100).astype(np.uint8)
    return found


def widest(vectors: sparse.csr_matrix, owners: NDArray[np.int64], count: int) -> sparse.csr_matrix:
    """For each owner the heaviest weight of each code over its rows."""
    rows = np.repeat(owners, np.diff(vectors.indptr))
    order = np.lexsort((-vectors.data, vectors.indices, rows))
    own, code, data = rows[order], vectors.indices[order], vectors.data[order]
    first = np.ones(len(own), np.bool_)
    first[1:] = (own[1:] != own[:-1]) | (code[1:] != code[:-1])
    shape = (count, vectors.shape[1])
    return sparse.csr_matrix((data[first], (own[first], code[first])), shape=shape)
