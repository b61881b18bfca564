"""What a reader of files hands on: headings, lines of cells, or the reason why there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import chain

Cell = str | int | float | bool | date | datetime | None
"""Text as written; XLSX also has numbers and dates. None and "" are empty."""

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 200_000
MOST_COLUMNS = 200
LONGEST_CELL = 20_000  # signs
_LOOK = 20  # lines among which the headings are sought


class FileCode(StrEnum):
    """Why a file as a whole cannot be read. ``interfaces.register_words`` has the sentences."""

    EMPTY = "empty_file"
    TOO_LARGE = "too_large"
    NO_TABLE = "no_table"
    OLD_EXCEL = "old_excel"
    ENCRYPTED = "encrypted"
    MACROS = "macros"
    OPEN_DOCUMENT = "open_document"
    BROKEN = "broken"
    TOO_LARGE_INSIDE = "too_large_inside"
    UNREADABLE_LETTERS = "unreadable_letters"
    NO_SHEET = "no_sheet"
    EMPTY_SHEET = "empty_sheet"
    NO_HEADINGS = "no_headings"
    ONE_COLUMN = "one_column"
    DOUBLED_HEADINGS = "doubled_headings"
    NO_ROWS = "no_rows"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    OPEN_QUOTE = "open_quote"


class FileProblem(ValueError):  # noqa: N818 -- shown to people as a problem with their file
    """A file that cannot be read; ``detail`` has what its sentence names."""

    def __init__(self, code: FileCode, **detail: str | int) -> None:
        super().__init__(f"{code} {detail}" if detail else str(code))
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Heading:
    """A column's name and its letter (``F``)."""

    text: str
    letter: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row with its number as a spreadsheet shows it; ``cells`` as many as there are headings."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table's headings, all lines below them (to be read once), its sheet and the other sheets.

    Reading the lines raises ``FileProblem`` where the file turns out broken or too long.
    """

    headings: tuple[Heading, ...]
    lines: Iterator[Line]
    sheet: str = ""
    sheets: tuple[str, ...] = ()


def table(lines: Iterable[Line], *, sheet: str = "", sheets: tuple[str, ...] = ()) -> Table:
    """The table among ``lines``: empty ones are passed over, headings found, columns cut to them."""
    filled = (line for line in lines if any(map(is_filled, line.cells)))
    first: list[Line] = []
    for line in filled:
        first.append(line)
        if len(first) == _LOOK:
            break
    if not first:
        raise FileProblem(FileCode.EMPTY_SHEET if sheet else FileCode.EMPTY, sheet=sheet)
    at = _headings_at(first)
    columns = _columns(first[at])
    below = _limited(chain(first[at + 1 :], filled), columns)
    return Table(tuple(heading for _place, heading in columns), below, sheet, sheets)


def is_filled(cell: Cell) -> bool:
    """Whether a cell says anything."""
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))


def letter(column: int) -> str:
    """The letters of a column, counted from 0: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _headings_at(first: list[Line]) -> int:
    """The first line of names: as wide as most below it, without numbers and dates."""
    widths = [sum(map(is_filled, line.cells)) for line in first]
    widest = max(widths)
    if widest == 1:
        raise FileProblem(FileCode.ONE_COLUMN)
    for at, (line, width) in enumerate(zip(first, widths, strict=True)):
        if width >= max(2, round(widest * 0.5)):
            if all(_is_name(cell) for cell in line.cells if is_filled(cell)):
                return at
            raise FileProblem(FileCode.NO_HEADINGS, row=line.number)
    raise FileProblem(FileCode.NO_HEADINGS, row=first[0].number)  # pragma: no cover -- widest fits


def _is_name(cell: Cell) -> bool:
    """Whether a cell can be a column's name: words, not a number, a date or an e-mail address."""
    if not isinstance(cell, str) or len(cell) > 200 or "@" in cell or "://" in cell:
        return False
    letters = sum(sign.isalpha() for sign in cell)
    return letters >= 2 or cell.strip() in {"#", "№", "x", "y", "X", "Y"}


def _columns(line: Line) -> list[tuple[int, Heading]]:
    names = [
        (place, " ".join(str(cell).split()))
        for place, cell in enumerate(line.cells)
        if is_filled(cell)
    ]
    if len(names) > MOST_COLUMNS:
        raise FileProblem(FileCode.TOO_MANY_COLUMNS, columns=len(names), most=MOST_COLUMNS)
    counts = Counter(name.casefold() for _place, name in names)
    doubled = [(place, name) for place, name in names if counts[name.casefold()] > 1]
    if doubled:
        said = ", ".join(f"{name} ({letter(place)})" for place, name in doubled[:10])
        raise FileProblem(FileCode.DOUBLED_HEADINGS, headings=said, row=line.number)
    return [(place, Heading(name[:120], letter(place))) for place, name in names]


def _limited(lines: Iterable[Line], columns: list[tuple[int, Heading]]) -> Iterator[Line]:
    places = [place for place, _heading in columns]
    count = 0
    for line in lines:
        count += 1
        if count > MOST_ROWS:
            raise FileProblem(FileCode.TOO_MANY_ROWS, most=MOST_ROWS)
        cells, width = line.cells, len(line.cells)
        yield Line(line.number, tuple(cells[at] if at < width else None for at in places))
    if not count:
        raise FileProblem(FileCode.NO_ROWS)
