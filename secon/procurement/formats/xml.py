"""The border: bytes become a tree only here, and only ``FormatError`` comes back out of it.

Hostile input is expected. No entity is resolved, no DTD or network read, size and depth are
limited (depth, text length and entity amplification by libxml2 itself, as ``huge_tree`` is off).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, cast, overload

from lxml import etree


class Element(Protocol):
    """What the readers use of an lxml element; ``tag`` is in Clark notation ``{namespace}Name``.

    Where speed counts the readers go over ``element[:]``: lxml makes that list a good deal faster
    than it steps through its iterator.
    """

    tag: str
    text: str | None

    def get(self, key: str, default: str = ..., /) -> str | None: ...
    def getparent(self) -> "Element | None": ...
    def getnext(self) -> "Element | None": ...
    def iter(self, *tags: str) -> Iterator["Element"]: ...
    def iterchildren(self, *tags: str) -> Iterator["Element"]: ...
    def itertext(self, *, with_tail: bool = ...) -> Iterator[str]: ...
    def __iter__(self) -> Iterator["Element"]: ...
    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, index: int, /) -> "Element": ...
    @overload
    def __getitem__(self, index: slice, /) -> "list[Element]": ...


MAX_BYTES = 20 * 1024 * 1024
"""The longest notice seen is under 2 MB; a hundred lots in two languages fit ten times over."""

_PARSER = etree.XMLParser(
    resolve_entities=False,
    no_network=True,
    load_dtd=False,
    dtd_validation=False,
    huge_tree=False,
    remove_blank_text=True,
    remove_comments=True,
    remove_pis=True,
    collect_ids=False,
)

# Error codes of libxml2, see xmlerror.h.
_ENCODING = frozenset({6, 31, 32, 79, 81})
_ENTITY_LOOP = 89
_NOT_CUT = frozenset({4, 26, 76})  # no element, unknown entity, tags that do not match


class FormatError(Exception):
    """A notice that cannot be read: a stable ``code``, the place in the file and plain words.

    Codes: ``empty``, ``too-large``, ``too-deep``, ``bad-encoding``, ``truncated``, ``not-xml``,
    ``doctype``, ``entity-limit``, ``wrong-root``, ``no-identity``, ``no-form``, ``unreadable``.
    """

    def __init__(self, code: str, where: str, message: str) -> None:
        super().__init__(code, where, message)
        self.code = code
        self.where = where
        self.message = message

    def __str__(self) -> str:
        return f"{self.code} at {self.where}: {self.message}"


@dataclass(slots=True)
class Cursor:
    """The element being read, so that a failure can say where it happened."""

    at: Element


def parse(data: bytes) -> Element:
    """The root element of ``data`` without comments, or FormatError."""
    if len(data) > MAX_BYTES:
        raise FormatError("too-large", "file", f"{len(data)} bytes, at most {MAX_BYTES} are read")
    if not data or data.isspace():
        raise FormatError("empty", "file", "no content")
    try:
        root = etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise _refusal(error, data) from error
    except (ValueError, LookupError, MemoryError) as error:
        raise FormatError("not-xml", "file", str(error)) from error
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and dtd.entities():  # type: ignore[union-attr]  # not in the stubs
        raise FormatError("doctype", "line 1", "a document type with entities is not accepted")
    return cast("Element", root)


def _refusal(error: etree.XMLSyntaxError, data: bytes) -> FormatError:
    code: int = error.code  # type: ignore[attr-defined]  # set by lxml, not in its stubs
    words = error.msg or "not well-formed"
    line, column = error.position
    kind = "not-xml"
    if "depth" in words:
        kind = "too-deep"
    elif "too long" in words:
        kind = "too-large"
    elif code == _ENTITY_LOOP or "amplification" in words:
        kind = "entity-limit"
    elif "external entity" in words or "network entity" in words:
        kind = "doctype"
    elif code in _ENCODING:
        kind = "bad-encoding"
    elif code not in _NOT_CUT and line >= data.count(b"\n") + 1:
        kind = "truncated"
    return FormatError(kind, f"line {line}, column {column}", words)


def path_of(element: Element) -> str:
    """Where ``element`` stands: ``/ContractNotice/ProcurementProjectLot[2]``, local names only."""
    steps: list[str] = []
    node: Element | None = element
    while node is not None:
        parent = node.getparent()
        name = node.tag.rpartition("}")[2]
        twins = [] if parent is None else list(parent.iterchildren(node.tag))
        steps.append(f"{name}[{twins.index(node) + 1}]" if len(twins) > 1 else name)
        node = parent
    return "/" + "/".join(reversed(steps))


def joined(element: Element) -> str:
    """All the text under ``element``, single-spaced; for markup inside text (``<FT>``)."""
    return " ".join("".join(element.itertext(with_tail=False)).split())
