"""The whole way of a practice, and of a new version beside the page that readers know."""

import pytest
from wagtail.models import WorkflowState

from secon.kernel.audit import events_on
from secon.practices.domain import review, review_queries
from secon.practices.enums import Judge, PracticeState, Step, StepOutcome
from secon.practices.models import Judgement, Practice
from tests.practices.reviewing import NOW, complete, edited, finding, people, waiting, walk

pytestmark = pytest.mark.django_db
OURS = (Step.LEAD, Step.WEB)


def test_practice_walks_from_draft_to_the_database_of_the_programme() -> None:
    practice = complete()
    team = people(practice)

    seen = []
    review.submit(practice=practice, by=team.author, now=NOW)
    for step in Step:
        practice.refresh_from_db()
        seen.append((practice.state, waiting(practice).step, practice.live))
        review.pass_step(
            step=waiting(practice),
            by=team.of(step),
            now=NOW,
            finding=finding(step, programme_number="7", programme_url="https://example.org/7"),
        )
    practice.refresh_from_db()

    assert seen == [
        ("submitted", "lead", False),
        ("accepted", "web", False),
        ("published", "officer", True),
        ("counted", "expert", True),
    ]
    assert (practice.state, practice.live, practice.round) == (PracticeState.VALIDATED, True, 1)
    assert (practice.programme_number, practice.programme_url) == ("7", "https://example.org/7")
    assert list(practice.steps.values_list("step", "outcome", "round")) == [
        (step.value, "passed", 1) for step in Step
    ]
    assert list(practice.workflow_states.values_list("status", flat=True)) == ["approved"]
    assert set(Judgement.objects.filter(practice=practice).values_list("judge", flat=True)) == {
        "author",
        "lead",
        "expert",
    }
    assert [one.verb for one in events_on(practice)] == ["pass"] * 4 + ["submit"]


def test_what_readers_see_is_what_the_web_administrator_looked_at() -> None:
    practice = complete(title="As handed in")
    team = people(practice)
    walk(practice, team, Step.LEAD)

    practice.save_revision(user=team.author, clean=False)  # somebody saves beside the review
    review.pass_step(step=waiting(practice), by=team.web, now=NOW, finding=finding(Step.WEB))

    practice.refresh_from_db()
    assert practice.live_revision == practice.steps.get(step=Step.WEB).task_state.revision
    assert practice.has_unpublished_changes is True


def test_end_of_the_workflow_publishes_no_draft_that_nobody_looked_at() -> None:
    practice = complete(title="Looked at")
    team = people(practice)
    walk(practice, team, Step.LEAD, Step.WEB, Step.OFFICER)
    edited(practice, team.author, title="Nobody has seen this")

    review.pass_step(step=waiting(practice), by=team.expert, now=NOW, finding=finding(Step.EXPERT))

    practice.refresh_from_db()
    assert (practice.title, practice.state) == ("Looked at", PracticeState.VALIDATED)


@pytest.mark.parametrize(
    ("walked", "state", "next_step"),
    [
        ((), PracticeState.PUBLISHED, "officer"),
        ((Step.OFFICER,), PracticeState.COUNTED, "expert"),
        ((Step.OFFICER, Step.EXPERT), PracticeState.VALIDATED, None),
    ],
)
def test_new_version_walks_two_steps_and_keeps_what_the_programme_said(
    walked: tuple[Step, ...], state: str, next_step: str | None
) -> None:
    practice = complete(title="Old")
    team = people(practice)
    walk(practice, team, *OURS, *walked)
    edited(practice, team.author, title="New")

    review.submit(practice=practice, by=team.author, now=NOW)
    practice.refresh_from_db()
    beside = (practice.title, practice.state, practice.live, practice.round)
    for step in OURS:
        review.pass_step(step=waiting(practice), by=team.of(step), now=NOW, finding=finding(step))

    practice.refresh_from_db()
    assert beside == ("Old", state, True, 1)
    assert (practice.title, practice.state, practice.round) == ("New", state, 2)
    open_steps = list(practice.steps.filter(ended_at=None).values_list("step", flat=True))
    assert open_steps == ([next_step] if next_step else [])


def test_version_that_changed_substantially_is_counted_anew() -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team, *Step)
    edited(practice, team.author, title="Another thing altogether")

    review.submit(practice=practice, by=team.author, now=NOW)
    lead = finding(Step.LEAD, substantial=True)
    review.pass_step(step=waiting(practice), by=team.lead, now=NOW, finding=lead)
    review.pass_step(step=waiting(practice), by=team.web, now=NOW, finding=finding(Step.WEB))

    practice.refresh_from_db()
    assert (practice.state, waiting(practice).step) == (PracticeState.PUBLISHED, "officer")


def test_judgement_of_a_new_version_waits_until_readers_see_it() -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team, *OURS)
    edited(practice, team.author, title="New")
    review.submit(practice=practice, by=team.author, now=NOW)
    said = finding(Step.LEAD)
    worse = tuple(type(one)(one.criterion, "partly", "Less than before.") for one in said.judged)

    review.pass_step(
        step=waiting(practice), by=team.lead, now=NOW, finding=finding(Step.LEAD, judged=worse)
    )
    judged = Judgement.objects.filter(practice=practice, judge=Judge.LEAD)
    before = set(judged.values_list("met", "note"))
    review.pass_step(step=waiting(practice), by=team.web, now=NOW, finding=finding(Step.WEB))

    assert before == {("yes", "")}
    assert set(judged.values_list("met", "note")) == {("partly", "Less than before.")}


