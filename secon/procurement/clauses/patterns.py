"""The little language of the lexicons, compiled to regular expressions that run in linear time. Pure.

``sozial* integration*``  words with any ending, one after the other
``*werkstatt*``           any beginning too
``zatrudnien* .. umow*``  at most six words between, inside a sentence
``ar(t|tigo)``            alternatives inside a word, as in regular expressions
``re:§ ?118``             a regular expression as it is
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from secon.procurement.clauses.text import fold

_APART = r"[^\w.;:|\x01]{1,4}+(?:\.[^\w.;:|\x01]{0,2}+)?"
_JOIN = r"[^\w;|\x01]{1,4}+"
_GAP = r"(?:[^\w.;|\x01]{1,5}+\w{1,40}+){0,6}?[^\w.;|\x01]{1,5}+"
_WORD = r"\w{0,40}"
_PIECE = re.compile(r"\\.|[^\\]+")
_SPACE = re.compile(r"\[[^\]]*\]| ")  # a line may end wherever a space stands
_TOKEN = re.compile(r"(?:[^\s()]|\([^()]*\))+")  # a space inside brackets parts nothing
_NEEDLE = re.compile(r"[^\W\d_]{3,}")
_LETTERS = re.compile(r"[^\W\d_]+")
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
    """A run of letters that stands in every text the pattern matches; empty if none is sure."""
    raw = pattern.startswith("re:")
    sure = fold(pattern.removeprefix("re:"))
    sure = re.sub(r"\\.|\[[^\]]*\]\??", " ", sure)
    while (less := _GROUP.sub(" ", sure)) != sure:
        sure = less
    if "|" in sure:
        return ""
    sure = re.sub(r"\w[?*]" if raw else r"\w\?", " ", sure)
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
        return cls(opening(pattern), needle(pattern), re.compile(expression(pattern)))

    def spans(self, plain: str) -> Iterator[tuple[int, int]]:
        """Where it stands in a folded text."""
        if not self.opening:
            yield from (m.span() for m in self.expression.finditer(plain) if m.end() > m.start())
            return
        place = plain.find(self.opening)
        while place >= 0:
            if match := self.expression.match(plain, place):
                yield match.span()
            place = plain.find(self.opening, place + 1)


@dataclass(frozen=True, slots=True)
class Finder:
    """Many patterns, looked for together."""

    patterns: tuple[Pattern, ...]

    @classmethod
    def of(cls, patterns: Iterable[str]) -> "Finder":
        """Compile ``patterns``. Raises ``re.error`` on a bad one."""
        return cls(tuple(Pattern.of(pattern) for pattern in patterns))

    def spans(self, plain: str) -> list[tuple[int, int]]:
        """Where the patterns stand in a folded text, left to right; they may overlap."""
        found: list[tuple[int, int]] = []
        for pattern in self.patterns:
            if pattern.needle in plain:
                found += pattern.spans(plain)
        found.sort()
        return found
