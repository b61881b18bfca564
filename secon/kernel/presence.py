"""Who has a record open for editing at this moment. A mark ages out; nobody has to close anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _

from secon.kernel.models import EditingMark

FRESH = timedelta(minutes=2)
KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Name:
    """A person as colleagues see them: a role and an organisation, never an address."""

    role: str
    organisation: str = ""
    language: str = ""  # the organisation's name's


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else who has the record open."""

    name: Name
    since: datetime

    @property
    def said(self) -> str:
        """In words."""
        since = time_format(timezone.localtime(self.since), "TIME_FORMAT")
        if self.name.role and self.name.organisation:
            said = _("%(role)s, %(organisation)s: has this open since %(time)s.")
        elif self.name.role:
            said = _("%(role)s: has this open since %(time)s.")
        else:
            said = _("Somebody else has this open since %(time)s.")
        name = self.name
        return said % {"role": name.role, "organisation": name.organisation, "time": since}


Namer = Callable[[Any, datetime], Name | None]
_namers: list[Namer] = []


def add_namer(namer: Namer) -> None:
    """Let ``namer(user, now)`` say how colleagues see a person (None: it does not know)."""
    if namer not in _namers:
        _namers.append(namer)


def come(*, user_id: int, target: str, target_id: str, now: datetime) -> tuple[Other, ...]:
    """Mark that a person has a record open; returns who else has, the longest first."""
    fresh = EditingMark.objects.filter(
        target=target, target_id=target_id, seen_at__gte=now - FRESH
    ).select_related("user")
    marks = sorted(fresh, key=lambda one: one.began_at)
    own = next((one for one in marks if one.user_id == user_id), None)
    EditingMark.objects.bulk_create(
        [
            EditingMark(
                user_id=user_id,
                target=target,
                target_id=target_id,
                began_at=own.began_at if own else now,
                seen_at=now,
            )
        ],
        update_conflicts=True,
        unique_fields=["user", "target", "target_id"],
        update_fields=["began_at", "seen_at"],
    )
    others = (one for one in marks if one.user_id != user_id)
    return tuple(Other(_name(one.user, now), one.began_at) for one in others)


def leave(*, user_id: int, target: str, target_id: str) -> None:
    """The person is done with the record."""
    EditingMark.objects.filter(user_id=user_id, target=target, target_id=target_id).delete()


def ended(now: datetime) -> Any:
    """Marks that nothing can be learned from any more."""
    return EditingMark.objects.filter(seen_at__lt=now - KEPT)


def _name(user: Any, now: datetime) -> Name:
    names = (namer(user, now) for namer in _namers)
    return next((name for name in names if name is not None), Name(""))
