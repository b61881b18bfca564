"""The tables of a document as a spreadsheet: one sheet for each, one of sources, one about it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook

from secon.kernel import tables
from secon.kernel.paper import press
from secon.kernel.paper.model import Cell, Document, Table, tables_of, text_of

SHEET_NAME = 31  # what a spreadsheet allows
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")


def workbook(document: Document) -> IO[bytes]:
    """A temporary file that removes itself. Numbers stay numbers; no text becomes a formula."""
    book = Workbook(write_only=True)
    about = book.create_sheet(_("about")[:SHEET_NAME])
    for row in _about(document):
        about.append([_safe(value) for value in row])
    for name, table in _named(tables_of(document)):
        sheet = book.create_sheet(name)
        sheet.append([_safe(column.title) for column in table.columns])
        for line in table.rows:
            sheet.append([_value(cell) for cell in line.cells])
    listed = book.create_sheet(_unused(document.frame.sources, set(book.sheetnames)))
    for source in document.sources:
        listed.append([source.number, _safe(source.address), _safe(source.said)])
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it when it is sent
    book.save(file)
    file.seek(0)
    return file


def _about(document: Document) -> Iterable[tuple[str, ...]]:
    yield (text_of(document.title),)
    yield from document.facts
    yield (document.address,)
    yield (f"{document.frame.funding} · {document.frame.programme}",)
    yield (document.frame.disclaimer,)


def _named(found: Iterable[Table]) -> Iterable[tuple[str, Table]]:
    taken: set[str] = set()
    for table in found:
        name = _unused(table.caption, taken)
        taken.add(name)
        yield name, table


def _unused(words: str, taken: set[str]) -> str:
    """A name a sheet may have, told apart from those taken (a spreadsheet ignores case)."""
    base = _FORBIDDEN.sub(" ", press.printable(words))[:SHEET_NAME].strip("' ") or "sheet"
    name, number = base, 2
    while name.casefold() in {one.casefold() for one in taken}:
        tail = f" {number}"
        name, number = base[: SHEET_NAME - len(tail)] + tail, number + 1
    return name


def _value(cell: Cell) -> Any:
    return _safe(text_of(cell.words)) if cell.value is None else cell.value


def _safe(text: str) -> str:
    return tables.cell(press.printable(text))
