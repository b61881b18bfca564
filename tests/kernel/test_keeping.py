"""What is typed is never lost: half-filled forms come back, and two editors of one record meet."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from secon.kernel import drafts
from secon.kernel.models import EditingMark, FormDraft
from secon.kernel.slots import Slot
from secon.partnership.domain import members
from secon.people.domain import privacy
from secon.people.enums import Role
from secon.policy.models import InstrumentDocument
from tests.factories.people import UserFactory
from tests.factories.policy import InstrumentFactory
from tests.kernel.editors import Editor, posted

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.kernel.kept_urls")]


@pytest.fixture
def instrument():
    return InstrumentFactory(name="Programme", summary="Old words", authority="Region")


def document(instrument, title: str, note: str = "") -> InstrumentDocument:
    return InstrumentDocument.objects.create(
        instrument=instrument, kind="text", title=title, note=note, url="https://example.org/a"
    )


HERS = "Her\r\nwords"


def editor_of(instrument, user=None) -> Editor:
    """Somebody who edits the instrument."""
    return Editor(user or UserFactory(is_superuser=True), f"/test/{instrument.pk}/")


def test_what_was_typed_into_an_invalid_form_comes_back(instrument):
    editor = editor_of(instrument)
    refused = editor.send(editor.open() | {"name": "", "summary": "Long typed"})
    assert refused.status_code == 200
    offered = editor.open()
    assert (offered["name"], offered["summary"]) == (["Programme"], ["Old words"])
    assert "You began to fill in this form" in editor.page.content.decode()
    resumed = editor.open("?kept=go")
    assert (resumed["name"], resumed["summary"]) == ([""], ["Long typed"])
    assert "This field is required" not in editor.page.content.decode()


def test_a_form_that_is_taken_leaves_no_draft_and_no_mark(instrument):
    editor = editor_of(instrument)
    editor.send(editor.open() | {"name": ""})
    editor.send(editor.open() | {"name": "New name"})
    instrument.refresh_from_db()
    assert instrument.name == "New name"
    assert (FormDraft.objects.count(), EditingMark.objects.count()) == (0, 0)


def test_what_was_typed_before_a_session_ended_comes_back_to_its_author_only(instrument):
    editor = editor_of(instrument)
    data = editor.open() | {"summary": "Typed for an hour"}
    editor.client.logout()
    answer = editor.send(data)
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/en/accounts/login/?next=/test/{instrument.pk}/",
    )
    stranger = editor_of(instrument)
    stranger.open()
    assert "You began" not in stranger.page.content.decode()
    editor.client.force_login(editor.user)
    assert editor.open("?kept=go")["summary"] == ["Typed for an hour"]
    instrument.refresh_from_db()
    assert instrument.summary == "Old words"


def strict(editor: Editor) -> Client:
    """The editor's browser, whose forms need their token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor.user)
    return client


def test_a_form_older_than_the_last_sign_in_comes_back_filled_in(instrument):
    editor = editor_of(instrument)
    editor.client = strict(editor)
    stale = editor.open() | {"csrfmiddlewaretoken": "x" * 64, "summary": "Typed for an hour"}
    answer = editor.send(stale)
    assert (answer.status_code, answer["Location"]) == (302, f"{editor.address}?kept=go")
    fresh = editor.open("?kept=go")
    assert fresh["summary"] == ["Typed for an hour"]
    editor.send(fresh)
    instrument.refresh_from_db()
    assert instrument.summary == "Typed for an hour"


@pytest.mark.parametrize("slot", ["", "forged", "of another"])
def test_a_forged_request_is_refused_and_keeps_nothing(instrument, slot):
    victim = editor_of(instrument)
    own = editor_of(instrument).open()["kept_slot"] if slot == "of another" else slot
    answer = strict(victim).post(victim.address, {"kept_slot": own, "name": "Forged"})
    assert (answer.status_code, FormDraft.objects.count()) == (403, 0)


def test_keeping_brings_the_token_of_the_newest_sign_in(instrument):
    editor = editor_of(instrument)
    editor.client = strict(editor)
    typed = editor.open() | {"csrfmiddlewaretoken": "x" * 64, "kept_do": "keep"}
    token = editor.client.post("/en/keep/", typed).json()["csrf"]
    answer = editor.send(typed | {"csrfmiddlewaretoken": token, "name": "Saved"})
    instrument.refresh_from_db()
    assert (answer["Location"], instrument.name) == ("/en/", "Saved")


def test_rows_of_a_formset_come_back(instrument):
    document(instrument, "Decree")
    editor = editor_of(instrument)
    typed = {"name": "", "documents-0-note": "page 3", "documents-1-title": "Annex"}
    editor.send(editor.open() | typed)
    resumed = editor.open("?kept=go")
    assert {name: resumed[name] for name in typed} == {n: [said] for n, said in typed.items()}


