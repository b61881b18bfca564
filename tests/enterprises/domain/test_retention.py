"""Personal data ends on its day, and nothing else goes with it."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from secon.enterprises.domain import retention
from secon.enterprises.models import ConfirmationLink, ContactPerson, Subscription
from tests.factories.enterprises import EnterpriseFactory

NOW = datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Europe/Athens"))
pytestmark = pytest.mark.django_db


def test_forget_deletes_what_is_past_its_end_and_keeps_the_rest():
    enterprise = EnterpriseFactory()
    for day in (date(2026, 5, 31), date(2026, 6, 1)):
        ContactPerson.objects.create(
            enterprise=enterprise, name="Anna", agreed_at=NOW, delete_after=day
        )
    for age in (364, 366):
        sent = NOW - timedelta(days=age)
        ConfirmationLink.objects.create(
            enterprise=enterprise,
            about="entry",
            token_hash=str(age),
            sent_at=sent,
            expires_at=sent,
        )
    Subscription.objects.create(email="old@example.org", asked_at=NOW - timedelta(days=15))

    gone = retention.forget(NOW)

    assert (gone.persons, gone.letters, gone.addresses) == (1, 1, 1)
    assert [one.delete_after for one in ContactPerson.objects.all()] == [date(2026, 6, 1)]
    assert [one.token_hash for one in ConfirmationLink.objects.all()] == ["364"]
    assert retention.forget(NOW) == retention.Forgotten(0, 0, 0, 0)
