"""What of policy waits for a person: answers to a review, recommendations, improvements to validate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from secon.partnership.domain.desk import Ask, Item, Section, by_day
from secon.policy.enums import ImprovementState, RecommendationState, ReviewState
from secon.policy.models import Improvement, JointReview, Recommendation, Reviewer

MOST = 200


def for_person(ask: Ask) -> Iterable[Section]:
    """At most five queries, fewer for those who hold fewer roles."""
    own = [*_seats(ask), *(_led(ask) if ask.partner is not None else ())]
    yield Section("joint-reviews", _("Joint reviews you take part in or lead"), by_day(own), 10)
    if ask.partner is not None:
        found = tuple(_recommendations(ask))
        yield Section("recommendations", _("Recommendations to carry out"), found, 12)
    if ask.user.has_perm("policy.validate_improvement"):
        yield Section(
            "improvements", _("Policy improvements to validate"), tuple(_submitted(ask)), 8
        )


def _seats(ask: Ask) -> Iterable[Item]:
    seats = Reviewer.objects.filter(
        user=ask.user, declined_at=None, review__state=ReviewState.ANSWERING
    )
    for one in seats.filter(submitted_at=None).select_related("review")[:MOST]:
        review = one.review
        yield Item(
            said=_("Your answers are asked for."),
            href=reverse("policy:review_answers", args=[review.pk]),
            title=review.title,
            language=review.language,
            due=review.answers_until,
        )


def _led(ask: Ask) -> Iterable[Item]:
    said = {
        ReviewState.DRAFT: _("In preparation: choose questions and invite reviewers."),
        ReviewState.ANSWERING: _("Each answers alone."),
        ReviewState.DISCUSSING: _("The differences are discussed."),
    }
    for review in JointReview.objects.filter(partner=ask.partner, state__in=said)[:MOST]:
        due = review.answers_until if review.state == ReviewState.ANSWERING else None
        yield Item(
            said=said[ReviewState(review.state)],
            href=reverse("policy:review", args=[review.pk]),
            title=review.title,
            language=review.language,
            due=due,
        )


def _recommendations(ask: Ask) -> Iterable[Item]:
    open_ones = (RecommendationState.OPEN, RecommendationState.UNDER_WAY)
    found: Any = Recommendation.objects.filter(
        review__partner=ask.partner, review__state=ReviewState.PUBLISHED, state__in=open_ones
    ).select_related("review")
    for one in found[:MOST]:
        yield Item(
            said=_("For: %(organisation)s.") % {"organisation": one.owner},
            href=reverse("policy:review", args=[one.review_id]),
            title=one.text,
            language=one.review.language,
            due=one.due_on,
        )


def _submitted(ask: Ask) -> Iterable[Item]:
    found = Improvement.objects.filter(state=ImprovementState.SUBMITTED).in_language(ask.language)
    for one in found[:MOST]:
        href = reverse("policy:improvement", args=[one.pk])
        text = one.best(ask.language, "title")
        yield Item.of(text, "title", _("Submitted for validation."), href)
