"""A report as a document: its editors' words around what the records say, in one language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from secon.kernel.languages import language_name
from secon.kernel.models import rows_for
from secon.kernel.paper import words
from secon.kernel.paper.model import Block, Chapter, Document, Heading, Paragraph, Words
from secon.monitoring.domain import markup
from secon.monitoring.domain.sections import drawing
from secon.monitoring.domain.sections.material import Material, load
from secon.monitoring.enums import SectionKind
from secon.monitoring.models import Report, ReportSection


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a report from another: the edition, or none for the living report."""

    now: datetime
    edition: str = ""
    path: str = ""


def living(report: Report, *, language: str, now: datetime) -> Document:
    """The report as the records stand. Examples take part with local settings only."""
    with translation.override(language):
        path = reverse("monitoring:report", args=[report.slug])
        return written(report, language=language, stamp=Stamp(now, path=path))


def written(report: Report, *, language: str, stamp: Stamp) -> Document:
    """The report in ``language``, which must be active: a fixed number of queries."""
    day = timezone.localdate(stamp.now)
    material = load(language=language, today=day, with_examples=settings.SECON_LOCAL)
    sections = report.sections.prefetch_related(rows_for(ReportSection, language))
    chapters, ending = _chapters(sections, material)
    title = report.best(language)
    frame = words.frame()
    if ending is not None:
        frame = replace(frame, sources=ending.best(language)["title"])
    edition = stamp.edition or _("Living report: it changes with the records")
    return Document(
        title=words.told(title, "title"),
        language=language,
        frame=frame,
        chapters=chapters,
        dated=day,
        kicker=_("Report of the project SECON, Interreg Europe"),
        facts=(
            (_("As of"), words.day(day)),
            (_("Edition"), edition),
            (_("Language"), language_name(language)),
        ),
        summary=_summary(report, language),
        sources=material.sources.listed(),
        sources_intro=_own_words(ending, language) if ending else (),
        address=f"{settings.WAGTAILADMIN_BASE_URL}{stamp.path}",
    )


def _summary(report: Report, language: str) -> tuple[Words, ...]:
    found = report.best(language)
    parts = markup.blocks(found["summary"], found.language if found.foreign else "")
    return tuple(part.words for part in parts if isinstance(part, Paragraph))


def _chapters(
    sections: Iterable[ReportSection], material: Material
) -> tuple[tuple[Chapter, ...], ReportSection | None]:
    """Sections as chapters; the list of sources comes last whatever its place, so it is apart."""
    chapters: list[Chapter] = []
    ending = None
    for section in sections:
        if section.kind == SectionKind.SOURCES:
            ending = section
            continue
        anchor = f"section-{section.pk}"
        title = words.told(section.best(material.language), "title")
        blocks = (*_own_words(section, material.language), *drawn(section, material))
        if section.chapter or not chapters:
            chapters.append(Chapter(anchor, title, tuple(_raised(block) for block in blocks)))
        else:
            last = chapters[-1]
            inside = (*last.blocks, Heading(2, title, anchor), *blocks)
            chapters[-1] = replace(last, blocks=inside)
    return tuple(chapters), ending


def _raised(block: Block) -> Block:
    """A heading right below a chapter is one of the second level: none is skipped."""
    return replace(block, level=2) if isinstance(block, Heading) else block


def _own_words(section: ReportSection, language: str) -> tuple[Block, ...]:
    text = section.best(language)
    return markup.blocks(text["text"], text.language if text.foreign else "")


def drawn(section: ReportSection, material: Material) -> tuple[Block, ...]:
    """What the records say in a section."""
    return drawing.blocks(SectionKind(section.kind), material)
