"""Shares with their intervals as points in a drawing. Pure geometry; the template draws the SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from secon.procurement.observatory.shares import Share

WIDTH, HEIGHT = 720, 300
LEFT, RIGHT, TOP, BOTTOM = 56, 12, 14, 44
_TOPS: Final = (0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
_LABELS: Final = 12


@dataclass(frozen=True, slots=True)
class Point:
    """A share: its place, the ends of its interval, and whether it rests on few lots."""

    x: float
    y: float | None
    low: float
    high: float
    cut: bool
    """The interval goes on above the drawing."""
    is_thin: bool
    label: str
    """Empty where the axis has no room."""


@dataclass(frozen=True, slots=True)
class Chart:
    """Points from left to right, and the lines of the axis with their shares."""

    points: tuple[Point, ...]
    lines: tuple[tuple[float, float], ...]
    """(y, share from 0 to 1)."""
    base: float = HEIGHT - BOTTOM
    left: float = LEFT
    right: float = WIDTH - RIGHT
    foot: float = HEIGHT - BOTTOM + 22
    size: tuple[int, int] = (WIDTH, HEIGHT)
    line: str = ""
    """Path through the points that rest on enough lots."""


def chart(shares: Sequence[tuple[str, Share]]) -> Chart:
    """A drawing of (label, share); the axis ends above the intervals that rest on enough lots."""
    sure = [share.interval.high for _, share in shares if not share.is_thin]
    rough = [share.share or 0.0 for _, share in shares]
    highest = max(sure or rough or [0.0])
    top = next(one for one in _TOPS if one >= min(highest, 1.0))
    every = max(1, -(-len(shares) // _LABELS))
    room = (WIDTH - LEFT - RIGHT) / max(len(shares), 1)
    points = tuple(
        _point(LEFT + room * (place + 0.5), share, top, label if place % every == 0 else "")
        for place, (label, share) in enumerate(shares)
    )
    steps = 4 if top != 0.05 else 5
    lines = tuple((_y(top * step / steps, top), top * step / steps) for step in range(steps + 1))
    placed = [(p.x, p.y) for p in points if p.y is not None and not p.is_thin]
    line = " ".join(f"{'L' if i else 'M'}{x:.1f} {y:.1f}" for i, (x, y) in enumerate(placed))
    return Chart(points, lines, line=line if len(placed) > 1 else "")


def _point(x: float, share: Share, top: float, label: str) -> Point:
    interval, value = share.interval, share.share
    return Point(
        x=round(x, 1),
        y=None if value is None else _y(min(value, top), top),
        low=_y(min(interval.low, top), top),
        high=_y(min(interval.high, top), top),
        cut=interval.high > top,
        is_thin=share.is_thin,
        label=label,
    )


def _y(value: float, top: float) -> float:
    return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * value / top, 1)
