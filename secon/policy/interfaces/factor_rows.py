"""Barriers compared, in words, dots and files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from secon.kernel.spread import Point
from secon.policy.domain.comparing import (
    Cell,
    Change,
    Row,
    Summary,
    Voice,
    changes,
    table,
)
from secon.policy.domain.factor_queries import Comparison, RegionView
from secon.policy.enums import Aspect, Strength, Topic
from secon.policy.interfaces.factor_filter import FactorFilter
from secon.policy.interfaces.words import Words, words

OUTSIDE = "outside"  # the row of factors that belong to no topic
LOW, HIGH = min(Strength), max(Strength)
BY_ASPECT: Sequence[str] = Aspect.values
BY_TOPIC: Sequence[str] = (*Topic.values, OUTSIDE)


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of the table; ``cell`` None: nobody named a factor there."""

    region: RegionView
    cell: Cell | None
    said: tuple[str, ...]
    query: str


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of chart and table."""

    row: Row
    label: str
    points: tuple[Point, ...]
    said: tuple[str, ...]
    cells: tuple[CellView, ...]
    query: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """What changed in a region between its last two waves."""

    change: Change
    region: RegionView
    label: str
    said: str
    caution: str
    before: tuple[Point, ...]
    after: tuple[Point, ...]


def row_label(code: str, *, by_topic: bool) -> str:
    """What a row is called."""
    if code == OUTSIDE:
        return _("Outside the topics")
    return str(Topic(code).label if by_topic else Aspect(code).label)


def region_words(region: RegionView) -> Words:
    """A region's name with its language."""
    return words(region.text, "territory_name")


def said(one: Summary) -> tuple[str, ...]:
    """What some voices say together, in whole sentences: how strong, how many, how many people."""
    if not one.voices:
        return (_("Nobody has said how strong it is."),)
    sentences = [_strength(one), _voices(one)]
    if one.people:
        sentences.append(_people(one))
    return tuple(sentences)


def brief(one: Summary) -> tuple[str, ...]:
    """The same for a cell that shows the median itself."""
    if one.median is None or one.rated == 1:
        return said(one)
    ends = {"low": one.low, "high": one.high}
    sentences = [_("From %(low)s to %(high)s.") % ends]
    if one.lower_quartile is not None:
        quarters = {"lower": number(one.lower_quartile), "upper": number(one.upper_quartile)}
        sentences.append(_("Middle half: %(lower)s to %(upper)s.") % quarters)
    sentences.append(_voices(one))
    return (*sentences, _people(one)) if one.people else tuple(sentences)


def number(value: float | None) -> str:
    """A median as readers of the language write it; at most one decimal."""
    return "" if value is None else str(floatformat(value, -1))


def points(voices: Iterable[Voice], regions: Sequence[RegionView]) -> tuple[Point, ...]:
    """A dot for each voice that has a strength, labelled with region and year."""
    names = {one.key: one.text["territory_name"] for one in regions}
    return tuple(
        Point(one.strength, f"{names.get(one.region, '')} {one.on.year}".strip())
        for one in voices
        if one.strength is not None
    )


def rows(found: Comparison, form: FactorFilter) -> tuple[RowView, ...]:
    """The rows of chart and table, in the order of the list they come from."""
    by_topic = form.by_topic
    name = "topic" if by_topic else "aspect"
    made = table(
        [(card.factor.partner_id, _code(card.factor, by_topic=by_topic)) for card in found.factors],
        found.voices,
        order=BY_TOPIC if by_topic else BY_ASPECT,
        row_of=lambda one: _code(one, by_topic=by_topic),
    )
    return tuple(
        RowView(
            row,
            row_label(row.code, by_topic=by_topic),
            points(row.voices, found.regions),
            said(row.summary),
            tuple(_cell(row, region, form, name) for region in found.regions),
            form.query(**{name: "" if row.code == OUTSIDE else row.code}),
        )
        for row in made
    )


def change_views(found: Comparison, form: FactorFilter) -> tuple[ChangeView, ...]:
    """What changed over time, by region and row."""
    by_topic = form.by_topic
    regions = {one.key: one for one in found.regions}
    return tuple(
        ChangeView(
            one,
            regions[one.region],
            row_label(one.code, by_topic=by_topic),
            _moved(one),
            _caution(one),
            points(one.before.voices, found.regions),
            points(one.after.voices, found.regions),
        )
        for one in changes(found.voices, row_of=lambda each: _code(each, by_topic=by_topic))
        if one.region in regions
    )


def _code(one: Any, *, by_topic: bool) -> str:
    return str((one.topic or OUTSIDE) if by_topic else one.aspect)


def _cell(row: Row, region: RegionView, form: FactorFilter, name: str) -> CellView:
    cell = row.cells.get(region.key)
    narrowed = {name: "" if row.code == OUTSIDE else row.code, "region": region.slug}
    return CellView(region, cell, brief(cell.summary) if cell else (), form.query(**narrowed))


def _strength(one: Summary) -> str:
    if one.median is None:
        return _("Strength unknown.")
    middle = {"median": number(one.median), "low": one.low, "high": one.high}
    if one.rated == 1:
        return _("Strength %(median)s, said once.") % middle
    if one.lower_quartile is not None:
        middle |= {"lower": number(one.lower_quartile), "upper": number(one.upper_quartile)}
        return (
            _(
                "Median %(median)s, from %(low)s to %(high)s; the middle half: %(lower)s to %(upper)s."
            )
            % middle
        )
    return _("Median %(median)s, from %(low)s to %(high)s.") % middle


def _voices(one: Summary) -> str:
    voices = ngettext("%(number)s voice", "%(number)s voices", one.voices) % {"number": one.voices}
    if not one.unrated or not one.rated:
        return _("%(voices)s.") % {"voices": voices}
    return _("%(voices)s, %(without)s of them without a strength.") % {
        "voices": voices,
        "without": one.unrated,
    }


def _people(one: Summary) -> str:
    named = {"number": one.people}
    if one.people_at_least:
        return (
            ngettext(
                "%(number)s person or more behind them.",
                "%(number)s people or more behind them.",
                one.people,
            )
            % named
        )
    return (
        ngettext("%(number)s person behind them.", "%(number)s people behind them.", one.people)
        % named
    )


def _moved(one: Change) -> str:
    named = {
        "before": number(one.before.summary.median),
        "after": number(one.after.summary.median),
        "first": one.before.year,
        "second": one.after.year,
    }
    if one.by > 0:
        return _("Stronger: median %(before)s in %(first)s, %(after)s in %(second)s.") % named
    if one.by < 0:
        return _("Weaker: median %(before)s in %(first)s, %(after)s in %(second)s.") % named
    return _("Unchanged: median %(before)s in %(first)s and in %(second)s.") % named


def _caution(one: Change) -> str:
    if not one.by or not one.overlap:
        return ""
    return pgettext(
        "barriers", "The two spreads overlap: it may be others who were asked, not a change."
    )
