"""Who may do what with policies, as predicates (``user.has_perm`` asks them).

A record belongs to the partner it names; one that names none, to those who run the platform.
Without a record a permission means "on some record".
"""

from __future__ import annotations

from typing import Protocol

import rules

from secon.partnership.rules import is_reviewer, runs_all
from secon.people.enums import Role


class OfPartner(Protocol):
    """A stored record, as far as a rule cares."""

    pk: int
    partner_id: int | None


def _holds(user: object, *roles: Role, at: int | None = None) -> bool:
    holds = getattr(user, "holds", None)  # anonymous readers hold nothing
    return holds is not None and holds(*roles, scope=at)


@rules.predicate
def is_region_of(user: object, record: OfPartner | None = None) -> bool:
    """Edits for the partner the record names (without one: for some partner)."""
    if record is None:
        return _holds(user, Role.PARTNER_EDITOR)
    return record.partner_id is not None and _holds(user, Role.PARTNER_EDITOR, at=record.partner_id)


@rules.predicate
def is_policy_officer(user: object, record: OfPartner | None = None) -> bool:
    """Works for the programme."""
    return _holds(user, Role.POLICY_OFFICER)


for _model in ("instrument", "factor", "jointreview"):
    rules.add_perm(f"policy.view_{_model}", is_region_of | runs_all | is_reviewer)
    rules.add_perm(f"policy.add_{_model}", is_region_of | runs_all)
    rules.add_perm(f"policy.change_{_model}", is_region_of | runs_all)
    rules.add_perm(f"policy.publish_{_model}", is_region_of | runs_all)
"""An editor publishes the own region's records: a policy is a fact with a source, not a proposal."""
for _action in ("view", "add", "change", "delete", "publish"):
    rules.add_perm(f"policy.{_action}_libraryquestion", runs_all)
rules.add_perm("policy.validate_improvement", is_policy_officer)
"""Asked for the improvement's instrument; submitting it is ``policy.change_instrument``."""
