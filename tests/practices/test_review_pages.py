"""The pages of the review: the desk, the decision, the author's view, the figures."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from secon.people.models import User
from secon.practices.domain import checklists, review
from secon.practices.enums import Criterion, PracticeState, Step
from secon.practices.models import Practice
from tests.factories.people import UserFactory
from tests.practices.reviewing import NOW, complete, edited, finding, people, waiting, walk

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def posted(step: Any, do: str, **said: Any) -> dict[str, Any]:
    """What a content reviewer sends."""
    kind = Step(step.step)
    judged = {f"met_{one.value}": "yes" for one in Criterion}
    return {
        "step": step.pk,
        "checked": list(checklists.DEFAULTS[kind]),
        "found": "Seen and found well.",
        "reason": "",
        "language": "en",
        "do": do,
        **judged,
        **said,
    }


@pytest.mark.parametrize("count", [1, 3])
def test_desk_asks_the_same_questions_of_the_database_for_one_and_three(
    count: int, django_assert_num_queries: Any
) -> None:
    practices = [complete() for _ in range(count)]
    team = people(practices[0])
    for one in practices:
        review.submit(practice=one, by=one.author, now=NOW)
    client = signed_in(team.lead)
    client.get(reverse("practices:review_desk"))

    with django_assert_num_queries(10):
        answer = client.get(reverse("practices:review_desk"))

    assert len(answer.context["rows"]) == count


def test_desk_shows_the_nearest_deadline_first_and_only_what_is_mine() -> None:
    late, soon = complete(title="Late"), complete(title="Soon")
    team = people(late)
    walk(soon, team, at=NOW.replace(day=1))
    walk(late, team, at=NOW)
    walk(complete(title="At the web administrator's"), team, Step.LEAD)

    rows = signed_in(team.lead).get(reverse("practices:review_desk")).context["rows"]

    assert [row.title["title"] for row in rows] == ["Soon", "Late"]


def test_desk_is_narrowed_by_region_and_by_what_is_overdue() -> None:
    here, there = complete(title="Here"), complete(title="There")
    team = people(here)
    walk(here, team, at=NOW.replace(year=2023))
    walk(there, team, at=NOW)
    client, desk = signed_in(team.lead), reverse("practices:review_desk")

    def found(**asked: str) -> list[str]:
        return [row.title["title"] for row in client.get(desk, asked).context["rows"]]

    assert found(region=str(there.partner_id)) == ["There"]
    assert found(overdue="on") == ["Here"]
    assert found(step="web") == ["Here", "There"]  # not a step of the lead partner's: not narrowed


def test_desk_is_taken_away_as_a_file() -> None:
    practice = complete(title="=Sum")
    team = people(practice)
    walk(practice, team)

    answer = signed_in(team.lead).get(reverse("practices:review_file", args=["csv"]))

    said = b"".join(answer).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(said)))
    assert (row["title"], row["step"], row["due"]) == ("'=Sum", "lead", "2030-09-16")


@pytest.mark.parametrize("name", ["review_desk", "review", "standing"])
def test_pages_of_the_review_are_closed_to_strangers(name: str) -> None:
    practice = complete(title="Secret draft")
    team = people(practice)
    walk(practice, team)
    args = [] if name == "review_desk" else [practice.pk]
    stranger = UserFactory()

    answers = [
        Client().get(reverse(f"practices:{name}", args=args)),
        signed_in(stranger).get(reverse(f"practices:{name}", args=args)),
    ]

    assert [one.status_code for one in answers] == [302, 403 if name == "review_desk" else 404]
    assert b"Secret draft" not in answers[1].content


def test_reviewer_decides_on_the_page() -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team)
    step = waiting(practice)

    answer = signed_in(team.lead).post(
        reverse("practices:review", args=[practice.pk]),
        posted(step, "pass", note_ethics="Asked the council."),
    )

    practice.refresh_from_db()
    assert answer.url == reverse("practices:review_desk")
    assert practice.state == PracticeState.ACCEPTED
    assert practice.judgements.get(judge="lead", criterion="ethics").note == "Asked the council."


@pytest.mark.parametrize(
    ("do", "said", "at"),
    [
        ("changes", {}, "reason"),
        ("decline", {}, "reason"),
        ("pass", {"checked": []}, "checked"),
        ("pass", {"met_time": ""}, "met_time"),
        ("pass", {"found": ""}, "found"),
        ("", {}, "__all__"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(
    do: str, said: dict[str, Any], at: str
) -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team)
    sent = posted(waiting(practice), do, note_ethics="Typed", **said)

    answer = signed_in(team.lead).post(reverse("practices:review", args=[practice.pk]), sent)

    practice.refresh_from_db()
    assert (answer.status_code, practice.state) == (422, PracticeState.SUBMITTED)
    assert [*answer.context["form"].errors] == [at]
    assert answer.context["form"]["note_ethics"].value() == "Typed"


def test_second_reviewer_learns_that_the_step_has_ended() -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team)
    sent = posted(waiting(practice), "decline", reason="Not for us.")
    review.pass_step(step=waiting(practice), by=team.lead, now=NOW, finding=finding(Step.LEAD))

    answer = signed_in(team.lead).post(reverse("practices:review", args=[practice.pk]), sent)

    practice.refresh_from_db()
    assert (answer.status_code, practice.state) == (422, PracticeState.ACCEPTED)
    assert answer.context["form"].non_field_errors() == [
        "This step has ended meanwhile: Passed. Your decision was not stored."
    ]


def test_new_version_is_shown_beside_what_readers_see() -> None:
    practice = complete(title="Old title")
    team = people(practice)
    walk(practice, team, Step.LEAD, Step.WEB)
    edited(practice, team.author, title="New title", organisation="Fundacja")
    review.submit(practice=practice, by=team.author, now=NOW)

    answer = signed_in(team.lead).get(reverse("practices:review", args=[practice.pk]))

    assert [(str(one.label), one.before, one.after) for one in answer.context["changed"]] == [
        ("title", ("Old title",), ("New title",)),
        ("organisation in charge", ("Spółdzielnia Przykład",), ("Fundacja",)),
    ]


@pytest.mark.parametrize("state", [*PracticeState, "new version"])
def test_page_of_the_review_and_of_the_standing_open_in_every_state(state: str) -> None:
    practice = complete()
    team = people(practice)
    if state == "new version":
        walk(practice, team, Step.LEAD, Step.WEB)
        edited(practice, team.author, title="New")
        review.submit(practice=practice, by=team.author, now=NOW)
    else:
        Practice.objects.filter(pk=practice.pk).update(state=state)

    answers = [
        signed_in(team.lead).get(reverse(f"practices:{name}", args=[practice.pk]))
        for name in ("review", "standing")
    ]

    assert [one.status_code for one in answers] == [200, 200]


def test_author_hands_in_and_sees_who_has_it_until_when_but_no_name() -> None:
    practice = complete()
    team = people(practice)
    client, address = signed_in(team.author), reverse("practices:standing", args=[practice.pk])

    client.post(address, {"do": "submit"})
    page = client.get(address)

    practice.refresh_from_db()
    stage = page.context["standing"].now
    assert practice.state == PracticeState.SUBMITTED
    assert (stage.step, stage.who, stage.due_on) == (
        Step.LEAD,
        "Lead partner",
        waiting(practice).due_on,
    )
    assert team.lead.email not in page.content.decode()


def test_author_is_told_what_stops_it() -> None:
    practice = complete(summary="")
    address = reverse("practices:standing", args=[practice.pk])

    answer = signed_in(practice.author).post(address, {"do": "submit"})

    practice.refresh_from_db()
    assert (answer.status_code, practice.state) == (422, PracticeState.DRAFT)
    assert "Say in one sentence what it is." in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("author", 200), ("editor", 200), ("web", 200), ("officer", 404), ("expert", 404)],
)
def test_why_it_was_declined_is_read_by_author_region_and_reviewers_alone(
    who: str, status: int
) -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team)
    no = finding(Step.LEAD, reason="Nobody could prove it.")
    review.decline(step=waiting(practice), by=team.lead, now=NOW, finding=no)

    answer = signed_in(getattr(team, who)).get(reverse("practices:standing", args=[practice.pk]))

    assert answer.status_code == status
    assert ("Nobody could prove it." in answer.content.decode()) is (status == 200)


def test_figures_tell_what_became_of_what_was_handed_in() -> None:
    one, two, example = complete(), complete(), complete(is_example=True)
    team = people(one)
    walk(one, team, Step.LEAD, Step.WEB)
    walk(two, team)
    no = finding(Step.LEAD, reason="No.")
    review.decline(step=waiting(two), by=team.lead, now=NOW.replace(day=6), finding=no)
    review.submit(practice=example, by=example.author, now=NOW)

    figures = Client().get(reverse("practices:scrutiny")).context["figures"]

    assert (figures.handed_in, figures.published, figures.declined) == (2, 1, 1)
    assert [(row.began, row.passed, row.declined, row.days) for row in figures.steps] == [
        (2, 1, 1, 2.0),
        (1, 1, 0, 0.0),
        (1, 0, 0, None),
        (0, 0, 0, None),
    ]


def test_own_desk_leads_to_the_practice_that_waits() -> None:
    practice = complete()
    team = people(practice)
    walk(complete(), team, Step.LEAD)  # so that keys of steps and of practices differ
    walk(practice, team)

    page = signed_in(team.lead).get(reverse("web:desk")).content.decode()

    assert f'href="{reverse("practices:review", args=[practice.pk])}"' in page
