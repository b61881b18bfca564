"""What a worker process does: bytes of a file to rows, or to the reason why not. No ORM."""

import os
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from secon.procurement.domain.columns import Rows
from secon.procurement.domain.flattening import flatten
from secon.procurement.domain.memory import peak_mb
from secon.procurement.domain.packages import SDK_EXAMPLES, Trouble
from secon.procurement.formats import FormatError, read

_LEVEL = 6  # of zlib: a tenth of the size; higher gains 2 % for twice the time


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read."""

    name: str
    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A notice ready to be stored, with its bytes compressed."""

    name: str
    sha256: str
    size: int
    packed: bytes
    rows: Rows


@dataclass(frozen=True, slots=True)
class Terms:
    """What is the same for every file of a run."""

    today: date
    examples: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """What came of some files, and the worker's largest memory so far."""

    results: tuple[Parsed | Trouble, ...]
    peak_mb: float
    pid: int


def digest(data: bytes) -> str:
    """The name bytes are known by."""
    return sha256(data).hexdigest()


def read_file(task: Task, terms: Terms) -> Parsed | Trouble:
    """One file. Whatever the bytes are, the answer is a notice or a trouble, never an exception."""
    try:
        notice = read(task.data, source=task.name)
        rows = flatten(
            notice, today=terms.today, is_example=terms.examples or SDK_EXAMPLES in task.name
        )
    except FormatError as error:
        return Trouble(error.code, task.name, error.where, error.message)
    except (ValueError, TypeError, LookupError, ArithmeticError, RecursionError) as error:
        return Trouble("unforeseen", task.name, "", f"{type(error).__name__}: {error}")
    return Parsed(task.name, task.sha256, len(task.data), zlib.compress(task.data, _LEVEL), rows)


def read_chunk(tasks: Sequence[Task], terms: Terms) -> Chunk:
    """Several files at once, so that sending them costs less than reading them."""
    return Chunk(tuple(read_file(task, terms) for task in tasks), peak_mb(), os.getpid())
