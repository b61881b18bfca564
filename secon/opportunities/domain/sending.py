"""How prepared letters leave: each once, whatever ends the process that sends them.

    prepared → sending → handed → sent

``sending`` is a claim of one run. Everything of a letter but its last line goes out under it;
then the claim becomes ``handed`` in the database, and only after that the line goes out by which
the mail server takes the letter over. Whoever is ended before has sent nothing: the next run takes
the letter on at once. A slower run whose letter was taken on finds its claim gone and stops before
that line. Between ``handed`` and the server's answer the outcome is not known: such a letter is
never sent again, and the next one says so and leads to what it told.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q

from secon.kernel.handover import MailRefused, MailUnanswered
from secon.kernel.ports import get_port
from secon.opportunities.domain import paths
from secon.opportunities.domain.addresses import confirmed_address
from secon.opportunities.enterprise_enums import CLAIMABLE, DigestState, Step
from secon.opportunities.models import DeliveredItem, Digest, LetterWish
from secon.people.models import User

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (5, 30, 120, 360, 1440))
"""Rests between attempts; after the last one the letter is given up and its lines are free."""
ANSWER_WITHIN = timedelta(minutes=10)
"""A server that has not answered by then will not: RFC 5321 gives it ten minutes."""

Clock = Callable[[], datetime]
StopAt = Callable[[User, str], str]
"""(reader, language) to the address that stops the letters."""


class ClaimLostError(Exception):
    """Another run has taken the letter on, or its reader has stopped the letters."""


def run(*, clock: Clock, stop_at: StopAt) -> Counter[str]:
    """Send every letter whose time has come; returns how many were sent, refused and so on."""
    name, counts, lost = str(uuid.uuid4()), Counter[str](), set[int]()
    while (digest := claim(run=name, now=clock(), skip=lost)) is not None:
        outcome = _deliver(digest, name, clock, stop_at)
        if outcome == "lost":
            lost.add(digest.pk)
        counts[outcome] += 1
    return counts


def settle(now: datetime) -> int:
    """Note which letters got no answer; returns how many."""
    old = Digest.objects.filter(state=DigestState.HANDED, handed_at__lt=now - ANSWER_WITHIN)
    return old.update(state=DigestState.UNSURE, body="")


def claim(
    *, run: str, now: datetime, skip: set[int] | frozenset[int] = frozenset()
) -> Digest | None:
    """The next letter, claimed by ``run``: prepared ones first, then those of runs that ended.

    A conditional update decides between runs.
    """
    ready = Q(next_try_at=None) | Q(next_try_at__lte=now)
    waiting = Digest.objects.filter(ready, state__in=CLAIMABLE).exclude(claim=run)
    while True:
        found = waiting.exclude(pk__in=skip).order_by("state", "pk").first()
        if found is None:
            return None
        as_seen = Digest.objects.filter(pk=found.pk, state=found.state, claim=found.claim)
        if as_seen.update(state=DigestState.SENDING, claim=run):
            found.refresh_from_db()
            return found


def hand_over(digest: Digest, *, run: str, now: datetime) -> None:
    """Note that the letter leaves now. Raises ``ClaimLostError`` where ``run`` may not send it."""
    own = Digest.objects.filter(pk=digest.pk, state=DigestState.SENDING, claim=run)
    if not own.update(state=DigestState.HANDED, handed_at=now):
        raise ClaimLostError


def mark_sent(digest: Digest, *, run: str, now: datetime) -> None:
    """Note that the server took the letter; its text is deleted."""
    own = Digest.objects.filter(
        pk=digest.pk, claim=run, state__in=[DigestState.HANDED, DigestState.UNSURE]
    )
    with transaction.atomic():
        if not own.update(state=DigestState.SENT, sent_at=now, body="", error="", told_unsure=None):
            return
        LetterWish.objects.filter(user=digest.user_id).update(refusals=0)
        told: dict[int, list[tuple[str, int]]] = {}
        for item in DeliveredItem.objects.filter(digest=digest, is_shown=True):
            told.setdefault(item.enterprise_id, []).append(item.key)
        for enterprise, keys in told.items():
            paths.note(enterprise=enterprise, keys=keys, step=Step.SENT, now=now)


def refuse(digest: Digest, *, run: str, now: datetime, said: str, is_final: bool) -> bool:
    """Note a refusal: again later, or given up. True: given up, its lines are free again."""
    own = Digest.objects.filter(
        pk=digest.pk, claim=run, state__in=[DigestState.SENDING, DigestState.HANDED]
    )
    with transaction.atomic():
        if not is_final and digest.attempts < len(BACK_OFF):
            own.update(
                state=DigestState.PREPARED,
                claim="",
                handed_at=None,
                attempts=F("attempts") + 1,
                next_try_at=now + BACK_OFF[digest.attempts],
                error=said[:300],
            )
            return False
        if own.update(state=DigestState.FAILED, handed_at=None, body="", error=said[:300]):
            DeliveredItem.objects.filter(digest=digest).delete()
            Digest.objects.filter(told_unsure=digest).update(told_unsure=None)
            LetterWish.objects.filter(user=digest.user_id).update(refusals=F("refusals") + 1)
        return True


def _deliver(digest: Digest, run: str, clock: Clock, stop_at: StopAt) -> str:
    """One letter, in this order; the word for what came of it."""
    user = User.objects.get(pk=digest.user_id)
    address = confirmed_address(user)
    if not address:
        refuse(digest, run=run, now=clock(), said="no confirmed address", is_final=True)
        return "given up"
    letter = _letter(digest, address, stop_at(user, digest.language))
    try:
        get_port("mail").hand_over(letter, before=lambda: hand_over(digest, run=run, now=clock()))
    except ClaimLostError:
        return "lost"
    except MailUnanswered:
        Digest.objects.filter(pk=digest.pk, claim=run, state=DigestState.HANDED).update(
            state=DigestState.UNSURE, body=""
        )
        return "unsure"
    except MailRefused as error:
        gone = refuse(digest, run=run, now=clock(), said=str(error), is_final=error.is_final)
        return "given up" if gone else "later"
    mark_sent(digest, run=run, now=clock())
    return "sent"


def _letter(digest: Digest, address: str, stop: str) -> EmailMessage:
    """The same letter at every attempt, by the same name."""
    letter = EmailMessage(
        f"{settings.EMAIL_SUBJECT_PREFIX}{digest.subject}", digest.body, to=[address]
    )
    letter.extra_headers = {
        "Message-ID": digest.message_id,
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Content-Language": digest.language,
        "Auto-Submitted": "auto-generated",
    }
    return letter
