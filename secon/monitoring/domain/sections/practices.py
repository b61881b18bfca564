"""Good practices by region and by where they stand with the programme."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.kernel.paper import words
from secon.kernel.paper.model import (
    Align,
    Block,
    Cell,
    Chart,
    ChartKind,
    Column,
    Mark,
    Paragraph,
    Row,
    Table,
    plain,
)
from secon.monitoring.domain.sections import telling
from secon.monitoring.domain.sections.material import Material
from secon.practices.enums import PracticeState
from secon.practices.models import Practice

STATES = (
    PracticeState.PUBLISHED,
    PracticeState.COUNTED,
    PracticeState.VALIDATED,
    PracticeState.NOT_SELECTED,
)


def practices(material: Material) -> tuple[Block, ...]:
    """How many each region shows, how far they came, and each by name. Lessons count apart."""
    if not material.practices:
        return (Paragraph(plain(_("No good practice is published."))),)
    return (
        Paragraph(plain(_counted(material))),
        _chart(material),
        _by_state(material),
        _listed(material),
    )


def _counted(material: Material) -> str:
    lessons = sum(one.is_lesson for one in material.practices)
    good = len(material.practices) - lessons
    unreviewed = sum(one.is_from_sources for one in material.practices)
    said = [
        ngettext(
            "%(count)s good practice is published.", "%(count)s good practices are published.", good
        )
        % {"count": good}
    ]
    if lessons:
        said.append(
            ngettext(
                "%(count)s more is a lesson from what did not work.",
                "%(count)s more are lessons from what did not work.",
                lessons,
            )
            % {"count": lessons}
        )
    if unreviewed:
        said.append(
            ngettext(
                "%(count)s was taken from public sources and not reviewed here.",
                "%(count)s were taken from public sources and not reviewed here.",
                unreviewed,
            )
            % {"count": unreviewed}
        )
    return " ".join(said)


def _chart(material: Material) -> Chart:
    counts = Counter(one.partner_id for one in material.practices if not one.is_lesson)
    marks = tuple(
        Mark(region.name, (float(counts[region.key]),), str(counts[region.key]))
        for region in material.regions
    )
    description = _("How many good practices each region has published here.")
    high = float(max(counts.values(), default=0))
    return Chart(ChartKind.BARS, _("Good practices by region"), description, marks, 0, high)


def _by_state(material: Material) -> Table:
    counts = Counter((one.partner_id, one.state) for one in material.practices if not one.is_lesson)
    lessons = Counter(one.partner_id for one in material.practices if one.is_lesson)
    rows = tuple(
        Row(
            region.slug,
            (
                material.region_cell(region.key),
                *(words.number(counts[region.key, state.value]) for state in STATES),
                words.number(lessons[region.key]),
            ),
        )
        for region in material.regions
    )
    columns = (
        Column(_("Region"), share=2),
        *(Column(str(state.label), Align.END, share=1.2) for state in STATES),
        Column(_("Lessons from failure"), Align.END, share=1.2),
    )
    return Table("practices", _("Good practices by region and standing"), columns, rows)


def _listed(material: Material) -> Table:
    columns = (
        Column(_("Region"), share=1.3),
        Column(_("Practice"), share=3.2),
        Column(_("Since"), share=1.1),
        Column(_("Topics"), share=2.2),
        Column(_("Barriers it answers"), Align.END, share=1),
    )
    rows = tuple(Row(f"practice-{one.pk}", _cells(one, material)) for one in material.practices)
    return Table("practices-list", _("Every practice published"), columns, rows)


def _cells(one: Practice, material: Material) -> tuple[Cell, ...]:
    title = telling.named(
        one.best(material.language, "title"),
        "title",
        href=one.get_absolute_url(),
        sources=material.sources.of(one.sources),
        is_example=one.is_example,
    )
    return (
        material.region_cell(one.partner_id),
        Cell(title),
        words.cell(str(one.starts.year) if one.starts else ""),
        words.cell(telling.joined(row.get_topic_display() for row in one.topics.all())),
        words.number(len(one.answers.all())),
    )
