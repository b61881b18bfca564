"""Build the finder's index from labels, the everyday lexicon and the forms of words. Pure."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field

import numpy as np

from secon.codes.domain.everyday import Everyday
from secon.codes.domain.index import Index, Longs
from secon.codes.domain.lexicon import Forms
from secon.codes.domain.words import COMPOUNDING, compound_parts, digest, fold, trigrams, words
from secon.codes.rules import cpv_level

STEM = 6  # letters; derivations mostly share them: medical, medicine
PART_VALUE = 0.6  # of a word that only stands inside a longer one
NOISE_VALUE = 0.1
NEXT_CODES = (1.0, 0.8, 0.7, 0.65)  # the codes of an everyday phrase, best first
SHORTEST_COMPOUND = 8

Labels = Mapping[str, Mapping[str, str]]
"""Language to code to label."""
FormsOf = Callable[[str, Iterable[str]], Mapping[str, str]]
"""Language and the words written in it to the forms of these words."""


def stem(lemma: str) -> str:
    """The key of a lemma's beginning; no word can look like it."""
    return "~" + lemma[:STEM]


@dataclass(slots=True)
class _Language:
    """What is gathered of one language before it becomes arrays."""

    forms: Forms
    noise: frozenset[str]
    documents: list[dict[str, float]] = field(default_factory=list)
    vocabulary: set[str] = field(default_factory=set)
    compounds: dict[str, list[str]] = field(default_factory=dict)

    def lemma(self, word: str) -> str:
        return self.forms.get(word, word)

    def parts(self, word: str) -> list[str]:
        """Lemmas of the parts of a compound."""
        if word not in self.compounds:
            self.compounds[word] = [
                self.lemma(part)
                for part in compound_parts(word, lambda asked: [one in self.forms for one in asked])
            ]
        return self.compounds[word]


def _document(gathered: _Language, text: str, *, compounding: bool) -> dict[str, float]:
    """The terms of a text with what each is worth: words 1, stems 1, parts of compounds less."""
    terms: dict[str, float] = {}
    for word in words(fold(text)):
        lemma = gathered.lemma(word)
        gathered.vocabulary |= {word, lemma}
        terms[lemma] = terms[stem(lemma)] = 1.0
        if compounding and len(word) >= SHORTEST_COMPOUND:
            for part in gathered.parts(word):
                terms[part] = max(terms.get(part, 0.0), PART_VALUE)
    return terms


def _runs(owners: Iterable[Sized]) -> Longs:
    """Where each owner's run starts in the concatenation, and the end."""
    return np.cumsum([0, *map(len, owners)], dtype=np.int64)


