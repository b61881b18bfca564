"""Practices that fit, as the page shows them and as files give them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from secon.kernel.models import Text
from secon.policy.enums import Aspect, Topic
from secon.policy.interfaces.words import Words
from secon.practices.domain import queries
from secon.practices.domain.fitting import Here
from secon.practices.domain.legal_forms import counterpart
from secon.practices.domain.queries import Card
from secon.practices.fitting import weights
from secon.practices.fitting.shapes import Barrier, Fit, Side
from secon.practices.interfaces import fitting_words
from secon.practices.interfaces.words import VARIANTS, Mark, cost_said, mark, standing_said

COLUMNS = (
    "place",
    "practice",
    "title",
    "title_language",
    "region",
    "country",
    "score",
    "points_for_need",
    "points_for_surroundings",
    "points_for_evidence",
    "barriers_answered",
    "barriers_asked",
    "reasons",
    "missing",
    "page",
)
MOST = tuple(
    round(100 * weight) for weight in (weights.NEED, weights.SURROUNDINGS, weights.EVIDENCE)
)


@dataclass(frozen=True, slots=True)
class AnsweredView:
    """A barrier chosen, and how the practice answers it."""

    label: Words
    how: str


@dataclass(frozen=True, slots=True)
class Compared:
    """One side of the surroundings, there and here; "" where it is unknown."""

    side: str
    there: str
    here: str


@dataclass(frozen=True, slots=True)
class Part:
    """Points of so many."""

    label: str
    points: int
    most: int


@dataclass(frozen=True, slots=True)
class Row:
    """A practice with its reasons."""

    key: int
    href: str
    text: Text
    mark: Mark | None
    region: Text
    standing: str
    variant: str
    is_example: bool
    is_lesson: bool
    score: int
    parts: tuple[Part, ...]
    summary: str
    answered: tuple[AnsweredView, ...]
    reasons: tuple[str, ...]
    missing: tuple[str, ...]
    compared: tuple[Compared, ...]


def rows(
    fits: Sequence[Fit],
    here: Here,
    *,
    asked: int,
    labels: Mapping[int, Words],
    language: str,
) -> tuple[Row, ...]:
    """One page of practices. Four queries, however many."""
    by_key = {fit.candidate.key: fit for fit in fits}
    return tuple(
        _row(card, by_key[card.practice.pk], here, asked, labels)
        for card in queries.cards(list(by_key), language)
    )


def records(
    fits: Sequence[Fit],
    here: Here,
    *,
    asked: int,
    labels: Mapping[int, Words],
    language: str,
) -> Iterator[dict[str, Any]]:
    """The whole list as flat records."""
    made: Iterable[Row] = rows(fits, here, asked=asked, labels=labels, language=language)
    cards = {fit.candidate.key: fit for fit in fits}
    for place, row in enumerate(made, start=1):
        need, around, evidence = row.parts
        yield {
            "place": place,
            "practice": row.key,
            "title": row.text["title"],
            "title_language": row.text.language,
            "region": row.region["territory_name"],
            "country": cards[row.key].candidate.around.country,
            "score": row.score,
            "points_for_need": need.points,
            "points_for_surroundings": around.points,
            "points_for_evidence": evidence.points,
            "barriers_answered": len(row.answered),
            "barriers_asked": asked,
            "reasons": " ".join(row.reasons),
            "missing": " ".join(row.missing),
            "page": row.href,
        }


def label(barrier: Barrier, labels: Mapping[int, Words]) -> Words:
    """What a barrier is called: its own words, or its aspect or topic."""
    if barrier.key is not None:
        return labels[barrier.key]
    if barrier.aspect:
        return Words(str(Aspect(barrier.aspect).label))
    return Words(str(Topic(barrier.topic).label))


def _row(card: Card, fit: Fit, here: Here, asked: int, labels: Mapping[int, Words]) -> Row:
    practice = card.practice
    named = (_("Barriers answered"), _("Likeness of surroundings"), _("Strength of evidence"))
    return Row(
        key=practice.pk,
        href=reverse("practices:practice", args=[practice.pk, practice.slug]),
        text=card.text,
        mark=mark(card.text, practice.original_language),
        region=card.region,
        standing=standing_said(card.standing),
        variant=VARIANTS[card.standing] if card.standing else "neutral",
        is_example=practice.is_example,
        is_lesson=practice.is_lesson,
        score=fit.score,
        parts=tuple(
            Part(name, points, most)
            for name, points, most in zip(named, fit.points, MOST, strict=True)
        ),
        summary=fitting_words.summary(fit, asked),
        answered=tuple(
            AnsweredView(label(one.barrier, labels), str(fitting_words.MATCHES[one.match]))
            for one in fit.answered
        ),
        reasons=tuple(fitting_words.reasons(fit, here.around, practice)),
        missing=tuple(fitting_words.missing(fit)),
        compared=_compared(card, fit, here) if here.partner else (),
    )


def _compared(card: Card, fit: Fit, here: Here) -> tuple[Compared, ...]:
    practice, there, own = card.practice, fit.candidate.around, here.around
    like = counterpart(practice.legal_form, practice.country, own.country)
    law_there = [practice.legal_form, fitting_words.notion(practice.country)]
    law_here = [", ".join(like.names), fitting_words.notion(own.country)]
    said = {
        Side.RURAL: (fitting_words.land(there.land), fitting_words.land(own.land)),
        Side.LAW: (_joined(law_there), _joined(law_here)),
        Side.INSTRUMENT: (
            fitting_words.kind(there.instrument_kind),
            fitting_words.kind(own.instrument_kind),
        ),
        Side.MONEY: (cost_said(practice), fitting_words.money(own)),
    }
    return tuple(Compared(str(fitting_words.SIDES[side]), *pair) for side, pair in said.items())


def _joined(parts: Sequence[str]) -> str:
    return "; ".join(part for part in parts if part)
