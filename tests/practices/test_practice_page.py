"""The page of a practice: what readers, signed-in readers and editors see."""

import json
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import RequestFactory
from django.utils import timezone

from secon.people.enums import Role
from secon.practices.domain import queries, writing
from secon.practices.domain.writing import Content
from secon.practices.models import (
    Judgement,
    Practice,
    PracticeContact,
    PracticeProof,
    PracticeResult,
    PracticeTranslation,
    ReviewStep,
)
from tests.factories.partnership import member
from tests.factories.people import UserFactory
from tests.factories.policy import FactorFactory
from tests.factories.practices import PracticeAnswerFactory, PracticeFactory

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 1, 9, tzinfo=UTC)


def page(client, practice: Practice, **query: str):
    return client.get(practice.get_absolute_url(), query)


def test_the_name_in_the_address_may_be_old(client):
    practice = PracticeFactory(published=True, slug="now")
    answer = client.get(f"/en/practices/{practice.pk}/before/")
    assert (answer.status_code, answer.url) == (301, practice.get_absolute_url())


@pytest.mark.parametrize("state", ["draft", "submitted", "accepted", "declined", "withdrawn"])
def test_readers_do_not_see_what_is_not_published(client, state):
    practice = PracticeFactory(state=state, title="Secret plan")
    answer = page(client, practice)
    assert (answer.status_code, "Secret" in answer.content.decode()) == (404, False)


def test_readers_do_not_ask_for_the_newest_version(client):
    practice = PracticeFactory(published=True)
    assert page(client, practice, version="newest").status_code == 403


@pytest.mark.parametrize(
    ("changes", "said", "reviewed"),
    [
        ({"round": 0}, "Named by the project, not reviewed here", False),
        (
            {"round": 0, "named_by_project": False},
            "From public sources, not reviewed here",
            False,
        ),
        ({}, "Reviewed and published on this site", True),
        ({"state": "counted"}, "Counted by the programme", True),
    ],
)
def test_the_page_says_who_judged_it(client, changes, said, reviewed):
    shown = page(client, PracticeFactory(published=True, **changes)).context["shown"]
    assert (shown.standing, shown.is_reviewed) == (said, reviewed)


def test_unknown_is_told_and_listed(client):
    practice = PracticeFactory(published=True, results="", resources="", starts=None)
    answer = page(client, practice)
    assert answer.context["shown"].gaps == (
        "What it reached",
        "What it needs",
        "Cost",
        "Time",
        "Legal form it needs",
        "Town or country",
        "Kind of policy instrument",
        "Results in numbers",
        "Evidence",
    )
    assert "unknown" in answer.content.decode()


def test_results_are_a_table_with_year_and_source(client):
    practice = PracticeFactory(published=True)
    PracticeResult.objects.create(
        practice=practice, label="Jobs", number="5.00", unit="people", year=2023, source="Report"
    )
    figure = page(client, practice).context["shown"].figures[0]
    assert (figure.label, figure.number, figure.year, figure.source) == (
        "Jobs",
        "5 people",
        "2023",
        "Report",
    )


def test_each_text_says_its_language(client):
    practice = PracticeFactory(published=True, original_language="pl", title="Spółdzielnia")
    row = PracticeTranslation(
        record=practice, language="en", title="Cooperative", summary="In English."
    )
    row.source_digest = practice.digest()
    row.save()
    shown = client.get(practice.get_absolute_url()).context["shown"]
    assert (shown.title["title"], shown.mark.variant, shown.mark.name) == (
        "Cooperative",
        "human",
        "Polish",
    )
    description = next(one for one in shown.told if one.name == "description")
    assert (description.language, description.mark.variant) == ("pl", "missing")


def test_the_contact_is_for_readers_who_are_signed_in_and_until_its_day(client):
    practice = PracticeFactory(published=True)
    contact = PracticeContact.objects.create(
        practice=practice,
        name="A. Person",
        email="a@example.org",
        agreed_at=timezone.now(),
        delete_after=timezone.localdate() + timedelta(days=1),
    )
    assert "a@example.org" not in page(client, practice).content.decode()
    client.force_login(UserFactory())
    assert "a@example.org" in page(client, practice).content.decode()
    contact.delete_after = timezone.localdate() - timedelta(days=1)
    contact.save()
    assert "a@example.org" not in page(client, practice).content.decode()


