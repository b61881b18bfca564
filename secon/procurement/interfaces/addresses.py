"""Query strings of lists: the same list with one thing changed, and the filters that are on."""

from collections.abc import Callable, Iterator
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from secon.kernel.addresses import ActiveFilter, Addresses
from secon.procurement.interfaces.filters import TenderFilter

NOT_FILTERS = {"on", "sort", "currency", "stage"}
_LISTS = Addresses(follows={"sector": ("sector_for", "sector_pick")})  # a code chosen for its words
changed, added, paged = _LISTS.changed, _LISTS.added, _LISTS.paged


def active_filters(form: TenderFilter, query: QueryDict) -> list[ActiveFilter]:
    """Every valid filter that narrows the list, in the order of the form."""
    return [
        ActiveFilter(label, changed(query, drop=name, value=value))
        for name, field in form.fields.items()
        if name not in NOT_FILTERS and form.cleaned_data.get(name) not in (None, "", [], False)
        for value, label in _said(form, name, field, form.cleaned_data[name])
    ]


def _said(form: TenderFilter, name: str, field: Any, value: Any) -> Iterator[tuple[str, str]]:
    """(the value to drop or "" for all, what the chip says) of one field."""
    if isinstance(value, list):
        labels = {str(key): str(label) for key, label in field.choices}
        for item in value:
            yield item, labels[item]
    elif name in _SPOKEN:
        currency = form.cleaned_data.get("currency") or "EUR"
        yield "", _SPOKEN[name](value, currency)
    elif choices := getattr(field, "choices", None):
        yield "", str(dict(choices)[value])
    else:
        yield "", str(field.label)


_SPOKEN: dict[str, Callable[[Any, str], str]] = {
    "q": lambda value, _c: _("Title: “%(words)s”") % {"words": value},
    "sector": lambda value, _c: f"{value.code} {value.hit.label}",
    "notice": lambda value, _c: _("Notice: %(number)s") % {"number": value},
    "nuts": lambda value, _c: _("Place: %(code)s") % {"code": value},
    "within": lambda value, _c: _("Deadline within %(days)s days") % {"days": value},
    "closes_from": lambda value, _c: _("Deadline from %(day)s") % {"day": date_format(value)},
    "closes_to": lambda value, _c: _("Deadline to %(day)s") % {"day": date_format(value)},
    "value_min": lambda value, currency: (
        _("At least %(amount)s %(currency)s")
        % {"amount": number_format(value, use_l10n=True, force_grouping=True), "currency": currency}
    ),
    "value_max": lambda value, currency: (
        _("At most %(amount)s %(currency)s")
        % {"amount": number_format(value, use_l10n=True, force_grouping=True), "currency": currency}
    ),
}
