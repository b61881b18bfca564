"""Letters to and about buyers. They leave once what they tell is stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from secon.enterprises.models import Enterprise, Steward
from secon.kernel.ports import get_port


def send(
    *,
    to: Iterable[str],
    language: str,
    template: str,
    title: Any,
    context: Mapping[str, Any],
    reply_to: str = "",
) -> None:
    """Write one letter to each of ``to`` when the transaction is over.

    ``template`` is a file of ``opportunities/buyers/letters/``; ``title`` is lazy.
    """
    known = language if language in dict(settings.LANGUAGES) else "en"
    with translation.override(known):
        body = render_to_string(f"opportunities/buyers/letters/{template}.txt", dict(context))
        subject = f"{settings.EMAIL_SUBJECT_PREFIX}{' '.join(str(title).split())}"
    for address in dict.fromkeys(to):
        letter = EmailMessage(
            subject, body, to=[address], reply_to=[reply_to] if reply_to else None
        )
        transaction.on_commit(partial(get_port("mail").send, letter))


def address(name: str, *args: object, language: str) -> str:
    """The full address of a page, in ``language``."""
    known = language if language in dict(settings.LANGUAGES) else "en"
    with translation.override(known):
        return f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name, args=args)}"


def stewards_of(enterprises: Iterable[Enterprise]) -> dict[int, list[str]]:
    """The addresses of those who speak for each enterprise: one query."""
    rows = (
        Steward.objects.filter(
            enterprise__in=list(enterprises), ended_at=None, user__is_active=True
        )
        .order_by("pk")
        .values_list("enterprise_id", "user__email")
    )
    found: dict[int, list[str]] = {}
    for pk, email in rows:
        found.setdefault(pk, []).append(email)
    return found
