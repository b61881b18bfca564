"""Which reader a file needs, by its first bytes and not by its name."""

from __future__ import annotations

from secon.enterprises.formats.csv_file import read_csv
from secon.enterprises.formats.table import MOST_BYTES, FileCode, FileProblem, Table
from secon.enterprises.formats.xlsx_file import read_xlsx

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_NOT_TABLES = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"7z\xbc\xaf")


def open_table(data: bytes, *, language: str, sheet: str = "") -> Table:
    """The table in ``data``; ``language`` (el) is that of its texts, ``sheet`` one of a workbook.

    Raises ``FileProblem``, also while the lines are read.
    """
    if not data.strip(b"\0 \r\n\t\xef\xbb\xbf"):
        raise FileProblem(FileCode.EMPTY)
    if len(data) > MOST_BYTES:
        raise FileProblem(FileCode.TOO_LARGE, most=MOST_BYTES // 1024 // 1024)
    if data.startswith(_OLE):
        raise FileProblem(FileCode.ENCRYPTED if _ENCRYPTED in data else FileCode.OLD_EXCEL)
    if data.startswith(_NOT_TABLES):
        raise FileProblem(FileCode.NO_TABLE)
    if data.startswith(_ZIP):
        return read_xlsx(data, sheet)
    return read_csv(data, language)
