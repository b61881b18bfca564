"""What to do when the project's file and the database differ. Pure: plain values in and out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Merge:
    """Fields to take over from the file, and fields a person changed since the last load."""

    take: tuple[str, ...]
    keep: tuple[str, ...]


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` as they come back from JSON; records by their key."""
    keyed = {
        name: value.pk if isinstance(value, Model) else value for name, value in values.items()
    }
    result: dict[str, Any] = json.loads(json.dumps(keyed, cls=DjangoJSONEncoder))
    return result


def merge(
    *, said: Mapping[str, Any], stored: Mapping[str, Any], last: Mapping[str, Any] | None
) -> Merge:
    """Compare what the file says, what is stored, and what the file said ``last`` (None: never).

    Where the stored value is the one last loaded, the file wins; otherwise a person wrote it.
    """
    differ = [name for name in said if said[name] != stored[name]]
    keep = tuple(name for name in differ if last is None or last.get(name) != stored[name])
    return Merge(tuple(name for name in differ if name not in keep), keep)
