"""The files of the archive: where they lie, what version they are, how one is written. Pure.

``year_month=2023-12/2023-12-05.parquet`` holds the lots published on a day; ``rolled/`` what was
counted of them (see ``rolling``). A file is replaced whole, so that a reader never sees half of one.
"""

import fcntl
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

import polars as pl

from secon.procurement.observatory.rows import VERSION, VERSION_KEY, frame

MONTH: Final = "year_month="
UNKNOWN: Final = "unknown"


def day_file(archive: Path, day: date | None) -> Path:
    """The file of a day; one for all lots without a day."""
    if day is None:
        return archive / f"{MONTH}{UNKNOWN}" / f"{UNKNOWN}.parquet"
    return archive / f"{MONTH}{day:%Y-%m}" / f"{day:%Y-%m-%d}.parquet"


def day_files(archive: Path) -> list[Path]:
    """Every day's file, in order."""
    return sorted(archive.glob(f"{MONTH}*/*.parquet"))


def day_of(path: Path) -> date | None:
    """The day whose file this is."""
    return None if path.stem == UNKNOWN else date.fromisoformat(path.stem)


def month_of(path: Path) -> str:
    """The month in whose folder a day's file lies, ``2023-12``."""
    return path.parent.name.removeprefix(MONTH)


def write_day(archive: Path, day: date | None, rows: Iterable[Mapping[str, object]]) -> Path | None:
    """Write a day's file anew, or remove it where there is no row."""
    path = day_file(archive, day)
    table = frame(rows)
    if table.is_empty():
        path.unlink(missing_ok=True)
        return None
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as draft:
        table.write_parquet(draft, metadata={VERSION_KEY: str(VERSION)})
        if path.exists() and draft.read_bytes() == path.read_bytes():
            draft.unlink()  # its month need not be counted anew
    return path


def version_of(path: Path) -> int:
    """The version of the columns of a file; 1 where it does not say."""
    return int(pl.read_parquet_metadata(path).get(VERSION_KEY, 1))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A draft beside ``path``; what is left of it when all went well takes its place."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield draft
        if draft.exists():
            draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def locked(archive: Path) -> Iterator[None]:
    """One writer at a time, whichever process it is."""
    archive.mkdir(parents=True, exist_ok=True)
    with (archive / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
