"""Which column of a register is which field: guessed from its heading, in its language. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from secon.enterprises.domain.registers.fields import Field
from secon.kernel.folding import fold_name

PATH = Path(__file__).parents[2] / "data" / "headings.toml"
_SURE, _WITHIN, _MISTYPED = 100.0, 80.0, 88.0


def suggest(headings: Sequence[str], language: str) -> dict[str, Field]:
    """A field for each heading that tells one; a field is given once, to its best heading.

    Words of ``language`` (el) go before English ones, and a heading that is the word itself before
    one that only holds it.
    """
    ranked = sorted(
        (-score, place, field)
        for place, heading in enumerate(headings)
        for field, score in _scores(heading, language)
    )
    found: dict[str, Field] = {}
    taken: set[Field] = set()
    for _score, place, field in ranked:
        if headings[place] not in found and field not in taken:
            found[headings[place]] = field
            taken.add(field)
    return {heading: found[heading] for heading in headings if heading in found}


def _scores(heading: str, language: str) -> list[tuple[Field, float]]:
    folded = fold_name(heading)
    scores = []
    for field, words in _synonyms(language).items():
        best = max((_score(folded, word) - less for word, less in words), default=0.0)
        if best > 0:
            scores.append((field, best))
    return scores


def _score(heading: str, word: str) -> float:
    if heading == word or heading.replace(" ", "") == word.replace(" ", ""):  # Α.Φ.Μ., E-Mail
        return _SURE + len(word) / 1000
    if len(word) > 2 and f" {word} " in f" {heading} ":
        return _WITHIN + 15 * len(word) / len(heading)
    if len(word) > 4 and fuzz.ratio(heading, word) >= _MISTYPED:
        return fuzz.ratio(heading, word) - 10
    return 0.0


@cache
def _synonyms(language: str) -> Mapping[Field, tuple[tuple[str, float], ...]]:
    """Folded words of each field, and what they count less: English beside another language."""
    with PATH.open("rb") as file:
        table = tomllib.load(file)
    languages = {language: 0.0, "en": 0.0 if language == "en" else 3.0}
    return {
        Field(field): tuple(
            (fold_name(word), less)
            for code, less in languages.items()
            for word in words.get(code, ())
        )
        for field, words in table.items()
    }
