"""Rows told by name, of which a register fills some columns: the others get the model's defaults."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from secon.kernel.bulk import Table

Row = Mapping[str, Any]
"""Column (``partner_id``) to value."""


class _Plan(NamedTuple):
    table: Table
    defaults: Mapping[str, Any]
    json: frozenset[str]


def insert(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Insert ``rows``; either all have a key or the database gives them. Inside a transaction."""
    if not rows:
        return
    plan = _plan(model, model._meta.pk.attname in rows[0])
    plan.table.insert(tuple(_values(plan, row)) for row in rows)


def _values(plan: _Plan, row: Row) -> list[Any]:
    whole = {**plan.defaults, **row}
    if len(whole) > len(plan.defaults):
        message = f"no columns {sorted(row.keys() - plan.defaults.keys())}"
        raise ValueError(message)
    return [_text(value) if name in plan.json else value for name, value in whole.items()]


def _text(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)


@cache
def _plan(model: type[models.Model], with_keys: bool) -> _Plan:
    fields = [one for one in model._meta.concrete_fields if with_keys or not one.primary_key]
    return _Plan(
        Table(model, [one.attname for one in fields]),
        {one.attname: one.get_default() for one in fields},
        frozenset(one.attname for one in fields if isinstance(one, models.JSONField)),
    )
