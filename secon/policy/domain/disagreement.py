"""How far answers lie apart: plain arithmetic on scores. Pure.

The measure is the average distance between two reviewers: 4 means that any two of them, taken at
random, differ by four points. Who cannot say is counted, and in no other figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from statistics import mean, median, quantiles

CLOSE_UP_TO = 1.0
SOME_UP_TO = 2.5


class Distance(StrEnum):
    """How far apart, in words."""

    UNKNOWN = "unknown"  # fewer than two scores
    CLOSE = "close"
    SOME = "some"
    FAR = "far"


@dataclass(frozen=True, slots=True)
class Spread:
    """Scores of one question. Figures are None where nobody, or too few, gave one."""

    scores: tuple[int, ...]
    cannot_say: int
    median: float | None
    low: int | None
    high: int | None
    quartiles: tuple[float, float] | None
    apart: float | None

    @property
    def distance(self) -> Distance:
        """``apart`` in words."""
        if self.apart is None:
            return Distance.UNKNOWN
        if self.apart <= CLOSE_UP_TO:
            return Distance.CLOSE
        return Distance.SOME if self.apart <= SOME_UP_TO else Distance.FAR


def spread(answers: Iterable[int | None]) -> Spread:
    """The figures of ``answers``; None stands for "cannot say"."""
    given = list(answers)
    scores = sorted(score for score in given if score is not None)
    return Spread(
        tuple(scores),
        len(given) - len(scores),
        float(median(scores)) if scores else None,
        scores[0] if scores else None,
        scores[-1] if scores else None,
        _quartiles(scores),
        _apart(scores),
    )


def order(spreads: Sequence[Spread]) -> list[int]:
    """Places of ``spreads``, the furthest apart first; equal ones and unknown ones stay in order."""
    return sorted(
        range(len(spreads)),
        key=lambda at: -1.0 if (apart := spreads[at].apart) is None else apart,
        reverse=True,
    )


def _quartiles(scores: Sequence[int]) -> tuple[float, float] | None:
    if len(scores) < 2:
        return None
    low, _middle, high = quantiles(scores, n=4, method="inclusive")
    return low, high


def _apart(scores: Sequence[int]) -> float | None:
    if len(scores) < 2:
        return None
    return mean(abs(one - other) for one, other in combinations(scores, 2))
