"""Where the project stands on a day."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import pytest

from secon.partnership.domain import phases
from secon.partnership.enums import DeadlineKind
from secon.partnership.models import Phase, Semester

PARTNER, PROGRAMME = DeadlineKind.PARTNER, DeadlineKind.PROGRAMME


@dataclass(frozen=True)
class Term:
    code: str
    starts: date
    ends: date
    partner_deadline: date | None = None
    programme_deadline: date | None = None


A = Term("A", date(2023, 3, 1), date(2023, 8, 31), date(2023, 9, 14), date(2023, 11, 30))
B = Term("B", date(2023, 9, 1), date(2024, 2, 29), date(2024, 3, 14), date(2024, 5, 31))
C = Term("C", date(2024, 3, 1), date(2024, 5, 31))


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2023, 2, 28), None),
        (date(2023, 3, 1), "A"),
        (date(2023, 8, 31), "A"),
        (date(2023, 9, 1), "B"),
        (date(2024, 5, 31), "C"),
        (date(2024, 6, 1), None),
    ],
)
def test_a_day_lies_in_one_span_or_none(day, code):
    found = phases.on(day, (A, B, C))
    assert (found and found.code) == code


def test_the_next_deadlines_come_soonest_first_with_the_days_left():
    found = phases.next_deadlines(date(2023, 10, 1), (B, A, C), limit=2)
    assert [(one.day, one.semester, one.kind, one.days) for one in found] == [
        (date(2023, 11, 30), "A", PROGRAMME, 60),
        (date(2024, 3, 14), "B", PARTNER, 165),
    ]


def test_a_deadline_is_still_due_on_its_day_and_not_after():
    assert phases.next_deadlines(date(2024, 5, 31), (A, B, C))[0].days == 0
    assert phases.next_deadlines(date(2024, 6, 1), (A, B, C)) == ()


def test_the_calendar_as_loaded_has_no_gap_and_fits_its_phases(loaded):
    terms = list(Semester.objects.select_related("phase"))
    assert [one.code for one in terms] == ["S1", "S2", "S3", "S4", "S5", "S6", "F1", "F2", "C"]
    for spans in (terms, list(Phase.objects.all())):
        for before, after in pairwise(spans):
            assert (after.starts - before.ends).days == 1
        assert (spans[0].starts, spans[-1].ends) == (date(2023, 3, 1), date(2027, 5, 31))
    assert all(one.phase.starts <= one.starts and one.ends <= one.phase.ends for one in terms)


def test_partners_report_two_weeks_after_a_semester_and_the_project_three_months_after(loaded):
    for one in Semester.objects.exclude(code__in=("F2", "C")):
        assert (one.partner_deadline - one.ends).days == 14
        months = (one.programme_deadline.year - one.ends.year) * 12
        assert months + one.programme_deadline.month - one.ends.month == 3
        assert one.deadline_evidence == "derived"


def test_the_last_report_covers_the_closure_and_is_due_with_the_project(loaded):
    last, closure = Semester.objects.get(code="F2"), Semester.objects.get(code="C")
    assert (last.reported_with, last.partner_deadline, last.programme_deadline) == ("C", None, None)
    assert (closure.partner_deadline, closure.programme_deadline) == (None, date(2027, 5, 31))
