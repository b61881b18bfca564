"""Who may do what with partners' records, as predicates (``user.has_perm`` asks them).

Without a partner a permission means "on some partner".
"""

from __future__ import annotations

from typing import Protocol

import rules

from secon.people.enums import Role


class HasKey(Protocol):
    """A stored partner, as far as a rule cares."""

    pk: int


def _holds(user: object, *roles: Role, at: HasKey | None = None) -> bool:
    holds = getattr(user, "holds", None)  # anonymous readers hold nothing
    return holds is not None and holds(*roles, scope=None if at is None else at.pk)


@rules.predicate
def is_editor_of(user: object, partner: HasKey | None = None) -> bool:
    """Edits this partner's records (without one: some partner's)."""
    return _holds(user, Role.PARTNER_EDITOR, at=partner)


@rules.predicate
def is_lead(user: object) -> bool:
    """Works for the lead partner."""
    return _holds(user, Role.LEAD_PARTNER)


@rules.predicate
def is_web_admin(user: object) -> bool:
    """Runs the site."""
    return _holds(user, Role.WEB_ADMIN)


@rules.predicate
def is_reviewer(user: object) -> bool:
    """Reads all drafts."""
    return _holds(user, Role.REVIEWER)


runs_all = is_lead | is_web_admin

rules.add_perm("partnership.view_partner", is_editor_of | runs_all | is_reviewer)
rules.add_perm("partnership.change_partner", is_editor_of | runs_all)
rules.add_perm("partnership.publish_partner", runs_all)
rules.add_perm("partnership.grant_stakeholder", is_editor_of | runs_all)
rules.add_perm("partnership.grant_partner_editor", runs_all)
rules.add_perm("partnership.grant_lead_partner", is_web_admin)

# The permission, asked for the partner, to give a role there.
GRANT_PERMISSIONS: dict[Role, str] = {
    Role.STAKEHOLDER: "partnership.grant_stakeholder",
    Role.PARTNER_EDITOR: "partnership.grant_partner_editor",
    Role.LEAD_PARTNER: "partnership.grant_lead_partner",
}
