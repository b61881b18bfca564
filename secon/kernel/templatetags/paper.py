"""``{% paper blocks %}`` and ``{% paper_words words %}``: parts of a document on a page.

Texts are data here as well: the templates escape every one.
"""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from secon.kernel.paper.model import Block, Cell, Chart, Column, Words
from secon.kernel.spread import Point

register = template.Library()


@register.filter
def beside(cells: Sequence[Cell], columns: Sequence[Column]) -> list[tuple[Cell, Column]]:
    """Each cell with its column."""
    return list(zip(cells, columns, strict=True))


@register.inclusion_tag("paper/blocks.html")
def paper(blocks: Sequence[Block]) -> dict[str, object]:
    """Blocks of a chapter, each as its own markup."""
    return {"blocks": [(type(block).__name__, block) for block in blocks]}


@register.inclusion_tag("paper/words.html")
def paper_words(words: Words, lines: bool = False) -> dict[str, object]:
    """Runs of words with their languages, marks and sources; ``lines``: each on its own."""
    return {"words": words, "lines": lines}


@register.inclusion_tag("paper/chart.html")
def paper_chart(chart: Chart) -> dict[str, object]:
    """A chart: bars as the table they are, strips as dots on one scale."""
    names = dict(chart.ticks)
    strips = [
        (mark, [Point(value, str(names.get(value, value))) for value in mark.values])
        for mark in chart.marks
    ]
    bars = [(mark.label, _whole(sum(mark.values)), "") for mark in chart.marks]
    return {"chart": chart, "strips": strips, "bars": bars}


def _whole(value: float) -> float:
    """A count without a decimal point."""
    return int(value) if value == int(value) else value
