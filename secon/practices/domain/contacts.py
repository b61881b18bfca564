"""Whom to ask about a practice: entered with agreement, apart from the record, for two years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.kernel import audit
from secon.people.models import User
from secon.practices.models import Practice, PracticeContact

KEPT = timedelta(days=730)


@dataclass(frozen=True, slots=True)
class Said:
    """A person as typed; ``agreed``: that they agreed was ticked."""

    name: str = ""
    email: str = ""
    agreed: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nobody was named."""
        return not (self.name or self.email)


def settle(*, practice: Practice, said: Said, by: User, now: datetime) -> None:
    """Enter, change or delete the person; the caller has asked for the right to change.

    An unchanged person keeps the day on which it is deleted. Raises ``ValidationError`` by field.
    """
    stored = of(practice)
    if said.is_empty:
        if stored is not None:
            stored.delete()
            audit.record(by=by, now=now, verb="remove_contact", on=practice)
        return
    if stored is not None and (stored.name, stored.email) == (said.name, said.email):
        return
    if not said.agreed:
        raise ValidationError({"contact_agreed": _("Only somebody who has agreed may be named.")})
    contact = stored or PracticeContact(practice=practice)
    contact.name, contact.email = said.name, said.email
    contact.agreed_at, contact.agreed_by = now, by
    contact.delete_after = timezone.localdate(now) + KEPT
    try:
        contact.full_clean(exclude=["practice", "agreed_by"])
    except ValidationError as error:
        found = {f"contact_{field}": words for field, words in error.message_dict.items()}
        raise ValidationError(found) from error
    contact.save()
    audit.record(by=by, now=now, verb="name_contact", on=practice)


def of(practice: Practice) -> PracticeContact | None:
    """The person to ask, if there is one."""
    return PracticeContact.objects.filter(practice=practice).first()


def shown(practice: Practice, *, now: datetime) -> PracticeContact | None:
    """The same unless the day on which it is deleted has passed."""
    today = timezone.localdate(now)
    return PracticeContact.objects.filter(practice=practice, delete_after__gte=today).first()


def forget(now: datetime) -> int:
    """Delete those past their day; how many."""
    today = timezone.localdate(now)
    return PracticeContact.objects.filter(delete_after__lt=today).delete()[0]
