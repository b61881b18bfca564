"""Posters as PDF, set by typst from plain data: nothing that people wrote becomes markup."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import typst
from django.contrib.staticfiles import finders

TEMPLATE = Path(__file__).parents[1] / "data" / "poster.typ"
_ANY_FONT = "fonts/print/commissioner-latin-400-normal.ttf"
_EMBLEM = "img/eu.svg"
STANDARD: Final = "ua-1"
"""PDF for people who have it read to them: tags, a title, words for pictures."""


def poster(data: Mapping[str, Any]) -> bytes:
    """An A4 page as PDF from what ``interfaces.poster`` says; a few tenths of a second.

    A sign that no font of ours has (Chinese, a picture) is shown as a box, and then the file does
    not claim the standard. Raises ``typst.TypstError`` where the data do not fit the template.
    """
    content = json.dumps({**_printable(data), "emblem": _emblem()}, ensure_ascii=False)
    try:
        return _made(content, [STANDARD])
    except typst.TypstError:
        return _made(content, [])


def _made(content: str, standards: list[typst.PDFStandard]) -> bytes:
    compiler = typst.Compiler(TEMPLATE, root=TEMPLATE.parent, font_paths=_fonts())
    made = compiler.compile(format="pdf", sys_inputs={"data": content}, pdf_standards=standards)
    if not isinstance(made, bytes):
        message = "A poster is one file."
        raise TypeError(message)
    return made


def _printable(data: Any) -> Any:
    """``data`` without signs that steer instead of being printed: controls, turns of direction."""
    if isinstance(data, str):
        return "".join(sign for sign in data if unicodedata.category(sign)[0] != "C")
    if isinstance(data, Mapping):
        return {key: _printable(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_printable(value) for value in data]
    return data


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Commissioner as the build unpacks it; typst's own fonts stand in for signs it has not."""
    found = finders.find(_ANY_FONT)
    paths = [str(Path(found).parent)] if isinstance(found, str) else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)


@lru_cache(maxsize=1)
def _emblem() -> str:
    found = finders.find(_EMBLEM)
    if not isinstance(found, str):
        raise FileNotFoundError(_EMBLEM)
    return Path(found).read_text(encoding="utf-8")
