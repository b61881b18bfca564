"""Rank codes for a query over an `Index`. Pure; a few milliseconds."""

import math
import re
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from secon.codes.domain.building import SHORTEST_COMPOUND, STEM, stem
from secon.codes.domain.index import Floats, Index, Ints
from secon.codes.domain.words import COMPOUNDING, compound_parts, digest, fold, trigrams, words
from secon.codes.enums import How

MAX_CHARACTERS = 400  # of a query that are looked at; a lot title has about a hundred
MAX_WORDS = 24
CANDIDATES = 25  # words with most trigrams in common whose letters are compared
_DIGITS = re.compile(r"\s*(\d{2,8})(?:\s*-\s*\d?)?\s*")


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much; found by search on half of the real titles (see benchmarks)."""

    english: float = 0.97  # of an answer in English for another reader
    other: float = 0.85  # in any other language
    part: float = 0.8  # of a part of a compound
    part_of_known: float = 0.6  # times that, where the whole word is known as well
    stem: float = 0.65
    typo_from: float = 0.45  # likeness from which a word counts as mistyped
    typo_power: float = 1.0
    later: float = 0.04  # words further on say less of what is bought
    unknown: float = 0.5  # of a word no label knows
    coverage: float = 1.0  # power of the share of a label the query names
    focus: float = 1.3  # power of the share of the query an entry answers
    everyday: float = 1.4
    parent: float = 0.15
    child: float = 0.25
    depths: tuple[float, ...] = (1.15, 1.25, 1.2, 1.1, 1.0, 0.95, 0.95)
    worst: float = 0.3  # below this share of the best answer the rest is not shown


WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Found:
    """A code by its position, the entry that won and how the query met it."""

    code: int
    entry: int
    score: float
    how: How


@dataclass(frozen=True, slots=True)
class _Met:
    """A term that a word of the query stands for, how surely and why."""

    term: int
    weight: float
    how: How


def query_words(query: str) -> list[str]:
    """The distinct folded words of a query, in order, as many as are looked at."""
    return list(dict.fromkeys(words(fold(query[:MAX_CHARACTERS]))))[:MAX_WORDS]


def search(
    index: Index, query: str, *, language: str, limit: int, weights: Weights = WEIGHTS
) -> list[Found]:
    """The best codes, best first."""
    if typed := _DIGITS.fullmatch(query[:MAX_CHARACTERS]):
        return _by_digits(index, typed.group(1), language, limit)
    asked = query_words(query)
    if not asked or not len(index.codes):
        return []
    met = _meet(index, asked, language, weights)
    if all(index.term_is_noise[one.term] for terms in met for one in terms):
        return []  # nothing, or only words that every tender has
    sums, best = _sums(index, met, weights)
    return _rank(index, asked, met, sums, best, language=language, limit=limit, weights=weights)


def _by_digits(index: Index, digits: str, language: str, limit: int) -> list[Found]:
    """Codes that start with the digits typed, the widest first."""
    starts = digits[:2] + digits[2:].rstrip("0")
    exact = digits.ljust(8, "0") if len(digits) < 8 else digits
    matching = [at for at, code in enumerate(index.codes) if code.startswith(starts)]
    if len(digits) == 8:
        matching = [at for at in matching if index.codes[at] == digits] or matching
    matching.sort(key=lambda at: (index.codes[at] != exact, -_zeros(index.codes[at]), at))
    number = index.languages.index(language) if language in index.languages else 0
    size = len(index.codes)
    return [Found(at, number * size + at, 1.0, How.CODE) for at in matching[:limit]]


def _zeros(code: str) -> int:
    return len(code) - len(code.rstrip("0"))


def _meet(index: Index, asked: list[str], language: str, weights: Weights) -> list[list[_Met]]:
    """For each word of the query the terms it stands for."""
    exact = index.terms_of(np.array([digest(word) for word in asked], np.uint64))
    deep = _languages_to_dig(index, exact, language)
    readers = [number for number, one in enumerate(index.languages) if one in {language, "en"}]
    met: list[list[_Met]] = []
    for word, all_terms in zip(asked, exact, strict=True):
        silent = index.term_is_noise[all_terms]
        says_nothing = np.isin(index.term_language[all_terms[silent]], readers).any()
        terms = all_terms[silent] if says_nothing else all_terms
        found = [_Met(int(term), 1.0, How.LEMMA) for term in terms]
        if says_nothing:
            met.append(found)
            continue
        known = {int(index.term_language[one.term]) for one in found}
        noise = {
            int(index.term_language[one.term]) for one in found if index.term_is_noise[one.term]
        }
        for number in deep - noise:
            found += _dig(index, word, number, weights, known=number in known)
        met.append(found)
    return met


def _languages_to_dig(index: Index, exact: list[Ints], language: str) -> set[int]:
    """The reader's language, English, and the one whose words the query has most of."""
    evidence = np.zeros(len(index.languages))
    for terms in exact:
        np.add.at(evidence, index.term_language[terms], index.term_weight[terms])
    likely = {int(np.argmax(evidence))} if evidence.any() else set()
    own = {index.languages.index(one) for one in (language, "en") if one in index.languages}
    return likely | own


