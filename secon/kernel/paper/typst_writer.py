"""Documents as PDF and charts as pictures, set by typst: nothing that people wrote becomes markup."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import typst

from secon.kernel.paper import press
from secon.kernel.paper.model import Chart, Document
from secon.kernel.paper.plain import absolute, plain_of

FOLDER = Path(__file__).parent
STANDARD: Final = "ua-1"
"""PDF for people who have it read to them: tags, a title, words for pictures."""
DOTS_PER_INCH = 200


def pdf(document: Document) -> bytes:
    """``document`` as PDF. Raises ``typst.TypstError`` where it does not fit the template.

    A sign that no font of ours has is shown as a box, and then the file does not claim the standard.
    """
    content = _content({**absolute(plain_of(document)), "emblem": press.emblem()})
    try:
        return _one(_compiled("paper.typ", content, format="pdf", pdf_standards=[STANDARD]))
    except typst.TypstError:
        return _one(_compiled("paper.typ", content, format="pdf"))


def pictures(charts: Sequence[Chart], *, language: str) -> tuple[bytes, ...]:
    """Each chart, and before them the emblem, as PNG."""
    data = {
        "emblem": press.emblem(),
        "language": language,
        "charts": [plain_of(chart) for chart in charts],
    }
    made = _compiled("pictures.typ", _content(data), format="png", ppi=DOTS_PER_INCH)
    return (made,) if isinstance(made, bytes) else tuple(made)


def _content(data: Mapping[str, Any]) -> str:
    return json.dumps(press.printable(data), ensure_ascii=False)


def _compiled(template: str, content: str, **options: Any) -> Any:
    compiler = typst.Compiler(FOLDER / template, root=FOLDER, font_paths=press.fonts())
    return compiler.compile(sys_inputs={"data": content}, **options)


def _one(made: Any) -> bytes:
    if not isinstance(made, bytes):
        message = "A document is one file."
        raise TypeError(message)
    return made
