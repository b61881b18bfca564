"""The words an editor writes: paragraphs, and points on lines that begin with "- ". Pure."""

from __future__ import annotations

from secon.kernel.paper.model import Block, Bullets, Paragraph, Run, Words

POINT = "- "


def blocks(text: str, language: str = "") -> tuple[Block, ...]:
    """``text`` as blocks; everything else in it is plain words. ``language``: if not the document's."""
    found: list[Block] = []
    for part in text.replace("\r\n", "\n").split("\n\n"):
        found += _part([line.strip() for line in part.split("\n") if line.strip()], language)
    return tuple(found)


def _part(lines: list[str], language: str) -> list[Block]:
    """A stretch without empty lines: words, then points; a line that is no point ends the list."""
    found: list[Block] = []
    sentence: list[str] = []
    points: list[str] = []
    for line in lines:
        if line.startswith(POINT) and len(line) > len(POINT):
            found += _paragraph(sentence, language)
            sentence = []
            points.append(line.removeprefix(POINT).strip())
        else:
            found += _bullets(points, language)
            points = []
            sentence.append(line)
    return [*found, *_paragraph(sentence, language), *_bullets(points, language)]


def _paragraph(lines: list[str], language: str) -> list[Block]:
    return [Paragraph(_words(" ".join(lines), language))] if lines else []


def _bullets(points: list[str], language: str) -> list[Block]:
    return [Bullets(tuple(_words(point, language) for point in points))] if points else []


def _words(text: str, language: str) -> Words:
    return (Run(text, language),)
