"""Texts in other languages for what only the project's file says (``data/texts/<language>.toml``).

They are found by the English they were made from, so that a changed English text finds none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from secon.kernel.enums import TranslationState

FOLDER = Path(__file__).parents[1] / "data" / "texts"

Tables = Mapping[str, list[Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Wording:
    """A text and how it came about: HUMAN or MACHINE."""

    text: str
    state: TranslationState


@dataclass(frozen=True, slots=True)
class TextFile:
    """One language's texts by kind (``regions``, ``aims``, …) and English."""

    language: str
    wordings: Mapping[tuple[str, str], Wording]

    def find(self, kind: str, english: str) -> Wording | None:
        """The text made from ``english``; None if there is none."""
        return self.wordings.get((kind, english))


def parse(language: str, tables: Tables) -> TextFile:
    """The tables of one file. Raises KeyError for an entry without English or without a text."""
    return TextFile(
        language,
        {
            (kind, entry["en"]): Wording(
                entry[language], TranslationState(entry.get("state", TranslationState.MACHINE))
            )
            for kind, entries in tables.items()
            for entry in entries
        },
    )


@cache
def read() -> tuple[TextFile, ...]:
    """All shipped files, by language code."""
    return tuple(parse(path.stem, _tables(path)) for path in sorted(FOLDER.glob("*.toml")))


def _tables(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
