"""Weights and durations in the reader's words."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def weight_said(weight: Decimal | None, unit: str) -> str:
    """A weight in words: per cent, points, a share or a rank; the bare number otherwise."""
    if weight is None:
        return ""
    number = number_format(weight.normalize(), use_l10n=True)
    if unit.startswith("per-"):
        return _("%(number)s %%") % {"number": number}
    if unit.startswith("poi-"):
        return _("%(number)s points") % {"number": number}
    if unit.startswith("ord-"):
        return _("rank %(number)s") % {"number": number}
    return number


def duration_said(amount: Decimal | None, unit: str) -> str:
    """A duration in words; empty where it is not known."""
    if amount is None:
        return ""
    words = {
        "DAY": ngettext("%(number)s day", "%(number)s days", int(amount)),
        "WEEK": ngettext("%(number)s week", "%(number)s weeks", int(amount)),
        "MONTH": ngettext("%(number)s month", "%(number)s months", int(amount)),
        "YEAR": ngettext("%(number)s year", "%(number)s years", int(amount)),
    }
    number = number_format(amount.normalize(), use_l10n=True)
    return words.get(unit, f"%(number)s {unit}") % {"number": number}