def test_the_criteria_show_who_judged_and_why(client):
    practice = PracticeFactory(published=True)
    for judge, met in (("author", "yes"), ("lead", "partly")):
        Judgement.objects.create(
            practice=practice, judge=judge, criterion="transfer", met=met, note=judge, at=NOW
        )
    judged = {one.criterion: one for one in page(client, practice).context["page"].judged}
    one = judged["transfer"]
    assert (one.by_author.met, one.by_lead.met, one.by_expert) == ("yes", "partly", None)
    assert len(judged) == 7


def test_only_what_reviewers_found_when_they_passed_it_is_public(client):
    practice = PracticeFactory(published=True)
    for step, outcome, found in (
        ("lead", "changes", "Not yet"),
        ("lead", "passed", "Well documented"),
        ("web", "passed", ""),
    ):
        ReviewStep.objects.create(
            practice=practice,
            round=1,
            step=step,
            began_at=NOW,
            ended_at=NOW,
            due_on=date(2026, 3, 15),
            outcome=outcome,
            found=found,
            reason="Inner words",
            language="en",
        )
    html = page(client, practice).content.decode()
    assert ("Well documented" in html, "Not yet" in html, "Inner words" in html) == (
        True,
        False,
        False,
    )


def test_practices_that_answer_the_same_barriers_are_near(client):
    practice, near, far = PracticeFactory.create_batch(3, published=True)
    hidden = PracticeFactory()
    for one, aspect in ((practice, "law"), (near, "law"), (far, "skills"), (hidden, "law")):
        PracticeAnswerFactory(practice=one, factor=FactorFactory(aspect=aspect))
    similar = page(client, practice).context["shown"].similar
    assert [one.text["title"] for one in similar] == [near.title]


def test_a_barrier_that_was_taken_back_is_not_shown(client):
    practice = PracticeFactory(published=True)
    PracticeAnswerFactory(practice=practice, factor=FactorFactory(live=False, title="Secret"))
    answer = page(client, practice)
    assert answer.context["page"].answers == ()
    assert "Secret" not in answer.content.decode()


def test_search_engines_read_no_person_and_no_title_ends_the_script(client):
    practice = PracticeFactory(published=True, title="A </script> in a title")
    html = page(client, practice).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html)
    told = json.loads(found[1])
    assert (told["headline"], told["@type"]) == ("A </script> in a title", "Article")
    assert "author" not in told


def test_evidence_without_a_file_is_not_served(client):
    practice = PracticeFactory(published=True)
    PracticeProof.objects.create(practice=practice, kind="report", title="R", note="In the office")
    assert client.get(f"/en/practices/{practice.pk}/evidence/1/").status_code == 404
    assert client.get(f"/en/practices/{practice.pk}/evidence/2/").status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_a_page_takes_the_same_queries_however_much_it_shows(
    client, django_assert_num_queries, item_count
):
    practice = PracticeFactory(published=True)
    for _each in range(item_count):
        factor = FactorFactory(aspect="law")
        PracticeAnswerFactory(practice=practice, factor=factor)
        other = PracticeFactory(published=True)
        PracticeAnswerFactory(practice=other, factor=factor)
        PracticeProof.objects.create(practice=practice, kind="report", title="R", note="There")
        PracticeResult.objects.create(practice=practice, label="Jobs", number=5)
    page(client, practice)
    with django_assert_num_queries(21):
        page(client, practice)


def test_the_versions_that_readers_saw_say_what_changed():
    author = UserFactory()
    practice = PracticeFactory(author=author)
    practice.save_revision(user=author).publish()
    stored = Practice.objects.get()
    stored.state = "published"
    stored.save()
    writing.save_draft(
        practice=stored,
        content=Content({"summary": "Said better"}),
        by=author,
        now=NOW,
        based_on=stored.latest_revision_id,
    )
    assert len(queries.versions(Practice.objects.get())) == 1


def test_the_preview_shows_what_is_being_typed():
    practice = PracticeFactory(title="Typed")
    request = RequestFactory().get("/")
    request.user = member(Role.PARTNER_EDITOR, practice.partner)
    context = practice.get_preview_context(request, "")
    assert (context["shown"].title["title"], context["may_change"]) == ("Typed", False)
    assert practice.get_preview_template(request, "") == "practices/practice.html"
