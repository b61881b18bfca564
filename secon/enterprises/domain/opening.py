"""Opening hours on the clock of the place. Pure: stretches and a local moment in, sentences' facts out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time

WEEK = 7


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Open on a weekday (0 is Monday) from ``opens`` until ``closes``, the same day."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True, slots=True)
class OpenState:
    """Whether it is open. ``until`` if so; otherwise the next opening ``in_days`` (0: today)."""

    is_open: bool
    until: time | None = None
    opens: time | None = None
    weekday: int | None = None
    in_days: int | None = None


def merged(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """In the order of the week, those that touch or overlap as one."""
    found: list[Stretch] = []
    for one in sorted(stretches):
        last = found[-1] if found else None
        if last and last.weekday == one.weekday and one.opens <= last.closes:
            found[-1] = Stretch(last.weekday, last.opens, max(last.closes, one.closes))
        else:
            found.append(one)
    return tuple(found)


def state_at(stretches: Iterable[Stretch], local: datetime) -> OpenState | None:
    """How it stands at ``local``, a moment on the clock of the place; None without hours."""
    week = merged(stretches)
    if not week:
        return None
    day, clock = local.weekday(), local.time().replace(tzinfo=None)
    for one in week:
        if one.weekday == day and one.opens <= clock < one.closes:
            return OpenState(is_open=True, until=one.closes)
    waits = ((_days_until(one, day, clock), one) for one in week)
    days, following = min(waits, key=lambda wait: (wait[0], wait[1].opens))
    return OpenState(is_open=False, opens=following.opens, weekday=following.weekday, in_days=days)


def _days_until(one: Stretch, day: int, clock: time) -> int:
    """Whole days until it opens next; a week where today's opening is over."""
    days = (one.weekday - day) % WEEK
    return WEEK if days == 0 and one.opens <= clock else days
