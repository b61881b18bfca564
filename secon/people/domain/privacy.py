"""What is known about a person: why, until when, given to them and erased.

Each app that keeps personal data says so once with ``register`` in ``AppConfig.ready``; the
privacy page, the export and the erasure are made from that list.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from secon.kernel import audit
from secon.people.models import User


@dataclass(frozen=True, slots=True)
class PersonalData:
    """One kind of personal data. ``purpose`` and ``kept`` are sentences for readers (lazy)."""

    key: str
    title: Any
    purpose: Any
    kept: Any
    export: Callable[[User], Any]  # JSON values of what is kept about this person
    erase: Callable[[User], None] | None = None  # None: goes with the account's own row
    order: int = 50  # among the kinds shown


_kinds: dict[str, PersonalData] = {}


def register(kind: PersonalData) -> None:
    """Declare a kind of personal data; ``kind.key`` names it in the export."""
    _kinds[kind.key] = kind


def kinds() -> tuple[PersonalData, ...]:
    """Every kind of personal data the platform keeps, the account's own first."""
    return tuple(sorted(_kinds.values(), key=lambda kind: kind.order))


def export(user: User) -> dict[str, Any]:
    """Everything kept about ``user``, by kind, with its purpose and end."""
    return {
        kind.key: {
            "title": str(kind.title),
            "purpose": str(kind.purpose),
            "kept": str(kind.kept),
            "data": kind.export(user),
        }
        for kind in kinds()
    }


def erase(*, user: User, by: User | None, now: datetime) -> None:
    """Delete ``user`` and all that is kept about them; what they decided stays, without a name.

    ``by`` is the person, a web administrator, or None for the platform. Raises
    ``PermissionDenied``.
    """
    if by is not None and by != user and not by.has_perm("people.erase_person"):
        raise PermissionDenied
    with transaction.atomic():
        for kind in kinds():
            if kind.erase is not None:
                kind.erase(user)
        actor = None if by == user else by
        audit.record(by=actor, now=now, verb="erase", on=user)
        user.delete()


def inactive(now: datetime) -> QuerySet[User]:
    """Accounts whose end date has passed and that hold no granted role."""
    before = now - timedelta(days=settings.SECON_ACCOUNT_DAYS)
    unseen = Q(last_login__lt=before) | Q(last_login=None, date_joined__lt=before)
    found = User.objects.filter(unseen, is_superuser=False)
    holding = [user.pk for user in found if len(user.held(now)) > 1]
    return found.exclude(pk__in=holding)


def erase_inactive(*, now: datetime) -> int:
    """Erase the accounts that are past their end date; returns how many."""
    users = list(inactive(now))
    for user in users:
        erase(user=user, by=None, now=now)
    return len(users)
