"""The personal data kept here."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from secon.enterprises.models import Change, Claim, ContactPerson, Steward
from secon.people.domain.privacy import PersonalData
from secon.people.models import User


def _claims(user: User) -> list[Any]:
    found = Claim.objects.filter(user=user).order_by("pk")
    return list(
        found.values(
            "enterprise__name", "position", "evidence", "made_at", "decision", "decided_at"
        )
    )


def _kept(user: User) -> list[Any]:
    found = Steward.objects.filter(user=user).order_by("pk")
    return list(found.values("enterprise__name", "since", "ended_at"))


def _contacts(user: User) -> list[Any]:
    found = _about(user).order_by("pk")
    return list(
        found.values("enterprise__name", "name", "position", "email", "phone", "delete_after")
    )


def _forget_contacts(user: User) -> None:
    _about(user).delete()


def _about(user: User) -> Any:
    """Contact persons with the address of this account, which its owner has confirmed."""
    return ContactPerson.objects.filter(email__iexact=user.email)


def _proposals(user: User) -> list[Any]:
    found = Change.objects.filter(proposed_by=user).order_by("pk")
    return list(found.values("enterprise__name", "kind", "proposed_at", "note", "decision"))


def _forget_proposals(user: User) -> None:
    """What was proposed stays, without a name; notes and addresses for answers go."""
    Change.objects.filter(proposed_by=user).update(note="", reply_to="")
    Change.objects.filter(reply_to__iexact=user.email).update(reply_to="")


KINDS = (
    PersonalData(
        "claims",
        _("Enterprises you claimed"),
        _("So that the partner of the region can see that you speak for the enterprise."),
        _("As long as the account."),
        _claims,
    ),
    PersonalData(
        "stewardship",
        _("Enterprises you speak for"),
        _("To let you keep the entries of your enterprises, and to remind you of them."),
        _("As long as the account."),
        _kept,
    ),
    PersonalData(
        "contact_persons",
        _("You as a contact person of an enterprise"),
        _("So that people who ask about an entry find somebody to speak to."),
        _("Until the day agreed on when it was entered."),
        _contacts,
        _forget_contacts,
    ),
    PersonalData(
        "proposals",
        _("Changes you proposed"),
        _("So that the partner of the region can decide about them and answer you."),
        _("As long as the entry; without your name after you leave."),
        _proposals,
        _forget_proposals,
    ),
)
