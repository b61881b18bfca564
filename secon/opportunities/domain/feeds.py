"""Secret addresses of a steward's feed and calendar: made, renewed, read."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction

from secon.enterprises.models import Enterprise
from secon.kernel import audit
from secon.opportunities.models import FeedKey
from secon.people.models import User

_SALT = "secon.opportunities.feed"


def renew(*, enterprise: Enterprise, by: User, now: datetime) -> FeedKey:
    """Make the addresses, or new ones: the old ones stop working."""
    if not by.has_perm("opportunities.view_own", enterprise):
        raise PermissionDenied
    with transaction.atomic():
        Enterprise.objects.select_for_update().get(pk=enterprise.pk)
        FeedKey.objects.filter(user=by, enterprise=enterprise).delete()
        found = FeedKey.objects.create(
            user=by, enterprise=enterprise, nonce=secrets.token_urlsafe(12), made_at=now
        )
        audit.record(by=by, now=now, verb="renew_feed", on=enterprise)
    return found


def end(*, enterprise: Enterprise, by: User, now: datetime) -> bool:
    """Make the addresses stop working. False: there were none."""
    gone = FeedKey.objects.filter(user=by, enterprise=enterprise).delete()[0]
    if gone:
        audit.record(by=by, now=now, verb="end_feed", on=enterprise)
    return bool(gone)


def of(enterprise: Enterprise, user: User) -> FeedKey | None:
    """The key, if there is one."""
    return FeedKey.objects.filter(user=user, enterprise=enterprise).first()


def token_of(key: FeedKey) -> str:
    """What an address names it by."""
    return signing.dumps([key.pk, key.nonce], salt=_SALT)


def enterprise_of(token: str) -> Enterprise | None:
    """Whose opportunities an address shows, as long as its owner speaks for the enterprise."""
    try:
        pk, nonce = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    rows = FeedKey.objects.filter(pk=pk, nonce=nonce, user__is_active=True)
    key = rows.select_related("user", "enterprise").first()
    if key is None or not key.user.has_perm("opportunities.view_own", key.enterprise):
        return None
    return key.enterprise
