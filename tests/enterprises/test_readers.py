"""Pages behind the links of letters, tried as somebody without an account."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from secon.enterprises.domain import freshness, subscriptions
from secon.enterprises.domain.freshness import ENTRY, Due
from secon.enterprises.enums import ChangeKind
from secon.enterprises.models import Change, Subscription
from tests.factories.enterprises import EnterpriseFactory

pytestmark = pytest.mark.django_db


def link_in(letter) -> str:
    return re.search(r"https?://[^/\s]+(/\S+)", letter.body).group(1)


@pytest.fixture
def asked(letters, django_capture_on_commit_callbacks):
    """An entry and the address in the letter about it."""
    enterprise = EnterpriseFactory(email="info@example.org", phone="+48 22 1")
    due = Due(enterprise, ENTRY, timezone.localdate())
    with django_capture_on_commit_callbacks(execute=True):
        freshness.remind(
            asked=due,
            now=timezone.now(),
            absolute=lambda _language, token: (
                "https://secon.example" + reverse("enterprises:confirm", args=[token])
            ),
        )
    return enterprise, link_in(letters[-1])


def test_a_subscription_is_asked_for_started_and_stopped(
    client, letters, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            reverse("enterprises:subscribe") + "?sector=food&page=3", {"email": "r@example.org"}
        )
    assert answer.url == reverse("enterprises:list") + "?sector=food"
    link = link_in(letters[0])

    client.post(link, {"action": "start"})
    assert Subscription.objects.get().confirmed_at is not None

    client.post(link, {"action": "stop"})
    assert Subscription.objects.count() == 0
    assert client.get(link).status_code == 404


def test_a_mail_program_stops_the_letters_by_itself():
    found = Subscription.objects.create(
        email="r@example.org", language="en", asked_at=timezone.now(), confirmed_at=timezone.now()
    )
    link = reverse("enterprises:letters", args=[subscriptions.token_of(found)])

    Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"})

    assert Subscription.objects.count() == 0


def test_a_machine_that_fills_the_hidden_field_gets_no_letter(client, letters):
    answer = client.post(
        reverse("enterprises:subscribe"), {"email": "r@example.org", "website_address": "x"}
    )

    assert answer.status_code == 200
    assert (letters, Subscription.objects.count()) == ([], 0)


def test_too_many_addresses_from_one_reader_are_refused(client):
    for number in range(6):
        client.post(reverse("enterprises:subscribe"), {"email": f"r{number}@example.org"})

    answer = client.post(reverse("enterprises:subscribe"), {"email": "last@example.org"})

    assert "That was too often" in answer.content.decode()
    assert Subscription.objects.count() == 6


def test_opening_the_link_of_a_letter_changes_nothing(client, asked):
    enterprise, link = asked

    assert client.get(link).status_code == 200
    enterprise.refresh_from_db()
    assert enterprise.confirmed_on is None


def test_one_button_confirms_the_entry_and_the_link_is_used_up(client, asked):
    enterprise, link = asked

    answer = client.post(link, {"action": "confirm"})

    assert answer.url == enterprise.get_absolute_url()
    enterprise.refresh_from_db()
    assert enterprise.confirmed_on == timezone.localdate()
    again = client.get(link)
    assert again.status_code == 410
    assert "It was used already" in again.content.decode()


def test_a_correction_waits_for_the_region(client, asked):
    enterprise, link = asked
    page = client.get(link)
    data = dict(page.context["form"].initial) | {"phone": "+48 22 2", "note": "We moved."}

    answer = client.post(link, data | {"action": "correct"})

    assert answer.url == enterprise.get_absolute_url()
    change = Change.objects.get()
    assert (change.kind, change.content, change.note) == (
        ChangeKind.CONFIRMATION,
        {"phone": "+48 22 2"},
        "We moved.",
    )
    enterprise.refresh_from_db()
    assert enterprise.phone == "+48 22 1"


def test_a_correction_without_a_change_says_so_and_keeps_the_link(client, asked):
    _enterprise, link = asked
    data = dict(client.get(link).context["form"].initial)

    answer = client.post(link, data | {"action": "correct"})

    assert "Nothing is changed" in answer.content.decode()
    assert client.get(link).status_code == 200


def test_an_old_and_a_cut_link_say_what_is_wrong(client, asked):
    enterprise, link = asked
    enterprise.confirmations.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert client.get(link).status_code == 410
    assert client.get(link[:-9] + "/").status_code == 404
