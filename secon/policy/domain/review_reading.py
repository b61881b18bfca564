"""Joint reviews read for a screen: lists, a reviewer's seats, who has answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from secon.kernel.models import Text, rows_for
from secon.people.enums import RUNNING_ROLES, Role
from secon.people.models import User
from secon.policy.domain.joint_reviews_answers import GIVEN
from secon.policy.domain.joint_reviews_seats import confirmed
from secon.policy.domain.review_content import in_order
from secon.policy.enums import Module, RecommendationState, ReviewState
from secon.policy.models import (
    JointReview,
    LibraryQuestion,
    Recommendation,
    Reviewer,
    ReviewQuestion,
)
from secon.policy.models.review import ReviewQuerySet


@dataclass(frozen=True, slots=True)
class Listed:
    """A review in a list. Counts of what is not yet shown are of seats, never of answers."""

    review: JointReview
    instrument: Text  # ["name"]
    partner: Text  # ["name"], ["territory_name"]
    questions: int
    answered: int
    seats: int
    dissents: int | None  # None: not shown to anybody yet
    recommendations: dict[str, int]


@dataclass(frozen=True, slots=True)
class ModuleProgress:
    """How far a reviewer is in one module."""

    module: Module
    asked: int
    given: int

    @property
    def done(self) -> bool:
        """Whether every question has a score or "cannot say"."""
        return self.given == self.asked


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A seat as the lead sees it: whether it answered, never what or how much."""

    seat: Reviewer
    region: Text | None
    standing: str  # "invited", "taken", "answered", "declined" or "waiting" (not opened yet)


@dataclass(frozen=True, slots=True)
class OwnSeat:
    """A seat of the reader, or one offered to their address."""

    seat: Reviewer
    instrument: Text
    taken: bool


def visible(user: object) -> ReviewQuerySet:
    """The reviews ``user`` finds in lists: published ones, and those of the own region."""
    every = JointReview.objects.all()
    if not isinstance(user, User):
        return every.published()
    if user.is_superuser or user.holds(Role.REVIEWER, *RUNNING_ROLES):
        return every
    scopes = [held.scope for held in user.held_now if held.role == Role.PARTNER_EDITOR]
    return every.filter(Q(state=ReviewState.PUBLISHED) | Q(partner__in=scopes))


def listed(reviews: Sequence[JointReview], language: str) -> list[Listed]:
    """``reviews`` (with instrument and partner) as a list shows them: three queries for all."""
    keys = [one.pk for one in reviews]
    counted = {
        row["pk"]: row
        for row in JointReview.objects.filter(pk__in=keys)
        .values("pk")
        .annotate(
            asked=Count("questions", distinct=True),
            seats=Count("reviewers", distinct=True),
            answered=Count("reviewers", Q(reviewers__submitted_at__isnull=False), distinct=True),
            dissents=Count("questions__dissents", distinct=True),
        )
    }
    states: dict[int, Counter[str]] = {key: Counter() for key in keys}
    for key, state in Recommendation.objects.filter(review__in=keys).values_list("review", "state"):
        states[key][state] += 1
    return [_listed(one, counted[one.pk], states[one.pk], language) for one in reviews]


def in_lists(reviews: ReviewQuerySet, language: str) -> ReviewQuerySet:
    """``reviews`` with what :func:`listed` shows of instrument and partner."""
    return reviews.select_related("instrument", "partner").prefetch_related(
        _rows("instrument", language), _rows("partner", language)
    )


def one(pk: int, language: str) -> QuerySet[JointReview]:
    """The review of this key with its instrument's and partner's texts."""
    return in_lists(JointReview.objects.filter(pk=pk), language).select_related("previous", "next")


def progress(seat: Reviewer, questions: Sequence[ReviewQuestion]) -> tuple[ModuleProgress, ...]:
    """How far the seat's own answers are, by module: one query."""
    given = set(seat.answers.filter(GIVEN).values_list("question", flat=True))
    by_module: dict[Module, list[int]] = {}
    for question in in_order(questions):
        by_module.setdefault(Module(question.module), []).append(question.pk)
    return tuple(
        ModuleProgress(module, len(keys), len(given.intersection(keys)))
        for module, keys in by_module.items()
    )


def seat_lines(review: JointReview, language: str) -> tuple[SeatLine, ...]:
    """Who was invited and has answered: two queries."""
    seats = review.reviewers.select_related("partner").prefetch_related(_rows("partner", language))
    return tuple(
        SeatLine(
            seat,
            seat.partner.best(language, "territory_name") if seat.partner else None,
            _standing(seat, review),
        )
        for seat in seats
    )


def own_seats(user: User, language: str) -> tuple[OwnSeat, ...]:
    """The seats of ``user``, and those offered to the confirmed address, newest first."""
    mine = Q(user=user)
    if confirmed(user):
        mine |= Q(user=None, email__iexact=user.email, review__state=ReviewState.ANSWERING)
    seats = (
        Reviewer.objects.filter(mine, declined_at=None)
        .exclude(review__state=ReviewState.DRAFT)
        .select_related("review__instrument", "review__partner")
        .prefetch_related(rows_for(_instrument(), language, "review__instrument__translations"))
        .order_by("-review__opened_at", "-pk")
    )
    return tuple(
        OwnSeat(seat, seat.review.instrument.best(language, "name"), seat.user_id is not None)
        for seat in seats
    )


def library(language: str) -> dict[Module, list[LibraryQuestion]]:
    """The questions offered, by module in order, with what ``best(language)`` needs."""
    found: dict[Module, list[LibraryQuestion]] = {module: [] for module in Module}
    for question in LibraryQuestion.objects.filter(active=True).in_language(language):
        found[Module(question.module)].append(question)
    return {module: asked for module, asked in found.items() if asked}


def states_now(review: JointReview) -> dict[int, tuple[RecommendationState, str]]:
    """What has become of the recommendations by key: state and note."""
    rows = review.recommendations.values_list("pk", "state", "state_note")
    return {key: (RecommendationState(state), note) for key, state, note in rows}


def is_over(review: JointReview, today: date) -> bool:
    """Whether the last day for answers has passed."""
    return review.answers_until is not None and review.answers_until < today


def due_again(review: JointReview, now: datetime) -> bool:
    """Whether a published review is a year old and was not repeated."""
    if review.published_at is None or hasattr(review, "next"):
        return False
    return (now - review.published_at).days >= 365


def _standing(seat: Reviewer, review: JointReview) -> str:
    if seat.declined_at:
        return "declined"
    if seat.submitted_at:
        return "answered"
    if review.state == ReviewState.DRAFT:
        return "waiting"
    return "taken" if seat.user_id else "invited"


def _listed(
    review: JointReview, row: Mapping[str, Any], states: Counter[str], language: str
) -> Listed:
    return Listed(
        review,
        review.instrument.best(language, "name"),
        review.partner.best(language, "name", "territory_name"),
        row["asked"],
        row["answered"],
        row["seats"],
        row["dissents"] if review.state == ReviewState.PUBLISHED else None,
        dict(states) if review.state == ReviewState.PUBLISHED else {},
    )


def _rows(relation: str, language: str) -> Any:
    model: Any = JointReview._meta.get_field(relation).related_model
    return rows_for(model, language, f"{relation}__translations")


def _instrument() -> Any:
    return JointReview._meta.get_field("instrument").related_model
