"""DuckDB as the observatory uses it: in memory, on files of the archive, without network."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

_CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "preserve_insertion_order": "false",
}


def connect(*, threads: int, memory: str = "1GB", spill: Path | None = None) -> Any:
    """A database of its own; ``spill`` is where it may put what exceeds ``memory``."""
    config: dict[str, Any] = {**_CONFIG, "threads": str(threads), "memory_limit": memory}
    if spill is not None:
        config["temp_directory"] = str(spill)
    return duckdb.connect(":memory:", config=config)


@cache
def _reader() -> Any:
    """One for all readers of this process; each answer takes a cursor of its own."""
    reader = connect(threads=1, memory="512MB")
    reader.execute("SET parquet_metadata_cache = true")
    return reader


def answer(sql: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
    """The rows of a question over files."""
    with _reader().cursor() as cursor:
        rows: list[tuple[Any, ...]] = cursor.execute(sql, list(parameters)).fetchall()
        return rows


def text(value: str | Path) -> str:
    """A value as a literal of SQL."""
    return "'" + str(value).replace("'", "''") + "'"
