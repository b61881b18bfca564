"""Which module draws which kind of section."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from secon.kernel.paper.model import Block
from secon.monitoring.domain.sections import (
    factors,
    gaps,
    groups,
    instruments,
    moneys,
    practices,
    reviews,
    rural,
    transfers,
)
from secon.monitoring.domain.sections.material import Material
from secon.monitoring.enums import SectionKind

Draw = Callable[[Material], tuple[Block, ...]]

DRAWN: Mapping[SectionKind, Draw] = {
    SectionKind.FRAMEWORKS: instruments.frameworks,
    SectionKind.INSTRUMENTS: instruments.instruments,
    SectionKind.MONEY: moneys.money,
    SectionKind.GROUPS: groups.groups,
    SectionKind.BARRIERS: factors.barriers,
    SectionKind.ENABLERS: factors.enablers,
    SectionKind.RURAL: rural.rural,
    SectionKind.PRACTICES: practices.practices,
    SectionKind.TRANSFERS: transfers.transfers,
    SectionKind.IMPROVEMENTS: transfers.improvements,
    SectionKind.REVIEWS: reviews.reviews,
    SectionKind.GAPS: gaps.gaps,
}
"""Sections of text only, and the list of sources (which every document ends with), draw nothing."""


def blocks(kind: SectionKind, material: Material) -> tuple[Block, ...]:
    """What stands live in a section of that kind."""
    draw = DRAWN.get(kind)
    return draw(material) if draw else ()
