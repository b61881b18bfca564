"""Voices on barriers set side by side: how many, their median, how far they lie apart. Pure.

Each assessment is one voice, however many people stand behind it; the people are counted beside,
those of one occasion that named several factors once.
A voice without a strength counts as a voice and moves no median. There is no mean.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median, quantiles
from typing import TypeVar

QUARTILES_FROM = 5
"""With fewer strengths, quartiles would only repeat single voices."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Voice:
    """One assessment of one factor, with what the factor is about."""

    key: int
    factor: int
    region: int
    aspect: str
    topic: str
    on: date
    strength: int | None = None
    basis: str = ""
    people: int | None = None
    people_at_least: bool = False
    occasion: str = ""  # tells a survey or meeting from another one of that day


@dataclass(frozen=True, slots=True)
class Summary:
    """What some voices say together. ``median`` and what follows: None without a strength.

    ``people``: of the voices that say how many; ``people_unknown``: how many voices do not.
    """

    voices: int = 0
    rated: int = 0
    median: float | None = None
    low: int | None = None
    high: int | None = None
    lower_quartile: float | None = None
    upper_quartile: float | None = None
    people: int = 0
    people_at_least: bool = False
    people_unknown: int = 0
    latest: date | None = None

    @property
    def unrated(self) -> int:
        """Voices without a strength."""
        return self.voices - self.rated

    @property
    def is_split(self) -> bool:
        """Whether the strengths lie far apart: two steps of the scale or more."""
        return self.low is not None and self.high is not None and self.high - self.low >= 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A row in one region: the factors named there, and what was said of them."""

    factors: int
    summary: Summary


@dataclass(frozen=True, slots=True)
class Row:
    """One aspect or topic: all regions together, and a cell for each that named a factor."""

    code: str
    factors: int
    summary: Summary
    cells: Mapping[int, Cell]
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Wave:
    """What was said in one year."""

    year: int
    summary: Summary
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """The last two years in which a region said how strong something is."""

    region: int
    code: str
    before: Wave
    after: Wave

    @property
    def by(self) -> float:
        """By how much the median moved."""
        return (self.after.summary.median or 0) - (self.before.summary.median or 0)

    @property
    def overlap(self) -> bool:
        """Whether the two spreads share a strength: then the change may be one of who was asked."""
        before, after = self.before.summary, self.after.summary
        return (before.low or 0) <= (after.high or 0) and (after.low or 0) <= (before.high or 0)


def summary(voices: Iterable[Voice]) -> Summary:
    """Count voices and people; middle, ends and quartiles of their strengths."""
    heard = list(voices)
    strengths = sorted(one.strength for one in heard if one.strength is not None)
    quarters = (
        quantiles(strengths, n=4, method="inclusive") if len(strengths) >= QUARTILES_FROM else None
    )
    return Summary(
        voices=len(heard),
        rated=len(strengths),
        median=float(median(strengths)) if strengths else None,
        low=strengths[0] if strengths else None,
        high=strengths[-1] if strengths else None,
        lower_quartile=quarters[0] if quarters else None,
        upper_quartile=quarters[2] if quarters else None,
        people=_people(heard),
        people_at_least=any(one.people_at_least for one in heard if one.people),
        people_unknown=sum(one.people is None for one in heard),
        latest=max((one.on for one in heard), default=None),
    )


def table(
    factors: Iterable[tuple[int, str]],
    voices: Iterable[Voice],
    *,
    order: Sequence[str],
    row_of: Callable[[Voice], str],
) -> tuple[Row, ...]:
    """Rows in ``order`` for the ``factors`` (region, code) named, with the voices on them.

    A row nobody named a factor for is left out.
    """
    named: defaultdict[str, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for region, code in factors:
        named[code][region] += 1
    heard = grouped(voices, row_of)
    return tuple(_row(code, named[code], heard.get(code, ())) for code in order if named.get(code))


def changes(voices: Iterable[Voice], *, row_of: Callable[[Voice], str]) -> tuple[Change, ...]:
    """For each region and row with strengths from two years or more, the last two of them."""
    rated = [one for one in voices if one.strength is not None]
    found = []
    for (region, code), said in grouped(rated, lambda one: (one.region, row_of(one))).items():
        waves = by_year(said)
        if len(waves) > 1:
            found.append(Change(region, code, waves[-2], waves[-1]))
    return tuple(found)


def by_year(voices: Iterable[Voice]) -> tuple[Wave, ...]:
    """The voices of each year, the oldest first."""
    years = grouped(voices, lambda one: one.on.year)
    return tuple(Wave(year, summary(said), said) for year, said in sorted(years.items()))


def grouped(
    voices: Iterable[Voice], key: Callable[[Voice], Key]
) -> Mapping[Key, tuple[Voice, ...]]:
    """The voices that share a key, in their order."""
    groups: defaultdict[Key, list[Voice]] = defaultdict(list)
    for one in voices:
        groups[key(one)].append(one)
    return {name: tuple(found) for name, found in groups.items()}


def _people(voices: Iterable[Voice]) -> int:
    """The people of each occasion, once for all the factors it named."""
    times: defaultdict[tuple[int, date, str, str, int], Counter[int]] = defaultdict(Counter)
    for one in voices:
        if one.people:
            where = (one.region, one.on, one.basis, one.occasion, one.people)
            times[where][one.factor] += 1
    return sum(where[-1] * max(count.values()) for where, count in times.items())


def _row(code: str, named: Mapping[int, int], heard: Sequence[Voice]) -> Row:
    there = grouped(heard, lambda one: one.region)
    cells = {
        region: Cell(number, summary(there.get(region, ()))) for region, number in named.items()
    }
    return Row(code, sum(named.values()), summary(heard), cells, tuple(heard))
