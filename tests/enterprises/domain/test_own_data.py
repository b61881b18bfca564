"""Personal data of the directory: given out and erased."""

from datetime import UTC, date, datetime

import pytest

from secon.enterprises.domain import changes
from secon.enterprises.enums import ChangeKind
from secon.enterprises.models import Change, ContactPerson
from secon.people.domain import privacy
from tests.factories.enterprises import EnterpriseFactory, steward
from tests.factories.people import UserFactory

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def contact(entry, email):
    return ContactPerson.objects.create(
        enterprise=entry,
        name="A Person",
        email=email,
        agreed_at=NOW,
        delete_after=date(2028, 6, 1),
    )


def test_contact_persons_go_with_the_account_of_their_address():
    entry, user = EnterpriseFactory(), UserFactory()
    contact(entry, user.email.upper())
    contact(entry, "other@example.org")
    assert [one["name"] for one in privacy.export(user)["contact_persons"]["data"]] == ["A Person"]
    privacy.erase(user=user, by=None, now=NOW)
    assert [one.email for one in ContactPerson.objects.all()] == ["other@example.org"]


def test_what_was_proposed_stays_without_name_note_and_address():
    entry = EnterpriseFactory()
    user = steward(entry, NOW)
    changes.propose(
        enterprise=entry,
        content={"summary": "Nowe."},
        kind=ChangeKind.EDIT,
        by=user,
        now=NOW,
        note="Call me",
    )
    assert privacy.export(user)["proposals"]["data"][0]["note"] == "Call me"
    privacy.erase(user=user, by=None, now=NOW)
    left = Change.objects.get()
    assert (left.proposed_by, left.note, left.reply_to) == (None, "", "")
    assert left.content == {"summary": "Nowe."}
