"""Figures about the way to a contract: what their lines are called, and whose one may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.codes.domain.labels import labels
from secon.opportunities.domain.paths import Figure, Table
from secon.partnership.models import Partner
from secon.partnership.rules import is_reviewer, runs_all

GROUPS = {
    "month": gettext_lazy("By month"),
    "sector": gettext_lazy("By sector"),
    "region": gettext_lazy("By region"),
}


@dataclass(frozen=True, slots=True)
class PartnerName:
    """A partner whose figures may be seen."""

    pk: int
    name: str


class Partners(list[PartnerName]):
    """Those a person may see; ``all_of_them``: also everything together."""

    all_of_them = False


def partners_of(user: Any, language: str) -> Partners:
    """By name: two queries."""
    every = bool(runs_all(user) or is_reviewer(user))
    found = Partners()
    found.all_of_them = every
    for partner in Partner.objects.in_language(language):
        if every or user.has_perm("opportunities.view_figures", partner):
            found.append(
                PartnerName(partner.pk, partner.best(language, "territory_name")["territory_name"])
            )
    found.sort(key=lambda one: one.name.casefold())
    return found


def headed(table: Table, by: str, language: str) -> list[tuple[str, tuple[Figure, ...]]]:
    """(what the line is called, its figures)."""
    values = [line.value for line in table.lines]
    names = _names(values, by, language)
    return [(names.get(line.value) or _("not known"), line.figures) for line in table.lines]


def _names(values: list[object], by: str, language: str) -> dict[object, str]:
    if by == "month":
        return {
            value: date_format(value, "YEAR_MONTH_FORMAT")
            for value in values
            if isinstance(value, datetime)
        }
    if by == "sector":
        codes = [f"{value}000000" for value in values if value]
        known = labels("cpv", codes, language) if codes else {}
        return {value: known.get(f"{value}000000", str(value)) for value in values}
    partners = Partner.objects.filter(pk__in=[value for value in values if value])
    named = partners.in_language(language)
    return {one.pk: one.best(language, "territory_name")["territory_name"] for one in named}
