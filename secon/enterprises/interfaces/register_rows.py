"""Rows of imports and what they resemble, as people compare them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from secon.enterprises.domain.registers.queries import Pair
from secon.enterprises.enums import SameBy
from secon.enterprises.interfaces.register_words import sentence, where
from secon.enterprises.models import Enterprise, RegisterProblem, RegisterRow
from secon.kernel.tables import csv_lines

COLUMNS = ("row", "column", "value", "severe", "kind", "problem")
_COMPARED = ("name", "company_number", "street", "place", "phone", "website")


@dataclass(frozen=True, slots=True)
class Compared:
    """A held row beside an entry or another row. ``facts``: (what, the row's, the other's)."""

    row: RegisterRow
    title: str
    other: str  # what stands on the other side
    href: str
    why: str
    facts: tuple[tuple[str, str, str], ...]
    can_be_new: bool


def compared(pair: Pair) -> Compared:
    """Both sides of a question, with the facts that either knows."""
    row, entry = pair.row, pair.row.enterprise
    own = row.values
    if entry is not None:
        other, href, values = _("In the directory"), entry.get_absolute_url(), _of_entry(entry)
    else:
        other, href = _("Row %(number)s of this file") % {"number": row.twin}, ""
        values = pair.twin.values if pair.twin else {}
    labels = {
        "name": _("Name"),
        "company_number": _("Company number"),
        "street": _("Street and number"),
        "place": _("Town"),
        "phone": _("Telephone of the organisation"),
        "website": _("Website"),
    }
    facts = (
        (labels[name], _value(own, name), _value(values, name))
        for name in _COMPARED
        if _value(own, name) or _value(values, name)
    )
    return Compared(
        row=row,
        title=str(own.get("name", "")),
        other=other,
        href=href,
        why=str(SameBy(row.why).label) if row.why else "",
        facts=tuple(facts),
        can_be_new=row.why != SameBy.NUMBER,
    )


def problem_rows(problems: Iterable[RegisterProblem]) -> list[tuple[RegisterProblem, str, str]]:
    """Each problem with its column's name and its sentence."""
    return [(one, where(one), sentence(one)) for one in problems]


def problems_csv(problems: Iterable[RegisterProblem]) -> Iterator[str]:
    """All problems of a run, in the reader's language, a line at a time."""
    return csv_lines(
        (
            {
                "row": one.row,
                "column": where(one),
                "value": one.value,
                "severe": one.severe,
                "kind": one.code,
                "problem": sentence(one),
            }
            for one in problems
        ),
        COLUMNS,
    )


def _of_entry(entry: Enterprise) -> dict[str, Any]:
    names = ("name", "company_number", "street", "postal_code", "town", "phone", "website")
    return {name: getattr(entry, name) for name in names}


def _value(values: Mapping[str, Any], name: str) -> str:
    if name == "place":
        return f"{values.get('postal_code') or ''} {values.get('town') or ''}".strip()
    return str(values.get(name) or "")
