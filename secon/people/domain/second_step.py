"""The second step at sign-in: who must have one."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings

from secon.people.enums import SECOND_STEP_ROLES
from secon.people.models import User


def is_missing(user: User) -> bool:
    """Whether ``user`` must set up an authenticator app or a passkey before going on."""
    if not settings.SECON_REQUIRE_MFA:
        return False
    required = user.is_superuser or user.holds(*SECOND_STEP_ROLES)
    return required and not is_mfa_enabled(user)