@pytest.mark.parametrize("verb", ["ask_changes", "decline", "take_back"])
def test_version_that_came_to_nothing_lets_the_old_one_wait_for_the_programme_again(
    verb: str,
) -> None:
    practice = complete(title="Old")
    team = people(practice)
    walk(practice, team, *OURS)
    edited(practice, team.author, title="New")
    review.submit(practice=practice, by=team.author, now=NOW)

    if verb == "take_back":
        review.take_back(practice=practice, by=team.author, now=NOW)
    else:
        getattr(review, verb)(
            step=waiting(practice),
            by=team.lead,
            now=NOW,
            finding=finding(Step.LEAD, reason="Say more."),
        )

    practice.refresh_from_db()
    assert (practice.title, practice.state, practice.live) == ("Old", "published", True)
    assert waiting(practice).step == "officer"
    assert waiting(practice).task_state.revision_id == practice.live_revision_id


def test_changes_lead_back_to_the_lead_partner_in_a_new_round() -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team, Step.LEAD)
    web = finding(Step.WEB, reason="The address does not open.")

    review.ask_changes(step=waiting(practice), by=team.web, now=NOW, finding=web)
    practice.refresh_from_db()
    asked = (practice.state, practice.current_workflow_state.status)
    review.submit(practice=practice, by=team.author, now=NOW)

    practice.refresh_from_db()
    assert asked == (PracticeState.CHANGES, WorkflowState.STATUS_NEEDS_CHANGES)
    assert (practice.state, practice.round) == (PracticeState.SUBMITTED, 2)
    assert (waiting(practice).step, waiting(practice).round) == ("lead", 2)
    assert sorted(practice.workflow_states.values_list("status", flat=True)) == [
        "cancelled",
        "in_progress",
    ]


def test_programme_that_does_not_choose_leaves_the_page_on_this_site() -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team, *OURS)
    no = finding(Step.OFFICER, reason="Counted in another project.")

    review.decline(step=waiting(practice), by=team.officer, now=NOW, finding=no)

    practice.refresh_from_db()
    assert (practice.state, practice.live) == (PracticeState.NOT_SELECTED, True)
    assert practice.steps.filter(ended_at=None).count() == 0


def test_lesson_is_published_and_never_counted() -> None:
    practice = complete(is_lesson=True, lessons="What failed and why.")
    team = people(practice)

    walk(practice, team, *OURS)

    assert (practice.state, practice.live) == (PracticeState.PUBLISHED, True)
    assert practice.steps.filter(ended_at=None).count() == 0
    assert practice.current_workflow_state is None


def test_withdrawn_practice_leaves_the_site_and_can_become_a_draft_again() -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team, *OURS)

    review.withdraw(practice=practice, by=team.editor, now=NOW)
    practice.refresh_from_db()
    withdrawn = (practice.state, practice.live, practice.current_workflow_state)
    last = practice.steps.last()
    review.reopen(practice=practice, by=team.author, now=NOW)

    practice.refresh_from_db()
    assert withdrawn == (PracticeState.WITHDRAWN, False, None)
    assert (last.step, last.outcome) == ("officer", StepOutcome.WITHDRAWN)
    assert (practice.state, practice.live) == (PracticeState.DRAFT, False)
    assert Practice.objects.published().count() == 0


def test_practice_from_public_sources_keeps_its_round_until_a_version_passes() -> None:
    practice = complete(published=True, title="From sources")
    Practice.objects.filter(pk=practice.pk).update(round=0)
    team = people(practice)
    edited(practice, team.editor, title="Filled in")

    review.submit(practice=practice, by=team.editor, now=NOW)
    practice.refresh_from_db()
    during = (practice.round, practice.is_from_sources)
    review.decline(
        step=waiting(practice),
        by=team.lead,
        now=NOW,
        finding=finding(Step.LEAD, reason="No source says so."),
    )

    practice.refresh_from_db()
    assert during == (0, True)
    assert (practice.round, practice.title) == (0, "From sources")
    assert practice.steps.filter(ended_at=None).count() == 0


def test_readers_learn_what_was_found_and_nothing_of_a_version_that_waits() -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team, *OURS)
    no = finding(Step.OFFICER, found="Good, but counted before.", reason="For the author only.")
    review.decline(step=waiting(practice), by=team.officer, now=NOW, finding=no)
    edited(practice, team.author, title="New")
    review.submit(practice=practice, by=team.author, now=NOW)
    said = finding(Step.LEAD, found="Of the version that nobody sees yet.")
    review.pass_step(step=waiting(practice), by=team.lead, now=NOW, finding=said)

    found = review_queries.findings(practice)

    assert [(one.step, one.outcome, one.text) for one in found] == [
        (Step.LEAD, StepOutcome.PASSED, "Found by lead."),
        (Step.WEB, StepOutcome.PASSED, "Found by web."),
        (Step.OFFICER, StepOutcome.DECLINED, "Good, but counted before."),
    ]


def test_author_sees_only_the_steps_that_will_still_come() -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team, *Step)
    edited(practice, team.author, title="New")
    review.submit(practice=practice, by=team.author, now=NOW)

    standing = review_queries.standing(practice, today=NOW.date())

    assert (standing.is_new_version, standing.ahead) == (True, (Step.WEB,))
    assert [number for number, _stages in standing.rounds] == [2, 1]
