"""What every typst document needs: our fonts, the emblem, text without signs that steer."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst
from django.contrib.staticfiles import finders

_ANY_FONT = "fonts/print/commissioner-latin-400-normal.ttf"
_EMBLEM = "img/eu.svg"


def printable(data: Any) -> Any:
    """``data`` without signs that steer instead of being printed: controls, turns of direction."""
    if isinstance(data, str):
        spaced = "".join(" " if sign in "\t\n\r" else sign for sign in data)
        return "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C")
    if isinstance(data, Mapping):
        return {key: printable(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [printable(value) for value in data]
    return data


@lru_cache(maxsize=1)
def fonts() -> typst.Fonts:
    """Commissioner as the build unpacks it; typst's own fonts stand in for signs it has not."""
    found = finders.find(_ANY_FONT)
    paths = [str(Path(found).parent)] if isinstance(found, str) else []
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=paths)


@lru_cache(maxsize=1)
def emblem() -> str:
    """The emblem of the European Union as SVG."""
    found = finders.find(_EMBLEM)
    if not isinstance(found, str):
        raise FileNotFoundError(_EMBLEM)
    return Path(found).read_text(encoding="utf-8")
