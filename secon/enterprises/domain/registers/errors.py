"""Why a step of an import is refused, in words for the person who asked for it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from secon.enterprises.models import RegisterSource
from secon.people.models import User


class RegisterError(Exception):
    """A step that cannot be taken now; the message is for people."""


class BusyError(RegisterError):
    """Another process works on this import, or did until a moment ago."""

    def __init__(self) -> None:
        super().__init__(_("This import is being worked on already. Wait until it is finished."))


class LostError(RegisterError):
    """Another process took this import over."""

    def __init__(self) -> None:
        super().__init__(_("Another process went on with this import."))


def check_permission(by: User | None, source: RegisterSource) -> None:
    """Raise ``PermissionDenied`` unless ``by`` (None: the platform itself) may import from it."""
    if by is not None and not by.has_perm("enterprises.import_register", source):
        raise PermissionDenied
