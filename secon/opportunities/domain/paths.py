"""How far opportunities come: steps written once each, and figures that name nobody.

A figure behind which fewer than :data:`FEWEST` enterprises stand is not told, nor is a sum from
which a single such figure could be worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q
from django.db.models.functions import TruncMonth

from secon.opportunities.domain.demands import Key, facts_of
from secon.opportunities.enterprise_enums import Step
from secon.opportunities.models import PathStep

FEWEST = 5
MOST_ROWS = 60
GROUPS = {
    "month": TruncMonth("at"),
    "sector": F("sector"),
    "region": F("enterprise__partner"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, or that it is too small to be told (``number`` None)."""

    number: int | None

    @property
    def is_small(self) -> bool:
        """Whether it is kept back."""
        return self.number is None


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one month, sector or region, a figure for each step in order."""

    value: object
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Lines and their sums; a sum is None where it would give away a figure that is kept back."""

    lines: tuple[Line, ...]
    sums: tuple[Figure, ...]


def note(*, enterprise: int, keys: Iterable[Key], step: Step, now: datetime) -> None:
    """Write that these demands came to ``step`` with an enterprise; known steps stay as they are."""
    wanted = list(keys)
    if not wanted:
        return
    known = facts_of(wanted)
    PathStep.objects.bulk_create(
        [
            PathStep(
                enterprise_id=enterprise,
                kind=kind,
                demand=demand,
                step=step,
                sector=known[kind, demand].sector if (kind, demand) in known else "",
                at=now,
            )
            for kind, demand in wanted
        ],
        ignore_conflicts=True,
    )


def figures(*, by: str, partner: int | None = None) -> Table:
    """Opportunities (an enterprise and a demand each) that came to each step. Two queries.

    ``by``: "month", "sector" or "region". ``partner``: only enterprises of its territory. Examples
    are left out.
    """
    rows = PathStep.objects.filter(enterprise__is_example=False)
    if partner is not None:
        rows = rows.filter(enterprise__partner=partner)
    counts = {}
    for step in Step:
        counts[f"n_{step.value}"] = Count("pk", filter=Q(step=step))
        counts[f"e_{step.value}"] = Count("enterprise", filter=Q(step=step), distinct=True)
    whole = rows.aggregate(**counts)
    grouped = rows.order_by().values(of=GROUPS[by]).annotate(**counts).order_by("of")
    found = list(grouped)[-MOST_ROWS:]
    lines = tuple(Line(row["of"], tuple(_figure(row, step) for step in Step)) for row in found)
    return Table(lines, tuple(_sum(lines, whole, place, step) for place, step in enumerate(Step)))


def _figure(row: Mapping[str, Any], step: Step) -> Figure:
    number, enterprises = row[f"n_{step.value}"], row[f"e_{step.value}"]
    return Figure(number if not number or enterprises >= FEWEST else None)


def _sum(lines: Iterable[Line], whole: Mapping[str, Any], place: int, step: Step) -> Figure:
    """The sum, unless it is small itself or exactly one figure under it is kept back."""
    kept_back = sum(line.figures[place].is_small for line in lines)
    return Figure(None) if kept_back == 1 else _figure(whole, step)
