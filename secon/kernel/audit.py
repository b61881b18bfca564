"""The audit trail: one row per decision, written in the transaction of the decision."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Model, QuerySet

from secon.kernel.models import AuditEvent

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def record(
    *,
    by: AbstractBaseUser | None,
    now: datetime,
    verb: str,
    on: Model,
    detail: Mapping[str, object] | None = None,
) -> AuditEvent:
    """Note that ``by`` (None: the platform itself) did ``verb`` to ``on``.

    ``detail`` is JSON without personal data: an account can be erased, the trail stays.
    """
    return AuditEvent.objects.create(
        by_id=None if by is None else by.pk,
        at=now,
        verb=verb,
        target=on._meta.label_lower,
        target_id=str(on.pk),
        detail=dict(detail or {}),
    )


def events_on(record: Model) -> QuerySet[AuditEvent]:
    """What happened to ``record``, newest first."""
    return AuditEvent.objects.filter(target=record._meta.label_lower, target_id=str(record.pk))
