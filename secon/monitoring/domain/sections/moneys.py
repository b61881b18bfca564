"""Money behind the instruments: what is known, of which fund, and what nobody stated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.kernel.paper import words
from secon.kernel.paper.model import (
    Align,
    Block,
    Cell,
    Column,
    Paragraph,
    Row,
    Table,
    Words,
    plain,
)
from secon.monitoring.domain.sections import telling
from secon.monitoring.domain.sections.material import Material
from secon.policy.enums import Fund
from secon.policy.models import Instrument, InstrumentMoney


@dataclass(frozen=True, slots=True)
class Amount:
    """All the money of one instrument: by currency, empty where nobody stated any."""

    by_currency: tuple[tuple[str, Decimal], ...] = ()

    @property
    def said(self) -> str:
        """In words; none where it is unknown."""
        return telling.joined(telling.money(value, name) for name, value in self.by_currency)


def amount_of(one: Instrument) -> Amount:
    """The stated total; where there is none, the sum of the funds that are stated."""
    stated = [row for row in one.money.all() if row.amount is not None]
    totals = [row for row in stated if not row.fund]
    return Amount(summed((row.currency, row.amount or Decimal(0)) for row in totals or stated))


def summed(amounts: Iterable[tuple[str, Decimal]]) -> tuple[tuple[str, Decimal], ...]:
    """Sums by currency: currencies are never added to each other."""
    sums: dict[str, Decimal] = {}
    for currency, amount in amounts:
        sums[currency] = sums.get(currency, Decimal(0)) + amount
    return tuple(sorted(sums.items()))


def money(material: Material) -> tuple[Block, ...]:
    """What is known and what is not, then each stated amount."""
    every = (*material.regional, *material.frameworks)
    rows = tuple(
        Row(f"money-{row.pk}", _cells(one, row, material))
        for one in every
        for row in one.money.all()
    )
    columns = (
        Column(_("Region"), share=1.6),
        Column(_("Instrument"), share=3),
        Column(_("Fund"), share=2),
        Column(_("Amount"), Align.END, share=1.6),
        Column(_("Note"), share=1.6),
    )
    empty = _("No money is on record for any instrument.")
    made = Table("money", _("Money behind the instruments"), columns, rows, empty=empty)
    return (Paragraph(_known(material)), made)


def _cells(one: Instrument, row: InstrumentMoney, material: Material) -> tuple[Cell, ...]:
    numbers = material.sources.number(row.source)
    return (
        words.cell(material.region_name(one.partner_id) or _("the whole country")),
        Cell(words.told(one.best(material.language, "name"), "name", sources=numbers)),
        words.cell(str(Fund(row.fund).label) if row.fund else _("all together")),
        telling.amount_cell(row.amount, row.currency),
        Cell(plain(row.note)),
    )


def _known(material: Material) -> Words:
    amounts = [amount_of(one) for one in material.regional]
    known = [one for one in amounts if one.by_currency]
    unknown = len(amounts) - len(known)
    sums = summed(pair for one in known for pair in one.by_currency)
    said = []
    if known:
        said.append(
            ngettext(
                "The money of %(count)s regional or local instrument is known: %(sums)s.",
                "The money of %(count)s regional or local instruments is known: %(sums)s together.",
                len(known),
            )
            % {
                "count": len(known),
                "sums": telling.joined(telling.money(value, name) for name, value in sums),
            }
        )
    if unknown:
        said.append(
            ngettext("Of %(count)s it is unknown.", "Of %(count)s others it is unknown.", unknown)
            % {"count": unknown}
        )
    return plain(" ".join(said) or _("No regional or local instrument is on record."))
