"""What citizens tell us without an account."""

import pytest

from secon.enterprises.domain.likeness import keys
from secon.enterprises.enums import ChangeKind, State
from secon.enterprises.models import Change, Enterprise
from secon.enterprises.views import suggestions
from tests.factories.enterprises import EnterpriseFactory

pytestmark = pytest.mark.django_db
PAGE = "/en/enterprises/suggest/"
MISSING = {"name": "Nowa Kuchnia", "summary": "Gotuje.", "country": "PL", "town": "Radom"}


def test_a_missing_entry_waits_unseen(client):
    answer = client.post(PAGE, MISSING | {"reply_to": "me@example.org", "note": "I eat there"})
    assert answer.url == "/en/enterprises/"
    entry, change = Enterprise.objects.get(), Change.objects.get()
    assert (entry.state, entry.live, entry.original_language) == (State.PROPOSED, False, "en")
    assert (change.kind, change.reply_to, change.reply_language) == (
        ChangeKind.MISSING,
        "me@example.org",
        "en",
    )
    assert change.proposed_by is None


def test_what_is_here_already_is_shown_and_may_be_passed(client):
    found = keys("Nowa Kuchnia", "Radom")
    entry = EnterpriseFactory(
        name="Nowa Kuchnia", name_key=found.name, word_key=found.word, town_key=found.town
    )
    page = client.post(PAGE, MISSING)
    assert f'href="/en/enterprises/{entry.pk}/correct/"' in page.text
    assert Enterprise.objects.count() == 1
    client.post(PAGE, MISSING | {"sure": "on"})
    assert Enterprise.objects.count() == 2


def test_a_correction_says_only_what_differs(client):
    entry = EnterpriseFactory(name="Smak", summary="Gotuje.")
    address = f"/en/enterprises/{entry.pk}/correct/"
    page = client.get(address)
    data = {name: value for name, value in page.context["form"].initial.items() if value}
    client.post(address, data | {"phone": "48 123", "state": "verified", "email": "x@x.example"})
    change = Change.objects.get()
    assert (change.kind, change.content) == (ChangeKind.CORRECTION, {"phone": "48 123"})


def test_a_correction_says_something(client):
    entry = EnterpriseFactory(name="Smak", summary="Gotuje.")
    address = f"/en/enterprises/{entry.pk}/correct/"
    data = {
        name: value for name, value in client.get(address).context["form"].initial.items() if value
    }
    page = client.post(address, data)
    assert "Change what is wrong, or write a note." in page.text
    assert not Change.objects.exists()


@pytest.mark.parametrize("state", ["proposed", "declined"])
def test_an_entry_that_is_not_shown_cannot_be_corrected_or_read(client, state):
    entry = EnterpriseFactory(summary="Nobody may read this.", **{state: True})
    address = f"/en/enterprises/{entry.pk}/correct/"
    for answer in (client.get(address), client.post(address, {"note": "x"})):
        assert answer.status_code == 404
        assert "Nobody may read this." not in answer.text
    assert not Change.objects.exists()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "<script>alert(1)</script>"}, "Write plain words"),
        ({"note": "<a href=x>spam</a>"}, "Write plain words"),
        ({"website": "javascript:alert(1)"}, "Enter a valid URL."),
        ({"reply_to": "me@example.org\nBcc: all@example.org"}, "Enter a valid email address."),
        ({"country": "XX"}, "Select a valid choice."),
    ],
)
def test_bad_input_is_told_at_its_field(client, changes, said):
    page = client.post(PAGE, MISSING | changes)
    assert page.status_code == 422
    assert said in page.text
    assert not Enterprise.objects.exists()


def test_what_only_a_machine_fills_in_is_refused(client):
    page = client.post(PAGE, MISSING | {"website_address": "https://spam.example"})
    assert page.status_code == 422
    assert not Enterprise.objects.exists()


def test_one_reader_does_not_tell_us_too_much(client, monkeypatch):
    monkeypatch.setattr(suggestions, "SUGGESTIONS", "2/h")
    answers = [
        client.post(PAGE, MISSING | {"name": name}).status_code
        for name in ("Jedna Kuchnia", "Druga Piekarnia", "Trzecia Szwalnia")
    ]
    assert answers == [302, 302, 429]
    assert Enterprise.objects.count() == 2