def test_a_draft_of_a_new_record_stands_apart(instrument):
    editor = editor_of(instrument)
    editor.address = "/test/new/"
    editor.send(editor.open() | {"name": "", "summary": "Of a new one"})
    assert editor.open("?kept=go")["summary"] == ["Of a new one"]
    assert (
        "You began"
        not in editor_of(instrument, editor.user)
        .client.get(f"/test/{instrument.pk}/")
        .content.decode()
    )


def test_typing_is_kept_while_it_goes_on(instrument, client):
    editor = editor_of(instrument)
    typed = editor.open() | {"summary": "Half a sen", "kept_do": "keep"}
    answer = editor.client.post("/en/keep/", typed)
    assert (answer.status_code, answer.json()["signed_out"]) == (200, False)
    assert editor.open("?kept=go")["summary"] == ["Half a sen"]


def test_typing_is_kept_after_the_session_ended_and_the_page_says_so(instrument):
    editor = editor_of(instrument)
    typed = editor.open() | {"summary": "Half a sen", "kept_do": "keep"}
    editor.client.logout()
    assert editor.client.post("/en/keep/", typed).json()["signed_out"] is True
    assert FormDraft.objects.get().data["typed"]["summary"] == ["Half a sen"]


def test_a_draft_is_thrown_away_without_script(instrument):
    editor = editor_of(instrument)
    editor.send(editor.open() | {"name": ""})
    answer = editor.client.post("/en/keep/", editor.open() | {"kept_do": "drop"})
    assert (answer.status_code, answer["Location"]) == (302, editor.address)
    assert FormDraft.objects.count() == 0


@pytest.mark.parametrize("token", ["", "forged", "eyJ1c2VyIjoxfQ:1abc:x"])
def test_nothing_is_kept_for_a_forged_slot(instrument, token):
    editor = editor_of(instrument)
    answer = editor.client.post("/en/keep/", {"kept_slot": token, "kept_do": "keep", "name": "x"})
    assert (answer.status_code, FormDraft.objects.count()) == (400, 0)


def test_nothing_is_kept_or_thrown_away_in_another_persons_name(instrument):
    author, other = editor_of(instrument), editor_of(instrument)
    author.send(author.open() | {"name": "", "summary": "Mine"})
    stolen = author.open()
    for do in ("keep", "drop"):
        assert other.client.post("/en/keep/", stolen | {"kept_do": do}).status_code == 403
    assert FormDraft.objects.get().data["typed"]["summary"] == ["Mine"]


def test_after_a_session_nothing_is_thrown_away(instrument):
    author = editor_of(instrument)
    author.send(author.open() | {"name": ""})
    stolen = author.open()
    Client().post("/en/keep/", stolen | {"kept_do": "drop"})
    assert FormDraft.objects.count() == 1


def test_passwords_tokens_and_files_are_never_kept(instrument):
    editor = editor_of(instrument)
    editor.send(
        editor.open()
        | {
            "name": "",
            "new_password": "s3cret",
            "api_token": "t",
            "documents-0-title": "Annex",
            "documents-0-file": SimpleUploadedFile("a.pdf", b"%PDF-"),
        }
    )
    assert sorted(FormDraft.objects.get().data["typed"]) == [
        "authority",
        "documents-0-id",
        "documents-0-instrument",
        "documents-0-kind",
        "documents-0-note",
        "documents-0-title",
        "documents-INITIAL_FORMS",
        "documents-MAX_NUM_FORMS",
        "documents-MIN_NUM_FORMS",
        "documents-TOTAL_FORMS",
        "level",
        "name",
        "reference",
        "summary",
    ]


def test_what_is_too_large_to_keep_is_said(instrument):
    editor = editor_of(instrument)
    typed = editor.open() | {"summary": "x" * drafts.MOST_CHARACTERS, "kept_do": "keep"}
    assert editor.client.post("/en/keep/", typed).status_code == 413
    assert FormDraft.objects.count() == 0


def test_a_person_keeps_at_most_fifty_drafts(instrument):
    user, now = UserFactory(), timezone.now()
    for number in range(drafts.MOST_DRAFTS + 2):
        at = now + timedelta(seconds=number)
        drafts.keep(user_id=user.pk, form="f", key=str(number), typed={}, base=None, now=at)
    left = FormDraft.objects.values_list("key", flat=True)
    assert (len(left), "0" in left, "1" in left, "2" in left) == (50, False, False, True)


