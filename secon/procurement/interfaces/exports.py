"""Lists to take away: CSV, JSON, spreadsheet. One record is one lot; contact persons are not in it.

Keys are the same in every form and in the API, so a script reads either.
"""

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from typing import IO

from openpyxl import Workbook  # type: ignore[import-untyped]  # it has no stubs

Record = Mapping[str, str | int | float | bool | list[str] | None]

COLUMNS = (
    "page",
    "publication",
    "lot",
    "stage",
    "published",
    "title",
    "title_language",
    "buyer",
    "country",
    "nuts",
    "place_stated_by",
    "cpv",
    "deadline",
    "value",
    "currency",
    "value_doubtful",
    "reserved",
    "reserved_execution",
    "signals",
    "sme_suitable",
    "procedure_kind",
    "languages",
    "source",
)
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


def csv_lines(records: Iterable[Record]) -> Iterator[str]:
    """The list as CSV (RFC 4180, UTF-8), a line at a time."""
    writer = csv.writer(_Echo())
    yield CSV_BOM + writer.writerow(COLUMNS)
    for record in records:
        yield writer.writerow([cell(record[column]) for column in COLUMNS])


def json_parts(records: Iterable[Record], *, about: Mapping[str, object]) -> Iterator[str]:
    """The list as one JSON object, ``about`` first, then ``tenders``, a record at a time."""
    head = json.dumps(dict(about), ensure_ascii=False)
    yield f'{head[:-1]}, "tenders": [' if about else '{"tenders": ['
    separator = "\n"
    for record in records:
        yield separator + json.dumps(dict(record), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def spreadsheet(records: Iterable[Record]) -> IO[bytes]:
    """The list as XLSX in a temporary file that removes itself; rows are written as they come."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("tenders")
    sheet.append(COLUMNS)
    for record in records:
        sheet.append([_xlsx(record[column]) for column in COLUMNS])
    file = tempfile.TemporaryFile()  # noqa: SIM115 -- the answer closes it when it is sent
    book.save(file)
    file.seek(0)
    return file


def _xlsx(value: object) -> str | int | float | None:
    """Numbers stay numbers; text is made harmless as in CSV, without control characters."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return "".join(c for c in cell(value) if c in "\t\n" or ord(c) >= 32)