@dataclass(slots=True)
class _Builder:
    """Collects language after language; `finish` makes the arrays."""

    codes: Sequence[str]
    texts: list[str] = field(default_factory=list)
    entry_code: list[int] = field(default_factory=list)
    entry_language: list[int] = field(default_factory=list)
    entry_weight: list[float] = field(default_factory=list)
    entry_length: list[float] = field(default_factory=list)
    term_language: list[int] = field(default_factory=list)
    term_weight: list[float] = field(default_factory=list)
    term_is_noise: list[bool] = field(default_factory=list)
    postings: list[list[tuple[int, float]]] = field(default_factory=list)
    forms: list[tuple[int, int]] = field(default_factory=list)
    word_starts: list[int] = field(default_factory=lambda: [0])
    word_term: list[int] = field(default_factory=list)
    word_trigrams: list[int] = field(default_factory=list)
    spellings: list[bytes] = field(default_factory=list)
    grams: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add_entries(self, number: int, rows: Iterable[tuple[str, int, float]]) -> None:
        """Rows of text, position of the code, weight."""
        for text, code, weight in rows:
            self.texts.append(text)
            self.entry_code.append(code)
            self.entry_language.append(number)
            self.entry_weight.append(weight)

    def add_terms(
        self, language: str, number: int, gathered: _Language, rows: Sequence[tuple[int, int]]
    ) -> None:
        """Terms, postings, forms and vocabulary; ``rows`` are (entry, document)."""
        documents = gathered.documents
        seen = Counter(term for document in documents[: len(self.codes)] for term in document)
        term_of: dict[str, int] = {}
        for document in documents:
            for term in document:
                if term not in term_of:
                    term_of[term] = len(self.term_weight)
                    self._add_term(number, term, seen[term], gathered.noise)
        for entry, at in rows:
            length = 0.0
            for term, value in documents[at].items():
                known = term_of[term]
                worth = value * self.term_weight[known]
                self.postings[known].append((entry, worth))
                if value == 1.0 and term[0] != "~":
                    length += worth
            self.entry_length[entry] = length
        self._add_forms(gathered, term_of)
        self._add_vocabulary(language, gathered, term_of)

    def _add_term(self, number: int, term: str, seen: int, noise: frozenset[str]) -> None:
        total = len(self.codes)
        rare = math.log(1 + (total - seen + 0.5) / (seen + 0.5))
        self.term_language.append(number)
        self.term_weight.append(rare * NOISE_VALUE if term in noise else rare)
        self.term_is_noise.append(term in noise)
        self.postings.append([])

    def _add_forms(self, gathered: _Language, term_of: Mapping[str, int]) -> None:
        stems = ((term, term) for term in term_of if term.startswith("~"))
        for form, term in (*stems, *gathered.forms.items()):
            if term in term_of:
                self.forms.append((digest(form), term_of[term]))

    def _add_vocabulary(
        self, language: str, gathered: _Language, term_of: Mapping[str, int]
    ) -> None:
        for word in sorted(gathered.vocabulary):
            term = term_of.get(gathered.lemma(word))
            if term is None or self.term_is_noise[term]:
                continue
            position = len(self.word_term)
            grams = set(trigrams(word))
            self.word_term.append(term)
            self.word_trigrams.append(len(grams))
            self.spellings.append(word.encode())
            for gram in grams:
                self.grams[digest(language, gram)].append(position)
        self.word_starts.append(len(self.word_term))

    def finish(self, languages: Sequence[str], parents: Sequence[int]) -> Index:
        """The arrays."""
        raw = [text.encode() for text in self.texts]
        for run in self.postings:
            run.sort()
        self.forms.sort()
        grams = sorted(self.grams.items())
        return Index(
            languages=tuple(languages),
            codes=tuple(self.codes),
            parents=np.array(parents, np.int32),
            depths=np.array([cpv_level(code) for code in self.codes], np.uint8),
            text_starts=np.cumsum([0, *map(len, raw)], dtype=np.int64),
            texts=np.frombuffer(b"".join(raw), np.uint8),
            entry_code=np.array(self.entry_code, np.int32),
            entry_language=np.array(self.entry_language, np.uint8),
            entry_weight=np.array(self.entry_weight, np.float32),
            entry_length=np.array(self.entry_length, np.float32),
            term_language=np.array(self.term_language, np.uint8),
            term_weight=np.array(self.term_weight, np.float32),
            term_is_noise=np.array(self.term_is_noise, np.bool_),
            posting_starts=_runs(self.postings),
            posting_entry=np.array([e for run in self.postings for e, _ in run], np.int32),
            posting_value=np.array([v for run in self.postings for _, v in run], np.float32),
            form_keys=np.array([key for key, _ in self.forms], np.uint64),
            form_term=np.array([term for _, term in self.forms], np.int32),
            word_starts=np.array(self.word_starts, np.int64),
            word_term=np.array(self.word_term, np.int32),
            word_trigrams=np.array(self.word_trigrams, np.int32),
            spelling_starts=_runs(self.spellings),
            spellings=np.frombuffer(b"".join(self.spellings), np.uint8),
            gram_keys=np.array([key for key, _ in grams], np.uint64),
            gram_starts=_runs([run for _, run in grams]),
            gram_word=np.array([word for _, run in grams for word in run], np.int32),
        )


def _phrases(
    everyday: Everyday, language: str, position: Mapping[str, int]
) -> Iterator[tuple[str, list[tuple[int, float]]]]:
    """Everyday phrases of a language, each with the codes it leads to and their weights."""
    for need in everyday.needs:
        targets = [
            (position[code], weight)
            for code, weight in zip(need.codes, NEXT_CODES, strict=False)
            if code in position
        ]
        if targets:
            for phrase in need.phrases.get(language, ()):
                yield phrase, targets


def build(
    labels: Labels,
    parents: Mapping[str, str | None],
    *,
    everyday: Everyday,
    forms_of: FormsOf,
    languages: Sequence[str],
    on_language: Callable[[str], None] = lambda _language: None,
) -> Index:
    """The index of ``labels`` for the codes that ``parents`` names, in the order of the codes."""
    codes = sorted(parents)
    position = {code: at for at, code in enumerate(codes)}
    builder = _Builder(codes)
    gathered: dict[str, _Language] = {}
    for number, language in enumerate(languages):
        own = labels.get(language, {})
        builder.add_entries(number, ((own.get(code, ""), position[code], 1.0) for code in codes))
    for number, language in enumerate(languages):
        on_language(language)
        named = [labels.get(language, {}).get(code, "") for code in codes]
        phrases = list(_phrases(everyday, language, position))
        noise = everyday.noise.get(language, ())
        written = {word for text in named for word in words(text)}
        written |= {word for phrase, _ in phrases for word in words(phrase)} | {*noise}
        forms = forms_of(language, written)
        lemmas = {forms.get(fold(word), fold(word)) for word in noise} | {*map(fold, noise)}
        one = _Language(forms, frozenset(lemmas | {stem(lemma) for lemma in lemmas}))
        gathered[language] = one
        compounding = language in COMPOUNDING
        texts = [*named, *(phrase for phrase, _ in phrases)]
        one.documents = [_document(one, text, compounding=compounding) for text in texts]
        rows = [(number * len(codes) + at, at) for at in range(len(codes))]
        for at, (phrase, targets) in enumerate(phrases, start=len(codes)):
            for code, weight in targets:
                rows.append((len(builder.texts), at))
                builder.add_entries(number, [(phrase, code, weight)])
        builder.entry_length.extend([0.0] * (len(builder.texts) - len(builder.entry_length)))
        builder.add_terms(language, number, one, rows)
    above = [position.get(parents[code] or "", -1) for code in codes]
    return builder.finish(languages, above)
