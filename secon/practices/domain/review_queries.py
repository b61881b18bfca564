"""What pages show of the review: what waits, where a practice stands, what reviewers found."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from secon.kernel.models import Text, rows_for
from secon.partnership.models import Partner
from secon.people.enums import Role
from secon.people.models import User
from secon.practices import rules
from secon.practices.domain import checklists, scrutiny
from secon.practices.domain.checklists import Word
from secon.practices.domain.review_steps import OURS, PENDING
from secon.practices.domain.scrutiny import Ended, StepFigures
from secon.practices.enums import (
    PUBLIC_STATES,
    PracticeState,
    Step,
    StepOutcome,
)
from secon.practices.models import Practice, ReviewStep


@dataclass(frozen=True, slots=True)
class Waiting:
    """A practice at a step, in a list: ``title["title"]``, ``region["territory_name"]``."""

    practice: int
    title: Text
    region: Text
    step: Step
    round: int
    began_at: datetime
    due_on: date
    is_overdue: bool
    is_new_version: bool  # readers see an older one
    is_own: bool  # another person decides


@dataclass(frozen=True, slots=True)
class Stage:
    """A step in the author's timeline. ``who`` is a role, never a person."""

    step: Step
    who: str
    round: int
    began_at: datetime
    due_on: date
    ended_at: datetime | None
    outcome: StepOutcome | None
    is_overdue: bool
    is_set_aside: bool  # the programme's, for a new version
    checked: tuple[Word, ...]
    reason: str
    found: str
    language: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a practice stands, for its author: the last walk, the walks before, what to do."""

    state: PracticeState
    now: Stage | None  # under way
    rounds: tuple[tuple[int, tuple[Stage, ...]], ...]  # the newest first
    ahead: tuple[Step, ...]  # steps that will follow
    asked: Stage | None  # what changes were asked for, or why it was declined
    is_new_version: bool


@dataclass(frozen=True, slots=True)
class Found:
    """What one reviewer found, as readers see it."""

    step: Step
    who: str
    on: date
    outcome: StepOutcome
    text: str
    language: str
    checked: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Scrutiny:
    """The filter explains itself."""

    handed_in: int
    published: int
    counted: int
    validated: int
    not_selected: int
    declined: int
    withdrawn: int
    under_way: int
    steps: tuple[StepFigures, ...]


def steps_of(user: User) -> tuple[Step, ...]:
    """The steps a person decides."""
    return tuple(step for step, role in rules.STEP_ROLES.items() if user.holds(role))


def desk(*, steps: Collection[Step], partner: int | None, overdue_on: date | None) -> QuerySet[Any]:
    """What waits at ``steps``, by deadline. Lazy: a page reads its part."""
    found = ReviewStep.objects.waiting().filter(step__in=[*steps])
    if partner is not None:
        found = found.filter(practice__partner_id=partner)
    if overdue_on is not None:
        found = found.filter(due_on__lt=overdue_on)
    return found.order_by("due_on", "pk")


def rows(
    found: QuerySet[Any] | Sequence[Any], user: User, *, language: str, today: date
) -> list[Waiting]:
    """Those steps as a list shows them: three queries however many."""
    if isinstance(found, QuerySet):
        found = found.select_related("practice__partner").prefetch_related(
            rows_for(Practice, language, "practice__translations"),
            rows_for(Partner, language, "practice__partner__translations"),
        )
    return [_waiting(one, user, language, today) for one in found]


def standing(practice: Practice, *, today: date) -> Standing:
    """Where it stands: one query."""
    stages = [_stage(one, today) for one in practice.steps.all()]
    state = PracticeState(practice.state)
    now = next((one for one in stages if one.ended_at is None), None)
    rounds: dict[int, list[Stage]] = {}
    for one in stages:
        rounds.setdefault(one.round, []).append(one)
    last = stages[-1] if stages else None
    asked = next((one for one in reversed(stages) if one.reason), None)
    return Standing(
        state=state,
        now=now,
        rounds=tuple((number, tuple(rounds[number])) for number in sorted(rounds, reverse=True)),
        ahead=_ahead(now, practice),
        asked=asked
        if asked is not None and last is not None and asked.round == last.round
        else None,
        is_new_version=practice.live and now is not None and now.step in OURS,
    )


def findings(practice: Practice) -> tuple[Found, ...]:
    """What reviewers said of the version readers see, the last word of each step: one query.

    Reasons are for the author; what was said of a version that nobody sees yet is left out.
    """
    steps = [one for one in practice.steps.all() if one.ended_at is not None]
    published = {one.round for one in steps if _ended(one, Step.WEB, StepOutcome.PASSED)}
    kept: dict[Step, ReviewStep] = {}
    for one in steps:
        step = Step(one.step)
        seen = one.outcome == StepOutcome.PASSED and (step not in OURS or one.round in published)
        refused = one.outcome == StepOutcome.DECLINED and step not in OURS
        if seen or refused:
            kept[step] = one
    return tuple(_found(kept[step]) for step in Step if step in kept)


def figures() -> Scrutiny:
    """Over every practice handed in here, examples apart: two queries."""
    real = Q(is_example=False)
    handed_in = Practice.objects.filter(real, steps__isnull=False).distinct()
    counts: Mapping[str, int] = dict(
        handed_in.order_by().values_list("state").annotate(Count("pk", distinct=True))
    )
    steps = ReviewStep.objects.filter(practice__is_example=False).order_by("pk")
    ended = [
        Ended(Step(step), StepOutcome(outcome) if outcome else None, began, at)
        for step, outcome, began, at in steps.values_list("step", "outcome", "began_at", "ended_at")
    ]
    published = sum(counts.get(state, 0) for state in PUBLIC_STATES)
    return Scrutiny(
        handed_in=sum(counts.values()),
        published=published,
        counted=counts.get(PracticeState.COUNTED, 0) + counts.get(PracticeState.VALIDATED, 0),
        validated=counts.get(PracticeState.VALIDATED, 0),
        not_selected=counts.get(PracticeState.NOT_SELECTED, 0),
        declined=counts.get(PracticeState.DECLINED, 0),
        withdrawn=counts.get(PracticeState.WITHDRAWN, 0),
        under_way=sum(
            counts.get(state, 0)
            for state in (PracticeState.SUBMITTED, PracticeState.ACCEPTED, PracticeState.CHANGES)
        ),
        steps=scrutiny.figures(ended),
    )


def _waiting(one: ReviewStep, user: User, language: str, today: date) -> Waiting:
    practice = one.practice
    return Waiting(
        practice=practice.pk,
        title=practice.best(language, "title"),
        region=practice.partner.best(language, "territory_name"),
        step=Step(one.step),
        round=one.round,
        began_at=one.began_at,
        due_on=one.due_on,
        is_overdue=one.due_on < today,
        is_new_version=practice.live and one.step in OURS,
        is_own=rules.is_own.test(user, one),
    )


def _stage(one: ReviewStep, today: date) -> Stage:
    step = Step(one.step)
    role: Role = rules.STEP_ROLES[step]
    return Stage(
        step=step,
        who=str(role.label),
        round=one.round,
        began_at=one.began_at,
        due_on=one.due_on,
        ended_at=one.ended_at,
        outcome=StepOutcome(one.outcome) if one.outcome else None,
        is_overdue=one.ended_at is None and one.due_on < today,
        is_set_aside=step not in OURS and one.outcome == StepOutcome.WITHDRAWN,
        checked=tuple(word for _code, word in checklists.words(one.checked)),
        reason=one.reason,
        found=one.found,
        language=one.language,
    )


def _ahead(now: Stage | None, practice: Practice) -> tuple[Step, ...]:
    if now is None:
        return ()
    order = OURS if practice.is_lesson else tuple(Step)
    if practice.live and now.step in OURS:  # what the programme said of the old version stays
        pending = PENDING.get(PracticeState(practice.state))
        order = OURS + (order[order.index(pending) :] if pending in order else ())
    return order[order.index(now.step) + 1 :] if now.step in order else ()


def _ended(one: ReviewStep, step: Step, outcome: StepOutcome) -> bool:
    return one.step == step and one.outcome == outcome


def _found(one: ReviewStep) -> Found:
    assert one.ended_at is not None  # noqa: S101 -- asked by ``findings``
    step = Step(one.step)
    return Found(
        step=step,
        who=str(rules.STEP_ROLES[step].label),
        on=one.ended_at.date(),
        outcome=StepOutcome(one.outcome),
        text=one.found,
        language=one.language,
        checked=tuple(word for _code, word in checklists.words(one.checked)),
    )
