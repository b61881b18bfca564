"""Instruments as the list, the matrix and the map show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.kernel.collation import sort_key
from secon.kernel.models import Text, Translated
from secon.kernel.shapes import MapRegion
from secon.partnership.domain.territories import territory_of
from secon.policy.domain.factor_queries import RegionView
from secon.policy.domain.instrument_list import Area, Row
from secon.policy.enums import Topic
from secon.policy.interfaces.instrument_filter import place_name
from secon.policy.interfaces.words import Words, words


@dataclass(frozen=True, slots=True)
class Card:
    """An instrument in the list."""

    row: Row
    name: Words
    summary: Words
    place: Words
    period: str


@dataclass(frozen=True, slots=True)
class Cell:
    """How many instruments an area has on a topic, and where they are listed."""

    number: int
    query: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the matrix."""

    name: Words
    is_region: bool
    cells: tuple[Cell, ...]
    all: Cell


def said(record: Translated, text: Text, field: str) -> Words:
    """A text of an instrument with what a reader must know of it."""
    original = record.original_language if getattr(record, field) else "en"
    return words(text, field, original=original)


def period(starts: date | None, ends: date | None) -> str:
    """From when to when: years where they are whole, "" where nothing is known."""
    first, last = _day(starts, (1, 1)), _day(ends, (12, 31))
    if starts and ends:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if starts:
        return _("since %(first)s") % {"first": first}
    return _("until %(last)s") % {"last": last} if ends else ""


def cards(rows: Iterable[Row], language: str) -> list[Card]:
    """Rows of the list in the reader's words."""
    return [_card(row, language) for row in rows]


def lines(areas: Iterable[Area], language: str) -> list[Line]:
    """The matrix in the reader's words."""
    return [_line(area, language) for area in areas]


def in_order(regions: Iterable[RegionView], language: str) -> list[tuple[str, str, Text]]:
    """The regions by the names of their countries."""
    ordered = sorted(
        regions,
        key=lambda one: (
            sort_key(place_name(one.country, language), language),
            sort_key(one.text["territory_name"], language),
        ),
    )
    return [(one.slug, one.country, one.text) for one in ordered]


def map_regions(areas: Iterable[Area], base: str, current: str) -> tuple[MapRegion, ...]:
    """The regions on the map, each leading to its instruments."""
    shown = []
    for area in areas:
        territory = territory_of(area.where)
        if area.region is None or territory is None:
            continue
        number = ngettext("%(count)d instrument", "%(count)d instruments", area.total)
        shown.append(
            MapRegion(
                slug=area.where,
                name=area.region["territory_name"],
                href=f"{base}?{urlencode({'where': area.where})}#list",
                codes=territory.codes,
                inside=territory.municipality is not None,
                note=number % {"count": area.total} if area.total else _("none recorded"),
                current=area.where == current,
            )
        )
    return tuple(shown)


COLUMNS: Sequence[str] = (
    "id", "page", "name", "name_language", "summary", "summary_language", "level", "kind",
    "country", "region", "addressed_by_the_project", "managing_authority", "reference", "starts",
    "ends", "topics", "aims", "funds", "evidence", "website", "sources", "is_example", "changed_at",
)  # fmt: skip


def record(row: Row, absolute: Any) -> dict[str, Any]:
    """An instrument for machines; None is unknown."""
    one = row.instrument
    return {
        "id": one.pk,
        "page": absolute(one.get_absolute_url()),
        "name": row.name["name"],
        "name_language": row.name.language,
        "summary": row.summary["summary"] or None,
        "summary_language": row.summary.language if row.summary["summary"] else None,
        "level": one.level,
        "kind": one.kind,
        "country": one.country,
        "region": one.partner.slug if one.partner else None,
        "addressed_by_the_project": one.addressed,
        "managing_authority": one.authority or None,
        "reference": one.reference or None,
        "starts": one.starts and one.starts.isoformat(),
        "ends": one.ends and one.ends.isoformat(),
        "topics": [topic.value for topic in row.topics] or None,
        "aims": [theme.value for theme in row.themes] or None,
        "funds": [fund.value for fund in row.funds] or None,
        "evidence": one.evidence,
        "website": one.website or None,
        "sources": sorted({page for pages in one.sources.values() for page in pages}) or None,
        "is_example": one.is_example,
        "changed_at": one.changed_at.isoformat(timespec="seconds"),
    }


def _day(day: date | None, whole: tuple[int, int]) -> str:
    if day is None:
        return ""
    return str(day.year) if (day.month, day.day) == whole else date_format(day, "DATE_FORMAT")


def _card(row: Row, language: str) -> Card:
    one = row.instrument
    place = (
        words(row.region, "territory_name", original=one.partner.original_language)
        if row.region and one.partner
        else Words(place_name(one.country, language))
    )
    return Card(
        row=row,
        name=said(one, row.name, "name"),
        summary=said(one, row.summary, "summary"),
        place=place,
        period=period(one.starts, one.ends),
    )


def _line(area: Area, language: str) -> Line:
    name = (
        Words(area.region["territory_name"], area.region.language if area.region.foreign else "")
        if area.region
        else Words(place_name(area.country, language))
    )
    return Line(
        name=name,
        is_region=area.region is not None,
        cells=tuple(
            _cell(number, where=area.where, topic=topic) for topic, number in area.by_topic
        ),
        all=_cell(area.total, where=area.where),
    )


def _cell(number: int, **asked: str | Topic) -> Cell:
    return Cell(number, urlencode(asked))
