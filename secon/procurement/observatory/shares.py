"""Shares of few cases told honestly: number, base and the 95 % interval of Wilson. Pure arithmetic."""

from dataclasses import dataclass
from math import sqrt
from typing import Final

Z: Final = 1.959963984540054
"""The 97.5 % point of the normal distribution: 95 % lie between minus and plus this."""
FEW: Final = 20
"""Below so many cases a percentage says too little: the interval is told first."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Shares from 0 to 1 between which the true one lies in 95 of 100 such cases."""

    low: float
    high: float


def wilson(number: int, base: int) -> Interval:
    """Wilson's score interval for ``number`` of ``base`` cases (E. B. Wilson, JASA 22, 1927).

    Everything from 0 to 1 where there is no case. ValueError when ``number`` is not between 0
    and ``base``.
    """
    if not 0 <= number <= base:
        message = f"{number} of {base} is no share"
        raise ValueError(message)
    if not base:
        return Interval(0.0, 1.0)
    share, square = number / base, Z * Z
    scale = 1 + square / base
    middle = (share + square / (2 * base)) / scale
    reach = Z * sqrt(share * (1 - share) / base + square / (4 * base * base)) / scale
    low = 0.0 if number == 0 else max(0.0, middle - reach)
    high = 1.0 if number == base else min(1.0, middle + reach)
    return Interval(low, high)


@dataclass(frozen=True, slots=True)
class Share:
    """``yes`` of ``known`` lots whose notices answer; ``asked`` lots could have been answered.

    What is silent is unknown, not no. ``doubtful`` answers are known and not counted as yes.
    """

    yes: int
    known: int
    asked: int
    doubtful: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.yes + self.doubtful <= self.known <= self.asked:
            message = f"{self.yes} and {self.doubtful} of {self.known} of {self.asked} is no share"
            raise ValueError(message)

    @property
    def no(self) -> int:
        """Lots whose notices say: none."""
        return self.known - self.yes - self.doubtful

    @property
    def silent(self) -> int:
        """Lots whose notices could have answered and do not."""
        return self.asked - self.known

    @property
    def share(self) -> float | None:
        """From 0 to 1; None where nothing is known."""
        return self.yes / self.known if self.known else None

    @property
    def interval(self) -> Interval:
        """Of the share among those that answer."""
        return wilson(self.yes, self.known)

    @property
    def at_least(self) -> float | None:
        """The share if every silent lot were a no; None where nothing was asked."""
        return self.yes / self.asked if self.asked else None

    @property
    def is_thin(self) -> bool:
        """Too few to say."""
        return self.known < FEW
