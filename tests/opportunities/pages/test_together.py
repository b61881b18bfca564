"""Bidding together: who may ask, answer and see what."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from secon.kernel.ports import get_port
from secon.opportunities.domain import sharing
from secon.opportunities.domain.sharing import SharingError
from secon.opportunities.enterprise_enums import Joint
from secon.opportunities.interfaces.enterprise_joint import letter
from secon.opportunities.models import JointBid
from tests.factories.enterprises import EnterpriseFactory, steward
from tests.factories.opportunities import DecisionFactory, JointBidFactory, open_lot
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(db):
    return EnterpriseFactory(name="Kuchnia Społeczna", original_language="en")


@pytest.fixture
def neighbour(other):
    return steward(other, timezone.now())


@pytest.fixture
def letters():
    sent = get_port("mail").sent
    sent.clear()
    yield sent
    sent.clear()


def ask(enterprise, other, by, lot, **more):
    return sharing.ask(
        asking=enterprise,
        asked=other,
        kind="lot",
        demand=lot.pk,
        by=by,
        now=timezone.now(),
        compose=letter,
        **more,
    )


def test_both_sides_see_each_other_once_the_question_is_accepted(
    client, enterprise, person, other, neighbour, letters, django_capture_on_commit_callbacks
):
    lot = open_lot(texts={"en": "Garden upkeep"})
    with django_capture_on_commit_callbacks(execute=True):
        found = ask(enterprise, other, person, lot, note="You cook, we garden.")
    assert [one.to for one in letters] == [[neighbour.email]]
    assert "Garden upkeep" in letters[0].body
    DecisionFactory(enterprise=enterprise, lot=lot)
    page = reverse("opportunities:joint", args=[found.pk])
    client.force_login(neighbour)
    before = client.get(page).content.decode()
    assert "You cook, we garden." in before
    assert person.email not in before

    with django_capture_on_commit_callbacks(execute=True):
        client.post(page, {"action": "accept", "answer": "Gladly"})

    after = client.get(page)
    assert person.email in after.content.decode()
    assert after.context["question"].their_state == "Saved"
    assert letters[1].to == [person.email]
    client.force_login(person)
    seen = client.get(reverse("opportunities:one", args=[enterprise.pk, "lot", lot.pk]))
    assert seen.context["questions"][0].address == neighbour.email
    assert seen.context["questions"][0].their_state == "Nothing decided yet"


def test_asking_and_taking_back_again_and_again_has_an_end(
    enterprise, person, other, neighbour, monkeypatch
):
    monkeypatch.setattr(sharing, "MOST_A_DAY", 2)
    lot = open_lot(texts={"en": "Garden upkeep"})
    for _ in range(2):
        found = ask(enterprise, other, person, lot)
        sharing.withdraw(question=found, by=person, now=timezone.now())
    with pytest.raises(SharingError, match="tomorrow"):
        ask(enterprise, other, person, lot)


def test_a_declined_question_shows_no_address_and_is_not_asked_again(
    client, enterprise, person, other, neighbour
):
    lot = open_lot()
    found = ask(enterprise, other, person, lot)
    sharing.decline(question=found, by=neighbour, now=timezone.now(), compose=letter)

    client.force_login(person)
    page = client.get(reverse("opportunities:joint", args=[found.pk])).content.decode()
    assert neighbour.email not in page
    with pytest.raises(SharingError):
        ask(enterprise, other, person, lot)


def test_what_cannot_be_asked_is_refused(enterprise, person, other, neighbour):
    lot = open_lot()
    nobody, ended = EnterpriseFactory(), EnterpriseFactory(ended=True)
    for asked, one in ((enterprise, lot), (nobody, lot), (ended, lot), (other, open_lot(-1))):
        with pytest.raises(SharingError):
            ask(enterprise, asked, person, one)
    ask(other, enterprise, neighbour, lot)
    with pytest.raises(SharingError):
        ask(enterprise, other, person, lot)
    with pytest.raises(SharingError):
        ask(enterprise, other, person, open_lot(), note="<script>x</script>")
    assert JointBid.objects.count() == 1


def test_questions_of_one_enterprise_are_limited(enterprise, person, other, neighbour, monkeypatch):
    monkeypatch.setattr(sharing, "MOST_OPEN", 1)
    ask(enterprise, other, person, open_lot())

    with pytest.raises(SharingError):
        ask(enterprise, other, person, open_lot())


@pytest.mark.parametrize("role", ["asking", "asked", "stranger"])
@pytest.mark.parametrize("action", ["accept", "decline", "withdraw"])
@pytest.mark.parametrize("state", [Joint.ASKED, Joint.ACCEPTED])
def test_each_side_does_its_own_part(enterprise, person, other, neighbour, role, action, state):
    found = JointBidFactory(asking=enterprise, asked=other, accepted=state == Joint.ACCEPTED)
    by = {"asking": person, "asked": neighbour, "stranger": UserFactory()}[role]
    more = {} if action == "withdraw" else {"compose": letter}
    right = "asking" if action == "withdraw" else "asked"

    def act():
        return getattr(sharing, action)(question=found, by=by, now=timezone.now(), **more)

    if state != Joint.ASKED:
        with pytest.raises(SharingError):
            act()
    elif role != right:
        with pytest.raises(PermissionDenied):
            act()
    else:
        assert act().state != Joint.ASKED


def test_strangers_do_not_learn_that_there_is_a_question(client, enterprise, other):
    found = JointBidFactory(asking=enterprise, asked=other, note="Secret plan")
    page = reverse("opportunities:joint", args=[found.pk])
    assert client.get(page).status_code == 302
    client.force_login(UserFactory())

    answer = client.get(page)

    assert answer.status_code == 404
    assert b"Secret plan" not in answer.content


def test_an_enterprise_is_found_by_name_only_if_somebody_speaks_for_it(
    reader, enterprise, other, neighbour
):
    EnterpriseFactory(name="Kuchnia Niczyja")
    lot = open_lot()
    share = reverse("opportunities:share", args=[enterprise.pk, "lot", lot.pk])

    assert [one.name for one in reader.get(f"{share}?q=Kuchnia").context["results"]] == [other.name]
    answer = reader.post(share, {"asked": other.pk, "note": "Hello"})
    assert answer.status_code == 302
    again = reader.post(share, {"asked": other.pk})
    assert again.status_code == 422
    assert "was asked already" in again.content.decode()
