"""Who holds which role, and the verbs that grant and end platform-wide ones.

Apps above add roles of their own scope (a partner) with ``add_source`` in ``AppConfig.ready``.
"""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from secon.kernel import audit
from secon.people.domain import staff
from secon.people.enums import PLATFORM_ROLES, Role
from secon.people.models import ROLE_SOURCES, Grant, RoleGrant, RoleSource, User

AnyGrant = TypeVar("AnyGrant", bound=Grant)


class RoleError(ValidationError):
    """A role that cannot be granted so."""


def add_source(source: RoleSource) -> None:
    """Let ``source`` tell which further roles a person holds."""
    if source not in ROLE_SOURCES:
        ROLE_SOURCES.append(source)


def grant(
    *, user: User, role: Role, by: User | None, now: datetime, ends_at: datetime | None = None
) -> RoleGrant:
    """Give ``user`` a platform-wide ``role``; ``by`` None is the platform itself (a command).

    Raises ``PermissionDenied`` and ``RoleError``.
    """
    if role not in PLATFORM_ROLES:
        raise RoleError(_("This role is held at a partner."))
    if by is not None and not by.has_perm("people.grant_role"):
        raise PermissionDenied
    return store(RoleGrant(user=user, role=role), by=by, now=now, ends_at=ends_at)


def end(*, grant: RoleGrant, by: User | None, now: datetime) -> RoleGrant:
    """End a platform-wide role at once. Raises ``PermissionDenied``."""
    if by is not None and not by.has_perm("people.grant_role"):
        raise PermissionDenied
    return close(grant, by=by, now=now)


def store(grant: AnyGrant, *, by: User | None, now: datetime, ends_at: datetime | None) -> AnyGrant:
    """Write a permitted grant: once per person, role and scope. Raises ``RoleError``."""
    if ends_at is not None and ends_at <= now:
        raise RoleError(_("The end lies in the past."))
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=grant.user.pk)
        same = type(grant).objects.active(now).filter(user=user, role=grant.role)
        if same.filter(**grant.scope()).exists():
            raise RoleError(_("This person has the role already."))
        grant.granted_by, grant.granted_at, grant.ends_at = by, now, ends_at
        grant.save()
        _after(grant, by=by, now=now, verb="grant")
    return grant


def close(grant: AnyGrant, *, by: User | None, now: datetime) -> AnyGrant:
    """End a grant at ``now``; one that has ended stays as it is."""
    with transaction.atomic():
        type(grant).objects.select_for_update().get(pk=grant.pk)
        grant.refresh_from_db(fields=["ends_at"])
        if grant.ends_at is None or grant.ends_at > now:
            grant.ends_at = now
            grant.save(update_fields=["ends_at"])
            _after(grant, by=by, now=now, verb="end")
    return grant


def _after(grant: Grant, *, by: User | None, now: datetime, verb: str) -> None:
    grant.user.__dict__.pop("held_now", None)  # asked again next time
    staff.sync_groups(grant.user, {one.role for one in grant.user.held(now)})
    detail = {"person": grant.user.pk, "role": grant.role, "ends_at": grant.ends_at}
    audit.record(by=by, now=now, verb=verb, on=grant, detail=detail | grant.scope())
