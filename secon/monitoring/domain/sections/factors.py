"""Barriers and enabling factors by aspect and region: voices and their spread, never a mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

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
    Run,
    Table,
    plain,
)
from secon.monitoring.domain.sections import telling
from secon.monitoring.domain.sections.material import Material
from secon.policy.domain import comparing
from secon.policy.domain.comparing import Summary, Voice
from secon.policy.enums import Aspect, Basis, Effect, Strength
from secon.policy.models import Assessment, Factor

NAMES = {aspect.value: aspect for aspect in Aspect}


class Words(NamedTuple):
    """What a section says of barriers, or of enabling factors."""

    key: str
    none: str
    chart: str
    by_aspect: str
    by_region: str
    listed: str
    one: str


def barriers(material: Material) -> tuple[Block, ...]:
    """What hinders."""
    said = Words(
        "barriers",
        _("No barrier is on record."),
        _("How strong people said the barriers are"),
        _("Barriers by aspect"),
        _("Barriers by aspect and region"),
        _("Every barrier on record"),
        _("Barrier"),
    )
    return _drawn(material, Effect.BARRIER, said)


def enablers(material: Material) -> tuple[Block, ...]:
    """What helps."""
    said = Words(
        "enablers",
        _("No enabling factor is on record."),
        _("How strong people said the enabling factors are"),
        _("Enabling factors by aspect"),
        _("Enabling factors by aspect and region"),
        _("Every enabling factor on record"),
        _("Enabling factor"),
    )
    return _drawn(material, Effect.ENABLER, said)


def voices_of(factors: Sequence[Factor]) -> tuple[Voice, ...]:
    """What was said of them and not withdrawn, as plain values."""
    return tuple(
        Voice(
            key=one.pk,
            factor=factor.pk,
            region=factor.partner_id,
            aspect=factor.aspect,
            topic=factor.topic,
            on=one.assessed_on,
            strength=one.strength,
            basis=one.basis,
            people=one.people,
            people_at_least=one.people_at_least,
        )
        for factor in factors
        for one in factor.assessments.all()
    )


def _drawn(material: Material, effect: Effect, said: Words) -> tuple[Block, ...]:
    factors = [one for one in material.factors if one.effect == effect]
    if not factors:
        return (Paragraph(plain(said.none)),)
    voices = voices_of(factors)
    rows = comparing.table(
        [(one.partner_id, one.aspect) for one in factors],
        voices,
        order=Aspect.values,
        row_of=lambda voice: voice.aspect,
    )
    return (
        Paragraph(plain(_counted(factors, voices))),
        *_chart(rows, said),
        _by_aspect(rows, said),
        _by_region(rows, material, said),
        _listed(factors, material, said),
    )


def _counted(factors: Sequence[Factor], voices: Sequence[Voice]) -> str:
    regions = len({one.partner_id for one in factors})
    rated = sum(voice.strength is not None for voice in voices)
    return " ".join(
        (
            ngettext(
                "%(count)s is on record, from %(regions)s of the regions.",
                "%(count)s are on record, from %(regions)s of the regions.",
                len(factors),
            )
            % {"count": len(factors), "regions": regions},
            ngettext(
                "%(count)s voice speaks of them, %(rated)s of them with a strength.",
                "%(count)s voices speak of them, %(rated)s of them with a strength.",
                len(voices),
            )
            % {"count": len(voices), "rated": rated},
        )
    )


def _chart(rows: Sequence[comparing.Row], said: Words) -> tuple[Chart, ...]:
    marks = tuple(
        Mark(
            str(NAMES[row.code].label),
            tuple(float(one.strength) for one in row.voices if one.strength is not None),
            ngettext("%(count)s voice", "%(count)s voices", row.summary.rated)
            % {"count": row.summary.rated},
            row.summary.median,
        )
        for row in rows
        if row.summary.rated
    )
    if not marks:
        return ()
    description = _(
        "Each dot is one voice on the scale from slight to decisive; the bar is the median. The "
        "figures stand in the table that follows."
    )
    ticks = tuple((float(one.value), str(one.label)) for one in Strength)
    return (Chart(ChartKind.DOTS, said.chart, description, marks, 1, 5, ticks),)


def _by_aspect(rows: Sequence[comparing.Row], said: Words) -> Table:
    columns = (
        Column(_("Aspect"), share=3),
        Column(_("Regions"), Align.END),
        Column(_("On record"), Align.END),
        Column(_("Voices"), Align.END),
        Column(_("Median"), Align.END),
        Column(_("Spread"), Align.END),
    )
    made = tuple(
        Row(
            row.code,
            (
                words.cell(str(NAMES[row.code].label)),
                words.number(len(row.cells)),
                words.number(row.factors),
                words.number(row.summary.voices),
                _median(row.summary),
                words.cell(_spread(row.summary)),
            ),
        )
        for row in rows
    )
    notes = (
        plain(
            _(
                "Strength from 1 (slight) to 5 (decisive). One assessment is one voice, however "
                "many people stand behind it. The spread is the lowest and the highest voice."
            )
        ),
    )
    return Table(f"{said.key}-aspects", said.by_aspect, columns, made, notes)


def _by_region(rows: Sequence[comparing.Row], material: Material, said: Words) -> Table:
    made = tuple(
        Row(
            row.code,
            (
                words.cell(str(NAMES[row.code].label)),
                *(_in_region(row.cells.get(region.key)) for region in material.regions),
            ),
        )
        for row in rows
    )
    notes = (
        plain(
            _(
                "The median strength, in brackets the number of voices. ?: on record, strength not "
                "said. –: not on record, which does not mean that it does not exist."
            )
        ),
    )
    columns = (Column(_("Aspect"), share=1), *telling.region_columns(material))
    return Table(f"{said.key}-regions", said.by_region, columns, made, notes)


def _in_region(cell: comparing.Cell | None) -> Cell:
    if cell is None:
        return telling.none_recorded()
    if cell.summary.median is None:
        return Cell(plain("?"))
    said = f"{_number(cell.summary.median)} ({cell.summary.rated})"
    return Cell(plain(said), cell.summary.median)


def _listed(factors: Sequence[Factor], material: Material, said: Words) -> Table:
    columns = (
        Column(_("Region"), share=1.3),
        Column(said.one, share=3.2),
        Column(_("Aspect"), share=1.5),
        Column(_("Where"), share=1.3),
        Column(_("Strength and who said it"), share=2.8),
    )
    order = {region.key: place for place, region in enumerate(material.regions)}
    ordered = sorted(factors, key=lambda one: (order.get(one.partner_id, 99), one.aspect, one.pk))
    rows = tuple(Row(f"factor-{one.pk}", _cells(one, material)) for one in ordered)
    return Table(f"{said.key}-list", said.listed, columns, rows)


def _cells(one: Factor, material: Material) -> tuple[Cell, ...]:
    title = telling.named(
        one.best(material.language, "title"),
        "title",
        href=telling.address("policy:factor", one.pk),
        sources=material.sources.number(one.source),
        is_example=one.is_example,
    )
    heard = [_voice(voice, material) for voice in one.assessments.all()]
    return (
        material.region_cell(one.partner_id),
        Cell(title),
        words.cell(str(one.get_aspect_display())),
        words.cell(str(one.get_rural_display()) if one.rural else ""),
        Cell(tuple(heard) or words.unknown(), lines=True),
    )


def _voice(one: Assessment, material: Material) -> Run:
    """ "Clear (Interview, 11 people, 2024);" with its source."""
    strength = str(one.get_strength_display()) if one.strength else _("strength not said")
    about = [str(Basis(one.basis).label)]
    if one.people:
        number = formats.number_format(one.people, use_l10n=True, force_grouping=True)
        least = ngettext("at least %(n)s person", "at least %(n)s people", one.people)
        exact = ngettext("%(n)s person", "%(n)s people", one.people)
        about.append((least if one.people_at_least else exact) % {"n": number})
    about.append(str(one.assessed_on.year))
    pattern = pgettext("a voice", "%(strength)s (%(about)s).")
    said = pattern % {"strength": strength, "about": telling.joined(about)}
    return Run(said, sources=material.sources.number(one.source))


def _median(summary: Summary) -> Cell:
    if summary.median is None:
        return Cell(words.unknown())
    return Cell(plain(_number(summary.median)), summary.median)


def _spread(summary: Summary) -> str:
    if summary.low is None or summary.high is None:
        return ""
    return str(summary.low) if summary.low == summary.high else f"{summary.low}–{summary.high}"


def _number(value: float) -> str:
    places = 0 if value == int(value) else 1
    return formats.number_format(value, decimal_pos=places, use_l10n=True)
