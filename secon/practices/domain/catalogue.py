"""The list of practices: which meet what was asked, in which order, and how many each filter gives. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

FACETS = (
    "region",
    "country",
    "topic",
    "aim",
    "aspect",
    "rural",
    "review",
    "costed",
    "figures",
    "taken_up",
    "arrived",
)
"""What a list is narrowed by. Of several values of one any may hold; the last four are "on" or not."""


class Kind(StrEnum):
    """What worked, and what did not but teaches something: never mixed."""

    PRACTICE = "practice"
    LESSON = "lesson"


class Sort(StrEnum):
    """The orders of the list."""

    NEWEST = "newest"
    TRANSFERRED = "transferred"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Entry:
    """A practice as the list knows it."""

    pk: int
    kind: Kind
    facets: Mapping[str, frozenset[str]]  # of every one of ``FACETS``
    words: str  # folded, of all its languages
    titles: Mapping[str, str]  # by language
    original: str
    since: datetime
    cost: Decimal | None = None  # in euro; None: unknown, or in another currency
    transfers: int = 0

    def title(self, language: str) -> str:
        """Its title as a reader of ``language`` sees it."""
        return self.titles.get(language) or self.titles.get("en") or self.titles[self.original]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader wants to see."""

    kind: Kind = Kind.PRACTICE
    chosen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    words: tuple[str, ...] = ()  # folded; all must occur
    cost_to: Decimal | None = None
    sort: Sort = Sort.NEWEST


@dataclass(frozen=True, slots=True)
class Found:
    """Keys in order; for each facet, how many each of its values gives if it alone is changed."""

    keys: tuple[int, ...]
    counts: Mapping[str, Mapping[str, int]]
    others: int  # of the other kind, for the same question

    @property
    def total(self) -> int:
        """How many there are."""
        return len(self.keys)


def find(entries: Iterable[Entry], asked: Asked, *, rank: Callable[[int], int]) -> Found:
    """Those that meet what was asked. ``rank``: the place of a key in the order of titles."""
    counts: dict[str, dict[str, int]] = {name: defaultdict(int) for name in FACETS}
    hits, others = [], 0
    for one in entries:
        if not _says(one, asked):
            continue
        failing = [name for name, wanted in asked.chosen.items() if not wanted & one.facets[name]]
        if one.kind is not asked.kind:
            others += not failing
        elif not failing:
            hits.append(one)
            for name in FACETS:
                _count(counts[name], one.facets[name])
        elif len(failing) == 1:
            _count(counts[failing[0]], one.facets[failing[0]])
    return Found(_ordered(hits, asked.sort, rank), counts, others)


def _count(counts: dict[str, int], values: Iterable[str]) -> None:
    for value in values:
        counts[value] += 1


def _says(one: Entry, asked: Asked) -> bool:
    if asked.cost_to is not None and (one.cost is None or one.cost > asked.cost_to):
        return False
    return all(word in one.words for word in asked.words)


def _ordered(hits: Collection[Entry], sort: Sort, rank: Callable[[int], int]) -> tuple[int, ...]:
    if sort is Sort.TITLE:
        return tuple(sorted((one.pk for one in hits), key=rank))
    newest = sorted(hits, key=lambda one: (one.since, one.pk), reverse=True)
    if sort is Sort.TRANSFERRED:
        newest.sort(key=lambda one: -one.transfers)
    return tuple(one.pk for one in newest)
