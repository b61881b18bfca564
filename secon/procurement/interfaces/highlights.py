"""A text with the words that prove a signal marked in it, as safe HTML. Pure but for escaping."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_PARAGRAPH = re.compile(r"\n\s*\n")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words to mark and the anchor that leads to them."""

    anchor: str
    quote: str


def within(text: str, highlights: Iterable[Highlight]) -> tuple[Highlight, ...]:
    """Those whose words stand in ``text``."""
    return tuple(one for one in highlights if one.quote in text)


def marked(text: str, highlights: Sequence[Highlight]) -> SafeString:
    """``text`` as paragraphs with its words marked; each first place of them is an anchor."""
    spans, anchors = _places(text, highlights)
    parts, start = [], 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        if text[start:end].strip():
            parts.append(f"<p>{_piece(text, (start, end), spans, anchors)}</p>")
        start = gap.end() if gap else end
    return mark_safe("\n".join(parts))  # noqa: S308 -- every piece of the text is escaped


def marked_line(text: str, highlights: Sequence[Highlight]) -> SafeString:
    """The same without paragraphs, for a heading or a cell."""
    spans, anchors = _places(text, highlights)
    return mark_safe(_piece(text, (0, len(text)), spans, anchors))  # noqa: S308 -- escaped


def _places(text: str, highlights: Sequence[Highlight]) -> tuple[list[Span], dict[int, list[str]]]:
    """Where words are to be marked, overlaps joined, and the anchors at their beginnings."""
    anchors: dict[int, list[str]] = {}
    spans: list[Span] = []
    for one in highlights:
        place = text.find(one.quote)
        if place >= 0 and one.quote:
            anchors.setdefault(place, []).append(one.anchor)
            spans.append((place, place + len(one.quote)))
    joined: list[Span] = []
    for first, last in sorted(spans):
        if joined and first <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return joined, anchors


def _piece(text: str, piece: Span, spans: Sequence[Span], anchors: dict[int, list[str]]) -> str:
    """One paragraph: its own part of each marked span."""
    out, at = [], piece[0]
    for first, last in spans:
        first, last = max(first, piece[0]), min(last, piece[1])  # noqa: PLW2901 -- cut to the piece
        if first >= last:
            continue
        out += [
            _plain(text[at:first]),
            "<mark>",
            _anchored(text, (first, last), anchors),
            "</mark>",
        ]
        at = last
    return "".join([*out, _plain(text[at : piece[1]])])


def _anchored(text: str, span: Span, anchors: dict[int, list[str]]) -> str:
    out, at = [], span[0]
    for place in sorted(place for place in anchors if span[0] <= place < span[1]):
        out.append(_plain(text[at:place]))
        out += [f'<span id="{escape(anchor)}"></span>' for anchor in anchors[place]]
        at = place
    return "".join([*out, _plain(text[at : span[1]])])


def _plain(text: str) -> str:
    return str(escape(text)).replace("\n", "<br>")
