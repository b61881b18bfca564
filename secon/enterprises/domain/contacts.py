"""Persons to speak to: entered with their agreement, apart from the record, for two years."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.enterprises.domain.checking import plain_text
from secon.enterprises.domain.listing import allow, lock
from secon.enterprises.models import ContactPerson, Enterprise
from secon.kernel import audit
from secon.people.models import User

KEPT = timedelta(days=730)
MOST = 5


class ContactError(ValidationError):
    """A person that cannot be entered."""


def add(
    *,
    enterprise: Enterprise,
    by: User,
    now: datetime,
    name: str,
    position: str = "",
    email: str = "",
    phone: str = "",
) -> ContactPerson:
    """Enter a person who has agreed. Raises ``PermissionDenied`` and ``ContactError``."""
    said = {"name": name, "position": position, "phone": phone}
    problems = {field: plain_text(text, lines=False) for field, text in said.items()}
    if found := {field: problem for field, problem in problems.items() if problem}:
        raise ContactError(found)
    with transaction.atomic():
        enterprise = lock(enterprise.pk)
        allow(by, "propose_enterprise", enterprise)
        if enterprise.contacts.count() >= MOST:
            raise ContactError(_("At most %(most)d persons.") % {"most": MOST})
        person = ContactPerson(
            enterprise=enterprise,
            **said,
            email=email,
            agreed_at=now,
            agreed_by=by,
            delete_after=timezone.localdate(now) + KEPT,
        )
        person.full_clean(exclude=["enterprise", "agreed_by"])
        person.save()
        audit.record(by=by, now=now, verb="add_contact", on=enterprise)
    return person


def remove(*, person: ContactPerson, by: User, now: datetime) -> None:
    """Delete a person at once."""
    with transaction.atomic():
        enterprise = lock(person.enterprise_id)
        allow(by, "propose_enterprise", enterprise)
        person.delete()
        audit.record(by=by, now=now, verb="remove_contact", on=enterprise)
