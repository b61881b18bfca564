"""Lists to take away: CSV, JSON, spreadsheet. Records are flat; each form is written as it is read."""

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import IO

from openpyxl import Workbook

Record = Mapping[str, str | int | float | bool | list[str] | None]

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV_BOM = "\ufeff"  # spreadsheet programs then read Greek and Bulgarian as such


def cell(value: object) -> str:
    """One cell as text that no spreadsheet program takes for a formula; unknown stays empty, a stated none says so."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        value = " ".join(value) or "none"
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA_STARTS) else text


class _Echo:
    """A file that hands each line straight back, so that rows leave as they are made."""

    def write(self, text: str) -> str:
        return text


def csv_lines(records: Iterable[Record], columns: Sequence[str]) -> Iterator[str]:
    """The list as CSV (RFC 4180, UTF-8), a line at a time."""
    writer = csv.writer(_Echo())
    yield CSV_BOM + writer.writerow([cell(column) for column in columns])
    for record in records:
        yield writer.writerow([cell(record[column]) for column in columns])


def json_parts(
    records: Iterable[Mapping[str, object]], *, about: Mapping[str, object], name: str
) -> Iterator[str]:
    """The list as one JSON object, ``about`` first, then ``name``: a record at a time."""
    head = json.dumps(dict(about), ensure_ascii=False)
    yield f'{head[:-1]}, "{name}": [' if about else f'{{"{name}": ['
    separator = "\n"
    for record in records:
        yield separator + json.dumps(dict(record), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def spreadsheet(
    records: Iterable[Record],
    columns: Sequence[str],
    *,
    name: str,
    about: Mapping[str, object] | None = None,
) -> IO[bytes]:
    """The list as XLSX in a temporary file that removes itself; rows are written as they come.

    ``about`` becomes a second sheet of names and values.
    """
    book = Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.append([_xlsx(column) for column in columns])
    for record in records:
        sheet.append([_xlsx(record[column]) for column in columns])
    if about:
        notes = book.create_sheet("about")
        for key, value in about.items():
            notes.append([_xlsx(key), _xlsx(value)])
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it when it is sent
    book.save(file)
    file.seek(0)
    return file


def _xlsx(value: object) -> str | int | float | None:
    """Numbers stay numbers; text is made harmless as in CSV, after its control characters are out."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return cell("".join(c for c in cell(value) if c in "\t\n" or ord(c) >= 32))
