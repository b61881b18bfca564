"""Marks that a verb of the review is at work: without it no step begins, ends or publishes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

_under_way: ContextVar[bool] = ContextVar("practices_review", default=False)


@contextmanager
def by_verb() -> Iterator[None]:
    """For ``domain.workflow`` only: what happens inside was decided by a verb of ``domain.review``."""
    token = _under_way.set(True)
    try:
        yield
    finally:
        _under_way.reset(token)


def check() -> None:
    """Refuse what comes from elsewhere, such as a button of the Wagtail admin."""
    if not _under_way.get():
        raise PermissionDenied(_("The review of practices has its own page."))
