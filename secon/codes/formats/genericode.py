"""Genericode 1.0 as the Publications Office writes it, one label column per language."""

from lxml import etree

from secon.codes.formats.shape import (
    CodeListError,
    ParsedCode,
    ParsedList,
    is_cpv,
    with_cpv_parents,
)
from secon.codes.rules import plain_cpv

_ROOT = "{http://docs.oasis-open.org/codelist/ns/genericode/1.0/}CodeList"
_LABEL = "_label"
LANGUAGES = {
    "bul": "bg", "ces": "cs", "dan": "da", "deu": "de", "ell": "el", "eng": "en",
    "est": "et", "fin": "fi", "fra": "fr", "gle": "ga", "hrv": "hr", "hun": "hu",
    "ita": "it", "lav": "lv", "lit": "lt", "mlt": "mt", "nld": "nl", "pol": "pl",
    "por": "pt", "ron": "ro", "slk": "sk", "slv": "sl", "spa": "es", "swe": "sv",
}  # fmt: skip
"""ISO 639-3 of the label columns to ISO 639-1."""


def read(data: bytes, *, source: str) -> ParsedList:
    """The list in ``data``. No document type, so no entities, is accepted."""
    root = _parse(data, source)
    if root.tag != _ROOT:
        raise CodeListError(source, _line(root), "not a genericode CodeList")
    list_id = _text(root.xpath("Identification/LongName[not(@Identifier)]")) or _text(
        root.xpath("Identification/ShortName")
    )
    if not list_id:
        raise CodeListError(source, _line(root), "the list has no LongName")
    codes: dict[str, ParsedCode] = {}
    for row in root.iterfind("SimpleCodeList/Row"):
        code = _code(row, list_id, source)
        if code.code in codes:
            raise CodeListError(source, _line(row), f"the code {code.code} stands twice")
        codes[code.code] = code
    if not codes:
        raise CodeListError(source, _line(root), "the list has no rows")
    rows = tuple(codes.values())
    agency = _text(root.xpath("Identification/Agency/LongName"))
    return ParsedList(
        id=list_id,
        version=_text(root.xpath("Identification/Version")),
        source=f"{agency} ({source})" if agency else source,
        codes=with_cpv_parents(rows) if is_cpv(list_id) else rows,
    )


def _parse(data: bytes, source: str) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise CodeListError(source, error.lineno, error.msg or "not well-formed XML") from error
    except ValueError as error:
        raise CodeListError(source, 1, str(error)) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise CodeListError(source, 1, "a document type is not accepted")
    return root


def _line(element: etree._Element) -> int | None:
    line: int | None = element.sourceline  # type: ignore[assignment]  # the stubs say "..."
    return line


def _text(found: object) -> str:
    """The text of the first element found, without the white space around it."""
    first = found[0] if isinstance(found, list) and found else None
    return (first.text or "").strip() if isinstance(first, etree._Element) else ""


def _code(row: etree._Element, list_id: str, source: str) -> ParsedCode:
    values = {
        value.get("ColumnRef", ""): " ".join((value.findtext("SimpleValue") or "").split())
        for value in row.iterfind("Value")
    }
    code = values.get("code", "")
    if not code:
        raise CodeListError(source, _line(row), "a row has no code")
    suffix = ""
    if is_cpv(list_id):
        plain = plain_cpv(code)
        if plain is None:
            raise CodeListError(source, _line(row), f"{code!r} is no CPV code")
        code, suffix = plain, code.partition("-")[2].strip()
    labels = {
        language: values[column + _LABEL]
        for column, language in LANGUAGES.items()
        if values.get(column + _LABEL)
    }
    if not labels and values.get("Name"):
        labels["en"] = values["Name"]
    return ParsedCode(code=code, labels=labels, suffix=suffix)
