"""How the project stands on a day: its semesters, and what was planned in all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from secon.partnership.domain.queries import ActivityView, PartnerView, ProjectView
from secon.partnership.enums import PlannedPer
from secon.partnership.models import Phase, Semester


@dataclass(frozen=True, slots=True)
class Term:
    """A semester as it stands on a day; ``standing`` is past, running or coming."""

    semester: Semester
    standing: str


@dataclass(frozen=True, slots=True)
class Work:
    """An activity; ``planned`` counts for the whole project, None where no number is published."""

    activity: ActivityView
    planned: int | None
    per_country: bool


def standing(semester: Semester, *, on: date) -> str:
    """Whether a semester is past, running or coming on a day."""
    if semester.ends < on:
        return "past"
    return "running" if semester.starts <= on else "coming"


def calendar(project: ProjectView, *, on: date) -> list[tuple[Phase, list[Term]]]:
    """The phases in order, each with its semesters."""
    return [
        (
            phase,
            [
                Term(semester, standing(semester, on=on))
                for semester in project.semesters
                if semester.phase_id == phase.pk
            ],
        )
        for phase in project.phases
    ]


def works(project: ProjectView, partners: Iterable[PartnerView]) -> list[Work]:
    """The activities of the work plan; numbers per country become numbers of the project."""
    states = countries(partners)
    return [
        Work(
            activity,
            planned=in_all(activity.planned, activity.planned_per, states),
            per_country=activity.planned_per == PlannedPer.COUNTRY,
        )
        for activity in project.activities
    ]


def countries(partners: Iterable[PartnerView]) -> int:
    """How many countries have a partner with a region of its own."""
    return len({partner.country for partner in partners if partner.has_region})


def in_all(planned: int | None, per: PlannedPer | str, states: int) -> int | None:
    """A planned number for the whole project; None stays unknown."""
    return planned * states if planned is not None and per == PlannedPer.COUNTRY else planned
