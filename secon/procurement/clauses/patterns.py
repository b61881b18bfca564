"""The little language of the lexicons, compiled to regular expressions that run in linear time. Pure.

``sozial* integration*``  words with any ending, one after the other
``*werkstatt*``           any beginning too
``zatrudnien* .. umow*``  at most six words between, inside a sentence
``ar(t|tigo)``            alternatives inside a word, as in regular expressions
``re:§ ?118``             a regular expression as it is
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from secon.procurement.clauses.text import fold

SHORTEST, LONGEST = 3, 50  # letters of a needle, and of a word that is remembered
REMEMBERED = 20_000  # words of a language

_APART = r"[^\w.;:|\x01]{1,4}+(?:\.[^\w.;:|\x01]{0,2}+)?"
_JOIN = r"[^\w;|\x01]{1,4}+"
_GAP = r"(?:[^\w.;|\x01]{1,5}+\w{1,40}+){0,6}?[^\w.;|\x01]{1,5}+"
_WORD = r"\w{0,40}"
_PIECE = re.compile(r"\\.|[^\\]+")
_SPACE = re.compile(r"\[[^\]]*\]| ")  # a line may end wherever a space stands
_TOKEN = re.compile(r"(?:[^\s()]|\([^()]*\))+")  # a space inside brackets parts nothing
_NEEDLE = re.compile(rf"[^\W_]{{{SHORTEST},}}")
_LETTERS = re.compile(r"[^\W\d_]+")
_LED = re.compile(r"^\\b([^\W\d_])(?![?*+{|])")
_GROUP = re.compile(r"\([^()]*\)(?:\?|\{[^}]*\}|\*)?")


def _fold_pattern(pattern: str) -> str:
    """Fold the letters but not what follows a backslash."""
    return "".join(p if p.startswith("\\") else fold(p) for p in _PIECE.findall(pattern))


def expression(pattern: str) -> str:
    """The regular expression of one pattern."""
    if pattern.startswith("re:"):
        return _SPACE.sub(lambda m: r"[ \n]" if m[0] == " " else m[0], _fold_pattern(pattern[3:]))
    parts: list[str] = []
    joined = True
    for word in _TOKEN.findall(fold(pattern)):
        if word == "..":
            parts.append(_GAP)
            joined = True
            continue
        if not joined:
            parts.append(_JOIN)
        joined = False
        inner = word.strip("*").replace("*", _WORD).replace(" ", _JOIN)
        before = _WORD if word.startswith("*") else ""
        after = _WORD if word.endswith("*") else ""
        first = r"\b" if re.match(r"[\w(]", inner) else ""
        last = r"\b" if not after and re.search(r"[\w)?]$", inner) else ""
        parts.append(f"{first}{before}{inner}{after}{last}")
    return "".join(parts)


def needle(pattern: str) -> str:
    """Letters and digits that stand in every text the pattern matches; empty if none are sure."""
    raw = pattern.startswith("re:")
    sure = fold(pattern.removeprefix("re:"))
    sure = re.sub(r"\\.|\[[^\]]*\]\??", " ", sure)
    while (less := _GROUP.sub(" ", sure)) != sure:
        sure = less
    if "|" in sure:
        return ""
    sure = re.sub(r".?\{[^}]*\}|\w[?*]" if raw else r"\w\?", " ", sure)
    return max(_NEEDLE.findall(sure), key=len, default="")


def opening(pattern: str) -> str:
    """The letters every match begins with, at the start of a word; empty if they are not sure."""
    if pattern.startswith("re:"):
        return ""
    start = _LETTERS.match(fold(pattern))
    if not start:
        return ""
    sure = start[0][:-1] if fold(pattern)[start.end() : start.end() + 1] == "?" else start[0]
    return sure if len(sure) > 1 else ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern, searched only where its letters stand."""

    opening: str
    needle: str
    expression: re.Pattern[str]

    @classmethod
    def of(cls, pattern: str) -> "Pattern":
        """Compile ``pattern``. Raises ``re.error`` on a bad one."""
        led = _LED.sub(r"\1(?<=\\b\1)", expression(pattern))  # the same, its letter found faster
        return cls(opening(pattern), needle(pattern), re.compile(led))

    def spans(self, plain: str) -> list[tuple[int, int]]:
        """Where it stands in a folded text."""
        if not self.opening:
            return [m.span() for m in self.expression.finditer(plain) if m.end() > m.start()]
        found = []
        place = plain.find(self.opening)
        while place >= 0:
            if match := self.expression.match(plain, place):
                found.append(match.span())
            place = plain.find(self.opening, place + 1)
        return found


class _Needles(dict[str, list[str]]):
    """Each word to the needles in it. Most words of a text stood in others: they are remembered."""

    def __init__(self, needles: Iterable[str]) -> None:
        super().__init__()
        self.by_start: dict[str, list[str]] = {}
        for needle in needles:
            self.by_start.setdefault(needle[:SHORTEST], []).append(needle)

    def __missing__(self, word: str) -> list[str]:
        found: list[str] = []
        for place in range(len(word) - SHORTEST + 1):
            if (start := word[place : place + SHORTEST]) in self.by_start:
                found += [n for n in self.by_start[start] if word.startswith(n, place)]
        if len(word) <= LONGEST:
            if len(self) >= REMEMBERED:
                self.clear()
            self[word] = found
        return found


class Finder:
    """The patterns of every concept of a language.

    A text is searched only for those whose needle stands in one of its words.
    """

    def __init__(self, concepts: Mapping[str, Iterable[str]]) -> None:
        """Compile the patterns of ``concepts``. Raises ``re.error`` on a bad one."""
        self._by_needle: dict[str, list[tuple[str, Pattern]]] = {}
        for concept, patterns in concepts.items():
            for pattern in map(Pattern.of, patterns):
                self._by_needle.setdefault(pattern.needle, []).append((concept, pattern))
        self._needles = _Needles(filter(None, self._by_needle))

    def likely(self, plain: str) -> dict[str, list[Pattern]]:
        """The concepts that may stand in a folded text, each with the patterns to look for."""
        needles = {"", *chain.from_iterable(map(self._needles.__getitem__, plain.split()))}
        found: dict[str, list[Pattern]] = {}
        for needle in needles:
            for concept, pattern in self._by_needle.get(needle, ()):
                found.setdefault(concept, []).append(pattern)
        return found


def spans(patterns: Iterable[Pattern], plain: str) -> list[tuple[int, int]]:
    """Where ``patterns`` stand in a folded text, left to right; they may overlap."""
    found: list[tuple[int, int]] = []
    for pattern in patterns:
        found += pattern.spans(plain)
    return sorted(found)
