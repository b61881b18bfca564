"""How records are told in every section: their names with a link, their days, their money."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.urls import NoReverseMatch, reverse
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from secon.kernel.models import Text
from secon.kernel.paper import words
from secon.kernel.paper.model import Align, Cell, Column, Run, Words, plain
from secon.monitoring.domain.sections.material import Material


def address(name: str, *args: object) -> str:
    """The page of that name in the active language; none where a deployment has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def named(
    text: Text, field: str, *, href: str = "", sources: Iterable[int] = (), is_example: bool = False
) -> Words:
    """A record's name; an example says that it is one."""
    told = words.told(text, field, href=href, sources=sources)
    if not is_example:
        return told
    return (*told, Run(f"({pgettext('mark of a record', 'example')})"))


def joined(texts: Iterable[object]) -> str:
    """Words in a row, as one text."""
    return ", ".join(str(text) for text in texts)


def period(starts: date | None, ends: date | None) -> str:
    """From when to when, in years; no words where neither is known."""
    if starts and ends:
        if starts.year == ends.year:
            return str(starts.year)
        return f"{starts.year}–{ends.year}"
    if starts:
        return _("since %(year)s") % {"year": starts.year}
    return _("until %(year)s") % {"year": ends.year} if ends else ""


def money(amount: Decimal, currency: str) -> str:
    """An amount with its currency, cents where there are any."""
    places = 0 if amount == amount.to_integral_value() else 2
    said = formats.number_format(amount, decimal_pos=places, use_l10n=True, force_grouping=True)
    return f"{currency}\u00a0{said}"


def amount_cell(amount: Decimal | None, currency: str) -> Cell:
    """A cell with an amount; none: unknown."""
    if amount is None:
        return Cell(words.unknown())
    return Cell(plain(money(amount, currency)), float(amount))


def counted(codes: Iterable[str], names: dict[str, str]) -> str:
    """Each code with how often it occurs: "2 × Support organisation, 1 × Bank"."""
    return ", ".join(f"{count} × {names[code]}" for code, count in Counter(codes).most_common())


def region_columns(material: Material) -> tuple[Column, ...]:
    """A narrow column for each region."""
    return tuple(Column(one.name, Align.CENTER, upright=True) for one in material.regions)


def none_recorded() -> Cell:
    """Nothing stands here."""
    return Cell(words.quiet("–"))
