"""Letters to reviewers whose deadline has passed: once for each step and week."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from secon.kernel import audit
from secon.practices.domain import review_letters
from secon.practices.models import ReviewStep

WEEK = timedelta(days=7)
VERB = "remind"


def remind_all(*, now: datetime) -> int:
    """Remind of every step that is late; how many letters left."""
    late = ReviewStep.objects.filter(
        ended_at=None, due_on__lt=timezone.localdate(now), practice__is_example=False
    )
    return sum(_remind(pk, now) for pk in late.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, now: datetime) -> int:
    ReviewStep.objects.select_for_update().get(pk=pk)
    step = ReviewStep.objects.waiting().filter(pk=pk).first()
    if step is None or audit.events_on(step).filter(verb=VERB, at__gt=now - WEEK).exists():
        return 0
    sent = review_letters.overdue(step=step, practice=step.practice, now=now)
    if sent:
        audit.record(by=None, now=now, verb=VERB, on=step, detail={"letters": sent})
    return sent
