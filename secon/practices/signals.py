"""Wagtail says that a version was published; what waits in it then holds."""

from typing import Any

from django.utils import timezone

from secon.practices.domain import judging
from secon.practices.models import Practice


def keep_judgement(*, instance: Practice, revision: Any, **_: Any) -> None:
    """What the version says of itself is now what the practice says."""
    judging.store(version=instance, by=revision.user, now=timezone.now())
