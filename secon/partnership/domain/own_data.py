"""The personal data kept here."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from secon.partnership.models import Membership
from secon.people.domain.privacy import PersonalData
from secon.people.models import User


def _roles(user: User) -> list[Any]:
    found = Membership.objects.filter(user=user).order_by("pk")
    return list(found.values("role", "partner__slug", "granted_at", "ends_at"))


ROLES_AT_PARTNERS = PersonalData(
    "roles_at_partners",
    _("Roles at partners"),
    _("To let you do what your role at a partner asks for."),
    _("As long as the account."),
    _roles,
)
