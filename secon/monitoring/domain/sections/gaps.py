"""What is not known: for each region, what is on record here and what is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from secon.kernel.paper.model import (
    Align,
    Block,
    Bullets,
    Cell,
    Column,
    Ink,
    Paragraph,
    Row,
    Run,
    Table,
    plain,
)
from secon.monitoring.domain.sections.factors import voices_of
from secon.monitoring.domain.sections.material import Material, Region
from secon.monitoring.domain.sections.moneys import amount_of
from secon.policy.enums import Effect


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing to know of a region, and whether it is on record."""

    code: str
    name: str
    is_known: Callable[[Region], bool]


def gaps(material: Material) -> tuple[Block, ...]:
    """A table of what is on record, then the gaps of each region in words."""
    asked = _asked(material)
    known = {
        (region.key, one.code): one.is_known(region) for region in material.regions for one in asked
    }
    missing = sum(not answer for answer in known.values())
    said = ngettext(
        "%(count)s gap is left in %(all)s things to know.",
        "%(count)s gaps are left in %(all)s things to know.",
        missing,
    ) % {"count": missing, "all": len(known)}
    rows = tuple(
        Row(
            region.slug,
            (
                material.region_cell(region.key),
                *(_cell(known[region.key, one.code]) for one in asked),
            ),
        )
        for region in material.regions
    )
    columns = (
        Column(_("Region"), share=1),
        *(Column(one.name, Align.CENTER, upright=True) for one in asked),
    )
    notes = (
        plain(
            _("no: nothing is on record here, which does not mean that there is nothing to know.")
        ),
    )
    empty = _("No region is on record.")
    made = Table("gaps", _("What is on record, by region"), columns, rows, notes, empty)
    items = tuple(
        (Run(f"{region.name}:", ink=Ink.STRONG), *plain(" · ".join(names)))
        for region in material.regions
        if (names := [one.name for one in asked if not known[region.key, one.code]])
    )
    return (Paragraph(plain(said)), made, *((Bullets(items),) if items else ()))


def _cell(is_known: bool) -> Cell:
    if is_known:
        return Cell(plain(pgettext("on record", "yes")))
    return Cell((Run(pgettext("on record", "no"), ink=Ink.QUIET),))


def _asked(material: Material) -> tuple[Asked, ...]:
    own = {one.partner_id: one for one in material.regional if one.addressed}
    countries = {one.country for one in material.frameworks}
    grouped = {
        key
        for key, one in own.items()
        if (group := getattr(one, "group", None)) and group.members.all()
    }
    effects = {(one.partner_id, one.effect) for one in material.factors}
    rated = {one.region for one in voices_of(material.factors) if one.strength is not None}
    practices = {one.partner_id for one in material.practices}
    improved = {one.instrument.partner_id for one in material.improvements}
    reviewed = {one.instrument.partner_id for one in material.reviews}
    return (
        Asked("framework", _("National framework"), lambda region: region.country in countries),
        Asked("instrument", _("Instrument to improve"), lambda region: region.key in own),
        Asked(
            "authority",
            _("Managing authority"),
            lambda region: region.key in own and bool(own[region.key].authority),
        ),
        Asked(
            "period",
            _("Period"),
            lambda region: region.key in own and own[region.key].starts is not None,
        ),
        Asked(
            "money",
            _("Money"),
            lambda region: region.key in own and bool(amount_of(own[region.key]).by_currency),
        ),
        Asked("group", _("Stakeholder group"), lambda region: region.key in grouped),
        Asked("barriers", _("Barriers"), lambda region: (region.key, Effect.BARRIER) in effects),
        Asked(
            "enablers",
            _("Enabling factors"),
            lambda region: (region.key, Effect.ENABLER) in effects,
        ),
        Asked("strength", _("How strong they are"), lambda region: region.key in rated),
        Asked("practices", _("Good practices"), lambda region: region.key in practices),
        Asked("improvements", _("Policy improvements"), lambda region: region.key in improved),
        Asked("reviews", _("Joint reviews"), lambda region: region.key in reviewed),
    )
