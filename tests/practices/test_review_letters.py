"""Letters of the review: to whom, in which language, and never twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from wagtail.users.models import UserProfile

from secon.kernel.ports import get_port
from secon.people.enums import Role
from secon.practices.domain import own_data, reminding, review
from secon.practices.enums import Step
from secon.practices.models import ReviewStep
from tests.factories.partnership import member
from tests.practices.reviewing import NOW, complete, finding, people, waiting, walk

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(django_capture_on_commit_callbacks: Any) -> Any:
    """The letters that leave while ``work`` is done."""

    def of(work: Any) -> list[Any]:
        box: list[Any] = get_port("mail").sent  # type: ignore[attr-defined]  # of MemoryMail
        before = len(box)
        with django_capture_on_commit_callbacks(execute=True):
            work()
        return box[before:]

    return of


def test_handing_in_tells_those_whose_step_it_is_and_not_the_own(sent: Any) -> None:
    practice = complete(title="Cooperative")
    team = people(practice)
    lead_partner = team.lead.partnership_memberships.get().partner
    author_there = member(Role.LEAD_PARTNER, lead_partner)
    practice.author = author_there
    practice.save()

    letters = sent(lambda: review.submit(practice=practice, by=author_there, now=NOW))

    assert [one.to for one in letters] == [[team.lead.email]]
    assert letters[0].subject == "[SECON] A practice waits for you"
    assert "“Cooperative”" in letters[0].body
    assert f"/practices/review/{practice.pk}/" in letters[0].body
    assert author_there.email not in letters[0].body


def test_author_is_told_why_and_never_by_whom(sent: Any) -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team)
    no = finding(Step.LEAD, reason="No numbers prove it.")

    letters = sent(
        lambda: review.decline(step=waiting(practice), by=team.lead, now=NOW, finding=no)
    )

    assert [one.to for one in letters] == [[team.author.email]]
    assert "No numbers prove it." in letters[0].body
    assert f"/practices/standing/{practice.pk}/" in letters[0].body
    assert team.lead.email not in letters[0].body


def test_letter_is_in_the_language_its_reader_chose(sent: Any) -> None:
    practice = complete()
    team = people(practice)
    UserProfile.objects.create(user=team.lead, preferred_language="el")

    letters = sent(lambda: review.submit(practice=practice, by=team.author, now=NOW))

    assert f"/el/practices/review/{practice.pk}/" in letters[0].body


def test_passing_tells_the_author_and_the_next_reviewers(sent: Any) -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team)

    letters = sent(
        lambda: review.pass_step(
            step=waiting(practice), by=team.lead, now=NOW, finding=finding(Step.LEAD)
        )
    )

    assert [one.to for one in letters] == [[team.author.email], [team.web.email]]


def test_reviewer_takes_the_own_decisions_along_and_they_outlive_the_account() -> None:
    practice = complete(title="Cooperative")
    team = people(practice)
    walk(practice, team, Step.LEAD)
    kinds = {one.key: one for one in own_data.KINDS}

    taken = kinds["practice_reviews"].export(team.lead)
    team.lead.delete()

    assert [(one["practice__title"], one["outcome"]) for one in taken] == [
        ("Cooperative", "passed")
    ]
    step = practice.steps.get(step=Step.LEAD)
    assert (step.by, step.found) == (None, "Found by lead.")


def test_overdue_step_is_reminded_of_once_a_week(sent: Any) -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team)
    due = waiting(practice).due_on
    late = NOW + timedelta(days=15)

    def told(days: int) -> list[list[str]]:
        return [
            one.to for one in sent(lambda: reminding.remind_all(now=late + timedelta(days=days)))
        ]

    assert due == (NOW + timedelta(days=14)).date()
    assert sent(lambda: reminding.remind_all(now=NOW + timedelta(days=14))) == []
    assert [told(day) for day in (0, 1, 6, 7)] == [
        [[team.lead.email]],
        [],
        [],
        [[team.lead.email]],
    ]


def test_nobody_is_reminded_of_a_step_that_ended_or_of_an_example(
    sent: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    ended, example = complete(), complete(is_example=True)
    team = people(ended)
    walk(ended, team)
    review.withdraw(practice=ended, by=team.author, now=NOW)
    review.submit(practice=example, by=example.author, now=NOW)
    assert ReviewStep.objects.filter(ended_at=None).count() == 1

    letters = sent(lambda: reminding.remind_all(now=NOW + timedelta(days=60)))
    call_command("remind_practice_reviewers")

    assert letters == []
    assert capsys.readouterr().out == "Reviewers of practices reminded: 0.\n"
