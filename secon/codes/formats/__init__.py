"""Code lists as their publishers write them, read into one shape. Pure.

`read` takes the bytes of one file: genericode, CPV as JSON (the xterr layout) or the project's own
table. A file that cannot be read raises `CodeListError` with its name, the line and the reason.
"""

from secon.codes.formats import cpv_json, genericode, table
from secon.codes.formats.shape import CodeListError, ParsedCode, ParsedList

__all__ = ["MAX_BYTES", "CodeListError", "ParsedCode", "ParsedList", "read"]

MAX_BYTES = 64_000_000
"""Of one file, unpacked: the whole CPV in 24 languages is 35 MB of genericode."""


def read(data: bytes, *, source: str) -> tuple[ParsedList, ...]:
    """The lists in a file; ``source`` is its name, for messages and for the record."""
    if len(data) > MAX_BYTES:
        raise CodeListError(source, None, f"larger than {MAX_BYTES // 1_000_000} MB")
    start = data[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return (genericode.read(data, source=source),)
    if start.startswith(b"{"):
        document = table.parse_json(data, source=source)
        if isinstance(document.get("lists"), list):
            return table.read(document, source=source)
        return (cpv_json.read(document, source=source),)
    raise CodeListError(source, 1, "neither genericode nor JSON")
