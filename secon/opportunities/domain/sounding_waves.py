"""Writing to the suppliers of a sounding: in waves, one reminder each, nothing twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from secon.enterprises.enums import PUBLIC_STATES
from secon.enterprises.models import Enterprise
from secon.kernel import audit
from secon.opportunities.buyer_enums import Reply, SoundingState, Standing
from secon.opportunities.domain import buyer_letters
from secon.opportunities.models import Invitation, Sounding
from secon.procurement.domain.zones import zone_of

WAVE = 20
"""Suppliers written to at once."""
PAUSE = timedelta(days=3)
"""Between two waves, and from an invitation to its one reminder."""
LAST_CHANCE = timedelta(days=1)
"""Nobody is reminded later than this before the deadline."""


def reachable(keys: Sequence[int]) -> list[int]:
    """Of ``keys`` those that agree to messages and have somebody who answers, in their order."""
    found = set(_agreed().filter(pk__in=list(keys)).values_list("pk", flat=True))
    return [key for key in dict.fromkeys(keys) if key in found]


def send_wave(*, sounding: Sounding, now: datetime) -> int:
    """Invite the next suppliers, unless enough have answered; returns how many were written to.

    Each invitation is taken by a conditional update, so that two workers never write twice.
    """
    with transaction.atomic():
        sounding = Sounding.objects.select_for_update().get(pk=sounding.pk)
        if not _wants_more(sounding, now):
            return 0
        rows = sounding.invitations.filter(reply=Reply.WAITING)
        waiting = list(_still_agreed(rows).select_related("enterprise")[:WAVE])
        taken = [
            one
            for one in waiting
            if Invitation.objects.filter(pk=one.pk, reply=Reply.WAITING).update(
                reply=Reply.INVITED, invited_at=now
            )
        ]
        if taken:
            _write(sounding, taken, "invitation", gettext_lazy("A public buyer asks the market"))
            audit.record(
                by=None, now=now, verb="send_wave", on=sounding, detail={"letters": len(taken)}
            )
    return len(taken)


def remind(*, sounding: Sounding, now: datetime) -> int:
    """One reminder to each who has not answered; returns how many were written to."""
    with transaction.atomic():
        sounding = Sounding.objects.select_for_update().get(pk=sounding.pk)
        if not _runs(sounding, now + LAST_CHANCE):
            return 0
        silent = sounding.invitations.filter(
            reply=Reply.INVITED, nudged_at=None, invited_at__lte=now - PAUSE
        )
        taken = [
            one
            for one in _still_agreed(silent).select_related("enterprise")
            if Invitation.objects.filter(pk=one.pk, nudged_at=None, reply=Reply.INVITED).update(
                nudged_at=now
            )
        ]
        if taken:
            _write(
                sounding, taken, "reminder", gettext_lazy("A public buyer waits for your answer")
            )
    return len(taken)


def due(now: datetime) -> Sequence[Sounding]:
    """Soundings that may have somebody to write to."""
    return list(Sounding.objects.running(now).order_by("pk"))


def forget(*, now: datetime) -> int:
    """Delete the answers whose end date has come; counts without names stay. Returns soundings."""
    today = timezone.localdate(now)
    over = Sounding.objects.filter(delete_after__lt=today, forgotten_at=None).order_by("pk")
    count = 0
    for sounding in over:
        with transaction.atomic():
            found = Sounding.objects.select_for_update().get(pk=sounding.pk)
            if found.forgotten_at is not None:
                continue
            found.kept_counts = counts(found)
            found.forgotten_at = now
            found.save(update_fields=["kept_counts", "forgotten_at"])
            found.invitations.all().delete()
            audit.record(by=None, now=now, verb="forget_sounding", on=found)
        count += 1
    return count


def counts(sounding: Sounding) -> dict[str, int]:
    """How many were invited, answered, declined; kept where the answers are gone."""
    if sounding.forgotten_at is not None:
        return dict(sounding.kept_counts)
    found = Counter(sounding.invitations.values_list("reply", flat=True))
    invited = found.total() - found[Reply.WAITING]
    return {
        "suited": found.total(),
        "invited": invited,
        "answered": found[Reply.ANSWERED],
        "declined": found[Reply.DECLINED],
    }


def _agreed() -> QuerySet[Enterprise]:
    """Listed enterprises that agree to messages now and have somebody who answers."""
    agreed = Enterprise.objects.filter(
        state__in=PUBLIC_STATES, agrees_to_messages=True, is_example=False
    )
    found: QuerySet[Enterprise] = agreed.filter(
        stewards__ended_at=None, stewards__user__is_active=True
    )
    return found


def _still_agreed(invitations: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Days pass between waves: who no longer agrees, or left the directory, is passed over."""
    return invitations.filter(enterprise__in=_agreed().values("pk"))


def _runs(sounding: Sounding, at: datetime) -> bool:
    """Whether it can be answered then, and its buyer still buys for the body."""
    confirmed = sounding.buyer.standing == Standing.CONFIRMED
    return confirmed and sounding.state == SoundingState.SENT and sounding.deadline > at


def _wants_more(sounding: Sounding, now: datetime) -> bool:
    if not _runs(sounding, now):
        return False
    if sounding.invitations.filter(reply=Reply.ANSWERED).count() >= sounding.enough:
        return False
    fresh = Q(invited_at__gt=now - PAUSE)
    return not sounding.invitations.filter(fresh).exists()


def _write(sounding: Sounding, taken: Sequence[Invitation], template: str, title: object) -> None:
    addresses = buyer_letters.stewards_of(one.enterprise for one in taken)
    zone = zone_of(sounding.nuts or sounding.country)
    for one in taken:
        language = one.enterprise.original_language
        buyer_letters.send(
            to=addresses.get(one.enterprise_id, ()),
            language=language,
            template=template,
            title=title,
            context={
                "sounding": sounding,
                "last_day": sounding.deadline.astimezone(zone).date(),  # as clocks there show it
                "enterprise": one.enterprise,
                "body": "" if sounding.anonymous else sounding.buyer.organisation,
                "address": buyer_letters.address(
                    "opportunities:invitation", one.pk, language=language
                ),
            },
        )
