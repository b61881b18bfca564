"""What must not be kept longer: contact persons, letters, addresses, raw rows of registers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from secon.enterprises.domain import subscriptions
from secon.enterprises.domain.registers import keeping
from secon.enterprises.models import ConfirmationLink, ContactPerson

LETTERS_KEPT = timedelta(days=365)  # that and when an enterprise was asked, and what it answered


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many of each were deleted or emptied."""

    persons: int
    letters: int
    addresses: int
    rows: int


def forget(now: datetime) -> Forgotten:
    """Delete what is past its end date. Run again and nothing more goes."""
    today = timezone.localdate(now)
    return Forgotten(
        persons=ContactPerson.objects.filter(delete_after__lt=today).delete()[0],
        letters=ConfirmationLink.objects.filter(sent_at__lt=now - LETTERS_KEPT).delete()[0],
        addresses=subscriptions.forget_unconfirmed(now),
        rows=sum(keeping.forget(now=now)),
    )
