"""National frameworks, regional and local instruments, and which topics and aims they serve."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.kernel.paper import words
from secon.kernel.paper.model import (
    Align,
    Block,
    Bullets,
    Cell,
    Column,
    Ink,
    Paragraph,
    Row,
    Run,
    Table,
    plain,
)
from secon.monitoring.domain.sections import telling
from secon.monitoring.domain.sections.material import Material
from secon.monitoring.domain.sections.moneys import amount_of
from secon.partnership.enums import Evidence, Theme
from secon.places.countries import country_name
from secon.policy.enums import Level, Topic
from secon.policy.models import Instrument


def frameworks(material: Material) -> tuple[Block, ...]:
    """Laws, strategies and programmes of whole countries, and countries without one on record."""
    found = sorted(material.frameworks, key=lambda one: _country(one, material))
    rows = tuple(
        Row(
            f"instrument-{one.pk}",
            (
                words.cell(_country(one, material)),
                Cell(name_of(one, material)),
                words.cell(str(one.get_kind_display())),
                words.cell(telling.period(one.starts, one.ends)),
                words.cell(one.authority),
            ),
        )
        for one in found
    )
    columns = (
        Column(_("Country"), share=1.1),
        Column(_("Framework"), share=3),
        Column(_("Kind"), share=1.3),
        Column(_("Period"), share=1),
        Column(_("Authority in charge"), share=1.8),
    )
    empty = _("No national framework is on record.")
    made = Table("frameworks", _("National frameworks"), columns, rows, empty=empty)
    return (*_without_framework(material), made, *_summaries(found, material))


def instruments(material: Material) -> tuple[Block, ...]:
    """Instruments by region, then which topics and aims they serve."""
    rows = tuple(
        Row(
            f"instrument-{one.pk}",
            (
                material.region_cell(one.partner_id),
                Cell(name_of(one, material)),
                words.cell(str(one.get_kind_display())),
                words.cell(telling.period(one.starts, one.ends)),
                words.cell(amount_of(one).said),
                words.cell(one.authority),
            ),
        )
        for one in material.regional
    )
    columns = (
        Column(_("Region"), share=1.6),
        Column(_("Instrument"), share=3),
        Column(_("Kind"), share=1.5),
        Column(_("Period"), share=1.2),
        Column(_("Money"), Align.END, share=1.9),
        Column(_("Managing authority"), share=1.6),
    )
    listed = Table(
        "instruments",
        _("Regional and local instruments"),
        columns,
        rows,
        empty=_("No regional or local instrument is on record."),
    )
    topics = _served(
        material,
        "topics",
        _("Topics of the Council Recommendation served, by region"),
        [(topic.value, str(topic.label)) for topic in Topic],
        lambda one: [row.topic for row in one.topics.all()],
    )
    aims = _served(
        material,
        "aims",
        _("Aims of the project served, by region"),
        [(theme.value, str(theme.label)) for theme in Theme],
        lambda one: [row.theme for row in one.themes.all()],
    )
    return (listed, *_summaries(material.regional, material), topics, aims)


def name_of(one: Instrument, material: Material) -> tuple[Run, ...]:
    """Its name with a link, its sources, and what is not sure about it."""
    text = one.best(material.language, "name")
    told = telling.named(
        text,
        "name",
        href=telling.address("policy:instrument", one.pk, one.slug),
        sources=material.sources.of(one.sources),
        is_example=one.is_example,
    )
    marks = [_("to be improved in the project")] if one.addressed else []
    if one.evidence != Evidence.PUBLISHED:
        marks.append(str(Evidence(one.evidence).label))
    return (*told, *(Run(f"({mark})", ink=Ink.QUIET) for mark in marks))


def _country(one: Instrument, material: Material) -> str:
    if one.level == Level.EU:
        return str(Level.EU.label)
    return country_name(one.country, material.language)


def _without_framework(material: Material) -> tuple[Paragraph, ...]:
    there = {one.country for one in material.frameworks}
    missing = {region.country for region in material.regions} - there
    if not missing:
        return ()
    names = sorted(country_name(code, material.language) for code in missing)
    said = _(
        "No national framework is on record here for: %(countries)s. That does not mean that "
        "there is none."
    )
    return (Paragraph(plain(said % {"countries": telling.joined(names)})),)


def _summaries(found: Iterable[Instrument], material: Material) -> tuple[Bullets, ...]:
    """What each does, for those that say so."""
    items = []
    for one in found:
        text = one.best(material.language, "name", "summary")
        if text["summary"]:
            language = text.language if text.foreign else ""
            name = Run(f"{text['name']}:", language)
            items.append((name, *words.told(text, "summary")))
    return (Bullets(tuple(items)),) if items else ()


def _served(
    material: Material,
    key: str,
    caption: str,
    names: Iterable[tuple[str, str]],
    codes: Callable[[Instrument], list[str]],
) -> Table:
    """How many instruments of each region serve something."""
    told = [(one.partner_id, codes(one)) for one in material.regional]
    rows = []
    for code, name in names:
        counts = [
            sum(code in said for partner, said in told if partner == region.key)
            for region in material.regions
        ]
        cells = (words.number(count) if count else telling.none_recorded() for count in counts)
        rows.append(Row(code, (words.cell(name), *cells)))
    silent = sum(not said for _partner, said in told)
    notes = [_("Numbers count instruments; – means that none is on record.")]
    if silent:
        notes.append(
            ngettext(
                "Of %(count)s instrument it is not known what it serves.",
                "Of %(count)s instruments it is not known what they serve.",
                silent,
            )
            % {"count": silent}
        )
    columns = (Column(_("Served"), share=1), *telling.region_columns(material))
    return Table(key, caption, columns, tuple(rows), tuple(plain(note) for note in notes))