def test_drafts_end_after_a_month_and_marks_after_a_day(instrument, capsys):
    editor = editor_of(instrument)
    editor.send(editor.open() | {"name": ""})
    day = timezone.localdate()
    assert FormDraft.objects.get().delete_after == day + timedelta(days=30)
    FormDraft.objects.update(delete_after=day - timedelta(days=1))
    EditingMark.objects.update(seen_at=timezone.now() - timedelta(days=2))
    assert editor.client.get(editor.address + "?kept=go").status_code == 200
    EditingMark.objects.update(seen_at=timezone.now() - timedelta(days=2))
    call_command("forget_form_drafts", "--dry-run")
    assert FormDraft.objects.count() == 1
    call_command("forget_form_drafts")
    assert capsys.readouterr().out.splitlines() == [
        "Would delete 1 forms and 1 marks.",
        "Deleted 1 forms and 1 marks.",
    ]


def test_a_draft_is_given_out_and_erased_with_its_author(instrument):
    editor = editor_of(instrument)
    editor.send(editor.open() | {"name": "", "summary": "Mine"})
    data = privacy.export(editor.user)["form_drafts"]["data"]
    assert [(one["form"], one["typed"]["summary"]) for one in data["forms"]] == [
        ("test.instrument", ["Mine"])
    ]
    privacy.erase(user=editor.user, by=editor.user, now=timezone.now())
    assert (FormDraft.objects.count(), EditingMark.objects.count()) == (0, 0)


# Two editors.


def test_the_second_editor_is_told_of_the_first_without_the_address(instrument):
    first, second = editor_of(instrument), editor_of(instrument)
    first.open()
    assert "Somebody else is editing this" not in visible(first.page)
    second.open()
    said = second.page.content.decode()
    assert "has this open since" in said
    assert first.user.email not in said
    beat = first.client.post("/en/keep/", first.open() | {"kept_do": "seen"})
    assert len(beat.json()["others"]) == 1


def visible(page) -> str:
    """The page without what is hidden until there is somebody."""
    return re.sub(
        r"<div data-keep-others[^>]* hidden>.*?</div>", "", page.content.decode(), flags=re.DOTALL
    )


def test_a_colleague_is_named_by_role_and_organisation(instrument):
    first, second = editor_of(instrument), editor_of(instrument)
    members.grant(
        user=first.user,
        role=Role.PARTNER_EDITOR,
        partner=instrument.partner,
        by=None,
        now=timezone.now() - timedelta(minutes=1),
    )
    first.open()
    second.open()
    said = f"Partner editor, {instrument.partner.name}: has this open since"
    assert said in second.page.content.decode()


def test_somebody_who_left_two_minutes_ago_is_not_named(instrument):
    first, second = editor_of(instrument), editor_of(instrument)
    first.open()
    EditingMark.objects.update(seen_at=timezone.now() - timedelta(minutes=3))
    second.open()
    assert "Somebody else is editing this" not in visible(second.page)


def test_what_only_one_of_two_changed_is_merged(instrument):
    first, second = editor_of(instrument), editor_of(instrument)
    hers, his = first.open(), second.open()
    first.send(hers | {"authority": "Ministry"})
    answer = second.send(his | {"summary": "New words"})
    instrument.refresh_from_db()
    assert (answer.status_code, instrument.authority, instrument.summary) == (
        302,
        "Ministry",
        "New words",
    )
    said = second.client.get(second.address).content.decode()
    assert "Changed by somebody else meanwhile and kept: Managing authority." in said


def both_change_the_summary(instrument):
    first, second = editor_of(instrument), editor_of(instrument)
    hers, his = first.open(), second.open()
    first.send(hers | {"summary": HERS, "authority": "Ministry"})
    return second, second.send(his | {"summary": "His words", "reference": "PL-7"})


def test_where_both_changed_the_same_the_second_is_asked_and_nothing_is_saved(instrument):
    _second, page = both_change_the_summary(instrument)
    instrument.refresh_from_db()
    assert (page.status_code, instrument.summary, instrument.reference) == (409, HERS, "")
    (choice,) = page.context_data["choices"]
    assert (choice.label, choice.before, choice.theirs, choice.mine) == (
        "What it does for the social economy",
        "Old words",
        "Her\nwords",
        "His words",
    )


@pytest.mark.parametrize(("chosen", "summary"), [("theirs", HERS), ("mine", "His words")])
def test_the_second_editor_chooses_and_keeps_all_else(instrument, chosen, summary):
    second, page = both_change_the_summary(instrument)
    answer = second.send(posted(page) | {"kept_choice.summary": chosen})
    instrument.refresh_from_db()
    assert answer.status_code == 302
    assert (
        instrument.summary,
        instrument.authority,
        instrument.reference,
    ) == (
        summary,
        "Ministry",
        "PL-7",
    )


def test_without_a_choice_the_question_is_asked_again(instrument):
    second, page = both_change_the_summary(instrument)
    again = second.send(posted(page))
    instrument.refresh_from_db()
    assert (again.status_code, instrument.summary) == (409, HERS)
    assert [one.path for one in again.context_data["choices"]] == ["summary"]


