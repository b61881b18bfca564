"""Opening hours on the clock of the place: open, closed, and when next."""

from datetime import datetime, time

import pytest

from secon.enterprises.domain.opening import OpenState, Stretch, merged, state_at

MONDAY, TUESDAY, SATURDAY, SUNDAY = 0, 1, 5, 6
WEEK = [
    Stretch(MONDAY, time(8), time(13)),
    Stretch(MONDAY, time(14), time(17, 30)),
    Stretch(SATURDAY, time(10), time(14)),
]


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, 23 + day, hour, minute)  # noqa: DTZ001 -- a local clock


def closed(opens: time, weekday: int, in_days: int) -> OpenState:
    return OpenState(is_open=False, opens=opens, weekday=weekday, in_days=in_days)


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (at(MONDAY, 8), OpenState(is_open=True, until=time(13))),
        (at(MONDAY, 12, 59), OpenState(is_open=True, until=time(13))),
        (at(MONDAY, 13), closed(time(14), MONDAY, 0)),
        (at(MONDAY, 7, 59), closed(time(8), MONDAY, 0)),
        (at(MONDAY, 17, 30), closed(time(10), SATURDAY, 5)),
        (at(SATURDAY, 14), closed(time(8), MONDAY, 2)),
        (at(SUNDAY, 12), closed(time(8), MONDAY, 1)),
    ],
)
def test_state_at_a_moment_of_the_week(moment: datetime, state: OpenState) -> None:
    assert state_at(WEEK, moment) == state


def test_the_only_stretch_of_the_week_opens_again_in_a_week() -> None:
    only = [Stretch(TUESDAY, time(9), time(10))]
    assert state_at(only, at(TUESDAY, 10)) == closed(time(9), TUESDAY, 7)


def test_stretches_that_touch_or_overlap_are_one() -> None:
    parts = [
        Stretch(MONDAY, time(12), time(15)),
        Stretch(MONDAY, time(8), time(12)),
        Stretch(MONDAY, time(14), time(16)),
        Stretch(TUESDAY, time(16), time(18)),
    ]
    assert merged(parts) == (
        Stretch(MONDAY, time(8), time(16)),
        Stretch(TUESDAY, time(16), time(18)),
    )


def test_without_hours_nothing_is_said() -> None:
    assert state_at([], at(MONDAY, 9)) is None
