"""Improvements as pages show them, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.policy.domain.improvement_list import ImprovementView, Row
from secon.policy.interfaces.instrument_rows import said
from secon.policy.interfaces.words import Words, words
from secon.policy.models import Improvement

VERBS: dict[str, str | Promise] = {
    "claim": pgettext_lazy("improvement", "Recorded"),
    "edit": pgettext_lazy("improvement", "Changed"),
    "carry out": pgettext_lazy("improvement", "Done"),
    "submit": _("Submitted for validation"),
    "validate": pgettext_lazy("improvement", "Validated"),
    "refuse": _("Not validated"),
    "load": _("Renewed from published sources"),
    "translate": pgettext_lazy("improvement", "Translated"),
    "remove translation": _("A translation was taken away"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """An improvement in the list."""

    one: Improvement
    title: Words
    instrument: Words
    region: Words | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history."""

    at: datetime
    what: str | Promise
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """What the template needs beside the view."""

    title: Words
    description: Words
    instrument: Words
    region: Words | None
    history: tuple[Line, ...]


def cards(rows: Iterable[Row]) -> list[Card]:
    """Rows of the list in the reader's words."""
    return [
        Card(row.improvement, _text(row, "title"), _instrument(row), _region(row)) for row in rows
    ]


def page_of(view: ImprovementView) -> Page:
    """One improvement in the reader's words."""
    row = view.row
    return Page(
        title=_text(row, "title"),
        description=_text(row, "description"),
        instrument=_instrument(row),
        region=_region(row),
        history=tuple(
            Line(event.at, VERBS[event.verb], event.reason)
            for event in view.events
            if event.verb in VERBS
        ),
    )


def _text(row: Row, field: str) -> Words:
    return words(row.text, field, original=row.improvement.original_language)


def _instrument(row: Row) -> Words:
    return said(row.improvement.instrument, row.instrument, "name")


def _region(row: Row) -> Words | None:
    if row.region is None:
        return None
    return Words(row.region["territory_name"], row.region.language if row.region.foreign else "")
