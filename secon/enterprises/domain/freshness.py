"""Letters that ask whether an entry still holds, and the answers that come without signing in."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from secon.enterprises.domain import versions
from secon.enterprises.enums import PUBLIC_STATES, State
from secon.enterprises.frames import status
from secon.enterprises.models import ConfirmationLink, Enterprise, EnterpriseStatus
from secon.kernel import audit
from secon.kernel.ports import get_port

AHEAD = timedelta(days=30)  # a letter leaves this long before something runs out
WORKS_FOR = timedelta(days=30)
PAUSE = timedelta(days=7)  # never more than one letter in this time
STALE_AFTER = timedelta(days=365)  # an entry nobody confirmed for so long is asked about

CHECK, ENTRY = "check", "entry"
CONFIRMED, CORRECTED = "confirmed", "corrected"


class LinkError(Exception):
    """The link of a letter that does not work: unknown, used or too old."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason  # "unknown", "used" or "expired"


@dataclass(frozen=True, slots=True)
class Due:
    """An entry to ask about: ``about`` is "check", "entry" or a status's code; ``day`` it runs out."""

    enterprise: Enterprise
    about: str
    day: date


def due(today: date) -> Iterator[Due]:
    """What runs out within :data:`AHEAD`, the most urgent of each entry, soonest first.

    Three queries. Examples are left out: nobody would answer.
    """
    last = today + AHEAD
    real = Enterprise.objects.filter(state__in=PUBLIC_STATES, is_example=False)
    found: dict[int, Due] = {}

    def note(enterprise: Enterprise, about: str, day: date | None) -> None:
        if day and (enterprise.pk not in found or day < found[enterprise.pk].day):
            found[enterprise.pk] = Due(enterprise, about, day)

    ending = EnterpriseStatus.objects.filter(
        enterprise__in=real, valid_to__range=(today, last)
    ).select_related("enterprise")
    for one in ending:
        note(one.enterprise, one.code, one.valid_to)
    for enterprise in real.filter(state=State.VERIFIED, check_again_on__lte=last):
        note(enterprise, CHECK, enterprise.check_again_on)
    long_ago = today - STALE_AFTER
    stale = Q(confirmed_on__lt=long_ago) | Q(confirmed_on=None, listed_on__lt=long_ago)
    for enterprise in real.filter(stale):
        seen = enterprise.confirmed_on or enterprise.listed_on
        note(enterprise, ENTRY, seen and seen + STALE_AFTER)
    return iter(sorted(found.values(), key=lambda one: (one.day, one.enterprise.pk)))


def addresses(enterprise: Enterprise) -> list[str]:
    """Who is asked: those who keep the entry, else the organisation's own address."""
    keepers = enterprise.stewards.filter(ended_at=None, user__is_active=True)
    return sorted(keepers.values_list("user__email", flat=True)) or (
        [enterprise.email] if enterprise.email else []
    )


def remind(*, asked: Due, now: datetime, absolute: Callable[[str, str], str]) -> bool:
    """Send the letter, unless one left within :data:`PAUSE` or the same was answered since.

    ``absolute(language, token)`` is the address of the page that takes the answer. False: no
    letter, for that reason or because nobody's address is known.
    """
    with transaction.atomic():
        enterprise = Enterprise.objects.select_for_update().get(pk=asked.enterprise.pk)
        to = addresses(enterprise)
        if not to or _asked_lately(enterprise, asked, now):
            return False
        token = secrets.token_urlsafe(32)
        link = ConfirmationLink.objects.create(
            enterprise=enterprise,
            about=asked.about,
            token_hash=_hash(token),
            sent_at=now,
            expires_at=now + WORKS_FOR,
        )
        audit.record(by=None, now=now, verb="remind", on=enterprise, detail={"about": asked.about})
        address = absolute(enterprise.original_language, token)
        letter = _letter(enterprise, asked, address, link.expires_at, to)
        transaction.on_commit(lambda: get_port("mail").send(letter))
    return True


def link_of(token: str, now: datetime) -> ConfirmationLink:
    """The letter a link came from. Raises ``LinkError``."""
    link = (
        ConfirmationLink.objects.select_related("enterprise")
        .filter(token_hash=_hash(token))
        .first()
    )
    if link is None:
        raise LinkError("unknown")
    if link.used_at is not None:
        raise LinkError("used")
    if link.expires_at <= now:
        raise LinkError("expired")
    return link


def confirm(*, token: str, now: datetime) -> Enterprise:
    """Take the word that the entry still holds. Raises ``LinkError``.

    A check by the region is not renewed by it: its day stays, and the region sees both.
    """
    with transaction.atomic():
        link = _use(token, CONFIRMED, now)
        enterprise: Enterprise = Enterprise.objects.select_for_update().get(pk=link.enterprise_id)
        enterprise.confirmed_on = timezone.localdate(now)
        enterprise.save(update_fields=["confirmed_on"])
        versions.touch([enterprise.pk])
        audit.record(by=None, now=now, verb="confirm", on=enterprise, detail={"letter": link.pk})
    return enterprise


def use_for_correction(*, token: str, now: datetime) -> Enterprise:
    """Take the link as used by a correction, which the caller proposes in the same transaction."""
    enterprise: Enterprise = _use(token, CORRECTED, now).enterprise
    return enterprise


def subject_of(about: str, language: str) -> str:
    """What a letter is about, in words."""
    if about == CHECK:
        return _("the check of your entry")
    if about == ENTRY:
        return _("your entry")
    return status(about).label(language)


def _use(token: str, outcome: str, now: datetime) -> ConfirmationLink:
    link = link_of(token, now)
    taken = ConfirmationLink.objects.filter(pk=link.pk, used_at=None)
    if not taken.update(used_at=now, outcome=outcome):
        raise LinkError("used")
    return link


def _asked_lately(enterprise: Enterprise, asked: Due, now: datetime) -> bool:
    sent = enterprise.confirmations.all()
    if sent.filter(sent_at__gt=now - PAUSE).exists():
        return True
    answered_after = asked.day - AHEAD - PAUSE
    return bool(sent.filter(about=asked.about, used_at__date__gte=answered_after).exists())


def _letter(
    enterprise: Enterprise, asked: Due, address: str, until: datetime, to: list[str]
) -> EmailMessage:
    with translation.override(enterprise.original_language):
        context = {
            "enterprise": enterprise,
            "subject": subject_of(asked.about, enterprise.original_language),
            "about": asked.about if asked.about in {CHECK, ENTRY} else "status",
            "day": asked.day,
            "address": address,
            "until": until,
        }
        body = render_to_string("enterprises/freshness/letter.txt", context)
        title = _("Is your entry in SECON still right? %(name)s") % {"name": enterprise.name}
    return EmailMessage(" ".join(title.split()), body, bcc=to)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
