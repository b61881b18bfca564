"""The one shape every format is read into."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from secon.codes.rules import CPV, subtree_prefix


class CodeListError(ValueError):
    """A file that cannot be read as a code list: which, on which line, and why."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        self.file = file
        self.line = line
        self.message = message
        place = f"{file}, line {line}" if line else file
        super().__init__(f"{place}: {message}")


@dataclass(frozen=True, slots=True)
class ParsedCode:
    """One code with its labels by language (ISO 639-1)."""

    code: str
    labels: Mapping[str, str]
    suffix: str = ""  # the check digit of a CPV code
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedList:
    """One list as read from ``source``; ``complete`` is False for a publisher's list in part."""

    id: str
    version: str
    source: str
    codes: tuple[ParsedCode, ...]
    complete: bool = True


def with_cpv_parents(codes: Iterable[ParsedCode]) -> tuple[ParsedCode, ...]:
    """``codes`` of CPV, each with the nearest code above it that is there."""
    rows = tuple(codes)
    by_prefix = {subtree_prefix(row.code): row.code for row in rows}
    placed = []
    for row in rows:
        prefix = subtree_prefix(row.code)
        above = (by_prefix.get(prefix[:size]) for size in range(len(prefix) - 1, 1, -1))
        placed.append(replace(row, parent=next((code for code in above if code), None)))
    return tuple(placed)


def is_cpv(list_id: str) -> bool:
    """Whether a list holds CPV codes: the whole list or one tailored from it."""
    return list_id == CPV or list_id.endswith(f"-{CPV}")
