"""Texts of the frames in the platform's languages.

The English text stands beside its fact. Every other language has one file,
``data/frames_words/<language>.toml``, so that one person can check one file. A text is found by
the English it was made from: a changed English text finds none until it is translated anew.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from secon.kernel.enums import TranslationState

FOLDER = Path(__file__).parents[1] / "data" / "frames_words"
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Said:
    """A text as a reader gets it: in which language, and how that came about."""

    text: str
    language: str
    state: TranslationState

    @property
    def is_checked(self) -> bool:
        """Whether a person wrote or read it."""
        return self.state != TranslationState.MACHINE


@dataclass(frozen=True, slots=True)
class Text:
    """A text by its English original."""

    english: str

    def said(self, language: str) -> Said:
        """In ``language`` where the files have it, else in English."""
        code = language[:2]
        return words(code).get(self.english) or Said(self.english, ENGLISH, TranslationState.HUMAN)

    def text(self, language: str) -> str:
        """Only the words."""
        return self.said(language).text

    def __str__(self) -> str:
        return self.english


@cache
def words(language: str) -> Mapping[str, Said]:
    """The texts of one language by their English; none for English and for other languages."""
    path = FOLDER / f"{language}.toml"
    if not language.isalpha() or not path.is_file():
        return {}
    with path.open("rb") as file:
        rows = tomllib.load(file)["words"]
    return {
        row["en"]: Said(
            row[language],
            language,
            TranslationState(row.get("state", TranslationState.MACHINE)),
        )
        for row in rows
    }