def test_a_third_change_while_choosing_is_asked_again(instrument):
    second, page = both_change_the_summary(instrument)
    third = editor_of(instrument)
    third.send(third.open() | {"summary": "Third words"})
    again = second.send(posted(page) | {"kept_choice.summary": "mine"})
    assert again.status_code == 302  # his choice is his word on this field


def test_what_the_second_typed_waits_for_him_if_he_leaves_the_question(instrument):
    second, _page = both_change_the_summary(instrument)
    resumed = second.open("?kept=go")
    assert resumed["summary"] == ["His words"]
    assert "Somebody has changed the record since" in second.page.content.decode()
    assert second.send(resumed).status_code == 409


def test_rows_are_known_by_their_key_not_their_place(instrument):
    decree, annex = document(instrument, "Decree"), document(instrument, "Annex")
    first, second = editor_of(instrument), editor_of(instrument)
    hers, his = first.open(), second.open()
    assert hers["documents-0-id"] == [str(decree.pk)]
    first.send(
        hers
        | {
            "documents-0-DELETE": "on",
            "documents-2-kind": "minutes",
            "documents-2-title": "Minutes",
            "documents-2-note": "in the archive",
        }
    )
    answer = second.send(
        his
        | {
            "documents-1-note": "page 9",
            "documents-2-kind": "text",
            "documents-2-title": "Guide",
            "documents-2-note": "in print",
        }
    )
    assert answer.status_code == 302
    assert list(instrument.documents.order_by("pk").values_list("title", "note")) == [
        ("Annex", "page 9"),
        ("Minutes", "in the archive"),
        ("Guide", "in print"),
    ]
    assert annex.pk == instrument.documents.order_by("pk")[0].pk


@pytest.mark.parametrize(("chosen", "left"), [("theirs", []), ("mine", [("Decree", "page 3")])])
def test_a_row_that_one_took_away_and_one_changed_is_asked(instrument, chosen, left):
    document(instrument, "Decree")
    first, second = editor_of(instrument), editor_of(instrument)
    hers, his = first.open(), second.open()
    first.send(hers | {"documents-0-DELETE": "on"})
    page = second.send(his | {"documents-0-note": "page 3"})
    (choice,) = page.context_data["choices"]
    assert (page.status_code, choice.theirs) == (409, "taken away")
    answer = second.send(posted(page) | {choice.name: chosen})
    assert answer.status_code == 302
    assert list(instrument.documents.values_list("title", "note")) == left


@pytest.mark.parametrize(("chosen", "left"), [("theirs", 1), ("mine", 0)])
def test_a_row_that_one_changed_is_not_taken_away_unasked(instrument, chosen, left):
    document(instrument, "Decree")
    first, second = editor_of(instrument), editor_of(instrument)
    hers, his = first.open(), second.open()
    first.send(hers | {"documents-0-note": "page 3"})
    page = second.send(his | {"documents-0-DELETE": "on"})
    (choice,) = page.context_data["choices"]
    assert (page.status_code, choice.mine) == (409, "taken away")
    second.send(posted(page) | {choice.name: chosen})
    assert instrument.documents.filter(note="page 3").count() == left


def test_a_file_stays_with_its_row_when_rows_move(instrument):
    document(instrument, "Decree")
    document(instrument, "Annex")
    first, second = editor_of(instrument), editor_of(instrument)
    hers, his = first.open(), second.open()
    first.send(hers | {"documents-0-DELETE": "on"})
    pdf = SimpleUploadedFile("annex.pdf", b"%PDF-annex", "application/pdf")
    assert second.send(his | {"documents-1-file": pdf}).status_code == 302
    (left,) = instrument.documents.all()
    with left.file.open() as stored:
        assert (left.title, stored.read()) == ("Annex", b"%PDF-annex")
    left.file.delete(save=False)


def test_a_reader_without_rights_is_shown_nothing_of_the_record(instrument):
    editor = editor_of(instrument)
    data = editor.open()
    instrument.summary = "Her words"
    instrument.save()
    type(editor.user).objects.filter(pk=editor.user.pk).update(is_superuser=False)
    answer = editor.send(data | {"summary": "His words"})
    assert answer.status_code == 403
    assert "Her words" not in answer.content.decode()


def test_a_base_of_another_record_does_not_count(instrument):
    other = InstrumentFactory(summary="Other")
    first, second = editor_of(instrument), editor_of(other)
    hers, his = first.open(), second.open()
    answer = second.send(his | {"kept_base": hers["kept_base"], "summary": "Mine"})
    other.refresh_from_db()
    assert (answer.status_code, other.summary) == (302, "Mine")


def test_a_slot_reads_back_and_ends():
    slot = Slot(1, "form", "2", "policy.instrument", "2", "/en/x/")
    assert Slot.read(str(slot)) == slot
    assert Slot.read(None) is None
