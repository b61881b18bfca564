"""The words of a language: concepts, traps, cues and rules, read from its file in ``lexicons/``. Pure."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from secon.procurement.clauses.found import Kind, Strength, Use
from secon.procurement.clauses.patterns import Finder

FOLDER = Path(__file__).parent / "lexicons"
LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("[a-z][a-z].toml")))
"""Languages with a lexicon of their own."""
GENERAL = "general"
OTHER = "other"
"""A few phrases of languages without a lexicon of their own; nothing is measured on them."""
_PLACES = {
    "title": Use.SPECIFICATION,
    "description": Use.SPECIFICATION,
    "award": Use.AWARD_CRITERION,
}
REACH = 200


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to word a clause: every concept of ``all`` in one sentence, none of ``without``,
    none of ``not_after`` before them."""

    code: str
    kind: Kind
    use: Use | None  # None: told by the field
    all: tuple[str, ...]
    without: tuple[str, ...]
    not_after: tuple[str, ...]
    fields: frozenset[str]  # empty: every field
    firm: bool  # stays what it is where the sentence names a law
    reach: int
    strength: Strength

    def use_in(self, field: str) -> Use:
        """What the rule's clause does when it stands in ``field``."""
        if self.use in (None, Use.PERFORMANCE_CONDITION) and field == "award":
            return Use.AWARD_CRITERION
        return self.use or _PLACES.get(field, Use.PERFORMANCE_CONDITION)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything known of a language."""

    finder: Finder
    rules: tuple[Rule, ...]


def lexicon(language: str) -> Lexicon:
    """The lexicon of ``language``, or what is known of other languages; with what is the same in all.

    ``de-AT`` is ``de``; of several, as older notices name them (``fr nl``), the first that is known.
    """
    codes = [code.split("-")[0] for code in language.lower().split()]
    return _read(next((code for code in codes if code in LANGUAGES), OTHER))


@cache
def _read(name: str) -> Lexicon:
    patterns: dict[str, list[str]] = {}
    rules: list[Rule] = []
    for file in (name, GENERAL):
        data = tomllib.loads((FOLDER / f"{file}.toml").read_text(encoding="utf-8"))
        for concept, words in data["concepts"].items():
            patterns.setdefault(concept, []).extend(words)
        entries = enumerate(data.get("rules", ()))
        rules += [_rule(file, number, entry) for number, entry in entries]
    finder = Finder({name: _expanded(words, patterns) for name, words in patterns.items()})
    kept = [rule for rule in rules if {*rule.all} <= patterns.keys()]
    return Lexicon(finder, tuple(kept))


def _expanded(words: list[str], patterns: Mapping[str, list[str]]) -> list[str]:
    """A word ``@other`` stands for all words of the concept ``other``."""
    every: list[str] = []
    for word in words:
        every += _expanded(patterns[word[1:]], patterns) if word.startswith("@") else [word]
    return list(dict.fromkeys(every))


def _rule(language: str, number: int, entry: Mapping[str, Any]) -> Rule:
    use = entry.get("use", "by-field")
    return Rule(
        code=f"{language}.{entry.get('code', number)}",
        kind=Kind(entry["kind"]),
        use=None if use == "by-field" else Use(use),
        all=tuple(entry["all"]),
        without=tuple(entry.get("without", ())),
        not_after=tuple(entry.get("not_after", ())),
        fields=frozenset(entry.get("fields", ())),
        firm=entry.get("firm", False),
        reach=entry.get("reach", REACH),
        strength=Strength(entry.get("strength", "clear")),
    )
