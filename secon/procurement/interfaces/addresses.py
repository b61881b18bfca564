"""Query strings of lists: the same list with one thing changed, and the filters that are on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from secon.procurement.interfaces.filters import TenderFilter

PAGING = ("after", "before")
CHOSEN = {"sector": ("sector_for", "sector_pick")}  # what a choice of a code adds to its words
NOT_FILTERS = {"on", "sort", "currency", "stage"}


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter that is on: what it says and the query string without it."""

    label: str
    without: str


def changed(query: QueryDict, /, *, drop: str = "", value: str = "", **new: str) -> str:
    """The address text of ``query`` from its first page on, without ``drop`` (or only its ``value``),
    with ``new`` set; empty values are left out.
    """
    fresh = QueryDict(mutable=True)
    touched = {drop, *new} & CHOSEN.keys()
    gone = {*PAGING, *new, *(key for name in touched for key in CHOSEN[name])}
    for key, values in query.lists():
        if key not in gone:
            kept = [v for v in values if v and (key != drop or (value and v != value))]
            fresh.setlist(key, kept)
    for key, text in new.items():
        if text:
            fresh[key] = text
    return fresh.urlencode()


def tidied(query: QueryDict) -> QueryDict:
    """``query`` without empty values."""
    fresh = QueryDict(mutable=True)
    for key, values in query.lists():
        if kept := [value for value in values if value]:
            fresh.setlist(key, kept)
    return fresh


def added(query: QueryDict, name: str, value: str) -> str:
    """The address text of ``query`` with one more value of ``name``, from its first page on."""
    fresh = QueryDict(changed(query), mutable=True)
    fresh.appendlist(name, value)
    return fresh.urlencode()


def paged(query: QueryDict, /, **place: str | None) -> str:
    """The address text of another page of the same list; empty where there is none."""
    name, key = next(iter(place.items()))
    if key is None:
        return ""
    fresh = QueryDict(changed(query), mutable=True)
    fresh[name] = key
    return fresh.urlencode()


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
