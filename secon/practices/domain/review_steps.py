"""What the verbs of the review share: a step begins and ends, what was found is kept, a version published."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.kernel import audit
from secon.people.models import User
from secon.practices.domain import checklists, review_letters, workflow
from secon.practices.enums import (
    PRACTICE_STEPS,
    Criterion,
    Judge,
    Met,
    PracticeState,
    Step,
    StepOutcome,
)
from secon.practices.models import Judgement, Practice, ReviewStep, ReviewTaskState

OURS = (Step.LEAD, Step.WEB)
"""The steps before readers see a version; the others are the programme's."""
JUDGES: dict[Step, Judge] = {Step.LEAD: Judge.LEAD, Step.EXPERT: Judge.EXPERT}
AFTER: dict[Step, PracticeState] = {
    Step.LEAD: PracticeState.ACCEPTED,
    Step.WEB: PracticeState.PUBLISHED,
    Step.OFFICER: PracticeState.COUNTED,
    Step.EXPERT: PracticeState.VALIDATED,
}
PENDING: dict[PracticeState, Step] = {
    PracticeState.PUBLISHED: Step.OFFICER,
    PracticeState.COUNTED: Step.EXPERT,
}
"""The programme's step that a published practice waits for."""


class ReviewError(ValidationError):
    """What the chain does not allow now."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion in a reviewer's eyes."""

    criterion: Criterion
    met: Met
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a reviewer hands in with a decision. ``language``: of ``found``, ``reason``, the notes."""

    checked: Sequence[str] = ()
    judged: Sequence[Judged] = ()
    found: str = ""
    reason: str = ""
    language: str = "en"
    substantial: bool = False  # the lead partner says: so different that it is counted anew
    programme_number: str = ""
    programme_url: str = ""


def require_looked_at(kind: Step, finding: Finding) -> None:
    """Each point is ticked, each criterion judged, and something said to readers."""
    problems: dict[str, list[str]] = {}
    asked = set(checklists.known(workflow.task_of(kind).checklist))
    if asked - set(finding.checked):
        problems["checked"] = [_("Look at each point before you pass it, and tick it.")]
    if kind in JUDGES:
        said = {one.criterion for one in finding.judged}
        for criterion in Criterion:
            if criterion not in said:
                problems[f"met_{criterion.value}"] = [_("Say whether it meets this criterion.")]
        if not finding.found.strip():
            problems["found"] = [_("Say in a sentence or two what you found. Readers see it.")]
    if problems:
        raise ValidationError(problems)


def require_reason(finding: Finding) -> None:
    """The author is told why."""
    if not finding.reason.strip():
        raise ValidationError({"reason": [_("Say why, in words for the author.")]})


def task_state(step: ReviewStep) -> ReviewTaskState:
    """Where the step stands in the workflow."""
    if step.task_state is None:
        raise ReviewError(_("This step has lost its place in the workflow."))
    found: ReviewTaskState = step.task_state
    return found


def waiting(practice: Practice) -> ReviewStep | None:
    """The step under way."""
    return practice.steps.filter(ended_at=None).select_related("task_state").first()


def last_round(practice: Practice) -> int:
    """The number of the last walk, whether or not it led to publication."""
    last: int | None = practice.steps.order_by("-round").values_list("round", flat=True).first()
    return max(last or 0, practice.round)


def begin(practice: Practice, kind: Step, *, number: int, by: User, now: datetime) -> ReviewStep:
    """Start the workflow at this step and tell those whose it is."""
    state = workflow.begin(practice, kind, by=by)
    opened = begun(practice, kind, state, number=number, now=now)
    assert opened is not None  # noqa: S101 -- a step was named
    review_letters.waiting(step=opened, practice=practice, now=now)
    return opened


def begun(
    practice: Practice,
    kind: Step | None,
    state: ReviewTaskState | None,
    *,
    number: int,
    now: datetime,
) -> ReviewStep | None:
    """The row of a step that the workflow is at; None: it is through."""
    if kind is None or state is None:
        return None
    state.due_on = timezone.localdate(now) + timedelta(days=workflow.task_of(kind).days)
    state.save(update_fields=["due_on"])
    return ReviewStep.objects.create(
        practice=practice,
        round=number,
        step=kind,
        task_state=state,
        began_at=now,
        due_on=state.due_on,
    )


def finish(
    step: ReviewStep, outcome: StepOutcome, finding: Finding, *, by: User, now: datetime
) -> None:
    """Write down how the step ended."""
    codes: Iterable[str] = checklists.known(finding.checked)
    if finding.substantial and step.step == Step.LEAD:
        codes = (*codes, checklists.SUBSTANTIAL)
    step.ended_at, step.outcome, step.by = now, outcome, by
    step.checked = list(codes)
    step.reason, step.found = finding.reason.strip(), finding.found.strip()
    step.language = finding.language
    step.full_clean(exclude=["practice", "task_state", "by", "checked"], validate_constraints=False)
    step.save()
    if step.task_state is not None:
        step.task_state.checked = step.checked
        step.task_state.save(update_fields=["checked"])


def abandon(practice: Practice, *, by: User, now: datetime) -> None:
    """The step under way, if any, ends without a decision."""
    step = waiting(practice)
    if step is None:
        return
    step.ended_at, step.outcome, step.by = now, StepOutcome.WITHDRAWN, by
    step.save(update_fields=["ended_at", "outcome", "by"])
    workflow.end(step.task_state, by=by)


def keep_judgements(
    practice: Practice, step: ReviewStep, finding: Finding, *, by: User, now: datetime
) -> None:
    """What the reviewer says of the seven criteria."""
    judge = JUDGES.get(Step(step.step))
    if judge is None:
        return
    if judge is Judge.LEAD and practice.live:  # readers see the old version: it waits with the task
        task_state(step).keep_judged([(one.criterion, one.met, one.note) for one in finding.judged])
        return
    store_judgements(practice, judge, finding.judged, language=finding.language, by=by, now=now)


def store_judgements(
    practice: Practice,
    judge: Judge,
    judged: Iterable[Judged],
    *,
    language: str,
    by: User | None,
    now: datetime,
) -> None:
    """The last judgement of each criterion holds."""
    for one in judged:
        said = {"met": one.met, "note": one.note.strip(), "language": language, "by": by, "at": now}
        Judgement.objects.update_or_create(
            practice=practice, judge=judge, criterion=one.criterion, defaults=said
        )


def publish(practice: Practice, step: ReviewStep, task_state: ReviewTaskState, *, by: User) -> None:
    """Readers see the version that was looked at. What the programme said of the old one stays,
    unless the lead partner calls it another practice."""
    was_live = practice.live
    lead = (
        practice.steps.filter(step=Step.LEAD, round=step.round, outcome=StepOutcome.PASSED)
        .select_related("task_state", "by")
        .last()
    )
    workflow.publish(task_state.revision, by=by)
    practice.refresh_from_db()
    practice.round = step.round
    if lead is not None and lead.task_state is not None and lead.ended_at is not None:
        waited = [
            Judged(Criterion(one), Met(met), note) for one, met, note in lead.task_state.judged()
        ]
        store_judgements(
            practice, Judge.LEAD, waited, language=lead.language, by=lead.by, now=lead.ended_at
        )
    anew = lead is not None and checklists.SUBSTANTIAL in lead.checked
    if not was_live or anew:
        move(practice, PracticeState.PUBLISHED, "round")
    else:
        practice.save(update_fields=["round", "changed_at"])


def following(practice: Practice, kind: Step) -> Step | None:
    """Whose turn it is next. A lesson is published and not counted."""
    if kind is Step.LEAD:
        return Step.WEB
    if kind is Step.EXPERT or practice.is_lesson:
        return None
    return PENDING.get(PracticeState(practice.state))


def wait_for_programme(practice: Practice, *, by: User, now: datetime) -> None:
    """A new version came to nothing: the old one waits for the programme again, if it did."""
    pending = PENDING.get(PracticeState(practice.state))
    if pending is None or practice.is_lesson or not practice.round:
        return
    begin(practice, pending, number=practice.round, by=by, now=now)


def note_programme(practice: Practice, kind: Step, finding: Finding) -> tuple[str, ...]:
    """The programme's own number and page of it, set on the practice; the names of the fields."""
    if kind is not Step.EXPERT:
        return ()
    practice.programme_number = finding.programme_number.strip()
    practice.programme_url = finding.programme_url.strip()
    practice.clean_fields(
        exclude=[
            one.name
            for one in practice._meta.fields
            if one.name not in ("programme_number", "programme_url")
        ]
    )
    return ("programme_number", "programme_url")


def move(practice: Practice, to: PracticeState, *fields: str) -> None:
    """Write the state, with other fields of the row that were set."""
    if to != practice.state and to not in PRACTICE_STEPS[PracticeState(practice.state)]:
        message = f"No way leads from {practice.state} to {to}."
        raise ValueError(message)
    practice.state = to
    practice.save(update_fields=["state", "changed_at", *fields])


def note(
    verb: str, practice: Practice, step: ReviewStep | None, *, by: User, now: datetime
) -> None:
    """A line of the audit trail."""
    detail: dict[str, object] = {"state": practice.state}
    if step is not None:
        detail |= {"step": step.step, "round": step.round}
    audit.record(by=by, now=now, verb=verb, on=practice, detail=detail)
