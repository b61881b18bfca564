"""Whether a steward wants letters: asked for, kept for a time, ended by one click."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.enterprises.enums import PUBLIC_STATES
from secon.enterprises.models import Enterprise
from secon.kernel import audit
from secon.opportunities.domain.addresses import confirmed_address
from secon.opportunities.enterprise_enums import CLAIMABLE, Frequency
from secon.opportunities.models import Digest, LetterWish
from secon.people.models import User

KEPT = timedelta(days=730)
"""How long an agreement holds; confirming it on its page begins it anew."""
TOLD_KEPT = timedelta(days=400)
"""How long it is remembered what somebody was told: longer than a call is open."""
_SALT = "secon.opportunities.letters"


class WishError(ValidationError):
    """A wish that cannot be kept."""


def kept_by(user: User) -> list[Enterprise]:
    """The listed enterprises that ``user`` speaks for, by name: one query."""
    mine = Enterprise.objects.filter(
        stewards__user=user, stewards__ended_at=None, state__in=PUBLIC_STATES
    )
    return list(mine.distinct().order_by("name", "pk"))


def of(user: User) -> LetterWish | None:
    """The wish, if there is one."""
    return LetterWish.objects.filter(user=user).first()


def ask(*, user: User, by: User, now: datetime, frequency: str, language: str) -> LetterWish:
    """Begin or change letters; the agreement holds for two years from now.

    Only for oneself, as a steward of a listed enterprise, with a confirmed address.
    """
    if by != user:
        raise PermissionDenied
    if frequency not in Frequency.values or language not in dict(settings.LANGUAGES):
        raise WishError(_("Choose how often, and in which language."))
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if not kept_by(user):
            raise PermissionDenied
        if not confirmed_address(user):
            raise WishError(_("First confirm your e-mail address."))
        found = LetterWish.objects.filter(user=user).first() or LetterWish(user=user)
        found.frequency, found.language = frequency, language
        found.agreed_at, found.refusals = now, 0
        found.ends_on = timezone.localdate(now) + KEPT
        found.save()
        audit.record(by=by, now=now, verb="ask_for_letters", on=found, detail={"often": frequency})
    return found


def stop(*, user: User, by: User | None, now: datetime) -> bool:
    """End the letters at once, those that wait among them. False: there were none.

    ``by`` None: by the link of a letter, without signing in.
    """
    if by is not None and by != user:
        raise PermissionDenied
    with transaction.atomic():
        found = LetterWish.objects.select_for_update().filter(user=user).first()
        if found is None:
            return False
        Digest.objects.filter(user=user, state__in=CLAIMABLE).delete()
        audit.record(by=by, now=now, verb="stop_letters", on=found)
        found.delete()
    return True


def token_of(user: User) -> str:
    """What the link that stops letters carries. It works as long as the account."""
    return signing.dumps(user.pk, salt=_SALT)


def user_of(token: str) -> User | None:
    """Whose letters a link stops; None: forged or cut off."""
    try:
        return User.objects.filter(pk=signing.loads(token, salt=_SALT)).first()
    except signing.BadSignature:
        return None


def forget(today: date) -> int:
    """Delete wishes whose end has come and what was told long ago; returns how many rows."""
    old = today - TOLD_KEPT
    ended = LetterWish.objects.filter(ends_on__lt=today).delete()[0]
    return ended + Digest.objects.filter(prepared_at__date__lt=old).delete()[0]
