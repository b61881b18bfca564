"""Where the project stands on a day. Pure: spans of days in, answers out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from secon.partnership.enums import DeadlineKind


class Span(Protocol):
    """Days from ``starts`` to ``ends``, both included."""

    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date: ...


class Reported(Span, Protocol):
    """A span that is reported on."""

    @property
    def code(self) -> str: ...
    @property
    def partner_deadline(self) -> date | None: ...
    @property
    def programme_deadline(self) -> date | None: ...


AnySpan = TypeVar("AnySpan", bound=Span)


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """A day by which reports on ``semester`` are due; ``days`` from the day asked about."""

    day: date
    semester: str
    kind: DeadlineKind
    days: int


def on(day: date, spans: Iterable[AnySpan]) -> AnySpan | None:
    """The span ``day`` lies in; None before the first and after the last."""
    return next((span for span in spans if span.starts <= day <= span.ends), None)


def next_deadlines(
    day: date, semesters: Iterable[Reported], *, limit: int = 2
) -> tuple[Deadline, ...]:
    """The first ``limit`` deadlines on or after ``day``, soonest first."""
    due = (
        (when, semester.code, kind)
        for semester in semesters
        for when, kind in (
            (semester.partner_deadline, DeadlineKind.PARTNER),
            (semester.programme_deadline, DeadlineKind.PROGRAMME),
        )
        if when is not None and when >= day
    )
    return tuple(Deadline(*one, days=(one[0] - day).days) for one in sorted(due)[:limit])
