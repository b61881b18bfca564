"""The finder's index: flat arrays that are built once, saved, and mapped into every worker.

An *entry* is a text that leads to a code: its label in one language, or an everyday phrase. A
*term* is a lemma, a stem or a part of a compound in one language. Entries of labels come first,
language by language in the order of the codes, so a label's entry needs no look-up.
"""

import json
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Floats = NDArray[np.float32]
Keys = NDArray[np.uint64]

_NAMES = "names.json"


@dataclass(frozen=True, slots=True)
class Index:
    """See the module. ``*_starts`` cut the array that follows into one run per owner."""

    languages: tuple[str, ...]
    codes: tuple[str, ...]
    parents: Ints  # of a code; -1 without one
    depths: Bytes  # of a code: 0 for a division
    text_starts: Longs
    texts: Bytes  # UTF-8 of all entries
    entry_code: Ints
    entry_language: Bytes
    entry_weight: Floats
    entry_length: Floats  # the sum of what its own words weigh
    term_language: Bytes
    term_weight: Floats  # how rare; near 0 for words that say nothing
    term_is_noise: NDArray[np.bool_]
    posting_starts: Longs  # of a term
    posting_entry: Ints  # ascending within a term
    posting_value: Floats
    form_keys: Keys  # ascending digests of written forms, of any language
    form_term: Ints
    word_starts: Longs  # of a language
    word_term: Ints  # the vocabulary that typing mistakes are compared with
    word_trigrams: Ints  # how many a word has
    spelling_starts: Longs  # of a word
    spellings: Bytes  # UTF-8 of the vocabulary
    gram_keys: Keys  # ascending digests of language and trigram
    gram_starts: Longs
    gram_word: Ints

    @property
    def labels_end(self) -> int:
        """Entries from here on are everyday phrases."""
        return len(self.codes) * len(self.languages)

    def text(self, entry: int) -> str:
        """What ``entry`` says."""
        start, end = self.text_starts[entry], self.text_starts[entry + 1]
        return bytes(self.texts[start:end]).decode()

    def spelling(self, word: int) -> str:
        """How a word of the vocabulary is written, folded."""
        start, end = self.spelling_starts[word], self.spelling_starts[word + 1]
        return bytes(self.spellings[start:end]).decode()

    def label(self, code: int, language: str) -> str:
        """The label of the code at ``code``; empty if ``language`` is not there or has none."""
        if language not in self.languages:
            return ""
        return self.text(self.languages.index(language) * len(self.codes) + code)

    def terms_of(self, keys: Keys) -> list[Ints]:
        """For each digest of a written form, the terms it stands for."""
        starts = np.searchsorted(self.form_keys, keys, side="left")
        ends = np.searchsorted(self.form_keys, keys, side="right")
        return [self.form_term[a:b] for a, b in zip(starts, ends, strict=True)]

    def save(self, folder: Path) -> None:
        """Write one file per array into ``folder``, which must exist."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, np.ndarray):
                np.save(folder / f"{field.name}.npy", value, allow_pickle=False)
        names = {"languages": self.languages, "codes": self.codes}
        (folder / _NAMES).write_text(json.dumps(names))

    @classmethod
    def load(cls, folder: Path) -> "Index":
        """Map what `save` wrote. FileNotFoundError or ValueError if it is not all there."""
        names = json.loads((folder / _NAMES).read_text())
        arrays = {
            field.name: np.asarray(
                np.load(folder / f"{field.name}.npy", mmap_mode="r", allow_pickle=False)
            )
            for field in fields(cls)
            if field.name not in names
        }
        return cls(languages=tuple(names["languages"]), codes=tuple(names["codes"]), **arrays)