def _dig(index: Index, word: str, number: int, weights: Weights, *, known: bool) -> list[_Met]:
    """Terms of one language that ``word`` may stand for beyond its exact forms."""
    found: list[_Met] = []
    language = index.languages[number]
    if language in COMPOUNDING and len(word) >= SHORTEST_COMPOUND:
        sure = weights.part * (weights.part_of_known if known else 1)
        found += [_Met(term, sure, How.PART) for term in _parts(index, word, number)]
    if not known and not found and len(word) >= 4:
        found += _mistyped(index, word, number, weights)
    if len(word) >= STEM:
        (terms,) = index.terms_of(np.array([digest(stem(word))], np.uint64))
        of_language = terms[index.term_language[terms] == number]
        found += [_Met(int(term), weights.stem, How.LEMMA) for term in of_language]
    return found


def _parts(index: Index, word: str, number: int) -> list[int]:
    """Terms of the parts of a compound."""

    def is_known(asked: list[str]) -> list[bool]:
        keys = np.array([digest(one) for one in asked], np.uint64)
        return [
            bool((index.term_language[terms] == number).any()) for terms in index.terms_of(keys)
        ]

    parts = compound_parts(word, is_known)
    if not parts:
        return []
    keys = np.array([digest(part) for part in parts], np.uint64)
    return [
        int(term)
        for terms in index.terms_of(keys)
        for term in terms
        if index.term_language[term] == number and not index.term_is_noise[term]
    ]


def _mistyped(index: Index, word: str, number: int, weights: Weights) -> list[_Met]:
    """The words of a language that are most like ``word``: by trigrams, or by few mistakes."""
    grams = set(trigrams(word))
    language = index.languages[number]
    keys = np.array([digest(language, gram) for gram in grams], np.uint64)
    at = np.searchsorted(index.gram_keys, keys)
    runs = [
        index.gram_word[index.gram_starts[i] : index.gram_starts[i + 1]]
        for i, key in zip(at, keys, strict=True)
        if i < len(index.gram_keys) and index.gram_keys[i] == key
    ]
    if not runs:
        return []
    start, end = index.word_starts[number], index.word_starts[number + 1]
    shared = np.bincount(np.concatenate(runs) - start, minlength=int(end - start))
    likeness = 2 * shared / (index.word_trigrams[start:end] + len(grams))
    near = np.argpartition(-likeness, min(CANDIDATES, len(likeness)) - 1)[:CANDIDATES]
    alike = {
        int(start + one): max(
            float(likeness[one]),
            OSA.normalized_similarity(word, index.spelling(int(start + one))) ** 2,
        )
        for one in near
        if likeness[one] > 0
    }
    best = sorted(alike, key=lambda one: -alike[one])[:5]
    return [
        _Met(int(index.word_term[one]), alike[one] ** weights.typo_power, How.TYPO)
        for one in best
        if alike[one] >= weights.typo_from
    ]


