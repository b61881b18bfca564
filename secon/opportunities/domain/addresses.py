"""Where letters to a person may go."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from secon.people.models import User


def confirmed_address(user: User) -> str:
    """The account's own address, if its owner confirmed it; else nothing."""
    if not user.is_active:
        return ""
    known = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True)
    return user.email if known.exists() else ""
