"""Who may do what with an entry, as predicates (``user.has_perm`` asks them).

Without an entry a permission means "on some entry". Entries outside every territory are cleared by
those who run the platform.
"""

from __future__ import annotations

from typing import Any, Protocol

import rules

from secon.enterprises.enums import PUBLIC_STATES, State
from secon.partnership.rules import is_reviewer, runs_all
from secon.people.enums import Role


class Entry(Protocol):
    """A stored enterprise, as far as a rule cares."""

    pk: int
    partner_id: int | None
    state: str
    stewards: Any


def _holds(user: object, *roles: Role, at: int | None = None) -> bool:
    holds = getattr(user, "holds", None)  # anonymous readers hold nothing
    return holds is not None and holds(*roles, scope=at)


@rules.predicate
def is_steward(user: object, entry: Entry | None = None) -> bool:
    """Speaks for this enterprise (without one: for some)."""
    kept = getattr(user, "enterprises_kept", None)  # anonymous readers keep nothing
    if kept is None or getattr(user, "pk", None) is None:
        return False
    found = kept.filter(ended_at=None)
    return bool((found if entry is None else found.filter(enterprise_id=entry.pk)).exists())


@rules.predicate
def is_region_of(user: object, entry: Entry | None = None) -> bool:
    """Edits for the partner in whose territory this entry lies (without one: for some partner)."""
    if entry is None:
        return _holds(user, Role.PARTNER_EDITOR)
    return entry.partner_id is not None and _holds(user, Role.PARTNER_EDITOR, at=entry.partner_id)


@rules.predicate
def is_signed_in(user: object, entry: Entry | None = None) -> bool:
    """Has an account."""
    return bool(getattr(user, "is_authenticated", False))


def _in(*states: State) -> rules.Predicate:
    @rules.predicate
    def stands(user: object, entry: Entry | None = None) -> bool:
        return entry is None or entry.state in states

    return stands


is_public = _in(*PUBLIC_STATES, State.ENDED)
is_listed = _in(*PUBLIC_STATES)
is_waiting = _in(State.PROPOSED)
is_open = _in(State.PROPOSED, *PUBLIC_STATES)
region = is_region_of | runs_all

rules.add_perm("enterprises.view_enterprise", is_public | is_steward | region | is_reviewer)
rules.add_perm("enterprises.propose_enterprise", is_open & (is_steward | region))
rules.add_perm("enterprises.change_enterprise", is_open & region)
rules.add_perm("enterprises.publish_enterprise", region)
rules.add_perm("enterprises.add_enterprise", region)
rules.add_perm("enterprises.clear_enterprise", region)
rules.add_perm("enterprises.verify_enterprise", is_listed & region)
rules.add_perm("enterprises.end_enterprise", is_listed & region)
rules.add_perm("enterprises.relist_enterprise", ~is_open & region)
rules.add_perm("enterprises.claim_enterprise", is_listed & is_signed_in & ~is_steward)
rules.add_perm("enterprises.decide_claim", region)
rules.add_perm("enterprises.import_register", region)
rules.add_perm("enterprises.allow_embed", region)
