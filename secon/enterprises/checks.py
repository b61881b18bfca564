"""System checks: what must not be on a machine that the public reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import checks
from django.db import DatabaseError


def examples_in_production(**_options: Any) -> Sequence[checks.CheckMessage]:
    """Examples stored where SECON_LOCAL is off. ``check --deploy`` asks; so does a deployment."""
    if settings.SECON_LOCAL:
        return []
    enterprises = apps.get_model("enterprises", "Enterprise")
    try:
        found = enterprises.objects.filter(is_example=True).exists()
    except DatabaseError:  # no tables yet
        return []
    if not found:
        return []
    return [
        checks.Error(
            "There are example enterprises in the database.",
            hint="Run manage.py load_example_enterprises --remove",
            id="enterprises.E001",
        )
    ]
