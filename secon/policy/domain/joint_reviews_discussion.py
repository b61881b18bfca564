"""After the reveal: remarks, what the discussion of each question came to, and dissent.

A dissent stands beside what the others agreed on. While it stands, not all agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from secon.kernel import audit
from secon.people.models import User
from secon.policy.domain import joint_reviews_letters as letters
from secon.policy.domain.joint_reviews import ReviewError, led, lock
from secon.policy.domain.review_versions import version_of
from secon.policy.enums import Outcome, ReviewState
from secon.policy.models import Dissent, JointReview, Remark, Reviewer, ReviewQuestion


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a discussion came to."""

    outcome: Outcome
    score: int | None
    text: str


def remark(
    *,
    question: ReviewQuestion,
    seat: Reviewer | None,
    text: str,
    language: str,
    by: User | None,
    now: datetime,
) -> Remark:
    """Contribute to the discussion from a seat, or (None) as the lead."""
    with transaction.atomic():
        review = _lead(question, by) if seat is None else _speaking(question, seat, by)
        made = Remark(question=question, reviewer=seat, text=text, language=language, at=now)
        made.full_clean(exclude=["question", "reviewer"])
        made.save()
        audit.record(by=by, now=now, verb="remark", on=review, detail={"question": question.code})
    return made


def settle(
    *, question: ReviewQuestion, agreed: Agreement, seen: str, by: User | None, now: datetime
) -> ReviewQuestion:
    """Record what the discussion came to; those who dissent are told that it changed.

    ``seen``: the ``version`` the lead looked at. Raises ``PermissionDenied``, ``ReviewError``.
    """
    with transaction.atomic():
        review = _lead(question, by)
        found = review.questions.get(pk=question.pk)
        if version(found) != seen:
            raise ReviewError(
                _("Somebody else recorded an outcome meanwhile. Look at it, then save yours.")
            )
        dissents = list(found.dissents.select_related("reviewer__user", "reviewer__partner"))
        _check(agreed, bool(dissents))
        found.outcome, found.agreed_score = agreed.outcome, agreed.score
        found.agreed_text = agreed.text
        found.full_clean(exclude=["review", "library"])
        found.save(update_fields=["outcome", "agreed_score", "agreed_text"])
        audit.record(
            by=by,
            now=now,
            verb="settle_question",
            on=review,
            detail={"question": found.code, "outcome": agreed.outcome, "score": agreed.score},
        )
        if version(found) != seen:
            for dissent in dissents:
                letters.tell(review=review, seat=dissent.reviewer, template="changed")
    return found


def version(question: ReviewQuestion) -> str:
    """What tells one outcome of a question from another."""
    return version_of(question.outcome, question.agreed_score, question.agreed_text)


def dissent(
    *,
    question: ReviewQuestion,
    seat: Reviewer,
    text: str,
    language: str,
    by: User | None,
    now: datetime,
) -> Dissent:
    """Put on record, or say anew, why this reviewer does not agree with the others.

    "All agree" becomes "most agree". Raises ``PermissionDenied``, ``ReviewError``.
    """
    with transaction.atomic():
        review = _speaking(question, seat, by)
        found = review.questions.get(pk=question.pk)
        if not found.outcome:
            raise ReviewError(_("Nothing is agreed on yet. Say it in the discussion."))
        made = Dissent.objects.filter(question=found, reviewer=seat).first() or Dissent(
            question=found, reviewer=seat
        )
        made.text, made.language, made.at = text, language, now
        made.full_clean(exclude=["question", "reviewer"], validate_constraints=False)
        made.save()
        if found.outcome == Outcome.AGREED:
            found.outcome = Outcome.MAJORITY
            found.save(update_fields=["outcome"])
        audit.record(by=by, now=now, verb="dissent", on=review, detail={"question": found.code})
    return made


def withdraw_dissent(
    *, question: ReviewQuestion, seat: Reviewer, by: User | None, now: datetime
) -> None:
    """Take the own dissent back; the outcome stays until the lead records another."""
    with transaction.atomic():
        review = _speaking(question, seat, by)
        removed, _kinds = Dissent.objects.filter(question=question, reviewer=seat).delete()
        if not removed:
            raise ReviewError(_("There is no dissent of yours on this question."))
        audit.record(
            by=by, now=now, verb="withdraw_dissent", on=review, detail={"question": question.code}
        )


def _check(agreed: Agreement, has_dissent: bool) -> None:
    if agreed.outcome == Outcome.AGREED and has_dissent:
        raise ReviewError({"outcome": _("A dissent is on record, so not all agree.")})
    if agreed.outcome == Outcome.OPEN and agreed.score is not None:
        raise ReviewError({"agreed_score": _("Without agreement there is no score agreed on.")})
    if agreed.outcome != Outcome.OPEN and agreed.score is None and not agreed.text:
        raise ReviewError({"agreed_text": _("Say what was agreed: a score, words, or both.")})


def _lead(question: ReviewQuestion, by: User | None) -> JointReview:
    return led(question.review, by, ReviewState.DISCUSSING)


def _speaking(question: ReviewQuestion, seat: Reviewer, by: User | None) -> JointReview:
    """The review, locked, if ``by`` speaks from ``seat`` there and answered alone before."""
    review = lock(question.review_id)
    own = review.reviewers.filter(pk=seat.pk).exclude(submitted_at=None).first()
    if own is None or (by is not None and own.user_id != by.pk):
        raise PermissionDenied
    if review.state != ReviewState.DISCUSSING:
        raise ReviewError(_("The review has moved on meanwhile: this cannot be done now."))
    return review
