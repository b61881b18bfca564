"""Two people at one practice: each is told of the other, and no word of either is lost."""

from __future__ import annotations

import pytest

from secon.kernel.models import FormDraft
from secon.people.enums import Role
from secon.practices.domain import writing
from tests.factories.partnership import PartnerFactory, member
from tests.factories.practices import complete_practice
from tests.kernel.editors import Editor, posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def practice():
    partner = PartnerFactory(name="Urząd", languages=["pl"])
    return complete_practice(
        partner=partner, title="Bakery", results="Five people.", original_language="en"
    )


def colleague(practice) -> Editor:
    return Editor(
        member(Role.PARTNER_EDITOR, practice.partner), f"/en/practices/{practice.pk}/edit/"
    )


def texts(practice) -> tuple[str, str]:
    newest = writing.newest(type(practice).objects.get(pk=practice.pk))
    return newest.results, newest.resources


def test_the_second_is_told_who_is_there(practice):
    first, second = colleague(practice), colleague(practice)
    first.open()
    second.open()
    said = second.page.content.decode()
    assert "Partner editor, Urząd: has this open since" in said
    assert first.user.email not in said


def test_what_each_wrote_elsewhere_is_kept(practice):
    first, second = colleague(practice), colleague(practice)
    hers, his = first.open(), second.open()
    assert first.send(hers | {"results": "Nine people."}).status_code == 302
    assert second.send(his | {"resources": "One oven."}).status_code == 302
    assert texts(practice) == ("Nine people.", "One oven.")


@pytest.mark.parametrize(("chosen", "results"), [("theirs", "Nine people."), ("mine", "Six.")])
def test_the_same_text_is_asked_and_the_choice_is_saved(practice, chosen, results):
    first, second = colleague(practice), colleague(practice)
    hers, his = first.open(), second.open()
    first.send(hers | {"results": "Nine people."})
    page = second.send(his | {"results": "Six.", "resources": "One oven."})
    assert (page.status_code, texts(practice)) == (409, ("Nine people.", "Two people."))
    (choice,) = page.context_data["choices"]
    assert (choice.before, choice.theirs, choice.mine) == ("Five people.", "Nine people.", "Six.")
    answer = second.send(posted(page) | {choice.name: chosen})
    assert (answer.status_code, texts(practice)) == (302, (results, "One oven."))
    assert FormDraft.objects.count() == 0


def test_evidence_added_by_both_stands_twice(practice):
    first, second = colleague(practice), colleague(practice)
    hers, his = first.open(), second.open()
    for editor, form, title in ((first, hers, "Hers"), (second, his, "His")):
        row = {
            "proofs-TOTAL_FORMS": "2",
            "proofs-1-kind": "report",
            "proofs-1-title": title,
            "proofs-1-url": "https://example.org/",
        }
        assert editor.send(form | row).status_code == 302
    newest = writing.newest(type(practice).objects.get(pk=practice.pk))
    assert sorted(one.title for one in newest.proofs.all()) == ["Hers", "His", "Report of 2023"]


def test_a_practice_typed_before_the_session_ended_comes_back(practice):
    editor = colleague(practice)
    typed = editor.open() | {"results": "Typed for an hour."}
    editor.client.logout()
    assert editor.send(typed).status_code == 302
    assert texts(practice)[0] == "Five people."
    editor.client.force_login(editor.user)
    resumed = editor.open("?kept=go")
    assert resumed["results"] == ["Typed for an hour."]
    assert editor.send(resumed).status_code == 302
    assert texts(practice)[0] == "Typed for an hour."
