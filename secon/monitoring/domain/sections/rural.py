"""Rural areas: which barriers, enabling factors and practices concern them, by region."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext as _

from secon.kernel.paper import words
from secon.kernel.paper.model import Align, Block, Bullets, Column, Heading, Row, Table, plain
from secon.monitoring.domain.sections import telling
from secon.monitoring.domain.sections.material import Material
from secon.policy.enums import Effect, Rural


def rural(material: Material) -> tuple[Block, ...]:
    """Counts by region, with what nobody said, then the barriers of rural areas in words."""
    heads = (
        _("Barriers: rural areas"),
        _("Barriers: town and country"),
        _("Barriers: towns"),
        _("Barriers: not said"),
        _("Practices: rural areas"),
        _("Practices: town and country"),
        _("Practices: towns"),
        _("Practices: not said"),
    )
    columns = (
        Column(_("Region"), share=1),
        *(Column(head, Align.CENTER, upright=True) for head in heads),
    )
    barriers = Counter(
        (one.partner_id, one.rural) for one in material.factors if one.effect == Effect.BARRIER
    )
    practices = Counter((one.partner_id, one.rural) for one in material.practices)
    kinds = (Rural.RURAL.value, Rural.BOTH.value, Rural.URBAN.value, "")
    rows = tuple(
        Row(
            region.slug,
            (
                material.region_cell(region.key),
                *(words.number(barriers[region.key, kind]) for kind in kinds),
                *(words.number(practices[region.key, kind]) for kind in kinds),
            ),
        )
        for region in material.regions
    )
    notes = (plain(_("Numbers count what is on record, not what exists.")),)
    caption = _("What concerns rural areas, by region")
    made = Table("rural", caption, columns, rows, notes, _("No region is on record."))
    return (made, *_in_words(material))


def _in_words(material: Material) -> tuple[Block, ...]:
    items = tuple(
        (
            *words.quiet(f"{material.region_name(one.partner_id)}:"),
            *telling.named(
                one.best(material.language, "title"),
                "title",
                href=telling.address("policy:factor", one.pk),
                sources=material.sources.number(one.source),
                is_example=one.is_example,
            ),
        )
        for one in material.factors
        if one.effect == Effect.BARRIER and one.rural == Rural.RURAL
    )
    if not items:
        return ()
    return (Heading(3, plain(_("Barriers said to be those of rural areas"))), Bullets(items))
