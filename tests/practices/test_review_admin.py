"""The Wagtail admin: it shows the review and leads to its page; it offers no way around it."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, Workflow, WorkflowState

from secon.kernel.audit import events_on
from secon.people.models import User
from secon.practices.domain import review, workflow
from secon.practices.enums import Step
from secon.practices.models import Practice, ReviewTask
from tests.factories.people import UserFactory
from tests.practices.reviewing import NOW, complete, finding, people, waiting, walk

pytestmark = pytest.mark.django_db
VIEWS = "wagtailsnippets_practices_practice"


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def superuser() -> User:
    return UserFactory(is_superuser=True, is_staff=True)


def standing(practice: Practice) -> tuple[object, ...]:
    practice.refresh_from_db()
    return (
        practice.state,
        practice.live,
        list(practice.steps.values_list("step", "outcome")),
        list(WorkflowState.objects.values_list("status", flat=True)),
        list(TaskState.objects.values_list("status", flat=True)),
    )


def test_workflow_and_its_four_tasks_are_there_and_stay_as_people_set_them() -> None:
    ReviewTask.objects.filter(step=Step.LEAD).update(days=3, checklist=["region"])

    workflow.set_up()

    made = Workflow.objects.get(name=workflow.NAME)
    assert [task.specific.step for task in made.tasks] == [*Step]
    lead = ReviewTask.objects.get(step=Step.LEAD)
    assert (lead.days, lead.checklist) == (3, ["region"])


@pytest.mark.parametrize("action", ["approve", "reject"])
@pytest.mark.parametrize("who", ["lead", "web", "superuser"])
def test_buttons_of_the_dashboard_decide_nothing(who: str, action: str) -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team)
    before = standing(practice)
    task_state = waiting(practice).task_state
    user = superuser() if who == "superuser" else getattr(team, who)

    for name in ("workflow_action", "collect_workflow_action_data"):
        address = reverse(f"{VIEWS}:{name}", args=[practice.pk, action, task_state.pk])
        answer = signed_in(user).post(address, {"comment": "Fine."})
        assert answer.status_code in (302, 403)

    assert standing(practice) == before


def test_button_of_the_dashboard_leads_to_the_page_of_the_review() -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team)
    task_state = waiting(practice).task_state
    address = reverse(f"{VIEWS}:workflow_action", args=[practice.pk, "review", task_state.pk])

    answer = signed_in(team.lead).post(address)

    assert answer.url == reverse("practices:review", args=[practice.pk])


def test_dashboard_shows_what_waits_for_the_person() -> None:
    practice = complete(title="Wartet auf uns")
    team = people(practice)
    walk(practice, team)
    home = reverse("wagtailadmin_home")

    mine, other = (signed_in(one).get(home).content.decode() for one in (team.lead, team.web))

    assert ("Wartet auf uns" in mine, "Wartet auf uns" in other) == (True, False)


@pytest.mark.parametrize("who", ["editor", "lead", "web", "superuser"])
@pytest.mark.parametrize(
    "data",
    [
        {"action-submit": "1"},
        {"action-publish": "1"},
        {"action-cancel-workflow": "1"},
        {"action-restart-workflow": "1"},
        {"action-workflow-action": "1", "workflow-action-name": "approve"},
    ],
)
def test_editor_of_the_admin_writes_submits_and_publishes_nothing(
    who: str, data: dict[str, str]
) -> None:
    practice = complete(title="As it was")
    team = people(practice)
    walk(practice, team)
    before = standing(practice)
    user = superuser() if who == "superuser" else getattr(team, who)
    address = reverse(f"{VIEWS}:edit", args=[practice.pk])

    answer = signed_in(user).post(address, {"title": "Changed beside the review", **data})

    practice.refresh_from_db()
    assert answer.status_code in (302, 403)
    assert (standing(practice), practice.title) == (before, "As it was")


@pytest.mark.parametrize("name", ["unpublish", "delete"])
def test_published_practice_is_not_taken_away_in_the_admin(name: str) -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team, Step.LEAD, Step.WEB)
    before = standing(practice)

    for user in (team.web, superuser()):
        answer = signed_in(user).post(reverse(f"{VIEWS}:{name}", args=[practice.pk]))
        assert answer.status_code in (302, 403)

    assert standing(practice) == before


def test_whole_workflow_cannot_be_switched_off_while_practices_walk_it() -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team)
    before = standing(practice)
    made = Workflow.objects.get(name=workflow.NAME)

    answer = signed_in(superuser()).post(reverse("wagtailadmin_workflows:disable", args=[made.pk]))

    made.refresh_from_db()
    assert (answer.status_code, made.active, standing(practice)) == (302, True, before)


def test_task_ends_by_a_verb_of_the_review_alone() -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team)
    task_state = waiting(practice).task_state
    before = standing(practice)

    for end in (task_state.approve, task_state.reject, task_state.cancel):
        with pytest.raises(PermissionDenied):
            end(user=team.lead)
    with pytest.raises(PermissionDenied):
        practice.latest_revision.publish(user=team.web)
    with pytest.raises(PermissionDenied):
        workflow.set_up().start(complete(), team.author)

    assert standing(practice) == before


def test_wagtail_writes_no_letters_beside_ours() -> None:
    practice = complete()
    team = people(practice)
    superuser()

    walk(practice, team, Step.LEAD)
    said = finding(Step.WEB, reason="Say more.")
    review.ask_changes(step=waiting(practice), by=team.web, now=NOW, finding=said)

    assert mail.outbox == []


def test_those_who_run_the_platform_set_days_and_points_of_a_step() -> None:
    team = people(complete())
    task = ReviewTask.objects.get(step=Step.WEB)
    address = reverse("wagtailsnippets_practices_reviewtask:edit", args=[task.pk])

    refused = signed_in(team.editor).post(address, {"days": "1", "checklist": []})
    signed_in(team.lead).post(address, {"days": "5", "checklist": ["project", "pictures"]})

    task.refresh_from_db()
    assert refused.status_code in (302, 403)
    assert (task.days, task.checklist) == (5, ["project", "pictures"])
    assert [one.verb for one in events_on(task)] == ["set"]


@pytest.mark.parametrize("name", ["list", "inspect"])
def test_practices_are_read_in_the_admin_by_their_region_and_no_other(name: str) -> None:
    practice, other = complete(title="Ours"), complete(title="Elsewhere")
    team = people(practice)
    client = signed_in(team.editor)

    def seen(one: Practice) -> int:
        args = [] if name == "list" else [one.pk]
        return client.get(reverse(f"{VIEWS}:{name}", args=args)).status_code

    assert seen(practice) == 200
    if name == "list":
        shown = client.get(reverse(f"{VIEWS}:list")).content.decode()
        assert ("Ours" in shown, "Elsewhere" in shown) == (True, False)
    else:
        assert seen(other) in (302, 403)
