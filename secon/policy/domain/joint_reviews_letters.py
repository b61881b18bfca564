"""Letters to the reviewers and to the lead of a review. They leave once what they tell is stored."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from secon.kernel.models import PROJECT_LANGUAGE
from secon.kernel.ports import get_port
from secon.policy.models import JointReview, Reviewer


def hash_of(token: str) -> str:
    """What is stored of the token in a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def language_of(seat: Reviewer, review: JointReview) -> str:
    """In which language a reviewer is written to: that of their region."""
    region = seat.partner or review.partner
    return region.original_language


def invite(
    *, review: JointReview, seat: Reviewer, now: datetime, template: str = "invitation"
) -> None:
    """Write to a reviewer with a link that works once; an earlier link works no longer.

    Whoever took the seat already gets the address of the page instead.
    """
    token = "" if seat.user_id else secrets.token_urlsafe(32)
    seat.token_hash = hash_of(token) if token else ""
    seat.invited_at = seat.invited_at or now
    seat.save(update_fields=["token_hash", "invited_at"])
    tell(review=review, seat=seat, template=template, token=token)


def tell(*, review: JointReview, seat: Reviewer, template: str, token: str = "") -> None:
    """Write to a reviewer: ``template`` is a file of ``policy/reviews/letters/``."""
    to = seat.user.email if seat.user else seat.email
    address = ("policy:review_seat", token) if token else ("policy:review", review.pk)
    _send(to, language_of(seat, review), template, review, address, {"seat": seat})


def tell_lead(*, review: JointReview, template: str) -> None:
    """Write to whoever opened the review."""
    if review.opened_by is not None:
        address = ("policy:review", review.pk)
        language = review.partner.original_language
        _send(review.opened_by.email, language, template, review, address, {})


def _send(
    to: str,
    language: str,
    template: str,
    review: JointReview,
    address: tuple[str, object],
    more: Mapping[str, Any],
) -> None:
    if not to:
        return
    known = language if language in dict(settings.LANGUAGES) else PROJECT_LANGUAGE
    with translation.override(known):
        name, key = address
        values = {
            "review": review,
            "instrument": review.instrument.best(known, "name")["name"],
            "lead": review.partner.best(known, "name")["name"],
            "address": f"{settings.WAGTAILADMIN_BASE_URL}{reverse(name, args=[key])}",
            **more,
        }
        body = render_to_string(f"policy/reviews/letters/{template}.txt", values)
        subject = _("Joint review: %(title)s") % {"title": review.title}
    title = f"{settings.EMAIL_SUBJECT_PREFIX}{' '.join(subject.split())}"
    letter = EmailMessage(title, body, to=[to])
    transaction.on_commit(lambda: get_port("mail").send(letter))
