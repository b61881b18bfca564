"""One factor as its page shows it: texts with their language, voices as dots, history in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.kernel.spread import Point
from secon.policy.domain.comparing import Voice, Wave
from secon.policy.domain.factor_queries import Acting, Event, FactorCard, FactorView
from secon.policy.domain.linked import Answering
from secon.policy.interfaces.factor_rows import region_words, said
from secon.policy.interfaces.words import Words, words
from secon.policy.models import Assessment

VERBS: dict[str, str | Promise] = {
    "propose": pgettext_lazy("history", "Named"),
    "edit": pgettext_lazy("history", "Changed"),
    "create": pgettext_lazy("history", "Named"),
    "publish": pgettext_lazy("history", "Published"),
    "hide": pgettext_lazy("history", "Taken out of what readers see"),
    "link": _("An instrument that should act was named"),
    "unlink": _("An instrument was taken away"),
    "assess": _("Assessed"),
    "withdraw": _("An assessment was withdrawn"),
    "load": _("Renewed from published sources"),
    "translate": _("Translated"),
}


@dataclass(frozen=True, slots=True)
class CardView:
    """A factor in a list."""

    card: FactorCard
    title: Words
    region: Words
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WaveView:
    """What was said in one year."""

    year: int
    points: tuple[Point, ...]
    median: float | None
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happened:
    """A line of the history."""

    at: datetime
    what: str | Promise
    why: str = ""


def cards(found: Iterable[FactorCard]) -> tuple[CardView, ...]:
    """A page of the list."""
    return tuple(
        CardView(card, _translated(card, "title"), region_words(card.region), said(card.summary))
        for card in found
    )


def title_of(view: FactorView) -> Words:
    """The title."""
    return _translated(view, "title")


def detail_of(view: FactorView) -> Words:
    """The longer text."""
    return _translated(view, "detail")


def points(assessments: Sequence[Assessment]) -> tuple[Point, ...]:
    """A dot for each voice, labelled with who said it and when."""
    return tuple(
        Point(one.strength, f"{one.said_by or one.get_basis_display()}, {_day(one)}")
        for one in assessments
        if one.strength is not None
    )


def waves(found: Iterable[Wave]) -> tuple[WaveView, ...]:
    """Year by year, the newest first."""
    made = [
        WaveView(one.year, _dots(one.voices), one.summary.median, said(one.summary))
        for one in found
    ]
    return tuple(reversed(made))


def acting(view: FactorView) -> tuple[tuple[Acting, Words], ...]:
    """The instruments that should act, each with its name."""
    return tuple((one, words(one.text, "name")) for one in view.acting)


def answers(view: FactorView) -> tuple[tuple[Answering, Words, Words], ...]:
    """The practices that answer it, each with its title and region."""
    return tuple(
        (one, words(one.title, "title"), words(one.region, "territory_name"))
        for one in view.answers
    )


def history(view: FactorView) -> tuple[Happened, ...]:
    """What was done to it, the newest first. Verbs without words of ours are left out."""
    return tuple(
        Happened(one.at, VERBS[one.verb], _why(one)) for one in view.history if one.verb in VERBS
    )


def _translated(of: FactorCard | FactorView, field: str) -> Words:
    return words(of.text, field, original=of.factor.original_language)


def _dots(voices: Iterable[Voice]) -> tuple[Point, ...]:
    return tuple(
        Point(one.strength, str(one.on.year)) for one in voices if one.strength is not None
    )


def _day(one: Assessment) -> str:
    return date_format(one.assessed_on)


def _why(event: Event) -> str:
    return str(event.detail.get("reason", "")) if event.verb == "withdraw" else ""
