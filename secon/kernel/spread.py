"""Single answers on one scale, as dots that stack where they are equal. Pure.

Units are those of the drawing: ``WIDTH`` across, as high as the highest stack needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

WIDTH = 300
RADIUS = 5
EDGE = 8  # from the drawing's edge to the end of the scale
STEP = 11  # between equal answers
TALLEST = 76
MARKS = 11  # a scale with more steps has marks at its ends alone

Number = int | float | Decimal


@dataclass(frozen=True, slots=True)
class Point:
    """One answer and who gave it; ``marked``: to be told from the others, such as the reader's own."""

    value: Number
    label: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """A point with its place."""

    x: str
    y: str
    point: Point


@dataclass(frozen=True, slots=True)
class Strip:
    """The drawing: places are texts, so that no language puts a comma into them."""

    height: int
    middle: str
    left: str
    right: str
    marks: tuple[str, ...]
    dots: tuple[Dot, ...]
    median: str  # empty: not shown
    agreed: str

    @property
    def bar(self) -> int:
        """How long the bar of the median is."""
        return self.height - 4


def strip(
    points: Sequence[Point],
    *,
    low: Number,
    high: Number,
    median: Number | None = None,
    agreed: Number | None = None,
) -> Strip:
    """Where everything stands on a scale from ``low`` to ``high`` (values outside stand at its ends)."""
    stacks: defaultdict[Number, list[Point]] = defaultdict(list)
    for point in points:
        stacks[point.value].append(point)
    most = max((len(stack) for stack in stacks.values()), default=1)
    step = min(STEP, (TALLEST - 2 * RADIUS) / max(most - 1, 1))
    height = round(max(2 * EDGE + 2 * RADIUS, (most - 1) * step + 2 * EDGE))
    middle = height / 2

    def at(value: Number) -> str:
        return _across(value, low, high)

    dots = tuple(
        Dot(at(value), _text(middle + (row - (len(stack) - 1) / 2) * step), point)
        for value, stack in sorted(stacks.items())
        for row, point in enumerate(stack)
    )
    steps = int(float(high) - float(low)) + 1
    ends: list[Number] = [low, high]
    marks = [float(low) + step for step in range(steps)] if steps <= MARKS else ends
    return Strip(
        height,
        _text(middle),
        at(low),
        at(high),
        tuple(at(mark) for mark in marks),
        dots,
        "" if median is None else at(median),
        "" if agreed is None else at(agreed),
    )


def _across(value: Number, low: Number, high: Number) -> str:
    share = (float(value) - float(low)) / (float(high) - float(low))
    return _text(EDGE + min(max(share, 0.0), 1.0) * (WIDTH - 2 * EDGE))


def _text(place: float) -> str:
    return f"{place:.1f}"
