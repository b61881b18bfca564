"""The verbs that give and end roles at a partner."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from secon.partnership.enums import PartnerRole
from secon.partnership.models import Membership, Partner
from secon.partnership.rules import GRANT_PERMISSIONS
from secon.people.domain import roles
from secon.people.enums import Role
from secon.people.models import Held, User


def grant(
    *,
    user: User,
    role: Role,
    partner: Partner,
    by: User | None,
    now: datetime,
    ends_at: datetime | None = None,
) -> Membership:
    """Give ``user`` a ``role`` at ``partner``; ``by`` None is the platform itself (a command).

    Raises ``PermissionDenied`` and ``roles.RoleError``.
    """
    if role not in GRANT_PERMISSIONS:
        raise roles.RoleError(_("This role holds for the whole platform."))
    _check(by, role, partner)
    if role is Role.LEAD_PARTNER and partner.role != PartnerRole.LEAD:
        raise roles.RoleError(_("Only the lead partner's people have this role."))
    membership = Membership(user=user, role=role, partner=partner)
    return roles.store(membership, by=by, now=now, ends_at=ends_at)


def end(*, membership: Membership, by: User | None, now: datetime) -> Membership:
    """End a role at a partner at once. Raises ``PermissionDenied``."""
    _check(by, Role(membership.role), membership.partner)
    return roles.close(membership, by=by, now=now)


def held_at_partners(user: User, now: datetime) -> Iterator[Held]:
    """The roles ``user`` holds at partners: one query."""
    found = Membership.objects.active(now).filter(user=user).select_related("partner")
    for one in found.order_by("pk"):
        yield Held(Role(one.role), one.partner.pk, one.partner.name, one.ends_at)


def _check(by: User | None, role: Role, partner: Partner) -> None:
    if by is not None and not by.has_perm(GRANT_PERMISSIONS[role], partner):
        raise PermissionDenied
