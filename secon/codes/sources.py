"""Where code lists come from: a file, a folder, a zip, an address. Everything is limited.

Names that start with ``nuts`` are left to `secon.places`.
"""

from collections.abc import Iterator
from http.client import HTTPException
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.parse import urljoin, urlsplit
from urllib.request import Request, urlopen
from zipfile import BadZipFile, ZipFile

from secon.codes.formats import MAX_BYTES, CodeListError

MAX_MEMBERS = 1000
TIMEOUT = 30.0  # seconds without a byte
_CHUNK = 1 << 16
_LISTS = (".gc", ".json")

PUBLISHED = (
    "accessibility.gc",
    "applicability_reserved-execution.gc",
    "award-criterion-type.gc",
    "buyer-legal-type.gc",
    "change-corrig-justification.gc",
    "contract-nature.gc",
    "cpv.gc",
    "cpv_social-service-cpv.gc",
    "economic-operator-size.gc",
    "environmental-impact.gc",
    "form-type.gc",
    "gpp-criteria.gc",
    "innovative-acquisition.gc",
    "legal-basis.gc",
    "main-activity.gc",
    "non-award-justification.gc",
    "non-publication-justification.gc",
    "notice-type.gc",
    "other-place-service.gc",
    "procurement-procedure-type.gc",
    "received-submission-type.gc",
    "reserved-procurement.gc",
    "social-objective.gc",
    "strategic-procurement.gc",
    "winner-selection-status.gc",
)
"""The lists taken from the publisher's folder."""


def files(where: str) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every code list at ``where``; CodeListError if it cannot be got."""
    if urlsplit(where).scheme in {"http", "https"}:
        yield from _from_address(where)
        return
    path = Path(where)
    if path.is_dir():
        found = [one for one in sorted(path.iterdir()) if _is_list(one.name, archives=True)]
        if not found:
            raise CodeListError(where, None, "no .gc, .json or .zip file in this folder")
        for one in found:
            yield from _from_file(one)
    else:
        yield from _from_file(path)


def _is_list(name: str, *, archives: bool = False) -> bool:
    plain = PurePosixPath(name).name.lower()
    return plain.endswith((*_LISTS, ".zip") if archives else _LISTS) and not plain.startswith(
        ("nuts", ".")
    )


def _from_file(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with path.open("rb") as stream:
            data = _limited(stream, path.name)
    except OSError as error:
        raise CodeListError(str(path), None, error.strerror or str(error)) from error
    yield from _unpacked(path.name, data)


def _from_address(address: str) -> Iterator[tuple[str, bytes]]:
    """One file, or the lists we use from the publisher's folder (an address that ends in ``/``)."""
    names = PUBLISHED if address.endswith("/") else ("",)
    for name in names:
        one = urljoin(address, name)
        request = Request(one, headers={"User-Agent": "secon"})  # noqa: S310 -- http and https only
        try:
            with urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310 -- as above
                data = _limited(answer, one)
        except (OSError, HTTPException) as error:
            raise CodeListError(one, None, f"cannot be downloaded: {error}") from error
        yield from _unpacked(PurePosixPath(urlsplit(one).path).name, data)


def _limited(stream: IO[bytes], name: str) -> bytes:
    """All of ``stream`` in pieces; CodeListError once it is larger than any list."""
    pieces, size = [], 0
    while piece := stream.read(_CHUNK):
        size += len(piece)
        if size > MAX_BYTES:
            raise CodeListError(name, None, f"larger than {MAX_BYTES // 1_000_000} MB")
        pieces.append(piece)
    return b"".join(pieces)


def _unpacked(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file itself, or the lists inside a zip; nothing is written to disk."""
    if not data.startswith(b"PK\x03\x04"):
        yield name, data
        return
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = [one for one in archive.infolist() if _is_list(one.filename)]
            if not members:
                raise CodeListError(name, None, "no .gc or .json file in this archive")
            if len(members) > MAX_MEMBERS:
                raise CodeListError(name, None, f"more than {MAX_MEMBERS} files")
            for member in members:
                with archive.open(member) as stream:
                    yield PurePosixPath(member.filename).name, _limited(stream, member.filename)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise CodeListError(name, None, f"not a readable zip: {error}") from error
