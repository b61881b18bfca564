"""Who may do what to a practice, in which state: every refusal leaves everything as it was."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.forms.models import model_to_dict

from secon.kernel.models import AuditEvent
from secon.kernel.ports import get_port
from secon.people.enums import Role
from secon.people.models import User
from secon.practices.domain import review
from secon.practices.domain.review_steps import Finding, ReviewError
from secon.practices.enums import PracticeState, Step
from secon.practices.models import Judgement, Practice, ReviewStep
from tests.factories.partnership import PartnerFactory, member
from tests.factories.people import UserFactory, person
from tests.practices.reviewing import NOW, People, complete, edited, finding, people, waiting, walk

pytestmark = pytest.mark.django_db

WHO = (
    "author",
    "editor",
    "editor elsewhere",
    "stakeholder",
    "lead",
    "web",
    "reviewer",
    "officer",
    "expert",
    "citizen",
    "superuser",
)
WRITERS = {"author", "editor", "lead", "web", "superuser"}
STATES = (
    "draft",
    "submitted",
    "changes",
    "accepted",
    "published",
    "counted",
    "validated",
    "not_selected",
    "declined",
    "withdrawn",
    "new version",
)
DECIDES = {
    "submitted": "lead",
    "accepted": "web",
    "published": "officer",
    "counted": "expert",
    "new version": "lead",
}


def somebody(who: str, practice: Practice, team: People) -> User:
    if hasattr(team, who):
        found: User = getattr(team, who)
        return found
    if who == "editor elsewhere":
        return member(Role.PARTNER_EDITOR, PartnerFactory())
    if who == "stakeholder":
        return member(Role.STAKEHOLDER, practice.partner)
    if who == "reviewer":
        return person(Role.REVIEWER)
    return UserFactory(is_superuser=who == "superuser", is_staff=who == "superuser")


def crowd(practice: Practice, team: People) -> dict[str, User]:
    """Everybody."""
    return {who: somebody(who, practice, team) for who in WHO}


def practice_in(state: str) -> tuple[Practice, People]:
    practice = complete()
    team = people(practice)
    no = finding(Step.LEAD, reason="Because the author should know.")
    if state == "withdrawn":
        review.withdraw(practice=practice, by=team.author, now=NOW)
    elif state in {"changes", "declined"}:
        walk(practice, team)
        verb = review.ask_changes if state == "changes" else review.decline
        verb(step=waiting(practice), by=team.lead, now=NOW, finding=no)
    elif state == "not_selected":
        walk(practice, team, Step.LEAD, Step.WEB)
        review.decline(step=waiting(practice), by=team.officer, now=NOW, finding=no)
    elif state == "new version":
        walk(practice, team, Step.LEAD, Step.WEB)
        edited(practice, team.author, title="New")
        review.submit(practice=practice, by=team.author, now=NOW)
    elif state != "draft":
        order = ["submitted", "accepted", "published", "counted", "validated"]
        walk(practice, team, *list(Step)[: order.index(state)])
    practice.refresh_from_db()
    return practice, team


def everything(practice: Practice) -> dict[str, Any]:
    """All that a verb could write."""
    practice.refresh_from_db()
    return {
        "row": model_to_dict(practice) | {"state": practice.state, "round": practice.round},
        "live": (practice.live, practice.live_revision_id, practice.has_unpublished_changes),
        "steps": list(ReviewStep.objects.order_by("pk").values()),
        "judgements": list(Judgement.objects.order_by("pk").values()),
        "workflows": list(practice.workflow_states.order_by("pk").values()),
        "trail": AuditEvent.objects.count(),
        "letters": len(get_port("mail").sent),  # type: ignore[attr-defined]  # of MemoryMail
    }


def outcome(verb: Any, about: Practice, **said: Any) -> str:
    """ "done", or whether person or state stood against it; a refusal must change nothing.

    Whatever was done is undone, so that the next one finds the same.
    """
    before = everything(about)
    with transaction.atomic():
        try:
            with transaction.atomic():
                verb(now=NOW, **said)
        except PermissionDenied:
            found = "person"
        except ReviewError:
            found = "state"
        else:
            found = "done"
        assert found == "done" or everything(about) == before
        transaction.set_rollback(True)
    return found


POSSIBLE = {
    "submit": {"draft", "changes"},
    "withdraw": set(STATES) - {"declined", "withdrawn"},
    "reopen": {"withdrawn"},
    "take_back": {"new version"},
}


@pytest.mark.parametrize("state", STATES)
def test_verbs_of_authors(state: str) -> None:
    practice, team = practice_in(state)

    found = {
        (who, verb): outcome(getattr(review, verb), practice, practice=practice, by=by)
        for who, by in crowd(practice, team).items()
        for verb in POSSIBLE
    }

    assert found == {
        (who, verb): ("done" if state in states else "state") if who in WRITERS else "person"
        for who in WHO
        for verb, states in POSSIBLE.items()
    }


@pytest.mark.parametrize("state", [*DECIDES])
def test_verbs_of_reviewers(state: str) -> None:
    practice, team = practice_in(state)
    step = waiting(practice)
    said = finding(Step(step.step), reason="Because.")
    verbs = ("pass_step", "ask_changes", "decline")

    found = {
        (who, verb): outcome(getattr(review, verb), practice, step=step, by=by, finding=said)
        for who, by in crowd(practice, team).items()
        for verb in verbs
    }

    refused = {"ask_changes"} if state in {"published", "counted"} else set()
    assert found == {
        (who, verb): ("state" if verb in refused else "done") if who == DECIDES[state] else "person"
        for who in WHO
        for verb in verbs
    }


OWN = [(step, how) for step in Step for how in ("author", "last editor")] + [
    (Step.LEAD, "submitter"),
    (Step.WEB, "submitter"),  # the programme's people hand nothing in
]


@pytest.mark.parametrize(("step", "how"), OWN)
def test_nobody_decides_on_the_own_practice(step: Step, how: str) -> None:
    practice = complete()
    team = people(practice)
    judge = team.of(step)
    if how == "author":
        practice.author = judge
        practice.save()
    elif how == "last editor":
        practice.save_revision(user=judge, clean=False)
    by = judge if how == "submitter" else team.editor
    review.submit(practice=practice, by=by, now=NOW)
    for one in list(Step)[: list(Step).index(step)]:
        review.pass_step(step=waiting(practice), by=team.of(one), now=NOW, finding=finding(one))
    said = finding(step, reason="Because.")
    for verb in (review.pass_step, review.ask_changes, review.decline):
        assert outcome(verb, practice, step=waiting(practice), by=judge, finding=said) == "person"


def test_second_of_two_reviewers_is_told_that_the_step_has_ended() -> None:
    practice, team = practice_in("submitted")
    step = waiting(practice)
    other = member(Role.LEAD_PARTNER, team.lead.partnership_memberships.get().partner)
    review.pass_step(step=step, by=team.lead, now=NOW, finding=finding(Step.LEAD))
    before = everything(practice)

    with pytest.raises(ReviewError) as caught:
        review.decline(step=step, by=other, now=NOW, finding=finding(Step.LEAD, reason="No."))

    assert caught.value.messages == [
        "This step has ended meanwhile: Passed. Your decision was not stored."
    ]
    assert everything(practice) == before


@pytest.mark.parametrize(
    ("step", "said", "fields"),
    [
        (Step.LEAD, {"checked": ["region"]}, ["checked"]),
        (Step.LEAD, {"found": " "}, ["found"]),
        (Step.WEB, {"checked": []}, ["checked"]),
        (Step.OFFICER, {"checked": ["quality", "invented"]}, ["checked"]),
        (Step.EXPERT, {"judged": finding(Step.EXPERT).judged[1:]}, ["met_relevance"]),
    ],
)
def test_step_passes_only_with_all_that_it_asks_for(
    step: Step, said: dict[str, Any], fields: list[str]
) -> None:
    practice = complete()
    team = people(practice)
    walk(practice, team, *list(Step)[: list(Step).index(step)])
    before = everything(practice)

    with pytest.raises(ValidationError) as caught:
        review.pass_step(
            step=waiting(practice), by=team.of(step), now=NOW, finding=finding(step, **said)
        )

    assert [*caught.value.message_dict] == fields
    assert everything(practice) == before


@pytest.mark.parametrize("verb", [review.ask_changes, review.decline])
def test_no_needs_a_reason(verb: Any) -> None:
    practice, team = practice_in("submitted")
    before = everything(practice)

    with pytest.raises(ValidationError) as caught:
        verb(step=waiting(practice), by=team.lead, now=NOW, finding=Finding(reason=" "))

    assert [*caught.value.message_dict] == ["reason"]
    assert everything(practice) == before


def test_incomplete_draft_is_not_handed_in() -> None:
    practice = complete(results="")
    team = people(practice)
    before = everything(practice)

    with pytest.raises(ValidationError) as caught:
        review.submit(practice=practice, by=team.author, now=NOW)

    assert [*caught.value.message_dict] == ["results"]
    assert everything(practice) == before


def test_published_practice_without_a_change_is_not_handed_in_again() -> None:
    practice, team = practice_in("validated")

    assert outcome(review.submit, practice, practice=practice, by=team.author) == "state"


PERMISSIONS = {
    "draft": WRITERS | {"reviewer"},
    "declined": WRITERS | {"reviewer"},
    "published": WRITERS | {"reviewer", "officer", "expert"},
}


@pytest.mark.parametrize("state", [*PERMISSIONS])
def test_who_reads_drafts_and_who_reads_reasons(state: str) -> None:
    practice, team = practice_in(state)
    everybody = crowd(practice, team)

    drafts = {who for who, by in everybody.items() if by.has_perm("practices.view_draft", practice)}
    reasons = {
        who for who, by in everybody.items() if by.has_perm("practices.see_reasons", practice)
    }

    assert (drafts, reasons) == (PERMISSIONS[state], WRITERS | {"reviewer"})


CHANGES_IN = {"draft", "changes", "published", "counted", "validated", "not_selected"}


@pytest.mark.parametrize("state", STATES)
def test_who_changes_what(state: str) -> None:
    practice, team = practice_in(state)

    may = {
        who
        for who, by in crowd(practice, team).items()
        if by.has_perm("practices.change_practice", practice)
    }

    assert may == (WRITERS if state in CHANGES_IN else {"superuser"})


def test_states_that_this_file_walks_are_all_there_are() -> None:
    assert {*STATES} - {"new version"} == {*PracticeState.values}
