"""Who may do what with good practices and their review, as predicates (``user.has_perm`` asks them).

Without a record a permission means "on some record". Nobody holds Wagtail's own ``publish_practice``
or ``delete_practice``: a practice is published and taken back by ``domain.review`` only.
"""

from __future__ import annotations

from typing import Any, Protocol

import rules

from secon.partnership.rules import is_reviewer, runs_all
from secon.people.enums import Role
from secon.practices.enums import EDITABLE_STATES, PUBLIC_STATES, PracticeState, Step


class AtPartner(Protocol):
    """A practice, as far as a rule cares."""

    pk: int
    partner_id: int
    author_id: int | None
    state: str
    steps: Any
    latest_revision: Any


class OpenStep(Protocol):
    """A step of a review, as far as a rule cares."""

    step: str
    ended_at: object | None
    practice: AtPartner
    task_state: Any


STEP_ROLES: dict[Step, Role] = {
    Step.LEAD: Role.LEAD_PARTNER,
    Step.WEB: Role.WEB_ADMIN,
    Step.OFFICER: Role.POLICY_OFFICER,
    Step.EXPERT: Role.EXPERT,
}
"""Whose a step is."""


def _holds(user: object, *roles: Role, at: int | None = None) -> bool:
    holds = getattr(user, "holds", None)  # anonymous readers hold nothing
    return holds is not None and holds(*roles, scope=at)


@rules.predicate
def is_author(user: object, practice: AtPartner | None = None) -> bool:
    """Began the practice."""
    key = getattr(user, "pk", None)
    return practice is not None and key is not None and practice.author_id == key


@rules.predicate
def is_region_of(user: object, practice: AtPartner | None = None) -> bool:
    """Edits for the partner the practice comes from (without one: for some partner)."""
    at = None if practice is None else practice.partner_id
    return _holds(user, Role.PARTNER_EDITOR, at=at)


@rules.predicate
def is_region_of_some(user: object) -> bool:
    """Edits for some partner: whoever reads both languages may carry a text over."""
    return _holds(user, Role.PARTNER_EDITOR)


@rules.predicate
def is_stakeholder_of(user: object, practice: AtPartner | None = None) -> bool:
    """Belongs to the stakeholder group of the region the practice comes from."""
    at = None if practice is None else practice.partner_id
    return _holds(user, Role.STAKEHOLDER, at=at)


@rules.predicate
def judges_for_programme(user: object) -> bool:
    """Counts practices, or judges them for the programme's database."""
    return _holds(user, Role.POLICY_OFFICER, Role.EXPERT)


@rules.predicate
def is_open_to_change(user: object, practice: AtPartner | None = None) -> bool:
    """A draft, one that changes were asked for, or a published one without a version in review."""
    if practice is None or practice.state in EDITABLE_STATES:
        return True
    if practice.state not in PUBLIC_STATES:
        return False
    waiting = practice.steps.filter(ended_at=None, step__in=(Step.LEAD, Step.WEB))
    return not waiting.exists()


@rules.predicate
def is_public(user: object, practice: AtPartner | None = None) -> bool:
    """Readers see it."""
    return practice is None or practice.state in PUBLIC_STATES


@rules.predicate
def can_be_withdrawn(user: object, practice: AtPartner | None = None) -> bool:
    """Neither declined nor withdrawn already."""
    ended = {PracticeState.DECLINED, PracticeState.WITHDRAWN}
    return practice is None or practice.state not in ended


@rules.predicate
def is_withdrawn(user: object, practice: AtPartner | None = None) -> bool:
    """Taken back by its author."""
    return practice is not None and practice.state == PracticeState.WITHDRAWN


@rules.predicate
def has_step(user: object, step: OpenStep | None = None) -> bool:
    """Holds the role of the step (without one: of some step)."""
    if step is None:
        return _holds(user, *STEP_ROLES.values())
    return _holds(user, STEP_ROLES[Step(step.step)])


@rules.predicate
def is_waiting(user: object, step: OpenStep | None = None) -> bool:
    """The step has not ended."""
    return step is None or step.ended_at is None


@rules.predicate
def is_own(user: object, step: OpenStep | None = None) -> bool:
    """Wrote, last changed or handed in what this step judges."""
    key = getattr(user, "pk", None)
    if step is None or key is None:
        return False
    practice, task = step.practice, step.task_state
    revision = practice.latest_revision if task is None else task.revision
    return key in {
        practice.author_id,
        None if revision is None else revision.user_id,
        None if task is None else task.workflow_state.requested_by_id,
    }


may_decide = has_step & is_waiting & ~is_own
"""Asked directly where a step is decided: ``has_perm`` says yes to every superuser."""

writes = is_author | is_region_of | runs_all

# Asked for a practice; an unsaved one that names a partner does for ``add``.
rules.add_perm("practices.write_practice", rules.is_authenticated)  # begin a draft
rules.add_perm("practices.add_practice", is_stakeholder_of | is_region_of | runs_all)
rules.add_perm("practices.view_practice", writes | is_reviewer)  # in the Wagtail admin
rules.add_perm("practices.view_draft", writes | is_reviewer | (judges_for_programme & is_public))
rules.add_perm("practices.change_practice", writes & is_open_to_change)
rules.add_perm("practices.translate_practice", is_region_of_some | runs_all)
rules.add_perm("practices.submit_practice", writes & is_open_to_change)
rules.add_perm("practices.withdraw_practice", writes & can_be_withdrawn)
rules.add_perm("practices.reopen_practice", writes & is_withdrawn)
rules.add_perm("practices.see_reasons", writes | is_reviewer)
# Asked for a ``ReviewStep``.
rules.add_perm("practices.review_practice", has_step)
rules.add_perm("practices.decide_step", may_decide)
# Asked without a record.
rules.add_perm("practices.change_reviewtask", runs_all)
# Asked for a ``Transfer``: it belongs to the region that adopts, never to the one of origin.
rules.add_perm("practices.add_transfer", is_region_of | runs_all)
rules.add_perm("practices.change_transfer", is_region_of | runs_all)
