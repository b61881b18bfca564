"""Half-filled forms: kept on the server for their author, for a month. Nobody else reads them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from secon.kernel.differences import Content
from secon.kernel.models import FormDraft

DAYS = 30
MOST_CHARACTERS = 200_000
MOST_DRAFTS = 50
"""Of one person; the oldest go."""
NEVER_KEPT = re.compile(
    r"^(csrfmiddlewaretoken$|kept_)|password|token|secret|captcha", re.IGNORECASE
)

Typed = dict[str, list[str]]


class TooLargeError(ValueError):
    """More was typed than is kept."""


def digest(base: Content | None) -> str:
    """What tells the versions apart from which forms were begun."""
    if base is None:
        return ""
    return hashlib.sha256(json.dumps(base, sort_keys=True).encode()).hexdigest()


def keepable(posted: Mapping[str, Any]) -> Typed:
    """What may be kept of a form's data: no passwords, no tokens. ``posted`` is a ``QueryDict``."""
    lists: Any = posted
    return {name: said for name, said in lists.lists() if not NEVER_KEPT.search(name)}


def keep(
    *,
    user_id: int,
    form: str,
    key: str,
    typed: Typed,
    base: Content | None,
    now: datetime,
    path: str = "",
    title: str = "",
) -> FormDraft:
    """Keep ``typed`` in place of what was kept of this form. Raises ``TooLargeError``.

    ``path`` and ``title`` say where the form is and what it is about, for the author's desk.
    """
    if len(json.dumps(typed, ensure_ascii=False)) > MOST_CHARACTERS:
        raise TooLargeError
    ends = timezone.localdate(now) + timedelta(days=DAYS)
    draft, is_new = FormDraft.objects.update_or_create(
        user_id=user_id,
        form=form,
        key=key,
        defaults={
            "data": {"typed": typed, "base": base, "path": path, "title": title},
            "base": digest(base),
            "saved_at": now,
            "delete_after": ends,
        },
    )
    if is_new:
        kept = FormDraft.objects.filter(user_id=user_id).values_list("pk", flat=True)[:MOST_DRAFTS]
        FormDraft.objects.filter(user_id=user_id).exclude(pk__in=list(kept)).delete()
    return draft


def kept(*, user_id: int, form: str, key: str, now: datetime) -> FormDraft | None:
    """What is kept of a form, until its day."""
    today = timezone.localdate(now)
    own = FormDraft.objects.filter(user_id=user_id, form=form, key=key)
    return own.filter(delete_after__gte=today).first()


def waiting(*, user_id: int, now: datetime) -> list[FormDraft]:
    """Every form that a person began to fill in, the newest first."""
    today = timezone.localdate(now)
    return list(FormDraft.objects.filter(user_id=user_id, delete_after__gte=today))


def throw_away(*, user_id: int, form: str, key: str) -> None:
    """The form was sent, or its author does not want it any more."""
    FormDraft.objects.filter(user_id=user_id, form=form, key=key).delete()


def ended(now: datetime) -> Any:
    """Drafts past their day."""
    return FormDraft.objects.filter(delete_after__lt=timezone.localdate(now))
