"""Stakeholder groups: how many organisations of which kind stand behind each instrument."""

from __future__ import annotations

from django.utils.translation import gettext as _

from secon.kernel.paper import words
from secon.kernel.paper.model import Align, Block, Cell, Column, Row, Table, plain
from secon.monitoring.domain.sections import telling
from secon.monitoring.domain.sections.material import Material
from secon.policy.enums import OrganisationKind
from secon.policy.models import Instrument, StakeholderGroup


def groups(material: Material) -> tuple[Block, ...]:
    """One row for each instrument, with its group or without."""
    rows = tuple(Row(f"group-{one.pk}", _cells(one, material)) for one in material.regional)
    columns = (
        Column(_("Region"), share=1.4),
        Column(_("Instrument"), share=2.6),
        Column(_("Organisations"), Align.END, share=1.2),
        Column(_("Of them"), share=3),
    )
    notes = (plain(_("Organisations that belong to the group today. Persons are not named.")),)
    empty = _("No stakeholder group is on record.")
    return (Table("groups", _("Stakeholder groups"), columns, rows, notes, empty),)


def _cells(one: Instrument, material: Material) -> tuple[Cell, ...]:
    group: StakeholderGroup | None = getattr(one, "group", None)
    members = [
        member
        for member in (group.members.all() if group else ())
        if member.left_on is None or member.left_on >= material.today
    ]
    numbers = material.sources.number(
        group.source if group else "", *(member.source for member in members)
    )
    names = {kind.value: str(kind.label) for kind in OrganisationKind}
    kinds = telling.counted((member.kind for member in members), names)
    return (
        material.region_cell(one.partner_id),
        Cell(words.told(one.best(material.language, "name"), "name", sources=numbers)),
        words.number(len(members) or None),
        words.cell(kinds),
    )
