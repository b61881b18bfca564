"""A person as colleagues see them: a role and an organisation, never the address."""

from __future__ import annotations

from datetime import datetime

from secon.kernel.presence import Name
from secon.people.enums import Role
from secon.people.models import User


def public_name(user: User, now: datetime) -> Name | None:
    """The first role that a person was granted, one at an organisation before others."""
    granted = [one for one in user.held(now) if one.role != Role.CITIZEN]
    if not granted:
        return None
    chosen = next((one for one in granted if one.scope_name), granted[0])
    return Name(str(chosen.role.label), chosen.scope_name, chosen.scope_language)
