"""Files that people add to calls and answers: known by their first bytes, without macros. Pure."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

MOST_BYTES = 5 * 1024 * 1024
MOST_FILES = 5
_MOST_UNPACKED = 200 * 1024 * 1024
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError)
_PARTS = {"docx": "word/", "xlsx": "xl/"}
TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}


class DocumentCode(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    KIND = "kind"
    MACROS = "macros"
    BROKEN = "broken"


class DocumentProblem(ValueError):  # noqa: N818 -- shown to people as a problem with their file
    """A file that is not taken."""

    def __init__(self, code: DocumentCode) -> None:
        super().__init__(str(code))
        self.code = code


@dataclass(frozen=True, slots=True)
class Document:
    """A file that is taken: ``kind`` is a key of ``TYPES``, ``name`` ends with it."""

    name: str
    kind: str
    data: bytes


def read_document(name: str, data: bytes) -> Document:
    """``data`` as a document; what it is called is believed only for its words."""
    if not data:
        raise DocumentProblem(DocumentCode.EMPTY)
    if len(data) > MOST_BYTES:
        raise DocumentProblem(DocumentCode.TOO_LARGE)
    kind = _kind(data)
    stem = PurePath(name.replace("\\", "/")).stem
    tidy = "".join(sign if sign.isalnum() or sign in " -_.()" else "_" for sign in stem)
    return Document(f"{tidy.strip(' .')[:120] or 'document'}.{kind}", kind, data)


def _kind(data: bytes) -> str:
    if data.startswith(b"%PDF-"):
        return "pdf"
    if not data.startswith(b"PK\x03\x04"):
        raise DocumentProblem(DocumentCode.KIND)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _office_kind(archive)
    except (*_BROKEN, OSError, EOFError, RuntimeError, UnicodeDecodeError) as error:
        raise DocumentProblem(DocumentCode.BROKEN) from error


def _office_kind(archive: zipfile.ZipFile) -> str:
    members = archive.infolist()
    names = [one.filename for one in members]
    if sum(one.file_size for one in members) > _MOST_UNPACKED:
        raise DocumentProblem(DocumentCode.BROKEN)
    macros = ("vbaproject.bin", ".class", ".js", ".exe")
    if any(
        name.lower().endswith(macros) or name.startswith(("Basic/", "Scripts/")) for name in names
    ):
        raise DocumentProblem(DocumentCode.MACROS)
    if "mimetype" in names:
        stated = archive.read("mimetype")[:100].decode("ascii", "replace").strip()
        for kind, full in TYPES.items():
            if stated == full:
                return kind
    for kind, folder in _PARTS.items():
        if any(name.startswith(folder) for name in names):
            return kind
    raise DocumentProblem(DocumentCode.KIND)
