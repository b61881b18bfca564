"""The personal data of reviewers: an address, an account, and what was answered and not yet sent."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from secon.people.domain.privacy import PersonalData
from secon.people.models import User
from secon.policy.domain.joint_reviews_seats import confirmed
from secon.policy.models import Answer, Dissent, Remark, Reviewer


def _seats(user: User) -> QuerySet[Reviewer]:
    own = Q(user=user)
    if confirmed(user):
        own |= Q(email__iexact=user.email, user=None)
    return Reviewer.objects.filter(own)


def _export(user: User) -> list[dict[str, Any]]:
    seats = _seats(user).order_by("pk").select_related("review")
    return [_of_seat(seat, user) for seat in seats]


def _of_seat(seat: Reviewer, user: User) -> dict[str, Any]:
    taken = seat.user_id == user.pk
    answers = Answer.objects.filter(reviewer=seat).order_by("pk")
    remarks = Remark.objects.filter(reviewer=seat).order_by("pk")
    dissents = Dissent.objects.filter(reviewer=seat).order_by("pk")
    return {
        "review": seat.review.title,
        "organisation": seat.organisation,
        "email": seat.email,
        "invited_at": seat.invited_at,
        "submitted_at": seat.submitted_at,
        "delete_after": seat.delete_after,
        "answers": list(answers.values("question__text", "score", "cannot_say", "text", "evidence"))
        if taken
        else [],
        "remarks": list(remarks.values("question__text", "text", "at")) if taken else [],
        "dissents": list(dissents.values("question__text", "text", "at")) if taken else [],
    }


def _erase(user: User) -> None:
    """What was submitted stays with the organisation; what was not, goes."""
    seats = _seats(user)
    Answer.objects.filter(reviewer__in=seats, reviewer__submitted_at=None).delete()
    Reviewer.objects.filter(pk__in=list(seats.values_list("pk", flat=True))).update(
        email="", user=None, token_hash=""
    )


KINDS = (
    PersonalData(
        "review_seats",
        _("Your seats in joint reviews"),
        _(
            "So that you can be invited to review a policy instrument in the name of your "
            "organisation, and answer alone before the others see it."
        ),
        _(
            "Your address and account: until half a year after the review is published, or a year "
            "after the answers were shown. What you submitted stays with your organisation's name."
        ),
        _export,
        _erase,
    ),
)
