"""Texts of a record in another language, by the people who may edit it."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from secon.kernel import audit
from secon.kernel.enums import TranslationState
from secon.partnership.domain import texts
from secon.people.enums import Role
from secon.policy.models import Instrument, InstrumentTranslation
from tests.factories.partnership import PartnerFactory, member
from tests.factories.policy import ImprovementFactory, InstrumentFactory

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def instrument():
    return InstrumentFactory(
        original_language="pl", name="Program", summary="Wspiera spółdzielnie."
    )


@pytest.fixture
def editor(client, instrument):
    client.force_login(user := member(Role.PARTNER_EDITOR, instrument.partner))
    return user


def address(record, language="de", kind="instrument"):
    return reverse("partnership:texts", args=[kind, record.pk, language])


def store(instrument, by, **said):
    kind = texts.kind_named("instrument")
    return texts.store(kind=kind, record=instrument, language="de", texts=said, by=by, now=NOW)


def test_the_languages_are_listed_with_where_they_stand(client, editor, instrument):
    store(instrument, editor, name="Programm", summary="")
    page = client.get(reverse("partnership:languages", args=["instrument", instrument.pk]))
    states = {one.language: one.state for _name, one in page.context["rows"]}
    assert "pl" not in states
    assert (states["de"], states["el"]) == (TranslationState.HUMAN, None)


def test_a_text_is_stored_with_a_trace(client, editor, instrument):
    answer = client.post(address(instrument), {"name": "Programm", "summary": "Hilft."})
    assert answer.status_code == 302
    row = instrument.translations.get()
    assert (row.name, row.summary, row.state, row.changed_by) == (
        "Programm",
        "Hilft.",
        TranslationState.HUMAN,
        editor,
    )
    assert [event.verb for event in audit.events_on(instrument)] == ["translate"]


def test_a_name_may_stay_as_it_is(client, editor, instrument):
    assert client.post(address(instrument), {"summary": "Hilft."}).status_code == 302
    assert instrument.translations.get().name == ""


def test_nothing_at_all_is_no_translation(client, editor, instrument):
    answer = client.post(address(instrument), {"name": "", "summary": ""})
    assert answer.status_code == 422
    assert "A text is missing." in answer.text
    assert not InstrumentTranslation.objects.exists()


def test_a_text_that_is_too_long_comes_back_whole(client, editor, instrument):
    answer = client.post(address(instrument), {"name": "x" * 301, "summary": "Hilft."})
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])
    assert "Hilft." in answer.text


def test_what_changed_in_the_original_is_marked_with_what_it_said(client, editor, instrument):
    instrument.save_revision(clean=False).publish()
    store(instrument, editor, name="Programm", summary="Hilft.")
    changed = Instrument.objects.get()
    changed.summary = "Nie wspiera."
    changed.save()
    [name, summary] = texts.pairs(changed, "de")
    assert (name.changed, summary.changed) == (False, True)
    assert summary.before == "Wspiera spółdzielnie."


def test_storing_a_stale_text_again_makes_it_fresh(client, editor, instrument):
    store(instrument, editor, name="Programm", summary="Hilft.")
    Instrument.objects.update(summary="Inaczej.")
    instrument.translations.update(state="stale")
    page = client.get(address(instrument))
    assert "The original has changed since this was written" in page.text
    client.post(address(instrument), {"name": "Programm", "summary": "Hilft."})
    assert instrument.translations.get().state == TranslationState.HUMAN


def test_our_english_stands_in_where_the_original_says_nothing(client, editor):
    one = InstrumentFactory(original_language="pl", name="Program", summary="")
    InstrumentTranslation.objects.create(record=one, language="en", summary="Our words.")
    [_name, summary] = texts.pairs(one, "de")
    assert (summary.original, summary.source_language) == ("Our words.", "en")
    [_name, own] = texts.pairs(one, "en")
    assert (own.original, own.said) == ("", "Our words.")


def test_a_later_edit_in_the_admin_begins_with_the_texts(editor, instrument):
    instrument.save_revision(clean=False).publish()
    store(instrument, editor, name="Programm", summary="Hilft.")
    latest = Instrument.objects.get().get_latest_revision_as_object()
    assert [row.name for row in latest.translations.all()] == ["Programm"]


def test_a_draft_that_waits_keeps_its_words_and_gains_the_texts(editor, instrument):
    instrument.save_revision(clean=False).publish()
    instrument.summary = "Waiting"
    instrument.save_revision(clean=False)
    store(Instrument.objects.get(), editor, name="Programm", summary="Hilft.")
    stored = Instrument.objects.get()
    draft = stored.get_latest_revision_as_object()
    assert (stored.summary, draft.summary) == ("Wspiera spółdzielnie.", "Waiting")
    assert [row.name for row in draft.translations.all()] == ["Programm"]
    assert draft.translations.all()[0].state == TranslationState.STALE


def test_a_language_is_taken_away(client, editor, instrument):
    store(instrument, editor, name="Programm", summary="Hilft.")
    client.post(address(instrument), {"do": "remove"})
    assert not InstrumentTranslation.objects.exists()


@pytest.mark.parametrize(
    ("kind", "language", "status"),
    [("instrument", "pl", 404), ("instrument", "xx", 404), ("nonsense", "de", 404)],
)
def test_an_address_of_nothing_is_not_found(client, editor, instrument, kind, language, status):
    assert client.get(address(instrument, language, kind)).status_code == status


def test_others_write_nothing_and_read_nothing(client, instrument):
    other = member(Role.PARTNER_EDITOR, PartnerFactory())
    client.force_login(other)
    answer = client.post(address(instrument), {"name": "Captured", "summary": "Captured"})
    assert answer.status_code == 403
    assert instrument.summary not in answer.text
    with pytest.raises(PermissionDenied):
        store(instrument, other, name="Captured", summary="Captured")
    assert not InstrumentTranslation.objects.exists()


def test_who_has_no_account_is_asked_to_sign_in(client, instrument):
    assert client.get(address(instrument)).status_code == 302


def test_an_improvement_is_translated_by_the_editors_of_its_instrument(client, editor, instrument):
    one = ImprovementFactory(instrument=instrument, original_language="en", title="Criterion")
    answer = client.post(address(one, "pl", "improvement"), {"title": "Kryterium"})
    assert answer.status_code == 302
    assert one.translations.get().title == "Kryterium"
