"""Subscriptions: nothing before the confirmation, one letter a week, ended by a click."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from secon.enterprises.domain import subscriptions, versions
from secon.enterprises.domain.subscriptions import News, SubscriptionError
from secon.enterprises.models import Subscription
from tests.factories.enterprises import EnterpriseFactory

NOW = datetime(2026, 6, 1, 9, tzinfo=ZoneInfo("Europe/Athens"))
pytestmark = pytest.mark.django_db


def address(language: str, token: str) -> str:
    return f"https://secon.example/{language}/letters/{token}/"


def ask(now=NOW, email="Reader@example.org", query="region=mazowieckie"):
    return subscriptions.ask(email=email, query=query, language="pl", now=now, confirm_at=address)


def running(**fields):
    made = {"email": "reader@example.org", "language": "en", "asked_at": NOW, "confirmed_at": NOW}
    return Subscription.objects.create(**made | fields)


def send(subscription, told, now=NOW + timedelta(days=8)):
    return subscriptions.send(
        subscription=subscription,
        told=told,
        upto=versions.latest()[1],
        now=now,
        page="https://secon.example/en/enterprises/",
        stop_at=address,
    )


def test_ask_sends_one_letter_and_starts_nothing(letters, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        found = ask()
        ask(now=NOW + timedelta(hours=23))

    assert [letter.to for letter in letters] == [["reader@example.org"]]
    assert found.confirmed_at is None
    assert list(subscriptions.due(NOW + timedelta(days=30))) == []


def test_ask_writes_again_after_a_day(letters, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask()
        ask(now=NOW + timedelta(days=1, minutes=1))

    assert len(letters) == 2
    assert Subscription.objects.count() == 1


def test_ask_writes_no_letter_to_a_confirmed_subscription(
    letters, django_capture_on_commit_callbacks
):
    running(query="region=mazowieckie")

    with django_capture_on_commit_callbacks(execute=True):
        ask(now=NOW + timedelta(days=3))

    assert letters == []


def test_confirm_starts_the_letters():
    token = subscriptions.token_of(ask())

    subscriptions.confirm(token=token, now=NOW)
    subscriptions.confirm(token=token, now=NOW + timedelta(days=1))

    assert Subscription.objects.get().confirmed_at == NOW


def test_stop_deletes_the_address():
    token = subscriptions.token_of(running())

    assert subscriptions.stop(token=token).email == "reader@example.org"
    assert Subscription.objects.count() == 0
    with pytest.raises(SubscriptionError):
        subscriptions.stop(token=token)


def test_of_token_refuses_a_forged_token():
    running()
    with pytest.raises(SubscriptionError):
        subscriptions.of_token("1:forged")


def test_forget_unconfirmed_deletes_old_addresses_only():
    ask()
    kept = ask(now=NOW + timedelta(days=1), email="other@example.org")

    assert subscriptions.forget_unconfirmed(NOW + timedelta(days=14, minutes=1)) == 1
    assert list(Subscription.objects.all()) == [kept]


def test_send_tells_new_entries_once_a_week(letters, django_capture_on_commit_callbacks):
    subscription = running()
    new = EnterpriseFactory(listed_on=NOW.date(), name="Nowa", town="Radom")
    EnterpriseFactory(is_example=True)
    inside = list(subscriptions.changed_since(0))
    told = subscriptions.news(subscription=subscription, inside=inside)

    with django_capture_on_commit_callbacks(execute=True):
        assert send(subscription, told) is True
        assert send(subscription, told) is False

    assert told == News([new], 0)
    (letter,) = letters
    assert "- Nowa, Radom" in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    subscription.refresh_from_db()
    assert subscription.seen_version == new.version + 1


def test_send_writes_no_letter_without_news():
    subscription = running()

    assert send(subscription, News([], 0)) is False
    subscription.refresh_from_db()
    assert subscription.sent_at is None
