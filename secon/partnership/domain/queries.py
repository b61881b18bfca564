"""What pages show of the partnership, in the reader's language: a fixed number of queries each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from secon.kernel.models import Text
from secon.partnership.domain import phases
from secon.partnership.domain.phases import Deadline
from secon.partnership.enums import BudgetKind, PartnerRole, PlannedPer, RecordState, Theme
from secon.partnership.models import (
    Activity,
    ActivityRecord,
    BudgetFigure,
    OtherTitle,
    Partner,
    PartnerName,
    PartnerTerritory,
    Phase,
    Project,
    Semester,
)


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner as shown: ``text`` has its ``name``, ``region`` its ``territory_name``."""

    slug: str
    number: int
    role: PartnerRole
    country: str
    languages: tuple[str, ...]
    text: Text
    region: Text
    website: str
    sources: Mapping[str, list[str]]
    names: tuple[PartnerName, ...]
    territories: tuple[PartnerTerritory, ...]

    @property
    def has_region(self) -> bool:
        """Whether it works for a region of its own."""
        return any(row.use == "territory" for row in self.territories)


@dataclass(frozen=True, slots=True)
class MoneyView:
    """A published figure: euro or percent, about ``partner`` if any, said by ``said_by``."""

    kind: BudgetKind
    figure: BudgetFigure
    partner: Text | None
    said_by: Text | None


@dataclass(frozen=True, slots=True)
class AimView:
    """One aim."""

    theme: Theme
    text: Text


@dataclass(frozen=True, slots=True)
class RecordView:
    """Something that happened or was announced: ``text`` has ``title`` and ``place``."""

    record: ActivityRecord
    text: Text
    partner: Text | None


@dataclass(frozen=True, slots=True)
class ActivityView:
    """What was planned (``planned`` None: no number published) and what is known to be done."""

    text: Text
    theme: Theme | None
    planned: int | None
    planned_per: PlannedPer
    source: str
    done: tuple[RecordView, ...]
    announced: tuple[RecordView, ...]


@dataclass(frozen=True, slots=True)
class ProjectView:
    """The project as it stands on a day."""

    acronym: str
    reference: str
    programme: str
    starts: date
    ends: date
    title: Text
    other_titles: tuple[OtherTitle, ...]
    sources: Mapping[str, list[str]]
    money: tuple[MoneyView, ...]
    aims: tuple[AimView, ...]
    phases: tuple[Phase, ...]
    semesters: tuple[Semester, ...]
    phase: Phase | None
    semester: Semester | None
    deadlines: tuple[Deadline, ...]
    activities: tuple[ActivityView, ...]


def partners(language: str) -> tuple[PartnerView, ...]:
    """All partners readers may see, by number. Four queries."""
    found = Partner.objects.published().in_language(language).order_by("number")
    related = found.prefetch_related("names", "territories")
    return tuple(_partner(one, language) for one in related)


def partner(slug: str, language: str) -> PartnerView | None:
    """One partner, or None. Four queries."""
    found = Partner.objects.published().in_language(language).filter(slug=slug)
    related = found.prefetch_related("names", "territories").first()
    return None if related is None else _partner(related, language)


def project(language: str, day: date) -> ProjectView | None:
    """The project as known on ``day``, or None before it is loaded. Fourteen queries."""
    one = Project.objects.in_language(language).first()
    if one is None:
        return None
    names = {
        found.pk: found.best(language, "name")
        for found in Partner.objects.published().in_language(language)
    }
    steps = tuple(Phase.objects.filter(project=one))
    semesters = tuple(Semester.objects.filter(phase__project=one).select_related("phase"))
    activities = Activity.objects.in_language(language).filter(project=one)
    known = ActivityRecord.objects.in_language(language).filter(activity__project=one)
    records = tuple(known.select_related("semester"))
    return ProjectView(
        acronym=one.acronym,
        reference=one.reference,
        programme=one.programme,
        starts=one.starts,
        ends=one.ends,
        title=one.best(language),
        other_titles=tuple(OtherTitle.objects.filter(project=one)),
        sources=one.sources,
        money=tuple(_money(figure, names) for figure in BudgetFigure.objects.filter(project=one)),
        aims=tuple(
            AimView(Theme(aim.theme), aim.best(language))
            for aim in one.aims.in_language(language).order_by("order")
        ),
        phases=steps,
        semesters=semesters,
        phase=phases.on(day, steps),
        semester=phases.on(day, semesters),
        deadlines=phases.next_deadlines(day, semesters),
        activities=tuple(
            _activity(activity, _known(records, activity, day), names, language)
            for activity in activities
        ),
    )


def _partner(one: Partner, language: str) -> PartnerView:
    return PartnerView(
        slug=one.slug,
        number=one.number,
        role=PartnerRole(one.role),
        country=one.country,
        languages=tuple(one.languages),
        text=one.best(language, "name"),
        region=one.best(language, "territory_name"),
        website=one.website,
        sources=one.sources,
        names=tuple(one.names.all()),
        territories=tuple(one.territories.all()),
    )


def _money(figure: BudgetFigure, names: Mapping[int, Text]) -> MoneyView:
    return MoneyView(
        BudgetKind(figure.kind),
        figure,
        _named(figure.partner_id, names),
        _named(figure.said_by_id, names),
    )


def _named(key: int | None, names: Mapping[int, Text]) -> Text | None:
    return None if key is None else names.get(key)


def _known(
    records: Iterable[ActivityRecord], activity: Activity, day: date
) -> tuple[ActivityRecord, ...]:
    """The records of ``activity`` that lie before ``day``, and what was announced."""
    return tuple(
        record
        for record in records
        if record.activity_id == activity.pk
        and (
            record.state == RecordState.ANNOUNCED
            or (record.starts or record.semester.starts) <= day
        )
    )


def _activity(
    one: Activity, records: Iterable[ActivityRecord], names: Mapping[int, Text], language: str
) -> ActivityView:
    shown = [
        RecordView(record, record.best(language), _named(record.partner_id, names))
        for record in records
    ]
    return ActivityView(
        text=one.best(language),
        theme=Theme(one.theme) if one.theme else None,
        planned=one.planned,
        planned_per=PlannedPer(one.planned_per),
        source=one.source,
        done=tuple(view for view in shown if view.record.state == RecordState.DONE),
        announced=tuple(view for view in shown if view.record.state == RecordState.ANNOUNCED),
    )
