"""A joint review from its preparation to its publication. The only writer of its state.

``by`` None is the platform itself. Answers: ``joint_reviews_answers``; seats:
``joint_reviews_seats``; questions: ``joint_reviews_questions``; the rest after the reveal:
``joint_reviews_discussion`` and ``joint_reviews_advice``; a new round: ``joint_reviews_rounds``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.kernel import audit
from secon.people.models import User
from secon.policy.domain import joint_reviews_letters as letters
from secon.policy.domain.review_content import content_of
from secon.policy.domain.review_versions import version_of
from secon.policy.enums import REVIEW_STEPS, ReviewState
from secon.policy.models import Instrument, JointReview, Reviewer

FEWEST_REVIEWERS = 3  # with fewer a median says nothing, and who said what is no secret
MOST_DAYS = 365
KEPT_AFTER_REVEAL = timedelta(days=365)  # addresses and accounts of reviewers
KEPT_AFTER_END = timedelta(days=180)
_RUNNING = frozenset({ReviewState.DRAFT, ReviewState.ANSWERING})


class ReviewError(ValidationError):
    """What cannot be done with a review so; by field where one is to blame."""


@dataclass(frozen=True, slots=True)
class ReviewDetails:
    """What a review says before it opens."""

    title: str
    introduction: str
    language: str
    answers_until: date | None


def lock(pk: int) -> JointReview:
    """The review as it stands now, held until the transaction ends."""
    return JointReview.objects.select_for_update(of=("self",)).get(pk=pk)


def led(review: JointReview, by: User | None, *states: ReviewState) -> JointReview:
    """The review, locked and in one of ``states``, if ``by`` leads it.

    Raises ``PermissionDenied``, ``ReviewError``.
    """
    found = lock(review.pk)
    if by is not None and not by.has_perm("policy.change_jointreview", found):
        raise PermissionDenied
    if found.state not in states:
        raise ReviewError(_("The review has moved on meanwhile: this cannot be done now."))
    return found


def draft(
    *, instrument: Instrument, details: ReviewDetails, by: User | None, now: datetime
) -> JointReview:
    """A new review of ``instrument``. Raises ``PermissionDenied``, ``ReviewError``."""
    if by is not None and not by.has_perm("policy.add_jointreview", instrument):
        raise PermissionDenied
    if instrument.partner is None:
        raise ReviewError(_("No partner answers for this instrument, so nobody could lead it."))
    review = JointReview(
        instrument=instrument, partner=instrument.partner, is_example=instrument.is_example
    )
    with transaction.atomic():
        _fill(review, details, now)
        audit.record(by=by, now=now, verb="draft_review", on=review)
    return review


def change(
    *, review: JointReview, details: ReviewDetails, seen: str, by: User | None, now: datetime
) -> JointReview:
    """Say it anew; once answers come in, only the last day may move.

    ``seen``: the ``version`` the change began from. Raises ``PermissionDenied``, ``ReviewError``.
    """
    with transaction.atomic():
        found = led(review, by, *_RUNNING)
        if version(found) != seen:
            raise ReviewError(
                _("Somebody else changed this meanwhile. Look at what it says now, then save.")
            )
        if found.state == ReviewState.ANSWERING:
            details = ReviewDetails(
                found.title, found.introduction, found.language, details.answers_until
            )
            _require_day(details.answers_until, now)
        _fill(found, details, now)
        audit.record(by=by, now=now, verb="change_review", on=found)
    return found


def version(review: JointReview) -> str:
    """What tells one saying of the details from another."""
    said = (review.title, review.introduction, review.language, review.answers_until)
    return version_of(*said)


def open_(*, review: JointReview, by: User | None, now: datetime) -> JointReview:
    """Invite the reviewers: from now on each answers alone. Questions stay as they are."""
    with transaction.atomic():
        found = led(review, by, ReviewState.DRAFT)
        _require_day(found.answers_until, now)
        if not found.questions.exists():
            raise ReviewError(_("There is no question yet."))
        seats = list(found.reviewers.select_related("partner"))
        if len(seats) < FEWEST_REVIEWERS:
            raise ReviewError(
                _("Invite at least %(fewest)d reviewers, so that views can differ.")
                % {"fewest": FEWEST_REVIEWERS}
            )
        found.opened_by, found.opened_at = by, now
        step(found, ReviewState.ANSWERING, by=by, now=now)
        for seat in seats:
            letters.invite(review=found, seat=seat, now=now)
    return found


def reveal(*, review: JointReview, by: User | None, now: datetime) -> JointReview:
    """Show the answers to those who gave them: when all have, or the last day is over.

    From now on no answer changes. What was begun and not submitted is deleted.
    """
    with transaction.atomic():
        found = led(review, by, ReviewState.ANSWERING)
        seats = list(found.reviewers.filter(declined_at=None))
        spoke = [seat for seat in seats if seat.submitted_at]
        _require_enough(found, len(spoke), len(seats), now)
        found.revealed_at = now
        for seat in seats:
            if seat not in spoke:
                seat.answers.all().delete()
        _keep_until(found, timezone.localdate(now) + KEPT_AFTER_REVEAL)
        step(found, ReviewState.DISCUSSING, by=by, now=now)
        for seat in spoke:
            letters.tell(review=found, seat=seat, template="revealed")
    return found


def publish(*, review: JointReview, conclusion: str, by: User | None, now: datetime) -> JointReview:
    """Freeze it with its agreements and dissents and show it to everyone."""
    with transaction.atomic():
        found = led(review, by, ReviewState.DISCUSSING)
        if open_questions := found.questions.filter(outcome="").count():
            raise ReviewError(
                ngettext(
                    "%(number)d question was not discussed to an end yet.",
                    "%(number)d questions were not discussed to an end yet.",
                    open_questions,
                )
                % {"number": open_questions}
            )
        found.conclusion = conclusion
        found.full_clean(validate_unique=False, validate_constraints=False)
        found.published_at = now
        found.published = content_of(found)
        _keep_until(found, timezone.localdate(now) + KEPT_AFTER_END)
        step(found, ReviewState.PUBLISHED, by=by, now=now)
        for seat in found.reviewers.exclude(submitted_at=None).select_related("partner"):
            letters.tell(review=found, seat=seat, template="published")
    return found


def cancel(*, review: JointReview, by: User | None, now: datetime) -> JointReview:
    """End it without a publication; its answers are deleted."""
    with transaction.atomic():
        found = led(review, by, *_RUNNING, ReviewState.DISCUSSING)
        for seat in found.reviewers.all():
            seat.answers.all().delete()
        _keep_until(found, timezone.localdate(now))
        step(found, ReviewState.CANCELLED, by=by, now=now)
    return found


def step(review: JointReview, to: ReviewState, *, by: User | None, now: datetime) -> None:
    """Take a step that ``REVIEW_STEPS`` knows, and store the review."""
    if to not in REVIEW_STEPS[ReviewState(review.state)]:
        raise ReviewError(_("The review has moved on meanwhile: this cannot be done now."))
    review.state = to
    review.save()
    audit.record(by=by, now=now, verb=f"review_{to.value}", on=review)


def _fill(review: JointReview, details: ReviewDetails, now: datetime) -> None:
    until, today = details.answers_until, timezone.localdate(now)
    if until is not None and not today < until <= today + timedelta(days=MOST_DAYS):
        raise ReviewError({"answers_until": _("Choose a day within the coming year.")})
    review.title, review.introduction = details.title, details.introduction
    review.language, review.answers_until = details.language, until
    review.full_clean()
    review.save()


def _require_day(until: date | None, now: datetime) -> None:
    if until is None or until <= timezone.localdate(now):
        raise ReviewError({"answers_until": _("Say until which day answers are taken.")})


def _require_enough(review: JointReview, spoke: int, asked: int, now: datetime) -> None:
    if spoke < FEWEST_REVIEWERS:
        raise ReviewError(
            _("Fewer than %(fewest)d have answered. Invite others, or give them more time.")
            % {"fewest": FEWEST_REVIEWERS}
        )
    is_over = review.answers_until is not None and review.answers_until < timezone.localdate(now)
    if spoke < asked and not is_over:
        raise ReviewError(_("Some have not answered yet, and there is still time."))


def _keep_until(review: JointReview, day: date) -> None:
    Reviewer.objects.filter(review=review).update(delete_after=day)
