"""Letters about entries that run out: who is asked, how often, and what an answer does."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from secon.enterprises.domain import freshness
from secon.enterprises.domain.freshness import CHECK, ENTRY, Due, LinkError
from secon.enterprises.models import ConfirmationLink
from tests.factories.enterprises import EnterpriseFactory, EnterpriseStatusFactory, steward

NOW = datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Europe/Athens"))
TODAY = NOW.date()
pytestmark = pytest.mark.django_db


def address(language: str, token: str) -> str:
    return f"https://secon.example/{language}/confirm/{token}/"


def send(enterprise, about=ENTRY, day=TODAY, now=NOW) -> bool:
    return freshness.remind(asked=Due(enterprise, about, day), now=now, absolute=address)


def sent_token(letters) -> str:
    line = next(one for one in letters[-1].body.splitlines() if "/confirm/" in one)
    return line.strip().rstrip("/").rpartition("/")[2]


def fresh(**fields):
    return EnterpriseFactory(confirmed_on=TODAY, email="info@example.org", **fields)


def test_due_names_what_runs_out_first_of_each_entry():
    ending = fresh()
    EnterpriseStatusFactory(enterprise=ending, valid_to=TODAY + timedelta(days=20))
    checked = fresh(verified=True, check_again_on=TODAY + timedelta(days=30))
    EnterpriseStatusFactory(enterprise=checked, valid_to=TODAY + timedelta(days=40))
    stale = EnterpriseFactory(listed_on=date(2025, 5, 1))

    found = [(one.enterprise, one.about, one.day) for one in freshness.due(TODAY)]

    assert found == [
        (stale, ENTRY, date(2026, 5, 1)),
        (ending, "pl-ps", TODAY + timedelta(days=20)),
        (checked, CHECK, TODAY + timedelta(days=30)),
    ]


def test_due_leaves_out_examples_ended_entries_and_what_holds_longer():
    EnterpriseFactory(listed_on=date(2020, 1, 1), is_example=True)
    EnterpriseFactory(listed_on=date(2020, 1, 1), ended=True)
    fresh(verified=True, check_again_on=TODAY + timedelta(days=31))

    assert list(freshness.due(TODAY)) == []


def test_remind_writes_to_those_who_keep_the_entry(letters, django_capture_on_commit_callbacks):
    enterprise = fresh(original_language="en")
    keeper = steward(enterprise, NOW)

    with django_capture_on_commit_callbacks(execute=True):
        assert send(enterprise) is True

    assert [letter.bcc for letter in letters] == [[keeper.email]]
    assert "https://secon.example/en/confirm/" in letters[0].body


def test_remind_writes_to_the_organisation_where_nobody_keeps_the_entry(
    letters, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send(fresh())

    assert [letter.bcc for letter in letters] == [["info@example.org"]]


def test_remind_without_an_address_stores_nothing():
    assert send(EnterpriseFactory(email="")) is False
    assert ConfirmationLink.objects.count() == 0


@pytest.mark.parametrize(("days", "sent"), [(6, False), (7, True)])
def test_remind_sends_no_second_letter_within_a_week(days, sent):
    enterprise = fresh()
    send(enterprise, about=CHECK)

    later = NOW + timedelta(days=days)
    assert send(enterprise, about=ENTRY, now=later) is sent


def test_remind_does_not_ask_again_what_was_answered(letters, django_capture_on_commit_callbacks):
    enterprise = fresh()
    day = TODAY + timedelta(days=20)
    with django_capture_on_commit_callbacks(execute=True):
        send(enterprise, about=CHECK, day=day)
    freshness.confirm(token=sent_token(letters), now=NOW + timedelta(days=1))

    assert send(enterprise, about=CHECK, day=day, now=NOW + timedelta(days=10)) is False


def test_confirm_notes_the_day_once(letters, django_capture_on_commit_callbacks):
    enterprise = EnterpriseFactory(listed_on=date(2025, 1, 1), email="info@example.org")
    with django_capture_on_commit_callbacks(execute=True):
        send(enterprise)
    token = sent_token(letters)
    version = enterprise.version

    freshness.confirm(token=token, now=NOW)

    enterprise.refresh_from_db()
    assert enterprise.confirmed_on == TODAY
    assert enterprise.version == version + 1
    with pytest.raises(LinkError) as refused:
        freshness.confirm(token=token, now=NOW)
    assert refused.value.reason == "used"


@pytest.mark.parametrize(
    ("token", "now", "reason"),
    [(None, NOW + timedelta(days=31), "expired"), ("forged", NOW, "unknown")],
)
def test_link_of_refuses_a_link_that_does_not_work(
    token, now, reason, letters, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        send(fresh())

    with pytest.raises(LinkError) as refused:
        freshness.link_of(token or sent_token(letters), now)
    assert refused.value.reason == reason


def test_the_token_itself_is_not_stored(letters, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        send(fresh())

    assert not ConfirmationLink.objects.filter(token_hash__contains=sent_token(letters)).exists()
