"""Texts of the frames in the platform's languages.

The English text stands beside its fact. Every other language has one file,
``data/frames_words/<language>.toml``, so that one person can check one file: a table per kind,
and ``checked``, the keys that a person has read. All others are machine-made.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "frames_words"
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Said:
    """A text as a reader gets it: in which language, and whether a person checked it."""

    text: str
    language: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its key (``status.pl-ps``) and its English original."""

    key: str
    english: str

    def said(self, language: str) -> Said:
        """In ``language`` where the files have it, else in English."""
        words, checked = _words(language[:2])
        if found := words.get(self.key):
            return Said(found, language[:2], self.key in checked)
        return Said(self.english, ENGLISH, is_checked=True)

    def text(self, language: str) -> str:
        """Only the words."""
        return self.said(language).text

    def __str__(self) -> str:
        return self.english


@cache
def _words(language: str) -> tuple[dict[str, str], frozenset[str]]:
    path = FOLDER / f"{language}.toml"
    if not language.isalpha() or not path.is_file():
        return {}, frozenset()
    with path.open("rb") as file:
        tables = tomllib.load(file)
    checked = frozenset(tables.pop("checked", ()))
    words = {
        f"{kind}.{code}": text for kind, table in tables.items() for code, text in table.items()
    }
    return words, checked
