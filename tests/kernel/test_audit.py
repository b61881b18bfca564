"""The audit trail is written once."""

from datetime import UTC, datetime

import pytest

from secon.kernel import audit
from secon.kernel.models import AuditEvent
from tests.factories.partnership import PartnerFactory
from tests.factories.people import UserFactory

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_an_event_says_who_what_on_what_and_when():
    user, partner = UserFactory(), PartnerFactory()
    audit.record(by=user, now=NOW, verb="edit", on=partner, detail={"fields": ["name"]})
    event = audit.events_on(partner).get()
    assert (event.by, event.at, event.verb, event.detail) == (
        user,
        NOW,
        "edit",
        {"fields": ["name"]},
    )
    assert str(event) == f"2026-03-01 12:00 edit partnership.partner {partner.pk}"


def test_an_event_cannot_be_changed():
    event = audit.record(by=None, now=NOW, verb="edit", on=PartnerFactory())
    event.verb = "publish"
    with pytest.raises(TypeError):
        event.save()
    assert AuditEvent.objects.get().verb == "edit"


def test_an_event_outlives_the_person_who_caused_it():
    user, partner = UserFactory(), PartnerFactory()
    audit.record(by=user, now=NOW, verb="edit", on=partner)
    user.delete()
    assert audit.events_on(partner).get().by is None
