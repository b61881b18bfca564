"""Pieces of a Word file that python-docx has no words for: fields, bookmarks, links, languages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TAGS = {
    "en": "en-GB",
    "el": "el-GR",
    "de": "de-DE",
    "nl": "nl-BE",
    "ro": "ro-RO",
    "hu": "hu-HU",
    "pl": "pl-PL",
    "pt": "pt-PT",
    "lv": "lv-LV",
    "es": "es-ES",
    "bg": "bg-BG",
}
"""Languages as Word names them."""


def element(name: str, /, **attributes: str) -> Any:
    """An element such as ``w:lang`` with attributes of the same namespace."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_language(run_properties: Any, language: str) -> None:
    """Say in which language a run or a style is."""
    for old in run_properties.findall(qn("w:lang")):
        run_properties.remove(old)
    tag = TAGS.get(language, language)
    run_properties.append(element("w:lang", val=tag, eastAsia=tag, bidi=tag))


def set_fonts(run_properties: Any, family: str) -> None:
    """One family for every script, in place of the theme's."""
    fonts = run_properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), family)


def add_field(paragraph: Any, code: str, shown: str = "", *, dirty: bool = False) -> None:
    """A field such as ``PAGE`` with what it shows until it is counted again."""
    _field_char(paragraph, "begin", dirty=dirty)
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    _field_char(paragraph, "separate")
    if shown:
        paragraph.add_run(shown)
    _field_char(paragraph, "end")


@contextmanager
def field_around(first: Any, last: Any, code: str) -> Iterator[None]:
    """A field whose shown part spans paragraphs: the contents. Counted when Word opens the file."""
    _field_char(first, "begin", dirty=True)
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    first.add_run()._r.append(instruction)
    _field_char(first, "separate")
    yield
    _field_char(last, "end")


def _field_char(paragraph: Any, kind: str, *, dirty: bool = False) -> None:
    sign = element("w:fldChar", fldCharType=kind)
    if dirty:
        sign.set(qn("w:dirty"), "true")
    paragraph.add_run()._r.append(sign)


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Let links find ``paragraph``."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


@contextmanager
def link(paragraph: Any, *, address: str = "", anchor: str = "") -> Iterator[None]:
    """Runs added inside become a link to an address or to a bookmark."""
    before = len(paragraph._p)
    yield
    wrapped = OxmlElement("w:hyperlink")
    if address:
        key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        wrapped.set(qn("r:id"), key)
    else:
        wrapped.set(qn("w:anchor"), anchor)
    wrapped.set(qn("w:history"), "1")
    for run in list(paragraph._p)[before:]:
        wrapped.append(run)
    paragraph._p.append(wrapped)


def describe(picture: Any, words: str, number: int) -> None:
    """Words that stand for a picture; no gap around it."""
    inline = picture._inline
    inline.docPr.set("id", str(number))
    inline.docPr.set("descr", words)
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")


def set_table_words(table: Any, caption: str) -> None:
    """What a table shows, for those who have it read to them; fixed widths; no style of colours."""
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    properties.append(element("w:tblLayout", type="fixed"))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w="60", type="dxa"))
    properties.append(margins)
    properties.append(
        element("w:tblLook", val="0420", firstRow="1", lastRow="0", firstColumn="1", noVBand="1")
    )
    properties.append(element("w:tblCaption", val=caption))


def set_row(row: Any, *, head: bool = False, least: int = 0) -> None:
    """A row that stays whole; a head repeats on each page. ``least``: its height in twips."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if least:
        properties.append(element("w:trHeight", val=str(least), hRule="atLeast"))
    if head:
        properties.append(element("w:tblHeader"))


def set_cell(
    cell: Any, *, width: int, line: str, upright: bool = False, head: bool = False
) -> None:
    """Width in twips, a line below in a colour; upright: turned by a quarter."""
    properties = cell._tc.get_or_add_tcPr()
    for old in properties.findall(qn("w:tcW")):
        properties.remove(old)
    properties.insert(0, element("w:tcW", w=str(width), type="dxa"))
    borders = OxmlElement("w:tcBorders")
    borders.append(element("w:bottom", val="single", sz="4", space="0", color=line))
    properties.append(borders)
    if upright:
        margins = OxmlElement("w:tcMar")
        for side in ("left", "right"):
            margins.append(element(f"w:{side}", w="0", type="dxa"))
        properties.append(margins)
        properties.append(element("w:textDirection", val="btLr"))
    if head:
        properties.append(element("w:vAlign", val="center" if upright else "bottom"))
