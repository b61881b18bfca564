"""Permissions about people, as predicates (``user.has_perm`` asks them)."""

import rules

from secon.people.enums import Role


@rules.predicate
def is_web_admin(user: object) -> bool:
    """Runs the site."""
    holds = getattr(user, "holds", None)  # anonymous readers hold nothing
    return holds is not None and holds(Role.WEB_ADMIN)


rules.add_perm("people.grant_role", is_web_admin)
rules.add_perm("people.erase_person", is_web_admin)
