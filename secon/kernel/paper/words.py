"""Words that every document needs: its frame, and how a text of a record is told."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from secon.kernel.enums import TranslationState
from secon.kernel.languages import language_name
from secon.kernel.models import Text
from secon.kernel.paper.model import Cell, Frame, Ink, Run, Words


def frame() -> Frame:
    """The frame in the active language."""
    return Frame(
        site="SECON",
        funding=_("Co-funded by the European Union"),
        programme="Interreg Europe",
        emblem=_("The flag of the European Union: twelve gold stars in a circle on blue"),
        disclaimer=_(
            "The content represents the views of its authors only. The managing authority of the "
            "programme and the European Commission do not accept any responsibility for use that "
            "may be made of the information it contains."
        ),
        contents=_("Contents"),
        sources=_("Sources"),
        unknown=_("unknown"),
        page=_("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
    )


def told(text: Text, field: str, *, href: str = "", sources: Iterable[int] = ()) -> Words:
    """A text of a record in its best language, with a mark where that is not the asked one."""
    if not text[field]:
        return unknown(*sources)
    language = text.language if text.foreign else ""
    return (Run(text[field], language, mark=_mark(text), href=href, sources=tuple(sources)),)


def in_language(text: str, language: str, asked: str, *sources: int) -> Words:
    """A text of a known single language."""
    if not text:
        return ()
    other = "" if language == asked else language
    return (Run(text, other, mark=mark_of(language, asked), sources=sources),)


def mark_of(language: str, asked: str) -> str:
    """What marks a text that exists in one language only; no words where it is the asked one."""
    return _shown_in(language) if language and language != asked else ""


def unknown(*sources: int) -> Words:
    """That something is not known."""
    return (Run(_("unknown"), ink=Ink.UNKNOWN, sources=sources),)


def quiet(text: str) -> Words:
    """Words that step back."""
    return (Run(text, ink=Ink.QUIET),)


def cell(text: str, *sources: int) -> Cell:
    """A cell of words; none: unknown."""
    return Cell((Run(text, sources=sources),) if text else unknown(*sources))


def number(value: float | None, *sources: int, places: int = 0) -> Cell:
    """A cell with a number as the language writes it; none: unknown."""
    if value is None:
        return Cell(unknown(*sources))
    said = formats.number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)
    return Cell((Run(said, sources=sources),), float(value))


def day(value: datetime.date | None) -> str:
    """A date as the language writes it; none: no words."""
    return formats.date_format(value, "DATE_FORMAT") if value else ""


def _mark(text: Text) -> str:
    if text.foreign:
        return _shown_in(text.language)
    if text.state is TranslationState.MACHINE:
        return pgettext("mark of a text", "translated by machine")
    if text.state is TranslationState.STALE:
        return pgettext("mark of a text", "translation out of date")
    return ""


def _shown_in(language: str) -> str:
    return pgettext("mark of a text", "in %(language)s") % {"language": language_name(language)}
