"""Writing many plain rows into a table at once: ``executemany`` without building models.

A notice has some thirty rows, an enterprise fifteen. Making a model object for each, as
``bulk_create`` does, takes most of an import's time; a prepared statement and tuples take a tenth of
it. Keys are given by the caller or by the database; JSON is given as text. No signals, no ``save()``.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connection, models

Convert = Callable[[Any], Any]
Row = tuple[Any, ...]


class Table:
    """One model's table with a fixed choice of columns (``attname``\\ s).

    ``kept`` are columns that an existing row keeps when it is overwritten.
    """

    def __init__(
        self, model: type[models.Model], columns: Sequence[str], kept: Sequence[str] = ()
    ) -> None:
        fields = {field.attname: field for field in model._meta.concrete_fields}
        chosen = [fields[name] for name in columns]
        quote = connection.ops.quote_name
        names = [quote(str(field.column)) for field in chosen]
        self._insert = (
            f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(names)}) "  # noqa: S608 -- names of our own models
            f"VALUES ({', '.join(['%s'] * len(names))})"
        )
        key = quote(str(model._meta.pk.column))
        still = {key, *map(quote, kept)}
        updates = ", ".join(f"{name} = excluded.{name}" for name in names if name not in still)
        self._upsert = f"{self._insert} ON CONFLICT ({key}) DO UPDATE SET {updates}"
        self._convert = [
            (place, convert)
            for place, field in enumerate(chosen)
            if (convert := _converter(field)) is not None
        ]
        self._clip = [
            (place, field.max_length)
            for place, field in enumerate(chosen)
            if isinstance(field, models.CharField) and field.max_length
        ]

    def insert(self, rows: Iterable[Row]) -> None:
        """Add rows; a key that is there already is an IntegrityError."""
        self._execute(self._insert, rows)

    def upsert(self, rows: Iterable[Row]) -> None:
        """Add rows or overwrite the chosen columns of those whose key is there."""
        self._execute(self._upsert, rows)

    def _execute(self, statement: str, rows: Iterable[Row]) -> None:
        ready = [self._ready(row) for row in rows]
        if ready:
            with connection.cursor() as cursor:
                cursor.executemany(statement, ready)

    def _ready(self, row: Row) -> list[Any]:
        values = list(row)
        for place, convert in self._convert:
            if values[place] is not None:
                values[place] = convert(values[place])
        for place, length in self._clip:
            if len(values[place]) > length:
                values[place] = values[place][:length]
        return values


def next_keys(model: type[models.Model], count: int) -> list[int]:
    """``count`` keys that no row has or will get: for rows that others refer to.

    Inside a transaction. PostgreSQL gives them away for good; in SQLite nobody else may write
    before the transaction ends.
    """
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), count],
            )
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone() or (0,)
    return list(range(last + 1, last + 1 + count))


def _converter(field: models.Field) -> Convert | None:
    """How a value of this field is written by this database; ``None``: as it is."""
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    if isinstance(field, models.TimeField):
        return connection.ops.adapt_timefield_value
    if isinstance(field, models.DecimalField):
        digits, places = field.max_digits, field.decimal_places
        return lambda value: connection.ops.adapt_decimalfield_value(value, digits, places)
    return None
