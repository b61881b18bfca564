"""The personal data kept here."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from secon.people.domain.privacy import PersonalData
from secon.people.models import User
from secon.practices.models import Practice, PracticeContact, ReviewStep


def _written(user: User) -> list[Any]:
    found = Practice.objects.filter(author=user).order_by("pk")
    return list(found.values("title", "state", "submitted_at", "changed_at"))


def _reviewed(user: User) -> list[Any]:
    found = ReviewStep.objects.filter(by=user).order_by("pk")
    return list(found.values("practice__title", "step", "outcome", "ended_at", "found", "reason"))


def _contacts(user: User) -> list[Any]:
    found = _about(user).order_by("pk")
    return list(found.values("practice__title", "name", "email", "agreed_at", "delete_after"))


def _forget_contacts(user: User) -> None:
    _about(user).delete()


def _about(user: User) -> Any:
    """Contacts with the address of this account, which its owner has confirmed."""
    return PracticeContact.objects.filter(email__iexact=user.email)


KINDS = (
    PersonalData(
        "practices",
        _("Good practices you wrote"),
        _("So that you can go on with them and hear what reviewers found."),
        _("As long as the practice; without your name after you leave."),
        _written,
    ),
    PersonalData(
        "practice_reviews",
        _("Your decisions in the review of good practices"),
        _("So that authors and readers learn what was found; they see your role, never you."),
        _("As long as the practice; without your name after you leave."),
        _reviewed,
    ),
    PersonalData(
        "practice_contacts",
        _("You as the person to ask about a good practice"),
        _("So that signed-in readers who want to take it over find somebody to speak to."),
        _("Until the day agreed on when it was entered."),
        _contacts,
        _forget_contacts,
    ),
)
