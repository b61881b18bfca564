"""The verbs that give and end roles at a partner."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from secon.partnership.enums import PartnerRole
from secon.partnership.models import Membership, Partner
from secon.partnership.rules import GRANT_PERMISSIONS
from secon.people.domain import roles
from secon.people.enums import PLATFORM_ROLES, Role
from secon.people.models import Held, RoleGrant, User


@dataclass(frozen=True, slots=True)
class Offer:
    """A role that may be given: at ``partner``, or, without, for the whole platform."""

    role: Role
    partner: Partner | None = None

    @property
    def key(self) -> str:
        """What a form sends."""
        return f"{self.role}:{self.partner.slug if self.partner else ''}"

    @property
    def label(self) -> str:
        """What a person reads."""
        return f"{self.role.label} · {self.partner}" if self.partner else str(self.role.label)


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


def offers(by: User) -> tuple[Offer, ...]:
    """Every role ``by`` may give, and where. One query, and those about the own roles."""
    anywhere = [Offer(role) for role in PLATFORM_ROLES if by.has_perm("people.grant_role")]
    somewhere = [
        Offer(role, partner)
        for partner in Partner.objects.order_by("number")
        for role, permission in GRANT_PERMISSIONS.items()
        if by.has_perm(permission, partner)
        and (role is not Role.LEAD_PARTNER or partner.role == PartnerRole.LEAD)
    ]
    return (*somewhere, *sorted(anywhere, key=lambda offer: offer.role))


def open_grants(*, offered: Iterable[Offer], now: datetime) -> tuple[Membership | RoleGrant, ...]:
    """The roles that hold at ``now`` and that were ``offered``. Two queries."""
    allowed = {(offer.role, offer.partner and offer.partner.pk) for offer in offered}
    at_partners = Membership.objects.active(now).select_related("user", "partner")
    anywhere = RoleGrant.objects.active(now).select_related("user")
    return (
        *(one for one in at_partners.order_by("pk") if (one.role, one.partner_id) in allowed),
        *(one for one in anywhere.order_by("pk") if (one.role, None) in allowed),
    )


def give(
    *, offer: Offer, user: User, by: User, now: datetime, ends_at: datetime | None
) -> Membership | RoleGrant:
    """Give ``user`` what is offered, through the verb of its scope."""
    if offer.partner is None:
        return roles.grant(user=user, role=offer.role, by=by, now=now, ends_at=ends_at)
    return grant(user=user, role=offer.role, partner=offer.partner, by=by, now=now, ends_at=ends_at)


def take_back(*, given: Membership | RoleGrant, by: User, now: datetime) -> None:
    """End a role through the verb of its scope."""
    if isinstance(given, Membership):
        end(membership=given, by=by, now=now)
    else:
        roles.end(grant=given, by=by, now=now)


def held_at_partners(user: User, now: datetime) -> Iterator[Held]:
    """The roles ``user`` holds at partners: one query."""
    found = Membership.objects.active(now).filter(user=user).select_related("partner")
    for one in found.order_by("pk"):
        at = one.partner
        yield Held(Role(one.role), at.pk, at.name, at.original_language, one.ends_at)


def _check(by: User | None, role: Role, partner: Partner) -> None:
    if by is not None and not by.has_perm(GRANT_PERMISSIONS[role], partner):
        raise PermissionDenied
