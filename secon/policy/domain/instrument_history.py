"""Which versions of an instrument's record there were: when, by whom as a role, what changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from secon.partnership.models import Membership
from secon.people.enums import Role
from secon.people.models import RoleGrant
from secon.policy.models import Instrument

SHOWN = 20
FIELDS = (
    "name", "summary", "level", "kind", "country", "partner", "addressed", "authority",
    "reference", "territory_note", "starts", "ends", "website", "evidence",
)  # fmt: skip
PARTS = ("translations", "topics", "themes", "territories", "money", "documents")
ROLES = (Role.PARTNER_EDITOR, Role.LEAD_PARTNER, Role.WEB_ADMIN)
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Version:
    """One version. ``role`` is None where the platform itself wrote it, or nobody knows."""

    at: datetime
    role: Role | None
    changes: tuple[str, ...]  # fields and parts; empty in the first
    is_first: bool
    is_shown: bool  # what readers see now


def versions(instrument: Instrument, *, drafts: bool) -> tuple[Version, ...]:
    """The newest versions first; those after what readers see only with ``drafts``. Three queries."""
    found = list(instrument.revisions.order_by("created_at", "pk"))
    live = instrument.live_revision_id
    if not drafts:
        keys = [one.pk for one in found]
        found = found[: keys.index(live) + 1] if live in keys else []
    roles = _roles({one.user_id for one in found if one.user_id})
    told = [
        Version(
            at=one.created_at,
            role=_held(roles.get(one.user_id or 0, ()), one.created_at),
            changes=changed(found[at - 1].content, one.content) if at else (),
            is_first=not at,
            is_shown=one.pk == live,
        )
        for at, one in enumerate(found)
    ]
    return tuple(reversed(told))[:SHOWN]


def changed(before: Content, after: Content) -> tuple[str, ...]:
    """The fields and parts in which two contents differ. Pure."""
    fields = [name for name in FIELDS if before.get(name) != after.get(name)]
    parts = [name for name in PARTS if _plain(before.get(name)) != _plain(after.get(name))]
    return (*fields, *parts)


def _plain(rows: Sequence[Content] | None) -> list[Content]:
    """Rows of a part without their keys, which change when a version is stored."""
    kept = [
        {name: said for name, said in row.items() if name not in ("pk", "changed_at")}
        for row in rows or ()
    ]
    return sorted(kept, key=repr)


Given = tuple[Role, datetime, datetime | None]


def _roles(users: Collection[int]) -> dict[int, list[Given]]:
    held: dict[int, list[Given]] = {}
    for model in (Membership, RoleGrant):
        grants = model.objects.filter(user__in=users, role__in=ROLES)
        for user, role, since, until in grants.values_list("user", "role", "granted_at", "ends_at"):
            held.setdefault(user, []).append((Role(role), since, until))
    return held


def _held(given: Iterable[Given], at: datetime) -> Role | None:
    """The role with which somebody wrote at that time."""
    then = {role for role, since, until in given if since <= at and (until is None or at < until)}
    return next((role for role in ROLES if role in then), None)
