"""How a Word file of ours looks: page, fonts, colours, as styles that people can change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from secon.kernel.paper import docx_parts as parts
from secon.kernel.paper.model import Column, Document, text_of

WIDTH = 170  # millimetres between the margins
UPRIGHT = 9  # of a turned column
FAMILY = "Arial"  # on every machine, with Greek, Cyrillic and every Latin letter we need
INK = RGBColor(0x1E, 0x24, 0x20)
OLIVE = RGBColor(0x3E, 0x5B, 0x2A)
MUTED = RGBColor(0x4B, 0x53, 0x4C)
SEA = RGBColor(0x1D, 0x5B, 0x79)
HAIR = RGBColor(0xDA, 0xD7, 0xCC)
TINT = "E7EEDD"

# name: size, before, after, bold, colour
LOOKS: dict[str, tuple[float, float, float, bool, RGBColor]] = {
    "Normal": (10, 0, 6, False, INK),
    "Body Text": (10, 0, 6, False, INK),
    "Title": (28, 120, 12, True, INK),
    "Subtitle": (12, 0, 8, False, INK),
    "Heading 1": (16, 0, 10, True, OLIVE),
    "Heading 2": (12.5, 16, 6, True, OLIVE),
    "Heading 3": (11, 12, 4, True, OLIVE),
    "TOC Heading": (16, 0, 10, True, OLIVE),
    "TOC 1": (10, 6, 2, True, INK),
    "TOC 2": (10, 0, 2, False, INK),
    "Caption": (10, 10, 4, True, INK),
    "List Bullet": (10, 0, 3, False, INK),
    "Footer": (8, 0, 0, False, MUTED),
    "Site": (20, 0, 0, True, OLIVE),
    "Kicker": (10.5, 2, 0, False, MUTED),
    "Fact": (10, 0, 2, False, INK),
    "Funding": (11, 170, 6, False, INK),
    "Small": (8, 2, 4, False, MUTED),
    "Note": (10, 8, 8, False, INK),
    "Picture": (10, 0, 8, False, INK),
    "Table Head": (8.5, 1, 1, True, INK),
    "Table Text": (8.5, 1, 1, False, INK),
    "Source": (8.5, 0, 4, False, INK),
}
INDENTS = {"TOC 2": (6.0, 0.0), "Source": (9.0, -9.0), "Fact": (35.0, -35.0)}  # millimetres
WITH_NEXT = frozenset({"Caption", "Heading 1", "Heading 2", "Heading 3", "Table Head"})


def prepare(file: Any, language: str) -> dict[str, str]:
    """Set page, styles and language of an empty file of python-docx; the styles' ids by name."""
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin, section.bottom_margin, section.footer_distance = Mm(20), Mm(24), Mm(9)
    for name in LOOKS:
        _style(file.styles, name)
    defaults = file.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault"))
    properties = defaults.find(qn("w:rPr"))
    parts.set_language(properties, language)
    file.styles["Heading 1"].paragraph_format.page_break_before = True
    file.styles["TOC Heading"].paragraph_format.page_break_before = True
    _shade(file.styles["Note"])
    stop = file.settings.element.find(qn("w:defaultTabStop"))
    stop.addnext(parts.element("w:autoHyphenation"))
    return {name: file.styles[name].style_id for name in LOOKS}


def _style(styles: Any, name: str) -> None:
    size, before, after, bold, colour = LOOKS[name]
    if name not in styles:
        styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = styles["Normal"]
    style = styles[name]
    parts.set_fonts(style.element.get_or_add_rPr(), FAMILY)
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = colour
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(before), Pt(after)
    layout.keep_with_next = name in WITH_NEXT
    if name in INDENTS:
        layout.left_indent, layout.first_line_indent = (Mm(each) for each in INDENTS[name])
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    for gap in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(gap)


def _shade(style: Any) -> None:
    properties = style.element.get_or_add_pPr()
    borders = parts.element("w:pBdr")
    borders.append(parts.element("w:left", val="single", sz="18", space="8", color=str(OLIVE)))
    shade = parts.element("w:shd", val="clear", color="auto", fill=TINT)
    spacing = properties.find(qn("w:spacing"))
    spacing.addprevious(borders)
    spacing.addprevious(shade)


def widths(columns: Iterable[Column]) -> tuple[float, ...]:
    """Millimetres of each column."""
    listed = tuple(columns)
    left = WIDTH - UPRIGHT * sum(column.upright for column in listed)
    shares = sum(column.share for column in listed if not column.upright) or 1
    return tuple(UPRIGHT if column.upright else left * column.share / shares for column in listed)


def tell(file: Any, document: Document) -> None:
    """What programs list of a file: title, language, day, and nothing about who made it."""
    about = file.core_properties
    about.title, about.author = text_of(document.title), document.frame.site
    about.language = parts.TAGS.get(document.language, document.language)
    about.subject, about.comments, about.keywords = document.kicker, "", ""
    about.created = about.modified = datetime.combine(document.dated, time())
    about.last_modified_by = document.frame.site
