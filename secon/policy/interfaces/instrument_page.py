"""One instrument as its page shows it, in the reader's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from secon.policy.domain.instrument_history import Version
from secon.policy.domain.instrument_page import InstrumentView
from secon.policy.interfaces.instrument_filter import place_name
from secon.policy.interfaces.instrument_rows import period, said
from secon.policy.interfaces.words import Words, words
from secon.policy.models import Instrument

PARTS: dict[str, str | Promise] = {
    "translations": _("texts in other languages"),
    "topics": _("topics"),
    "themes": _("aims"),
    "territories": _("territory"),
    "money": _("money"),
    "documents": _("documents"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A version in the history."""

    version: Version
    changes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """Something with a title that has a page: a factor, an improvement."""

    record: Any
    title: Words
    note: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What the template needs beside the view."""

    name: Words
    summary: Words
    place: Words
    period: str
    barriers: tuple[Listed, ...]
    enablers: tuple[Listed, ...]
    improvements: tuple[Listed, ...]


def page(view: InstrumentView, language: str) -> Page:
    """The instrument in the reader's words."""
    one = view.instrument
    factors = [
        Listed(acted.factor, _title(acted.factor, acted.text), acted.note) for acted in view.factors
    ]
    return Page(
        name=said(one, view.name, "name"),
        summary=said(one, view.summary, "summary"),
        place=Words(view.region.text["territory_name"], _foreign(view.region.text))
        if view.region
        else Words(place_name(one.country, language)),
        period=period(one.starts, one.ends),
        barriers=tuple(each for each in factors if each.record.effect == "barrier"),
        enablers=tuple(each for each in factors if each.record.effect == "enabler"),
        improvements=tuple(
            Listed(each.improvement, _title(each.improvement, each.text))
            for each in view.improvements
        ),
    )


def sources(instrument: Instrument) -> dict[str, list[str]]:
    """The pages each fact comes from, by the name of its field."""
    return {field: list(pages) for field, pages in instrument.sources.items()}


def history(versions: Iterable[Version]) -> list[Line]:
    """Versions with what they changed, as the forms call it."""
    return [Line(one, tuple(_called(name) for name in one.changes)) for one in versions]


def _called(name: str) -> str:
    if name in PARTS:
        return str(PARTS[name])
    return str(Instrument._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # columns only


def _title(record: Any, text: Any) -> Words:
    return words(text, "title", original=record.original_language)


def _foreign(text: Any) -> str:
    return text.language if text.foreign else ""
