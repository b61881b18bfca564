"""The verbs of the review: with ``review_steps`` the only writer of ``Practice.state`` and of steps.

Each verb: lock → permission on the step as it is now → Wagtail's workflow → state → audit → letters.
A refusal of a person is ``PermissionDenied``; what cannot be done now is ``ReviewError``.
"""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from secon.people.models import User
from secon.practices import rules
from secon.practices.domain import review_letters, workflow, writing
from secon.practices.domain import review_steps as steps
from secon.practices.domain.review_steps import AFTER, OURS, Finding, ReviewError
from secon.practices.enums import (
    EDITABLE_STATES,
    PRACTICE_STEPS,
    PUBLIC_STATES,
    PracticeState,
    Step,
    StepOutcome,
)
from secon.practices.models import Practice, ReviewStep


@transaction.atomic
def submit(*, practice: Practice, by: User, now: datetime) -> ReviewStep:
    """Hand in the newest version: it waits for the lead partner.

    Readers of a published practice go on seeing the old version.
    """
    stored = _written_by(practice, by)
    _require_open(stored)
    if stored.live and not stored.has_unpublished_changes:
        raise ReviewError(_("Nothing was changed since readers see it."))
    version = writing.newest(stored)
    writing.require_complete(version, now=now)
    if not (stored.has_unpublished_changes and stored.latest_revision_id):
        stored.save_revision(user=by, clean=False)
    steps.abandon(stored, by=by, now=now)
    number = steps.last_round(stored) + 1
    if not stored.live:
        stored.round, stored.submitted_at = number, now
        steps.move(stored, PracticeState.SUBMITTED, "round", "submitted_at")
    step = steps.begin(stored, Step.LEAD, number=number, by=by, now=now)
    steps.note("submit", stored, step, by=by, now=now)
    return step


@transaction.atomic
def pass_step(*, step: ReviewStep, by: User, now: datetime, finding: Finding) -> ReviewStep:
    """All is well here: close the step and open the next; the web administrator's publishes."""
    practice, current = _decided_by(step, by)
    kind = Step(current.step)
    steps.require_looked_at(kind, finding)
    task_state = steps.task_state(current)
    steps.finish(current, StepOutcome.PASSED, finding, by=by, now=now)
    steps.keep_judgements(practice, current, finding, by=by, now=now)
    if kind is Step.WEB:
        steps.publish(practice, current, task_state, by=by)
    elif not practice.live or kind not in OURS:
        steps.move(practice, AFTER[kind], *steps.note_programme(practice, kind, finding))
    following = steps.following(practice, kind)
    state = workflow.advance(task_state, following, by=by)
    opened = steps.begun(practice, following, state, number=current.round, now=now)
    steps.note("pass", practice, current, by=by, now=now)
    review_letters.decided(step=current, practice=practice)
    if opened is not None:
        review_letters.waiting(step=opened, practice=practice, now=now)
    return current


@transaction.atomic
def ask_changes(*, step: ReviewStep, by: User, now: datetime, finding: Finding) -> ReviewStep:
    """Back to the author, who is told what to change."""
    practice, current = _decided_by(step, by)
    if Step(current.step) not in OURS:
        raise ReviewError(_("The programme counts or chooses; it asks for no changes here."))
    steps.require_reason(finding)
    task_state = steps.task_state(current)
    steps.finish(current, StepOutcome.CHANGES, finding, by=by, now=now)
    workflow.send_back(task_state, by=by)
    if practice.live:
        steps.wait_for_programme(practice, by=by, now=now)
    else:
        steps.keep_judgements(practice, current, finding, by=by, now=now)
        steps.move(practice, PracticeState.CHANGES)
    steps.note("ask_changes", practice, current, by=by, now=now)
    review_letters.decided(step=current, practice=practice)
    return current


@transaction.atomic
def decline(*, step: ReviewStep, by: User, now: datetime, finding: Finding) -> ReviewStep:
    """Not published; or, by the programme, published here but not counted or not chosen."""
    practice, current = _decided_by(step, by)
    steps.require_reason(finding)
    kind, task_state = Step(current.step), steps.task_state(current)
    steps.finish(current, StepOutcome.DECLINED, finding, by=by, now=now)
    workflow.end(task_state, by=by, rejected=True)
    if kind not in OURS:
        steps.keep_judgements(practice, current, finding, by=by, now=now)
        steps.move(practice, PracticeState.NOT_SELECTED)
    elif practice.live:
        steps.wait_for_programme(practice, by=by, now=now)
    else:
        steps.keep_judgements(practice, current, finding, by=by, now=now)
        steps.move(practice, PracticeState.DECLINED)
    steps.note("decline", practice, current, by=by, now=now)
    review_letters.decided(step=current, practice=practice)
    return current


