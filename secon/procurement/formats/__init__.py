"""Reading a published notice, of whatever format, into a :class:`Notice`.

``read`` is the one door: bytes in, a frozen ``Notice`` or a ``FormatError`` out. The format is
told by the root element's namespace and name, never by the bytes in front of it.
"""

from secon.procurement.formats import eforms, ted_export
from secon.procurement.formats.names import ROOTS
from secon.procurement.formats.xml import Cursor, Element, FormatError, parse, path_of
from secon.procurement.notice import Notice

__all__ = ["FormatError", "read"]


def read(data: bytes, *, source: str) -> Notice:
    """The notice in ``data``. ``source`` is the file's name: the last resort for the number."""
    root = parse(data)
    cursor = Cursor(root)
    try:
        return _read(root, source, cursor)
    except FormatError:
        raise
    except Exception as error:
        message = f"{type(error).__name__}: {error}"
        raise FormatError("unreadable", path_of(cursor.at), message) from error


def _read(root: Element, source: str, cursor: Cursor) -> Notice:
    if root.tag in ROOTS:
        return eforms.read(root, source, cursor)
    if root.tag in ted_export.ROOTS:
        return ted_export.read(root, source, cursor)
    raise FormatError("wrong-root", "/", f"no notice starts with {root.tag}")
