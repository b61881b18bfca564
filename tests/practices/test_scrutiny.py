"""The arithmetic of the figures on the review."""

from datetime import UTC, datetime, timedelta

from secon.practices.domain.scrutiny import Ended, figures
from secon.practices.enums import Step, StepOutcome

BEGAN = datetime(2024, 9, 2, tzinfo=UTC)


def ended(outcome: StepOutcome | None, days: float = 0) -> Ended:
    over = None if outcome is None else BEGAN + timedelta(days=days)
    return Ended(Step.LEAD, outcome, BEGAN, over)


def test_median_rests_on_decisions_and_neither_on_what_waits_nor_on_what_was_withdrawn() -> None:
    lead = figures(
        [
            ended(StepOutcome.PASSED, 2),
            ended(StepOutcome.CHANGES, 4),
            ended(StepOutcome.DECLINED, 9),
            ended(StepOutcome.WITHDRAWN, 100),
            ended(None),
        ]
    )[0]

    assert (lead.began, lead.passed, lead.changes, lead.declined) == (5, 1, 1, 1)
    assert (lead.withdrawn, lead.waiting, lead.decided, lead.days) == (1, 1, 3, 4.0)


def test_step_that_nobody_decided_has_no_median() -> None:
    assert [row.days for row in figures([ended(None)])] == [None] * 4


def test_steps_stand_in_their_order_and_all_of_them() -> None:
    assert [row.step for row in figures([])] == [*Step]
