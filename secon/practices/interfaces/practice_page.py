"""One practice as its page says it: texts with their language, facts, gaps, criteria, versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from secon.kernel.languages import language_name
from secon.kernel.models import Text
from secon.places.countries import country_name
from secon.practices.domain.queries import Card, Page, Version
from secon.practices.domain.standing import UNREVIEWED
from secon.practices.enums import YesNo
from secon.practices.interfaces.words import (
    VARIANTS,
    Mark,
    cost_said,
    mark,
    plain_number,
    standing_said,
)
from secon.practices.models import Judgement, Practice

SECTIONS: tuple[tuple[str, Any], ...] = (
    ("description", gettext_lazy("What it is and how it works")),
    ("results", gettext_lazy("What it reached")),
    ("resources", gettext_lazy("What it needs")),
    ("difficulties", gettext_lazy("What was difficult")),
    ("transfer", gettext_lazy("What others can take over")),
    ("lessons", gettext_lazy("What to learn from what failed")),
    ("inspired", gettext_lazy("Which public policy it inspired")),
)
OPTIONAL = frozenset({"difficulties", "lessons", "inspired"})
"""Need not be said; the others are gaps."""
ALWAYS = "results"
"""Has a heading even if nobody said anything."""
MANY = 4


@dataclass(frozen=True, slots=True)
class Told:
    """A text with its heading; empty: nobody said."""

    name: str
    title: str
    text: str
    language: str  # "" if it is the reader's
    mark: Mark | None  # where it differs from the title's


@dataclass(frozen=True, slots=True)
class Fact:
    """A line at the side; an empty value is unknown."""

    term: str
    value: str
    language: str = ""  # of the value, where it is in the author's words


@dataclass(frozen=True, slots=True)
class Figure:
    """A result in numbers."""

    label: str
    number: str
    year: str
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """A page that facts were taken from."""

    url: str
    host: str
    facts: tuple[str, ...]  # none named: most of what is said


@dataclass(frozen=True, slots=True)
class Change:
    """A version that readers saw."""

    at: datetime
    changed: str


@dataclass(frozen=True, slots=True)
class Near:
    """A practice like this one."""

    href: str
    text: Text
    region: Text


@dataclass(frozen=True, slots=True)
class Shown:
    """What the template shows."""

    practice: Practice
    title: Text
    summary: Text
    mark: Mark | None
    original: str  # the name of its language
    standing: str
    variant: str
    is_reviewed: bool
    told: tuple[Told, ...]
    facts: tuple[Fact, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    gaps: tuple[str, ...]
    similar: tuple[Near, ...]
    versions: tuple[Change, ...]
    keywords: tuple[str, ...]
    topics: tuple[str, ...]


def shown(page: Page, language: str, versions: Sequence[Version] = ()) -> Shown:
    """The page in words."""
    one, title = page.practice, page.texts["title"]
    head = mark(title, one.original_language)
    told = tuple(_told(page, name, str(label), head) for name, label in SECTIONS)
    facts = _facts(page, language)
    return Shown(
        practice=one,
        title=title,
        summary=page.texts["summary"],
        mark=head,
        original=language_name(one.original_language),
        standing=standing_said(page.standing),
        variant=VARIANTS[page.standing] if page.standing else "quiet",
        is_reviewed=page.standing is not None and page.standing not in UNREVIEWED,
        told=tuple(each for each in told if each.text or each.name == ALWAYS),
        facts=facts,
        figures=_figures(page),
        sources=_sources(one),
        gaps=_gaps(told, facts, page),
        similar=tuple(_near(card) for card in page.similar),
        versions=tuple(_change(each) for each in versions),
        keywords=tuple(word.strip() for word in one.keywords.split(",") if word.strip()),
        topics=tuple(str(each.get_topic_display()) for each in one.topics.all())
        + tuple(str(each.get_theme_display()) for each in one.themes.all()),
    )


def period(practice: Practice) -> str:
    """Since when it runs and until when; "" where the beginning is unknown."""
    if practice.starts is None:
        return ""
    since = date_format(practice.starts, "YEAR_MONTH_FORMAT")
    if practice.ends:
        until = date_format(practice.ends, "YEAR_MONTH_FORMAT")
        return _("%(since)s to %(until)s") % {"since": since, "until": until}
    if practice.is_ongoing == YesNo.YES:
        return _("since %(since)s, goes on") % {"since": since}
    return _("since %(since)s; whether it goes on is unknown") % {"since": since}


def _told(page: Page, name: str, title: str, head: Mark | None) -> Told:
    text = page.texts[name]
    own = mark(text, page.practice.original_language) if text[name] else None
    return Told(
        name=name,
        title=title,
        text=text[name],
        language=text.language if text.foreign else "",
        mark=own if own != head else None,
    )


def _facts(page: Page, language: str) -> tuple[Fact, ...]:
    one = page.practice
    place = ", ".join(
        part for part in (one.place, one.nuts, country_name(one.country, language)) if part
    )
    own = one.original_language if one.original_language != language else ""
    public = {
        YesNo.YES.value: _("Yes"),
        YesNo.NO.value: _("No: a private initiative that inspired policy"),
    }
    return (
        Fact(pgettext("practice", "Cost"), cost_said(one)),
        Fact(pgettext("practice", "Time"), period(one)),
        Fact(_("Organisation in charge"), one.organisation, own),
        Fact(_("Legal form it needs"), one.legal_form, own),
        Fact(pgettext("practice", "Place"), place),
        Fact(_("Town or country"), str(one.get_rural_display()) if one.rural else ""),
        Fact(_("Public intervention"), public.get(one.public_intervention, "")),
        Fact(
            _("Kind of policy instrument"),
            str(one.get_instrument_kind_display()) if one.instrument_kind else "",
        ),
    )


def _figures(page: Page) -> tuple[Figure, ...]:
    return tuple(
        Figure(
            one.label,
            f"{plain_number(one.number)} {one.unit}".strip(),
            str(one.year or ""),
            one.source,
        )
        for one in page.figures
    )


def _sources(practice: Practice) -> tuple[Source, ...]:
    found: dict[str, list[str]] = {}
    for name, urls in practice.sources.items():
        for url in urls:
            found.setdefault(url, []).append(_field_label(name))
    return tuple(
        Source(url, urlsplit(url).hostname or url, tuple(facts) if len(facts) < MANY else ())
        for url, facts in found.items()
    )


def _field_label(name: str) -> str:
    try:
        return str(Practice._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # columns only
    except LookupError:
        return name


def _gaps(told: Sequence[Told], facts: Sequence[Fact], page: Page) -> tuple[str, ...]:
    missing = [one.title for one in told if not one.text and one.name not in OPTIONAL]
    missing += [fact.term for fact in facts if not fact.value]
    if not page.figures:
        missing.append(_("Results in numbers"))
    if not page.proofs:
        missing.append(_("Evidence"))
    return tuple(missing)


def _near(card: Card) -> Near:
    return Near(card.practice.get_absolute_url(), card.text, card.region)


def _change(version: Version) -> Change:
    names = ", ".join(_field_label(name) for name in version.fields)
    return Change(version.at, names)


def language_of(one: Judgement | None, reader: str) -> str:
    """The language of a note where it is not the reader's."""
    return one.language if one and one.language and one.language != reader else ""
