"""The personal data kept here of those who speak for enterprises."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from secon.opportunities.models import (
    Decision,
    DeliveredItem,
    Digest,
    FeedKey,
    JointBid,
    LetterWish,
)
from secon.people.domain.privacy import PersonalData
from secon.people.models import User


def _letters(user: User) -> dict[str, Any]:
    wishes = LetterWish.objects.filter(user=user)
    letters = Digest.objects.filter(user=user).order_by("pk")
    told = DeliveredItem.objects.filter(user=user).order_by("pk")
    return {
        "wish": list(
            wishes.values("frequency", "language", "purpose", "agreed_at", "ends_on", "prepared_at")
        ),
        "letters": list(letters.values("prepared_at", "sent_at", "state", "message_id", "subject")),
        "told": list(told.values("enterprise__name", "kind", "demand", "section", "digest")),
    }


def _feeds(user: User) -> list[Any]:
    found = FeedKey.objects.filter(user=user).order_by("pk")
    return list(found.values("enterprise__name", "made_at"))


def _decided(user: User) -> list[Any]:
    found = Decision.objects.filter(decided_by=user).order_by("pk")
    return list(
        found.values("enterprise__name", "kind", "demand", "state", "reason", "note", "decided_at")
    )


def _forget_decided(user: User) -> None:
    """Decisions are the enterprise's and stay, without a name and without the person's words."""
    mine = Decision.objects.filter(decided_by=user)
    mine.exclude(reason="other").update(note="")
    mine.filter(reason="other").update(note="—")


def _joint(user: User) -> list[Any]:
    found = JointBid.objects.filter(Q(asked_by=user) | Q(answered_by=user)).order_by("pk")
    return list(
        found.values(
            "asking__name",
            "asked__name",
            "kind",
            "demand",
            "state",
            "note",
            "answer",
            "asked_at",
            "answered_at",
        )
    )


def _forget_joint(user: User) -> None:
    """What was agreed between enterprises stays, without a name and without the person's words."""
    JointBid.objects.filter(asked_by=user).update(note="")
    JointBid.objects.filter(answered_by=user).update(answer="")


KINDS = (
    PersonalData(
        "opportunity_letters",
        _("Letters about opportunities"),
        _("To write to you about tenders as you chose, and never twice about the same."),
        _("Your choice for two years or until you stop; what you were told for 400 days."),
        _letters,
    ),
    PersonalData(
        "opportunity_feeds",
        _("Secret addresses of feeds and calendars"),
        _("To show your enterprise's opportunities in a program of yours."),
        _("Until you end them, or no longer speak for the enterprise."),
        _feeds,
    ),
    PersonalData(
        "opportunity_decisions",
        _("Opportunities you saved or put away"),
        _("To keep the list of your enterprise as you and others who speak for it want it."),
        _("As long as the enterprise's entry; without your name and words after you leave."),
        _decided,
        _forget_decided,
    ),
    PersonalData(
        "joint_bids",
        _("Questions to bid together that you asked or answered"),
        _("So that those who speak for both enterprises can reach each other about the bid."),
        _("As long as both entries; without your name and words after you leave."),
        _joint,
        _forget_joint,
    ),
)
