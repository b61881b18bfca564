"""How strict and how quick the review is, from what happened. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from secon.practices.enums import Step, StepOutcome

DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Ended:
    """A step, under way while ``ended_at`` is None."""

    step: Step
    outcome: StepOutcome | None
    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class StepFigures:
    """What became of what waited at one step. ``days``: the median; None: nobody decided yet."""

    step: Step
    began: int
    passed: int
    changes: int
    declined: int
    withdrawn: int
    waiting: int
    days: float | None

    @property
    def decided(self) -> int:
        """How many decisions the median rests on."""
        return self.passed + self.changes + self.declined


def figures(ended: Iterable[Ended]) -> tuple[StepFigures, ...]:
    """One row for each step, in the order of the review."""
    steps = list(ended)
    return tuple(_of([one for one in steps if one.step is step], step) for step in Step)


def _of(steps: list[Ended], step: Step) -> StepFigures:
    def count(outcome: StepOutcome | None) -> int:
        return sum(one.outcome == outcome for one in steps)

    took = [
        (one.ended_at - one.began_at).total_seconds() / DAY
        for one in steps
        if one.ended_at is not None and one.outcome != StepOutcome.WITHDRAWN
    ]
    return StepFigures(
        step=step,
        began=len(steps),
        passed=count(StepOutcome.PASSED),
        changes=count(StepOutcome.CHANGES),
        declined=count(StepOutcome.DECLINED),
        withdrawn=count(StepOutcome.WITHDRAWN),
        waiting=count(None),
        days=round(median(took), 1) if took else None,
    )
