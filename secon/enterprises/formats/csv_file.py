"""Tables as text: encoding and delimiter are found out."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from secon.enterprises.formats.letters import decode
from secon.enterprises.formats.table import (
    LONGEST_CELL,
    FileCode,
    FileProblem,
    Line,
    Table,
    table,
)

_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE = 60  # lines among which delimiters are counted


def read_csv(data: bytes, language: str) -> Table:
    """The table in ``data``, a text in ``language`` (el). FileProblem where there is none."""
    text, _encoding = decode(data, language)
    if _is_binary(text):
        raise FileProblem(FileCode.NO_TABLE)
    text, stated = _stated_delimiter(text)
    return table(_lines(text, stated or _delimiter(text), first=2 if stated else 1))


def _is_binary(text: str) -> bool:
    start = text[:10_000]
    odd = sum(sign < " " and sign not in "\t\r\n\f" for sign in start)
    markup = start.lstrip("\ufeff \r\n\t")[:15].lower()
    return odd > len(start) // 200 or markup.startswith(("<!doctype", "<html", "<?xml", "{", "["))


def _stated_delimiter(text: str) -> tuple[str, str]:
    """Excel's own first line ``sep=;``."""
    head, _newline, rest = text.partition("\n")
    stated = head.strip().lower()
    if len(stated) == 5 and stated.startswith("sep="):
        return rest, stated[4]
    return text, ""


def _delimiter(text: str) -> str:
    """The sign that cuts most lines into the same number of cells, more than one."""
    return max(_DELIMITERS, key=lambda sign: _evenness(text, sign))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter)):
            if number == _SAMPLE:
                break
            if any(cell.strip() for cell in cells):
                widths[len(cells)] += 1
    except csv.Error:
        return 0.0, 0
    several = {width: lines for width, lines in widths.items() if width > 1}
    if not several:
        return 0.0, 0
    width, lines = max(several.items(), key=lambda item: (item[1], item[0]))
    return lines / widths.total(), width


def _lines(text: str, delimiter: str, *, first: int) -> Iterator[Line]:
    """Rows numbered as a spreadsheet would: a quoted line break does not begin a new one."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    number = first - 1
    try:
        for number, cells in enumerate(reader, first):
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise FileProblem(FileCode.OPEN_QUOTE, row=number)
            yield Line(number, tuple(cells))
    except csv.Error as error:
        raise FileProblem(FileCode.OPEN_QUOTE, row=number + 1) from error
