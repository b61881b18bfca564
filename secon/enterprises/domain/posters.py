"""Posters as PDF, set by typst from plain data: nothing that people wrote becomes markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst

from secon.kernel.paper import press

TEMPLATE = Path(__file__).parents[1] / "data" / "poster.typ"
STANDARD: Final = "ua-1"
"""PDF for people who have it read to them: tags, a title, words for pictures."""


def poster(data: Mapping[str, Any]) -> bytes:
    """An A4 page as PDF from what ``interfaces.poster`` says; a few tenths of a second.

    A sign that no font of ours has (Chinese, a picture) is shown as a box, and then the file does
    not claim the standard. Raises ``typst.TypstError`` where the data do not fit the template.
    """
    content = json.dumps({**press.printable(data), "emblem": press.emblem()}, ensure_ascii=False)
    try:
        return _made(content, [STANDARD])
    except typst.TypstError:
        return _made(content, [])


def _made(content: str, standards: list[typst.PDFStandard]) -> bytes:
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=press.fonts())
    made = compiler.compile(format="pdf", sys_inputs={"data": content}, pdf_standards=standards)
    if not isinstance(made, bytes):
        message = "A poster is one file."
        raise TypeError(message)
    return made
