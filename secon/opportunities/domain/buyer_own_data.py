"""The personal data that buying keeps: given out and erased with the account."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secon.opportunities.models import (
    BuyerProfile,
    CallAnswer,
    CallQuestion,
    Invitation,
    Plan,
    ShortCall,
    Sounding,
    SoundingAnswer,
)
from secon.people.domain.privacy import PersonalData
from secon.people.models import User


def _profiles(user: User) -> list[Any]:
    found = BuyerProfile.objects.filter(user=user).order_by("pk")
    return list(
        found.values("organisation", "email", "town", "evidence", "standing", "asked_at", "reason")
    )


def _forget_profiles(user: User) -> None:
    """The body stays with what it published; the person, and what shows them, is taken off.

    Drafts go: nobody else may read them.
    """
    own = BuyerProfile.objects.filter(user=user)
    ShortCall.objects.filter(buyer__in=own, published_at=None).delete()
    Sounding.objects.filter(buyer__in=own).delete()
    own.exclude(calls__isnull=False).delete()
    own.update(evidence="-", reason="")


def _published(user: User) -> list[Any]:
    calls = ShortCall.objects.filter(buyer__user=user).order_by("pk")
    soundings = Sounding.objects.filter(buyer__user=user).order_by("pk")
    return [{"call": row} for row in calls.values("title", "state", "made_at", "published_at")] + [
        {"sounding": row} for row in soundings.values("title", "state", "made_at", "sent_at")
    ]


def _plans(user: User) -> list[Any]:
    return [
        {
            "file": plan.file_name,
            "uploaded": plan.made_at,
            "deleted_after": plan.delete_after,
            "headings": plan.headings,
            "lines": list(plan.lines.values("number", "cells", "step")),
        }
        for plan in Plan.objects.filter(user=user).order_by("pk")
    ]


def _answers(user: User) -> list[Any]:
    answers = CallAnswer.objects.filter(sent_by=user).order_by("pk")
    questions = CallQuestion.objects.filter(asked_by=user).order_by("pk")
    replies = Invitation.objects.filter(replied_by=user).order_by("pk")
    said = SoundingAnswer.objects.filter(invitation__replied_by=user).order_by("pk")
    return [
        *answers.values(
            "call__title", "message", "price_eur", "reply_to", "sent_at", "withdrawn_at"
        ),
        *questions.values("call__title", "text", "asked_at"),
        *replies.values("sounding__title", "reply", "replied_at", "note"),
        *said.values("invitation__sounding__title", "question__text", "value"),
    ]


def _forget_answers(user: User) -> None:
    """An enterprise's answers stay with it, without the person; unanswered questions go."""
    CallQuestion.objects.filter(asked_by=user, answered_at=None).delete()
    mine = CallAnswer.objects.filter(Q(sent_by=user) | Q(reply_to__iexact=user.email))
    for answer in mine.select_related("enterprise"):
        CallAnswer.objects.filter(pk=answer.pk).update(reply_to=answer.enterprise.email)


KINDS = (
    PersonalData(
        "public_body",
        _("The public body you buy for"),
        _("So that the partner of the region can confirm it, and nobody speaks for another body."),
        _("As long as the account. What the body published stays, without you."),
        _profiles,
        _forget_profiles,
    ),
    PersonalData(
        "buying",
        _("Calls and market soundings of your body"),
        _("To publish them, and to show the answers to you."),
        _(
            "Public calls stay. Answers to calls are deleted a year after the call ended, answers "
            "to soundings on the day said there. Drafts and soundings go with the account."
        ),
        _published,
    ),
    PersonalData(
        "buying_plans",
        _("Purchasing plans you uploaded"),
        _("To answer them line by line, for you only."),
        _("90 days, or until you delete them or your account."),
        _plans,
    ),
    PersonalData(
        "answers_to_buyers",
        _("Your answers and questions to public buyers"),
        _("To bring them to the buyer, in the name of your enterprise."),
        _("A year after the call ended, or until the day said in a sounding."),
        _answers,
        _forget_answers,
    ),
)