def _sums(index: Index, met: list[list[_Met]], weights: Weights) -> tuple[Floats, Floats]:
    """What each entry collects, and per language what a perfect entry would."""
    sums = np.zeros(len(index.entry_code), np.float32)
    scratch = np.zeros_like(sums)
    best = np.zeros(len(index.languages), np.float32)
    rarest = np.float32(index.term_weight.max(initial=1.0))
    for at, terms in enumerate(met):
        place = np.float32(1 / (1 + weights.later * at))
        most = np.zeros_like(best)
        touched: list[Ints] = []
        for one in terms:
            run = slice(index.posting_starts[one.term], index.posting_starts[one.term + 1])
            entries = index.posting_entry[run]
            values = index.posting_value[run] * np.float32(one.weight)
            scratch[entries] = np.maximum(scratch[entries], values)
            touched.append(entries)
            number = index.term_language[one.term]
            most[number] = max(most[number], index.term_weight[one.term] * one.weight)
        if touched:
            entries = np.concatenate(touched)
            sums[entries] += scratch[entries] * place  # the same sum wherever an entry repeats
            scratch[entries] = 0
        best += place * np.where(most > 0, most, weights.unknown * rarest)
    return sums, best


def _rank(
    index: Index,
    asked: list[str],
    met: list[list[_Met]],
    sums: Floats,
    best: Floats,
    *,
    language: str,
    limit: int,
    weights: Weights,
) -> list[Found]:
    """Codes by their best entry, by what stands above and below them, and by depth."""
    entries = np.flatnonzero(sums > 0)
    own: Floats = sums[entries]
    named: Floats = np.minimum(1, own / np.maximum(index.entry_length[entries], 0.5))
    numbers = index.entry_language[entries]
    preference = np.array(
        [
            1.0 if one == language else weights.english if one == "en" else weights.other
            for one in index.languages
        ],
        np.float32,
    )
    own /= best[numbers]  # as a share of the perfect answer in its language
    own **= weights.focus
    own *= named**weights.coverage * index.entry_weight[entries] * preference[numbers]
    own[entries >= index.labels_end] *= np.float32(weights.everyday)
    of_code: Floats = np.zeros(len(index.codes), np.float32)
    owners = index.entry_code[entries]
    np.maximum.at(of_code, owners, own)
    total = _with_kin(index, of_code, weights)
    top = np.argsort(-total, kind="stable")[:limit]
    found = []
    for code in top:
        mine = np.flatnonzero((owners == code) & (own == of_code[code]))
        if total[code] < weights.worst * total[top[0]] or not len(mine):
            break
        entry = int(entries[mine[0]])
        score = 1 - math.exp(-float(total[code]))
        found.append(Found(int(code), entry, score, _how(index, asked, met, entry)))
    return found


def _with_kin(index: Index, of_code: Floats, weights: Weights) -> Floats:
    """Scores of codes lifted by their parent's and their best child's, and by depth."""
    parents = index.parents
    has = parents >= 0
    child = np.zeros_like(of_code)
    np.maximum.at(child, parents[has], of_code[has])
    parent = np.where(has, of_code[parents], 0)
    lift = np.array(weights.depths, np.float32)[index.depths]
    total = (of_code + weights.parent * parent + weights.child * child) * lift
    return np.where(of_code > 0, total, 0).astype(np.float32)


def _how(index: Index, asked: list[str], met: list[list[_Met]], entry: int) -> How:
    """The strongest way in which a word of the query met ``entry``."""
    if entry >= index.labels_end:
        return How.SYNONYM
    said = set(words(fold(index.text(entry))))
    worth: dict[How, float] = {}
    for word, terms in zip(asked, met, strict=True):
        for one in terms:
            run = slice(index.posting_starts[one.term], index.posting_starts[one.term + 1])
            entries = index.posting_entry[run]
            at = int(np.searchsorted(entries, entry))
            if at == len(entries) or entries[at] != entry:
                continue
            how = How.WORD if word in said else one.how
            value = float(index.posting_value[run][at]) * one.weight
            worth[how] = max(worth.get(how, 0.0), value)
    return max(worth, key=lambda how: worth[how], default=How.LEMMA)
