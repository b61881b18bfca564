"""``send_enterprise_letters``: tell subscribers what is new in their lists. Run it once a day."""

from collections import Counter
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation

from secon.enterprises.domain import directory, subscriptions, versions
from secon.enterprises.interfaces.requests import asked
from secon.enterprises.models import Subscription


class Command(BaseCommand):
    """At most one letter a week for each subscription, none without news."""

    help = "Write to subscribers about new and changed entries of their lists."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        upto = versions.latest()[1]
        found = directory.current()
        counts: Counter[str] = Counter(letters=0)
        for one in subscriptions.due(now):
            changed = frozenset(subscriptions.changed_since(one.seen_version))
            ask = asked(QueryDict(one.query), now=now, language=one.language)
            criteria = replace(ask.criteria, pks=changed, include_examples=False)
            inside = [int(pk) for pk in directory.all_pks(found, criteria)] if changed else []
            sent = subscriptions.send(
                subscription=one,
                told=subscriptions.news(subscription=one, inside=inside),
                upto=upto,
                now=now,
                page=_page(one),
                stop_at=_address,
            )
            counts["letters" if sent else "without news"] += 1
        self.stdout.write(", ".join(f"{number} {what}" for what, number in sorted(counts.items())))


def _page(subscription: Subscription) -> str:
    with translation.override(subscription.language):
        address = settings.WAGTAILADMIN_BASE_URL + reverse("enterprises:list")
    return f"{address}?{subscription.query}" if subscription.query else address


def _address(language: str, token: str) -> str:
    with translation.override(language):
        return settings.WAGTAILADMIN_BASE_URL + reverse("enterprises:letters", args=[token])