@transaction.atomic
def withdraw(*, practice: Practice, by: User, now: datetime) -> Practice:
    """Take the practice back, wherever it stands; readers see it no more."""
    stored = _written_by(practice, by)
    if PracticeState.WITHDRAWN not in PRACTICE_STEPS[PracticeState(stored.state)]:
        raise ReviewError(_("It has ended already: there is nothing to withdraw."))
    steps.abandon(stored, by=by, now=now)
    workflow.stop(stored, by=by)
    if stored.live:
        stored.live, stored.live_revision, stored.has_unpublished_changes = False, None, True
        steps.move(
            stored,
            PracticeState.WITHDRAWN,
            "live",
            "live_revision",
            "has_unpublished_changes",
        )
    else:
        steps.move(stored, PracticeState.WITHDRAWN)
    steps.note("withdraw", stored, None, by=by, now=now)
    return stored


@transaction.atomic
def take_back(*, practice: Practice, by: User, now: datetime) -> Practice:
    """Take back the new version of a published practice; the page stays as readers know it."""
    stored = _written_by(practice, by)
    waiting = steps.waiting(stored)
    if not stored.live or waiting is None or Step(waiting.step) not in OURS:
        raise ReviewError(_("No new version of it is with the reviewers."))
    steps.abandon(stored, by=by, now=now)
    steps.wait_for_programme(stored, by=by, now=now)
    steps.note("take_back", stored, waiting, by=by, now=now)
    return stored


@transaction.atomic
def reopen(*, practice: Practice, by: User, now: datetime) -> Practice:
    """Make a withdrawn practice a draft again."""
    stored = _written_by(practice, by)
    if stored.state != PracticeState.WITHDRAWN:
        raise ReviewError(_("Only a withdrawn practice becomes a draft again."))
    steps.move(stored, PracticeState.DRAFT)
    steps.note("reopen", stored, None, by=by, now=now)
    return stored


def possible(*, practice: Practice, by: User) -> frozenset[str]:
    """What ``by`` can do with the practice as its author or region now: two queries."""
    if not (by.is_superuser or rules.writes.test(by, practice)):
        return frozenset()
    is_open, waiting = rules.is_open_to_change.test(by, practice), steps.waiting(practice)
    with_us = practice.live and waiting is not None and Step(waiting.step) in OURS
    asked = {
        "change": is_open,
        "submit": is_open and (not practice.live or practice.has_unpublished_changes),
        "take_back": with_us,
        "withdraw": rules.can_be_withdrawn.test(by, practice),
        "reopen": rules.is_withdrawn.test(by, practice),
    }
    return frozenset(name for name, is_possible in asked.items() if is_possible)


def _written_by(practice: Practice, by: User) -> Practice:
    """The practice, locked, if ``by`` may write it at all; its state is asked afterwards."""
    stored = writing.locked(practice.pk)
    if not (by.is_superuser or rules.writes.test(by, stored)):
        raise PermissionDenied
    return stored


def _require_open(stored: Practice) -> None:
    if stored.state in EDITABLE_STATES or (
        stored.state in PUBLIC_STATES and rules.is_open_to_change.test(None, stored)
    ):
        return
    if stored.state == PracticeState.DECLINED:
        raise ReviewError(_("It was declined. Begin a new practice if much has changed."))
    if stored.state == PracticeState.WITHDRAWN:
        raise ReviewError(_("It was withdrawn. Make it a draft again first."))
    raise ReviewError(_("It is with the reviewers already."))


def _decided_by(step: ReviewStep, by: User) -> tuple[Practice, ReviewStep]:
    """Practice (locked) and step as they are now, if ``by`` may decide it and nobody else did."""
    if not rules.has_step.test(by, step):
        raise PermissionDenied
    practice = writing.locked(step.practice_id)
    current = ReviewStep.objects.filter(pk=step.pk).select_related("task_state").get()
    if current.ended_at is not None:
        words = _("This step has ended meanwhile: %(outcome)s. Your decision was not stored.")
        raise ReviewError(words % {"outcome": current.get_outcome_display()})
    current.practice = practice
    if rules.is_own.test(by, current):
        raise PermissionDenied(_("Nobody reviews what they wrote, changed or handed in."))
    return practice, current
