"""System checks: the limits that authors see are those of texts there are, and the models hold them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error

from secon.practices.models import Practice


def limits_fit(**_options: Any) -> list[CheckMessage]:
    """Every limit names a text of practices and is no larger than its column."""
    problems: list[CheckMessage] = []
    for name, limit in settings.SECON_PRACTICE_LIMITS.items():
        if name not in Practice.translated_fields:
            said = f"SECON_PRACTICE_LIMITS: practices have no text {name!r}."
            problems.append(Error(said, id="practices.E001"))
            continue
        most = Practice._meta.get_field(name).max_length  # type: ignore[union-attr]  # columns only
        if not 1 <= limit <= (most or 0):
            said = f"SECON_PRACTICE_LIMITS: {name} must lie between 1 and {most}."
            problems.append(Error(said, id="practices.E002"))
    return problems
