"""One sign-in per role, for a person trying the platform on their own machine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from secon.partnership.domain import members
from secon.partnership.models import Partner
from secon.people.domain import roles
from secon.people.enums import PARTNER_ROLES, Role
from secon.people.models import User

PASSWORD = "try-secon-locally"  # noqa: S105 -- local settings only, printed on purpose
AT = {Role.LEAD_PARTNER: "peloponnese"}  # other roles at a partner: this one
AT_OTHERWISE = "mazowieckie"


@dataclass(frozen=True, slots=True)
class SignIn:
    """What to type to be somebody."""

    email: str
    password: str
    role: Role
    partner: str = ""


def create(*, now: datetime) -> tuple[SignIn, ...]:
    """Make the people that are missing; refused outside local settings."""
    if not settings.SECON_LOCAL:
        raise PermissionDenied
    with transaction.atomic():
        return tuple(_create(role, now) for role in Role)


def _create(role: Role, now: datetime) -> SignIn:
    email = f"{role.value.replace('_', '-')}@example.org"
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email, PASSWORD)
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    slug = AT.get(role, AT_OTHERWISE) if role in PARTNER_ROLES else ""
    if role is not Role.CITIZEN and not user.holds(role):
        if slug:
            partner = Partner.objects.get(slug=slug)
            members.grant(user=user, role=role, partner=partner, by=None, now=now)
        else:
            roles.grant(user=user, role=role, by=None, now=now)
    return SignIn(email, PASSWORD, role, slug)
