"""Spreadsheets and text tables as rows of cells: bytes in, cells out. No ORM, no clock, no network."""

from secon.enterprises.formats.opening import open_table
from secon.enterprises.formats.table import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    FileCode,
    FileProblem,
    Heading,
    Line,
    Table,
)

__all__ = [
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Cell",
    "FileCode",
    "FileProblem",
    "Heading",
    "Line",
    "Table",
    "open_table",
]
