"""What each reviewer answers alone. Nobody else reads it before the reveal, the lead included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.kernel import audit
from secon.people.models import User
from secon.policy.domain import joint_reviews_letters as letters
from secon.policy.domain.joint_reviews import ReviewError, lock
from secon.policy.enums import ReviewState
from secon.policy.models import Answer, JointReview, Reviewer

GIVEN = Q(score__isnull=False) | Q(cannot_say=True)


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as typed; neither a score nor ``cannot_say``: not answered yet."""

    score: int | None = None
    cannot_say: bool = False
    text: str = ""
    evidence: str = ""


def save(
    *,
    seat: Reviewer,
    given: Mapping[int, Given],
    language: str,
    by: User | None,
    now: datetime,
) -> None:
    """Keep answers by the key of their question, finished or not; those not named stay.

    Nothing is written to the audit trail: when somebody answered which question is theirs.
    Raises ``PermissionDenied``, ``ReviewError``.
    """
    with transaction.atomic():
        review, found = _answering(seat, by)
        if set(given) - set(review.questions.values_list("pk", flat=True)):
            raise ReviewError(_("This question is no longer asked."))
        kept = {one.question_id: one for one in found.answers.all()}
        for key, said in given.items():
            answer = kept.get(key) or Answer(reviewer=found, question_id=key)
            answer.score, answer.cannot_say = said.score, said.cannot_say
            answer.text, answer.evidence = said.text, said.evidence
            answer.language = language if said.text or said.evidence else ""
            answer.saved_at = now
            answer.full_clean(exclude=["reviewer", "question"])
            answer.save()


def submit(*, seat: Reviewer, by: User | None, now: datetime) -> Reviewer:
    """Say that the answers are complete: each question has a score or "cannot say".

    From now on they do not change. Raises ``PermissionDenied``, ``ReviewError``.
    """
    with transaction.atomic():
        review, found = _answering(seat, by)
        given = found.answers.filter(GIVEN)
        if missing := review.questions.exclude(answers__in=given).count():
            raise ReviewError(
                ngettext(
                    "%(number)d question has neither a score nor “I cannot say”.",
                    "%(number)d questions have neither a score nor “I cannot say”.",
                    missing,
                )
                % {"number": missing}
            )
        found.submitted_at = now
        found.save(update_fields=["submitted_at"])
        audit.record(by=by, now=now, verb="submit_answers", on=review, detail={"seat": found.pk})
        waiting = review.reviewers.filter(declined_at=None, submitted_at=None)
        if not waiting.exists():
            letters.tell_lead(review=review, template="all_answered")
    return found


def _answering(seat: Reviewer, by: User | None) -> tuple[JointReview, Reviewer]:
    """The review and the seat as they stand now, if ``by`` may still answer there."""
    review = lock(seat.review_id)
    found = review.reviewers.get(pk=seat.pk)
    if by is not None and found.user_id != by.pk:
        raise PermissionDenied
    if review.state != ReviewState.ANSWERING or found.submitted_at or found.declined_at:
        raise ReviewError(_("Your answers can no longer be changed."))
    return review, found
