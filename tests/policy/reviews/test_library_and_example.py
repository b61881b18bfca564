"""The library loads once and keeps edits; the example exists with local settings only."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from secon.kernel.ports import get_port
from secon.partnership.domain.loader import Action
from secon.people.domain import privacy
from secon.people.enums import Role
from secon.policy.domain import review_example, review_library
from secon.policy.domain.review_sheet import sheet
from secon.policy.enums import Module, Outcome
from secon.policy.models import Answer, JointReview, LibraryQuestion
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import person
from tests.policy.reviews.made import NOW, answer, opened, questions_of, seats_of

pytestmark = pytest.mark.django_db


def test_the_library_has_four_to_six_questions_in_each_module_with_both_ends_told():
    found = review_library.shipped()
    assert {module: 4 <= len(found[module]) <= 6 for module in Module} == dict.fromkeys(
        Module, True
    )
    rows = [row for module in Module for row in found[module]]
    assert [row["code"] for row in rows if not row["hint"].startswith("0: ")] == []
    assert [row["code"] for row in rows if " 10: " not in row["hint"]] == []
    assert found["source"] == (
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32023H01344"
    )


def test_loading_again_changes_nothing_and_keeps_what_a_person_edited():
    review_library.load(now=NOW)
    edited = LibraryQuestion.objects.get(code="finance-reach")
    edited.text = "Ours?"
    edited.save()
    again = review_library.load(now=NOW)
    assert [(one.record, one.action) for one in again.changes] == [
        ("review_library/finance-reach", Action.KEPT)
    ]
    edited.refresh_from_db()
    assert edited.text == "Ours?"
    call_command("load_review_library", "--dry-run", verbosity=0)


def test_a_newer_text_of_the_library_does_not_replace_an_edited_one():
    review_library.load(now=NOW)
    LibraryQuestion.objects.filter(code="finance-reach").update(text="Ours?")
    said = {**review_library.shipped()}
    said["finance"] = [{**row, "text": f"{row['text']} Newer."} for row in said["finance"]]
    found = review_library.load(now=NOW, library=said)
    kept = [one.record for one in found.changes if one.action is Action.KEPT]
    assert kept == ["review_library/finance-reach"]
    assert LibraryQuestion.objects.get(code="finance-mix").text.endswith("Newer.")


@pytest.mark.parametrize(("role", "status"), [(Role.WEB_ADMIN, 200), (Role.REVIEWER, 302)])
def test_the_library_is_edited_by_those_who_run_the_platform(client, role, status):
    client.force_login(person(role))
    address = reverse("wagtailsnippets_policy_libraryquestion:list")
    assert client.get(address).status_code == status


def test_a_partner_editor_does_not_edit_the_library(client):
    client.force_login(member(Role.PARTNER_EDITOR, PartnerFactory()))
    review_library.load(now=NOW)
    key = LibraryQuestion.objects.first().pk
    for name, args in (("list", []), ("add", []), ("edit", [key])):
        address = reverse(f"wagtailsnippets_policy_libraryquestion:{name}", args=args)
        assert client.get(address).status_code == 302


def test_the_example_shows_two_rounds_and_two_who_disagree(
    client, django_capture_on_commit_callbacks
):
    PartnerFactory()
    get_port("mail").sent.clear()
    with django_capture_on_commit_callbacks(execute=True):
        made = review_example.load(now=NOW)
    found = sheet(made.published, "en")
    first = found.by_disagreement()[0]
    assert (made.is_example, made.instrument.is_example, len(found.seats)) == (True, True, 6)
    assert (first.outcome, len(first.dissents)) == (Outcome.MAJORITY, 2)
    assert get_port("mail").sent == []
    text = client.get(reverse("policy:review_compare", args=[made.pk])).content.decode()
    assert "This is an example" in text


def test_the_example_is_made_once():
    PartnerFactory()
    assert review_example.load(now=NOW) == review_example.load(now=NOW)
    assert JointReview.objects.count() == 2


def test_elsewhere_there_is_no_example(settings):
    settings.SECON_LOCAL = False
    PartnerFactory()
    with pytest.raises(PermissionDenied):
        review_example.load(now=NOW)
    with pytest.raises(CommandError):
        call_command("load_example_review")
    assert not JointReview.objects.exists()


def test_a_reviewer_gets_what_is_kept_and_takes_away_what_was_not_submitted():
    review = opened()
    first, second, _third = seats_of(review)
    answer(first, 1, 2, text="Wysłane")
    Answer.objects.create(
        reviewer=second, question=questions_of(review)[0], text="W toku", saved_at=NOW
    )
    kept = privacy.export(second.user)["review_seats"]["data"]
    assert [[one["text"] for one in seat["answers"]] for seat in kept] == [["W toku"]]
    for seat in (first, second):
        privacy.erase(user=seat.user, by=None, now=NOW)
    found = review.reviewers.order_by("pk").values_list("organisation", "email", "user")
    assert list(found)[:2] == [("Organizacja 0", "", None), ("Organizacja 1", "", None)]
    assert list(Answer.objects.values_list("text", flat=True)) == ["Wysłane", "Wysłane"]
