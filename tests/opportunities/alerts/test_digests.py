"""What a letter tells: its parts, nothing twice, only to whom it may go."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from secon.kernel.ports import get_port
from secon.opportunities.domain import decisions, digests, versions, wishes
from secon.opportunities.domain.wishes import WishError
from secon.opportunities.enterprise_enums import Section
from secon.opportunities.interfaces.enterprise_letters import compose, run
from secon.opportunities.models import DeliveredItem, Digest, Lesson, LetterWish, PathStep
from secon.people.domain import privacy
from tests.factories.enterprises import EnterpriseFactory, steward
from tests.factories.opportunities import (
    DecisionFactory,
    DigestFactory,
    JointBidFactory,
    LetterWishFactory,
    MatchFactory,
    open_lot,
)
from tests.factories.people import UserFactory
from tests.factories.procurement import LotFactory, NoticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def enterprise(db):
    return EnterpriseFactory()


@pytest.fixture
def person(enterprise):
    return steward(enterprise, timezone.now())


@pytest.fixture
def wish(person):
    return LetterWishFactory(user=person)


@pytest.fixture
def sent():
    found = get_port("mail").sent
    found.clear()
    yield found
    found.clear()


def later(days):
    """A clock that stands so many days from now."""
    now = timezone.now() + timedelta(days=days)
    return lambda: now


def told(digest):
    return [(item.section, item.demand) for item in digest.items.filter(is_shown=True)]


def test_parts_hold_what_closes_soon_and_what_is_new(enterprise, wish):
    far, near, saved, hidden = open_lot(20), open_lot(3), open_lot(2), open_lot(2)
    for lot in (far, near, saved, hidden):
        MatchFactory(enterprise=enterprise, lot=lot)
    DecisionFactory(enterprise=enterprise, lot=saved)
    DecisionFactory(enterprise=enterprise, lot=hidden, hidden=True)

    digest = digests.prepare(wish=wish.pk, now=timezone.now(), compose=compose)

    assert told(digest) == [("closing", saved.pk), ("closing", near.pk), ("new", far.pk)]
    assert "CLOSING SOON" in digest.body
    assert f"letter={digest.pk}" in digest.body


def test_nothing_is_told_twice_but_what_is_saved_once_more_when_it_closes(enterprise, wish, sent):
    lot, other = open_lot(12), open_lot(12)
    for one in (lot, other):
        MatchFactory(enterprise=enterprise, lot=one)
    run(clock=timezone.now)
    DecisionFactory(enterprise=enterprise, lot=lot)
    run(clock=later(1))
    assert len(sent) == 1

    run(clock=later(6))
    run(clock=later(7))

    assert len(sent) == 2
    assert told(Digest.objects.first()) == [("closing", lot.pk)]
    assert PathStep.objects.filter(step="sent").count() == 2


def test_a_corrected_notice_is_told_as_changed_and_what_was_decided_follows(enterprise, wish, sent):
    old = open_lot(30)
    MatchFactory(enterprise=enterprise, lot=old)
    run(clock=timezone.now)
    decision = DecisionFactory(enterprise=enterprise, lot=old)
    notice = NoticeFactory(year=timezone.localdate().year)
    new = open_lot(40, notice=notice, ref=old.ref)
    old.notice.superseded_by = notice
    old.notice.save()
    MatchFactory(enterprise=enterprise, lot=new)

    run(clock=later(1))

    decision.refresh_from_db()
    assert decision.demand == new.pk
    assert told(Digest.objects.first()) == [("changed", new.pk)]


def test_what_a_refusal_taught_follows_and_is_forgotten_with_it(enterprise):
    speaker, now = steward(enterprise, timezone.now()), timezone.now()
    old = open_lot(30)
    about = {"enterprise": enterprise, "kind": "lot", "by": speaker, "now": now}
    decisions.hide(**about, demand=old.pk, reason="far")
    notice = NoticeFactory(year=timezone.localdate().year)
    new = open_lot(40, notice=notice, ref=old.ref)
    old.notice.superseded_by = notice
    old.notice.save()
    assert versions.follow() == 1
    assert Lesson.objects.get().demand == new.pk
    decisions.undo(**about, demand=new.pk)
    assert not Lesson.objects.exists()


def test_a_long_list_is_told_in_several_letters(enterprise, wish, sent, monkeypatch):
    monkeypatch.setattr(digests, "MOST_LINES", 2)
    for _number in range(3):
        MatchFactory(enterprise=enterprise, lot=open_lot(30))

    run(clock=timezone.now)
    run(clock=later(1))

    assert "1 more waits" in sent[0].body
    assert DeliveredItem.objects.filter(section=Section.NEW).count() == 3


def test_one_reader_of_two_enterprises_is_told_once_under_the_better_one(person, enterprise, wish):
    other = EnterpriseFactory(name="Lepsza")
    other.stewards.create(user=person, since=timezone.now())
    lot = open_lot()
    MatchFactory(enterprise=enterprise, lot=lot, score=50)
    MatchFactory(enterprise=other, lot=lot, score=60)

    digest = digests.prepare(wish=wish.pk, now=timezone.now(), compose=compose)

    assert [(item.enterprise_id, item.demand) for item in digest.items.all()] == [
        (other.pk, lot.pk)
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_preparing_asks_the_same_however_much_is_told(
    enterprise, wish, count, django_assert_num_queries
):
    for _number in range(count):
        MatchFactory(enterprise=enterprise, lot=open_lot(30))
        DecisionFactory(enterprise=enterprise, lot=open_lot(3))

    with django_assert_num_queries(QUERIES):
        digest = digests.prepare(wish=wish.pk, now=timezone.now(), compose=compose)

    assert len(told(digest)) == 2 * count


QUERIES = 24


def test_weekly_letters_rest_a_week_and_daily_ones_a_day(person):
    wish = LetterWishFactory(user=person, frequency="weekly", prepared_at=timezone.now())

    assert not digests.due(later(6)()).exists()
    assert digests.due(later(7)()).exists()
    wish.frequency = "daily"
    wish.save()
    assert digests.due(later(1)()).exists()


@pytest.mark.parametrize(
    "reason", ["unconfirmed", "inactive", "former", "delisted", "ended", "refused", "waiting"]
)
def test_nobody_else_gets_a_letter(enterprise, person, wish, sent, reason):
    MatchFactory(enterprise=enterprise)
    if reason == "unconfirmed":
        person.emailaddress_set.update(verified=False)
    elif reason == "inactive":
        person.is_active = False
        person.save()
    elif reason == "former":
        enterprise.stewards.update(ended_at=timezone.now())
    elif reason == "delisted":
        enterprise.state = "ended"
        enterprise.save()
    elif reason == "ended":
        LetterWish.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    elif reason == "refused":
        LetterWish.objects.update(refusals=digests.MOST_REFUSALS)
    else:
        DigestFactory(user=person, next_try_at=later(1)())

    run(clock=timezone.now)

    assert sent == []
    assert DeliveredItem.objects.count() == 0


def test_the_choice_is_kept_with_its_agreement_and_end(client, enterprise, person):
    client.force_login(person)
    page = reverse("opportunities:letters")
    assert client.post(page, {"frequency": "weekly", "language": "pl"}).status_code == 302

    found = LetterWish.objects.get()
    assert (found.frequency, found.language, found.purpose) == (
        "weekly",
        "pl",
        "letters-about-opportunities",
    )
    assert found.ends_on == timezone.localdate() + wishes.KEPT
    client.post(page, {"frequency": "never", "language": "pl"})
    assert LetterWish.objects.count() == 0
    assert client.post(page, {"frequency": "hourly", "language": "xx"}).status_code == 200
    assert LetterWish.objects.count() == 0


def test_letters_are_only_for_oneself_as_a_confirmed_steward(enterprise, person):
    asked = {"frequency": "daily", "language": "en", "now": timezone.now()}
    stranger = UserFactory()
    with pytest.raises(PermissionDenied):
        wishes.ask(user=person, by=stranger, **asked)
    with pytest.raises(PermissionDenied):
        wishes.ask(user=stranger, by=stranger, **asked)
    with pytest.raises(PermissionDenied):
        wishes.stop(user=person, by=stranger, now=timezone.now())
    person.emailaddress_set.update(verified=False)
    with pytest.raises(WishError):
        wishes.ask(user=person, by=person, **asked)


def test_one_click_stops_the_letters_and_those_that_wait(enterprise, person, wish):
    MatchFactory(enterprise=enterprise)
    digests.prepare(wish=wish.pk, now=timezone.now(), compose=compose)
    address = reverse("opportunities:stop_letters", args=[wishes.token_of(person)])
    assert Client().get(address).status_code == 200
    assert LetterWish.objects.count() == 1

    Client(enforce_csrf_checks=True).post(address, {"List-Unsubscribe": "One-Click"})

    assert (LetterWish.objects.count(), Digest.objects.count()) == (0, 0)
    assert Client().get(address).status_code == 404
    assert Client().post(address.replace(":", "x")).status_code == 404


def test_the_page_of_a_letter_is_its_readers_alone(client, enterprise, person, wish, sent):
    MatchFactory(enterprise=enterprise, lot=open_lot(texts={"en": "Garden upkeep"}))
    run(clock=timezone.now)
    address = reverse("opportunities:letter", args=[Digest.objects.get().pk])
    client.force_login(UserFactory())
    refused = client.get(address)
    assert refused.status_code == 404
    assert b"Garden upkeep" not in refused.content

    client.force_login(person)

    assert "Garden upkeep" in client.get(address).content.decode()
    assert set(PathStep.objects.values_list("step", flat=True)) == {"sent", "opened"}


def test_what_is_kept_is_exported_and_erased(enterprise, person, wish, sent):
    MatchFactory(enterprise=enterprise)
    run(clock=timezone.now)
    hidden = DecisionFactory(
        enterprise=enterprise, hidden=True, reason="other", note="My words", decided_by=person
    )
    joint = JointBidFactory(asking=enterprise, asked_by=person, note="My note")

    found = privacy.export(person)
    assert found["opportunity_letters"]["data"]["wish"][0]["frequency"] == "daily"
    assert len(found["opportunity_letters"]["data"]["told"]) == 1
    assert found["opportunity_decisions"]["data"][0]["note"] == "My words"
    assert found["joint_bids"]["data"][0]["note"] == "My note"
    privacy.erase(user=person, by=person, now=timezone.now())

    hidden.refresh_from_db()
    joint.refresh_from_db()
    assert (hidden.state, hidden.decided_by, hidden.note) == ("hidden", None, "—")
    assert (joint.asked_by, joint.note) == (None, "")
    assert (LetterWish.objects.count(), Digest.objects.count()) == (0, 0)


def test_old_rows_are_forgotten(person):
    LetterWishFactory(user=person, ends_on=timezone.localdate() - timedelta(days=1))
    DigestFactory(sent=True, prepared_at=timezone.now() - timedelta(days=401))
    DigestFactory(sent=True)

    assert wishes.forget(timezone.localdate()) == 2
    assert Digest.objects.count() == 1


def test_a_lot_that_is_gone_is_left_out(enterprise, wish):
    lot = LotFactory()
    MatchFactory(enterprise=enterprise, lot=lot, open_until=timezone.localdate())
    lot.delete()

    assert digests.prepare(wish=wish.pk, now=timezone.now(), compose=compose) is None
