"""Letters about new entries of a list: asked for, confirmed, sent at most weekly, ended by a click."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q, QuerySet
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.enterprises.domain import versions
from secon.enterprises.models import Enterprise, Subscription
from secon.kernel.ports import get_port

PAUSE = timedelta(days=7)
ASK_AGAIN = timedelta(days=1)  # one letter a day to an address that has not confirmed
FORGET_AFTER = timedelta(days=14)  # an address that never confirmed is deleted
SHOWN = 20  # entries named in one letter
_SALT = "secon.enterprises.subscription"

Address = Callable[[str, str], str]  # (language, token) to an absolute address


class SubscriptionError(Exception):
    """The link of a letter does not work: forged, or the subscription is gone."""


@dataclass(frozen=True, slots=True)
class News:
    """What a letter tells: entries of the list listed or changed since the last one."""

    new: Sequence[Enterprise]
    changed: int

    def __bool__(self) -> bool:
        return bool(self.new or self.changed)


def ask(
    *, email: str, query: str, language: str, now: datetime, confirm_at: Address
) -> Subscription:
    """Note the wish and send the letter that asks to confirm it; nothing else before that.

    Asked again within a day, or for a confirmed one, no letter leaves: the caller says the same
    in every case, so that nobody learns who is subscribed.
    """
    with transaction.atomic():
        number = versions.latest()[1]
        found, new = Subscription.objects.select_for_update().get_or_create(
            email=email.lower(),
            query=query,
            defaults={"language": language, "asked_at": now, "seen_version": number},
        )
        if not new and (found.confirmed_at or found.asked_at > now - ASK_AGAIN):
            return found
        found.asked_at, found.language, found.seen_version = now, language, number
        found.save(update_fields=["asked_at", "language", "seen_version"])
        letter = _letter(found, "ask", _("Please confirm your subscription"), confirm_at)
        transaction.on_commit(lambda: get_port("mail").send(letter))
    return found


def of_token(token: str) -> Subscription:
    """The subscription a link names. Raises ``SubscriptionError``."""
    try:
        key = signing.loads(token, salt=_SALT)
        return Subscription.objects.get(pk=key)
    except (signing.BadSignature, Subscription.DoesNotExist) as error:
        raise SubscriptionError from error


def token_of(subscription: Subscription) -> str:
    """What a link names it by."""
    return signing.dumps(subscription.pk, salt=_SALT)


def confirm(*, token: str, now: datetime) -> Subscription:
    """Start the letters; again changes nothing. Raises ``SubscriptionError``."""
    found = of_token(token)
    Subscription.objects.filter(pk=found.pk, confirmed_at=None).update(confirmed_at=now)
    found.refresh_from_db()
    return found


def stop(*, token: str) -> Subscription:
    """Delete it with its address, which is returned once more. Raises ``SubscriptionError``."""
    found = of_token(token)
    Subscription.objects.filter(pk=found.pk).delete()
    return found


def forget_unconfirmed(now: datetime) -> int:
    """Delete the addresses that were never confirmed; returns how many."""
    old = Subscription.objects.filter(confirmed_at=None, asked_at__lt=now - FORGET_AFTER)
    return old.delete()[0]


def due(now: datetime) -> QuerySet[Subscription]:
    """Those that may get a letter."""
    rested = Q(sent_at=None) | Q(sent_at__lte=now - PAUSE)
    return Subscription.objects.filter(rested, confirmed_at__isnull=False).order_by("pk")


def changed_since(version: int) -> Iterator[int]:
    """Keys of listed real entries that changed after ``version``."""
    found = Enterprise.objects.listed().filter(version__gt=version, is_example=False)
    return found.values_list("pk", flat=True).iterator()


def news(*, subscription: Subscription, inside: Collection[int]) -> News:
    """What of ``inside`` (keys of changed entries that the list holds) is new to the reader."""
    since = (subscription.sent_at or subscription.confirmed_at or subscription.asked_at).date()
    found = Enterprise.objects.listed().filter(pk__in=inside)
    fresh = list(found.filter(listed_on__gte=since).order_by("-listed_on", "pk"))
    return News(fresh, len(inside) - len(fresh))


def send(
    *, subscription: Subscription, told: News, upto: int, now: datetime, page: str, stop_at: Address
) -> bool:
    """Send one letter, unless another worker has just done so. ``upto``: the version it covers.

    False: nothing was sent. A letter with nothing new is not written, but the version is noted.
    """
    with transaction.atomic():
        found = due(now).select_for_update().filter(pk=subscription.pk).first()
        if found is None:
            return False
        found.seen_version = upto
        if told:
            found.sent_at = now
        found.save(update_fields=["seen_version", "sent_at"])
        if not told:
            return False
        letter = _news_letter(found, told, page, stop_at)
        transaction.on_commit(lambda: get_port("mail").send(letter))
    return True


def _news_letter(
    subscription: Subscription, told: News, page: str, stop_at: Address
) -> EmailMessage:
    number = len(told.new)
    with translation.override(subscription.language):
        title = (
            ngettext(
                "%(number)d new social enterprise", "%(number)d new social enterprises", number
            )
            % {"number": number}
            if number
            else _("News of social enterprises")
        )
    return _letter(
        subscription,
        "news",
        title,
        stop_at,
        new=told.new[:SHOWN],
        more=max(number - SHOWN, 0),
        changed=told.changed,
        page=page,
    )


def _letter(
    subscription: Subscription, name: str, title: str, address: Address, **more: object
) -> EmailMessage:
    """The letter ``name``; ``address`` is where its link leads, which also ends it by one click."""
    link = address(subscription.language, token_of(subscription))
    with translation.override(subscription.language):
        body = render_to_string(
            f"enterprises/subscriptions/{name}.txt",
            {"subscription": subscription, "address": link, **more},
        )
    letter = EmailMessage(" ".join(title.split()), body, to=[subscription.email])
    if name == "news":
        letter.extra_headers = {
            "List-Unsubscribe": f"<{link}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        }
    return letter
