"""Excel workbooks (XLSX): values only, never formulas, macros or links.

A workbook is a zip of XML: its members are looked at before anything is unpacked.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from secon.enterprises.formats.table import FileCode, FileProblem, Line, Table, is_filled, table

MOST_UNPACKED = 500 * 1024 * 1024
MOST_MEMBERS = 2_000
MOST_PACKED = 250  # a member may unpack to so many times its size, from 10 MB on
_BROKEN = (
    zipfile.BadZipFile,
    InvalidFileException,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OSError,
    EOFError,
    SyntaxError,  # the XML parsers' errors
)


def read_xlsx(data: bytes, sheet: str = "") -> Table:
    """The table on ``sheet``, or on the first visible one with content. FileProblem for others."""
    _check_members(data)
    book = _opened(data)
    visible = [one for one in book.worksheets if one.sheet_state == "visible"]
    names = tuple(one.title for one in visible)
    if not visible:
        raise FileProblem(FileCode.NO_SHEET, sheet=sheet)
    if sheet:
        if sheet not in names:
            raise FileProblem(FileCode.NO_SHEET, sheet=sheet, sheets=", ".join(names))
        return table(_lines(book[sheet]), sheet=sheet, sheets=names)
    chosen = next((one for one in visible if _has_content(one)), visible[0])
    return table(_lines(chosen), sheet=chosen.title, sheets=names)


def _check_members(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            names = {one.filename for one in members}
            _check_kind(archive, names)
            _check_sizes(members)
            for one in members:
                if one.filename.endswith((".xml", ".rels")):
                    with archive.open(one) as file:
                        if b"<!DOCTYPE" in file.read(2000):
                            raise FileProblem(FileCode.BROKEN)
    except FileProblem:
        raise
    except (*_BROKEN, RuntimeError, NotImplementedError) as error:
        raise FileProblem(FileCode.BROKEN) from error


def _check_kind(archive: zipfile.ZipFile, names: set[str]) -> None:
    if "mimetype" in names and b"opendocument" in archive.read("mimetype")[:100]:
        raise FileProblem(FileCode.OPEN_DOCUMENT)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileProblem(FileCode.MACROS)
    if not any(name.startswith("xl/") for name in names):
        raise FileProblem(FileCode.NO_TABLE)


def _check_sizes(members: list[zipfile.ZipInfo]) -> None:
    if any(one.flag_bits & 1 for one in members):
        raise FileProblem(FileCode.ENCRYPTED)
    if len(members) > MOST_MEMBERS or sum(one.file_size for one in members) > MOST_UNPACKED:
        raise FileProblem(FileCode.TOO_LARGE_INSIDE)
    for one in members:
        if one.file_size > 10 * 1024 * 1024 and one.file_size > MOST_PACKED * one.compress_size:
            raise FileProblem(FileCode.TOO_LARGE_INSIDE)


def _opened(data: bytes) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what it does not read: styles, validation, pictures
            return load_workbook(
                io.BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=False
            )
    except _BROKEN as error:
        raise FileProblem(FileCode.BROKEN) from error


def _has_content(sheet: Any) -> bool:
    return any(any(map(is_filled, line.cells)) for line in _lines(sheet))


def _lines(sheet: Any) -> Iterator[Line]:
    """Rows with their numbers; the size a sheet states of itself is not believed."""
    sheet.reset_dimensions()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # dates it cannot hold become errors in their cells
            for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
                yield Line(number, cells)
    except _BROKEN as error:
        raise FileProblem(FileCode.BROKEN) from error
