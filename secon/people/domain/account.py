"""What a person sees about their own account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from secon.people.enums import GRANTING_ROLES, SECOND_STEP_ROLES, STAFF_ROLES
from secon.people.models import Held, User


@dataclass(frozen=True, slots=True)
class Overview:
    """The account in one look."""

    email: str
    verified: bool
    authenticator_app: bool
    passkeys: int
    sessions: int
    roles: tuple[Held, ...]
    needs_second_step: bool
    at_desk: bool
    may_grant: bool
    kept_until: date


def overview(*, user: User, now: datetime) -> Overview:
    """Read the account of ``user``. Four queries and one per source of roles."""
    steps = list(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    roles = user.held(now)
    return Overview(
        email=user.email,
        verified=EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists(),
        authenticator_app=Authenticator.Type.TOTP in steps,
        passkeys=steps.count(Authenticator.Type.WEBAUTHN),
        sessions=UserSession.objects.filter(user=user).count(),
        roles=roles,
        needs_second_step=any(one.role in SECOND_STEP_ROLES for one in roles),
        at_desk=user.is_superuser or any(one.role in STAFF_ROLES for one in roles),
        may_grant=user.is_superuser or any(one.role in GRANTING_ROLES for one in roles),
        kept_until=user.kept_until,
    )
