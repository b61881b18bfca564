"""The kinds of personal data that come with an account."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from secon.kernel.models import AuditEvent, EditingMark, FormDraft
from secon.people.domain.privacy import PersonalData, register
from secon.people.models import RoleGrant, User

WITH_ACCOUNT = _("As long as the account.")


def _account(user: User) -> dict[str, Any]:
    return {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "joined": user.date_joined,
        "last_sign_in": user.last_login,
        "kept_until": user.kept_until,
        "addresses": list(
            EmailAddress.objects.filter(user=user)
            .order_by("pk")
            .values("email", "verified", "primary")
        ),
    }


def _sign_in(user: User) -> dict[str, Any]:
    steps = Authenticator.objects.filter(user=user).order_by("pk")
    outside = SocialAccount.objects.filter(user=user).order_by("pk")
    return {
        "second_steps": list(steps.values("type", "created_at", "last_used_at")),
        "other_services": list(outside.values("provider", "uid", "date_joined", "extra_data")),
    }


def _sessions(user: User) -> list[Any]:
    found = UserSession.objects.filter(user=user).order_by("pk")
    return list(found.values("ip", "user_agent", "created_at", "last_seen_at"))


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def _roles(user: User) -> list[Any]:
    found = RoleGrant.objects.filter(user=user).order_by("pk")
    return list(found.values("role", "granted_at", "ends_at"))


def _decisions(user: User) -> list[Any]:
    found = AuditEvent.objects.filter(by=user).order_by("pk")
    return list(found.values("at", "verb", "target", "target_id"))


def _drafts(user: User) -> dict[str, list[Any]]:
    drafts = FormDraft.objects.filter(user=user).order_by("pk")
    marks = EditingMark.objects.filter(user=user).order_by("pk")
    return {
        "forms": [
            {
                "form": one.form,
                "record": one.key,
                "typed": one.data["typed"],
                "saved_at": one.saved_at,
                "delete_after": one.delete_after,
            }
            for one in drafts
        ],
        "open": list(marks.values("target", "target_id", "began_at", "seen_at")),
    }


KINDS = (
    PersonalData(
        "account",
        _("Account and e-mail addresses"),
        _("To know you again when you sign in, and to write to you about what you asked for."),
        _("Until you delete the account, or until you have not signed in for a long time."),
        _account,
    ),
    PersonalData(
        "sign_in",
        _("Ways to sign in"),
        _("To make sure that nobody else signs in as you. Secrets themselves are not given out."),
        WITH_ACCOUNT,
        _sign_in,
    ),
    PersonalData(
        "sessions",
        _("Where you are signed in"),
        _("To let you see and end sign-ins on other devices."),
        _("Until the sign-in ends."),
        _sessions,
        _end_sessions,
    ),
    PersonalData(
        "roles",
        _("Roles for the whole platform"),
        _("To let you do what your role asks for."),
        WITH_ACCOUNT,
        _roles,
    ),
    PersonalData(
        "decisions",
        _("What you decided or changed"),
        _(
            "So that the project can show who decided what. Your name is taken off with your account."
        ),
        _("As long as the project must keep its records; without your name after you leave."),
        _decisions,
    ),
    PersonalData(
        "form_drafts",
        _("Forms you began to fill in, and records you have open"),
        _("To give you back what you typed, and to tell colleagues that you are editing."),
        _("Forms for 30 days or until you send them; marks of open records for a day."),
        _drafts,
    ),
)


def register_all() -> None:
    """Called once at start."""
    for order, kind in enumerate(KINDS):
        register(replace(kind, order=order))
