"""Market soundings: sent in waves to those who agreed, answered by their people, forgotten in time."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse

from secon.opportunities.buyer_enums import QuestionKind, Reply, SoundingState, WhyNot
from secon.opportunities.domain import (
    buyer_own_data,
    buyers,
    call_demands,
    sounding_waves,
    soundings,
    supply_search,
)
from secon.opportunities.domain.soundings import Asked, SoundingContent, SoundingError
from secon.opportunities.interfaces import sounding_rows
from secon.opportunities.models import Invitation, Sounding
from tests.factories.buyers import LATER, NOW, SoundingFactory, buyer, reachable, supplier
from tests.factories.enterprises import steward
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db
AFTER = LATER + timedelta(minutes=1)
CONTENT = SoundingContent(
    title="Catering",
    about="Planujemy.",
    language="pl",
    cpv="55520000",
    country="PL",
    nuts="PL921",
    place="Radom",
    deadline=LATER,
    questions=(Asked(QuestionKind.YES_NO, "Czy?"), Asked(QuestionKind.NUMBER, "Ile?")),
)


def suited(sounding):
    need = call_demands.need(cpv=(sounding.cpv,), country="PL", nuts=sounding.nuts)
    return supply_search.search(need, today=NOW.date()).found


def sent_to(*enterprises, **fields):
    """A sounding that was sent to ``enterprises``; its buyer."""
    user = buyer()
    sounding = SoundingFactory(buyer=buyers.confirmed(user), **fields)
    soundings.send(sounding=sounding, suppliers=suited(sounding), by=user, now=NOW)
    sounding.refresh_from_db()
    assert {one.enterprise for one in sounding.invitations.all()} >= set(enterprises)
    return user, sounding


def values(sounding, *given):
    return dict(zip(sounding.questions.values_list("pk", flat=True), given, strict=True))


def test_only_those_who_agreed_and_have_somebody_are_written_to(letters):
    enterprise, keeper = reachable()
    silent = supplier(agrees_to_messages=True)  # nobody speaks for it
    refused = supplier()
    steward(refused, NOW)
    unverified, _keeper = reachable(verified=False, name="Niesprawdzona")
    user = buyer()
    sounding = SoundingFactory(buyer=buyers.confirmed(user))
    sent = letters(
        lambda: soundings.send(sounding=sounding, suppliers=suited(sounding), by=user, now=NOW)
    )
    assert [letter.to for letter in sent] == [[keeper.email]]
    assert [one.enterprise for one in sounding.invitations.all()] == [enterprise]
    assert {silent.pk, refused.pk, unverified.pk}.isdisjoint({enterprise.pk})


def test_an_anonymous_sounding_names_nobody(letters):
    reachable()
    user = buyer(organisation="Gmina Tajna")
    sounding = SoundingFactory(buyer=buyers.confirmed(user), anonymous=True)
    [letter] = letters(
        lambda: soundings.send(sounding=sounding, suppliers=suited(sounding), by=user, now=NOW)
    )
    assert "Gmina Tajna" not in letter.body


def test_a_sounding_is_not_sent_twice_nor_by_another_buyer(letters):
    reachable()
    user, sounding = sent_to()

    def again():
        with pytest.raises(SoundingError):
            soundings.send(sounding=sounding, suppliers=suited(sounding), by=user, now=NOW)

    assert letters(again) == []
    draft = SoundingFactory(buyer=buyers.confirmed(user))
    with pytest.raises(PermissionDenied):
        soundings.send(sounding=draft, suppliers=suited(draft), by=buyer(), now=NOW)


def test_nobody_reachable_is_said_and_it_stays_a_draft():
    supplier()
    user = buyer()
    sounding = SoundingFactory(buyer=buyers.confirmed(user))
    with pytest.raises(SoundingError, match="agreed"):
        soundings.send(sounding=sounding, suppliers=suited(sounding), by=user, now=NOW)
    sounding.refresh_from_db()
    assert sounding.state == SoundingState.DRAFT


def test_waves_follow_until_enough_have_answered(letters, monkeypatch):
    monkeypatch.setattr(sounding_waves, "WAVE", 1)
    people = [reachable() for _ in range(3)]
    user = buyer()
    sounding = SoundingFactory(buyer=buyers.confirmed(user), enough=1)
    first = letters(
        lambda: soundings.send(sounding=sounding, suppliers=suited(sounding), by=user, now=NOW)
    )
    assert len(first) == 1
    soon, later = NOW + timedelta(hours=1), NOW + sounding_waves.PAUSE
    assert letters(lambda: sounding_waves.send_wave(sounding=sounding, now=soon)) == []
    second = letters(lambda: sounding_waves.send_wave(sounding=sounding, now=later))
    assert len(second) == 1
    assert first[0].to != second[0].to
    invited = sounding.invitations.filter(reply=Reply.INVITED).first()
    keeper = next(keeper for enterprise, keeper in people if enterprise == invited.enterprise)
    soundings.answer(
        invitation=invited, values=values(sounding, "yes", "3", ""), by=keeper, now=later
    )
    assert (
        letters(
            lambda: sounding_waves.send_wave(sounding=sounding, now=later + sounding_waves.PAUSE)
        )
        == []
    )


def test_silent_suppliers_are_reminded_once(letters):
    _enterprise, keeper = reachable()
    _user, sounding = sent_to()
    early, due = NOW + timedelta(days=1), NOW + sounding_waves.PAUSE
    assert letters(lambda: sounding_waves.remind(sounding=sounding, now=early)) == []
    [letter] = letters(lambda: sounding_waves.remind(sounding=sounding, now=due))
    assert letter.to == [keeper.email]
    assert letters(lambda: sounding_waves.remind(sounding=sounding, now=due)) == []


def test_who_no_longer_agrees_is_neither_invited_nor_reminded(letters, monkeypatch):
    monkeypatch.setattr(sounding_waves, "WAVE", 1)
    people = [reachable() for _ in range(3)]
    _user, sounding = sent_to()
    invited = sounding.invitations.get(reply=Reply.INVITED).enterprise
    gone = next(enterprise for enterprise, _keeper in people if enterprise != invited)
    for enterprise in (invited, gone):
        enterprise.agrees_to_messages = False
        enterprise.save()
    later = NOW + sounding_waves.PAUSE
    assert letters(lambda: sounding_waves.remind(sounding=sounding, now=later)) == []
    [letter] = letters(lambda: sounding_waves.send_wave(sounding=sounding, now=later))
    [keeper] = [keeper for enterprise, keeper in people if enterprise not in {invited, gone}]
    assert letter.to == [keeper.email]
    assert sounding.invitations.get(enterprise=gone).reply == Reply.WAITING


def test_letters_name_the_last_day_as_clocks_show_it_there(letters):
    reachable()
    user = buyer()
    late = datetime(2027, 1, 31, 23, 59, tzinfo=ZoneInfo("Europe/Warsaw"))
    sounding = SoundingFactory(buyer=buyers.confirmed(user), deadline=late)
    [letter] = letters(
        lambda: soundings.send(sounding=sounding, suppliers=suited(sounding), by=user, now=NOW)
    )
    assert "31" in letter.body
    assert "1 lutego" not in letter.body


def test_answers_are_read_by_kind_and_summed_up():
    people = [reachable() for _ in range(3)]
    _user, sounding = sent_to()
    given = [("yes", "1 000,5", "Tak"), ("no", "2", ""), ("", "30", "")]
    for (enterprise, keeper), texts in zip(people, given, strict=True):
        invitation = sounding.invitations.get(enterprise=enterprise)
        soundings.answer(invitation=invitation, values=values(sounding, *texts), by=keeper, now=NOW)
    questions = list(sounding.questions.all())
    found = sounding_rows.replied(sounding)
    first, second, third = sounding_rows.summaries(questions, found)
    assert (first.answered, first.yes, first.no) == (2, 1, 1)
    assert [str(one) for one in (second.least, second.middle, second.most)] == ["2", "30", "1000.5"]
    assert third.texts == ("Tak",)
    assert len(list(sounding_rows.records(questions, found))) == 3


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (("maybe", "", ""), "q1"),
        (("", "many", ""), "q2"),
        (("", "1e-99999", ""), "q2"),
        (("", "", "<b>x</b>"), "q3"),
    ],
)
def test_a_bad_answer_is_told_at_its_question_and_nothing_is_stored(given, field):
    enterprise, keeper = reachable()
    _user, sounding = sent_to()
    invitation = sounding.invitations.get(enterprise=enterprise)
    with pytest.raises(SoundingError) as refused:
        soundings.answer(invitation=invitation, values=values(sounding, *given), by=keeper, now=NOW)
    assert set(refused.value.message_dict) == {field}
    invitation.refresh_from_db()
    assert invitation.reply == Reply.INVITED


def test_who_does_not_speak_for_the_supplier_is_refused():
    enterprise, _keeper = reachable()
    user, sounding = sent_to()
    invitation = sounding.invitations.get(enterprise=enterprise)
    stranger = steward(supplier(name="Inna"), NOW)
    for somebody in (UserFactory(), stranger, user):
        with pytest.raises(PermissionDenied):
            soundings.answer(
                invitation=invitation, values=values(sounding, "yes", "", ""), by=somebody, now=NOW
            )


def test_after_the_deadline_nobody_answers_or_declines():
    enterprise, keeper = reachable()
    _user, sounding = sent_to()
    invitation = sounding.invitations.get(enterprise=enterprise)
    with pytest.raises(SoundingError, match="deadline"):
        soundings.answer(
            invitation=invitation, values=values(sounding, "yes", "", ""), by=keeper, now=AFTER
        )
    with pytest.raises(SoundingError, match="deadline"):
        soundings.decline(invitation=invitation, why=WhyNot.OTHER, note="", by=keeper, now=AFTER)


def test_declining_gives_a_reason_and_takes_answers_back():
    enterprise, keeper = reachable()
    _user, sounding = sent_to()
    invitation = sounding.invitations.get(enterprise=enterprise)
    soundings.answer(
        invitation=invitation, values=values(sounding, "yes", "", ""), by=keeper, now=NOW
    )
    soundings.decline(invitation=invitation, why=WhyNot.TOO_FAR, note="", by=keeper, now=NOW)
    found = Invitation.objects.get()
    assert (found.reply, found.why_not, found.answers.count()) == (
        Reply.DECLINED,
        WhyNot.TOO_FAR,
        0,
    )


def test_the_hourly_command_closes_what_is_over_and_writes_nothing_twice(letters):
    reachable()
    _user, sounding = sent_to()
    Sounding.objects.filter(pk=sounding.pk).update(deadline=NOW)
    sent = letters(lambda: (call_command("run_buyer_calls"), call_command("run_buyer_calls")))
    sounding.refresh_from_db()
    assert (sent, sounding.state) == ([], SoundingState.CLOSED)


def test_answers_are_deleted_on_their_day_and_counts_stay():
    enterprise, keeper = reachable()
    _user, sounding = sent_to()
    invitation = sounding.invitations.get(enterprise=enterprise)
    soundings.answer(
        invitation=invitation,
        values=values(sounding, "yes", "", "Nasza tajemnica"),
        by=keeper,
        now=NOW,
    )
    day = LATER + timedelta(days=sounding.keep_days)
    assert sounding_waves.forget(now=day) == 0
    assert sounding_waves.forget(now=day + timedelta(days=2)) == 1
    assert sounding_waves.forget(now=day + timedelta(days=3)) == 0
    sounding.refresh_from_db()
    assert not Invitation.objects.exists()
    assert sounding_waves.counts(sounding) == {
        "suited": 1,
        "invited": 1,
        "answered": 1,
        "declined": 0,
    }


def test_a_draft_is_checked_as_a_whole():
    user = buyer()
    made = soundings.draft(content=CONTENT, by=user, now=NOW)
    assert made.questions.count() == 2
    far = SoundingContent(**{**CONTENT_FIELDS, "deadline": NOW + timedelta(days=91)})
    with pytest.raises(SoundingError, match="90 days"):
        soundings.change(sounding=made, content=far, by=user, now=NOW)
    none = SoundingContent(**{**CONTENT_FIELDS, "questions": ()})
    with pytest.raises(SoundingError, match="questions"):
        soundings.change(sounding=made, content=none, by=user, now=NOW)
    assert made.questions.count() == 2


CONTENT_FIELDS = {name: getattr(CONTENT, name) for name in SoundingContent.__slots__}


def test_the_list_shows_a_deadline_as_clocks_show_it_there(client):
    user = buyer()
    late = datetime(2027, 1, 31, 23, 59, tzinfo=ZoneInfo("Europe/Warsaw"))
    SoundingFactory(buyer=buyers.confirmed(user), deadline=late)
    client.force_login(user)
    page = client.get(reverse("opportunities:soundings")).content.decode()
    assert "23:59" in page
    assert "Europe/Warsaw" in page


def test_nobody_is_written_to_for_a_buyer_whose_profile_ended(letters, monkeypatch):
    monkeypatch.setattr(sounding_waves, "WAVE", 1)
    reachable(), reachable()
    user, sounding = sent_to()
    buyers.end(profile=sounding.buyer, by=user, now=NOW)
    later = NOW + sounding_waves.PAUSE
    assert letters(lambda: sounding_waves.remind(sounding=sounding, now=later)) == []
    assert letters(lambda: sounding_waves.send_wave(sounding=sounding, now=later)) == []


def test_what_somebody_answered_is_given_out_with_their_data():
    enterprise, keeper = reachable()
    _user, sounding = sent_to()
    invitation = sounding.invitations.get(enterprise=enterprise)
    given = values(sounding, "yes", "3", "")
    soundings.answer(invitation=invitation, values=given, by=keeper, now=NOW)
    kind = next(one for one in buyer_own_data.KINDS if one.key == "answers_to_buyers")
    said = [row["value"] for row in kind.export(keeper) if "value" in row]
    assert said == ["yes", "3"]
