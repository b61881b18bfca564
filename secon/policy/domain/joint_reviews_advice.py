"""Recommendations of a review: made while it is discussed, followed after it is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.kernel import audit
from secon.people.models import User
from secon.policy.domain.joint_reviews import ReviewError, led
from secon.policy.domain.review_versions import version_of
from secon.policy.enums import RecommendationState, ReviewState
from secon.policy.models import JointReview, Recommendation, ReviewQuestion


@dataclass(frozen=True, slots=True)
class Advice:
    """What is recommended: ``owner`` is an organisation."""

    text: str
    owner: str
    due_on: date
    question: ReviewQuestion | None


def recommend(
    *, review: JointReview, advice: Advice, by: User | None, now: datetime
) -> Recommendation:
    """One more. Raises ``PermissionDenied``, ``ReviewError``."""
    with transaction.atomic():
        found = led(review, by, ReviewState.DISCUSSING)
        made = _filled(Recommendation(review=found), advice, now)
        audit.record(by=by, now=now, verb="recommend", on=found, detail={"advice": made.pk})
    return made


def change(
    *, recommendation: Recommendation, advice: Advice, seen: str, by: User | None, now: datetime
) -> Recommendation:
    """Say it anew before it is published. ``seen``: the ``version`` the change began from."""
    with transaction.atomic():
        review, found = _own(recommendation, by, ReviewState.DISCUSSING)
        if version(found) != seen:
            raise ReviewError(
                _("Somebody else changed this meanwhile. Look at what it says now, then save.")
            )
        _filled(found, advice, now)
        audit.record(by=by, now=now, verb="change_advice", on=review, detail={"advice": found.pk})
    return found


def remove(*, recommendation: Recommendation, by: User | None, now: datetime) -> None:
    """Take it back before it is published."""
    with transaction.atomic():
        review, found = _own(recommendation, by, ReviewState.DISCUSSING)
        audit.record(by=by, now=now, verb="remove_advice", on=review, detail={"advice": found.pk})
        found.delete()


def follow(
    *,
    recommendation: Recommendation,
    state: RecommendationState,
    note: str,
    by: User | None,
    now: datetime,
) -> Recommendation:
    """Say what has become of it. What was published stays as it was."""
    with transaction.atomic():
        review, found = _own(recommendation, by, ReviewState.PUBLISHED)
        if state == RecommendationState.DROPPED and not note:
            raise ReviewError({"state_note": _("Say why it was dropped.")})
        found.state, found.state_note = state, note
        found.full_clean(exclude=["review", "question"])
        found.save(update_fields=["state", "state_note"])
        audit.record(
            by=by,
            now=now,
            verb="follow_advice",
            on=review,
            detail={"advice": found.pk, "state": state},
        )
    return found


def version(recommendation: Recommendation) -> str:
    """What tells one saying of it from another."""
    one = recommendation
    return version_of(one.text, one.owner, one.due_on, one.question_id)


def _own(
    recommendation: Recommendation, by: User | None, state: ReviewState
) -> tuple[JointReview, Recommendation]:
    review = led(recommendation.review, by, state)
    found = review.recommendations.filter(pk=recommendation.pk).first()
    if found is None:
        raise ReviewError(_("This recommendation was removed meanwhile."))
    return review, found


def _filled(one: Recommendation, advice: Advice, now: datetime) -> Recommendation:
    if advice.due_on <= timezone.localdate(now):
        raise ReviewError({"due_on": _("Choose a day to come.")})
    if advice.question is not None and advice.question.review_id != one.review_id:
        raise ReviewError({"question": _("This question belongs to another review.")})
    one.text, one.owner = advice.text, advice.owner
    one.due_on, one.question = advice.due_on, advice.question
    one.full_clean(exclude=["review", "question"])
    one.save()
    return one
