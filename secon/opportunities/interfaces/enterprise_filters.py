"""The query string of an enterprise's list: read, applied to at most a few hundred rows, shared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import cast

from django import forms
from django.db.models import TextChoices
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from secon.kernel.addresses import ActiveFilter, Addresses, tidied
from secon.opportunities.domain.offered import Opportunity
from secon.opportunities.enums import Answer, DemandKind
from secon.procurement.interfaces.names import Names

PAGE = 20
_LIST = Addresses(paging=("page", "said"))
changed, paged = _LIST.changed, _LIST.paged


class Show(TextChoices):
    """Which part of the list."""

    ALL = "", pgettext_lazy("opportunities", "All open")
    NEW = "new", pgettext_lazy("opportunities", "New")
    SAVED = "saved", pgettext_lazy("opportunities", "Saved and bid")
    HIDDEN = "hidden", pgettext_lazy("opportunities", "Not interested")


class Kept(TextChoices):
    """For whom they are."""

    ANY = "", gettext_lazy("Any")
    RESERVED = "reserved", gettext_lazy("Reserved")
    YES = "yes", gettext_lazy("Reserved, and you may take part")
    UNKNOWN = "unknown", gettext_lazy("Reserved, not known whether you may")
    OPEN = "open", gettext_lazy("Open to all")


class Sort(TextChoices):
    """The order."""

    SCORE = "", gettext_lazy("Best match first")
    DEADLINE = "deadline", gettext_lazy("Closing soonest first")
    NEWEST = "newest", gettext_lazy("Newest first")
    VALUE = "value", gettext_lazy("Largest first")


WITHIN = (7, 14, 30)


class OwnFilter(forms.Form):
    """What narrows the list."""

    show = forms.ChoiceField(required=False, choices=Show.choices, widget=forms.HiddenInput)
    kept = forms.ChoiceField(
        required=False, choices=Kept.choices, label=gettext_lazy("Who may take part")
    )
    place = forms.ChoiceField(required=False, label=gettext_lazy("Place"))
    within = forms.TypedChoiceField(
        required=False, coerce=int, empty_value=None, label=gettext_lazy("Closes")
    )
    sort = forms.ChoiceField(required=False, choices=Sort.choices, label=gettext_lazy("Order"))
    page = forms.IntegerField(required=False, min_value=1, max_value=999, widget=forms.HiddenInput)

    def __init__(self, query: QueryDict, *, places: Sequence[tuple[str, str]]) -> None:
        super().__init__(query)
        self._choice("place").choices = [("", _("Everywhere")), *places]
        self._choice("within").choices = [("", _("Any day")), *_closes()]
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"

    def _choice(self, name: str) -> forms.ChoiceField:
        return cast("forms.ChoiceField", self.fields[name])

    def said(self, name: str) -> str:
        """The words of the choice taken."""
        choices = {str(key): label for key, label in self._choice(name).widget.choices}
        return str(choices[str(self.cleaned_data[name])])


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query string asks for, of which what could not be read is left out."""

    form: OwnFilter
    query: QueryDict
    show: Show
    kept: Kept
    place: str
    within: int | None
    sort: Sort
    page: int

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the part and the order is chosen."""
        return bool(self.kept or self.place or self.within)


def asked(query: QueryDict, *, places: Sequence[tuple[str, str]]) -> Asked:
    """Read the query string; never raises."""
    form = OwnFilter(query, places=places)
    form.is_valid()
    data = form.cleaned_data
    readable = tidied(query)
    for name in form.errors:
        readable.pop(name, None)
    return Asked(
        form,
        readable,
        Show(data.get("show") or ""),
        Kept(data.get("kept") or ""),
        data.get("place") or "",
        data.get("within"),
        Sort(data.get("sort") or ""),
        data.get("page") or 1,
    )


def problems(form: OwnFilter) -> list[tuple[str, str]]:
    """(what the field is called, what is wrong with it)."""
    return [
        (str(form.fields[name].label or name), str(error))
        for name, errors in form.errors.items()
        for error in errors
    ]


def places_of(found: Sequence[Opportunity], names: Names) -> list[tuple[str, str]]:
    """(code, name) of the countries and regions in which anything of the list lies, by name."""
    codes = {code for one in found for code in _codes(one)}
    countries = {code[:2] for code in codes}
    said = [(code, names.country(code)) for code in countries]
    said += [
        (code, f"{names.region(code)}, {names.country(code[:2])}") for code in codes - countries
    ]
    return sorted(said, key=lambda pair: pair[1].casefold())


def narrowed(found: Sequence[Opportunity], ask: Asked, *, today: date) -> list[Opportunity]:
    """The part asked for, in its order."""
    return ordered(
        [one for one in in_part(found, ask.show, today) if _fits(one, ask, today)], ask.sort
    )


def in_part(found: Sequence[Opportunity], show: Show, today: date) -> list[Opportunity]:
    """One part of the list. Saved ones stay in theirs when their time is over."""
    tests: dict[Show, Callable[[Opportunity], bool]] = {
        Show.ALL: lambda one: not one.is_hidden and one.is_open(today),
        Show.NEW: lambda one: one.is_new(today) and one.is_open(today),
        Show.SAVED: lambda one: one.is_kept,
        Show.HIDDEN: lambda one: one.is_hidden,
    }
    return [one for one in found if tests[show](one)]


def ordered(found: list[Opportunity], sort: Sort) -> list[Opportunity]:
    """In one of the orders; ties by key, so that pages do not shift."""
    keys: dict[Sort, Callable[[Opportunity], tuple[object, ...]]] = {
        Sort.SCORE: lambda one: (-one.score, one.open_until or date.max, one.key),
        Sort.DEADLINE: lambda one: (one.open_until or date.max, -one.score, one.key),
        Sort.NEWEST: lambda one: (
            -(one.match.first_seen.toordinal() if one.match else 0),
            -one.score,
            one.key,
        ),
        Sort.VALUE: lambda one: (-_value(one), -one.score, one.key),
    }
    return sorted(found, key=keys[sort])


def active(ask: Asked) -> list[ActiveFilter]:
    """The filters that are on, each with the address of the list without it."""
    found = []
    for name in ("kept", "place", "within"):
        if getattr(ask, name):
            found.append(ActiveFilter(ask.form.said(name), changed(ask.query, drop=name)))
    return found


def _fits(one: Opportunity, ask: Asked, today: date) -> bool:
    last = one.open_until
    if ask.within and not (last and last <= today + timedelta(days=ask.within)):
        return False
    if ask.place and not any(code.startswith(ask.place) for code in _codes(one)):
        return False
    return _is_kept_for(one, ask.kept)


def _is_kept_for(one: Opportunity, kept: Kept) -> bool:
    is_reserved = (
        bool(one.lot.reserved or one.lot.reserved_execution)
        if one.lot
        else one.call is not None and one.call.reserved != "none"
    )
    answer = one.match.eligibility if one.match else ""
    return {
        Kept.ANY: True,
        Kept.RESERVED: is_reserved,
        Kept.YES: answer == Answer.YES,
        Kept.UNKNOWN: answer == Answer.UNKNOWN,
        Kept.OPEN: not is_reserved,
    }[kept]


def _codes(one: Opportunity) -> set[str]:
    """The regions of a demand, as NUTS 2 where they are finer, and its country."""
    if one.key[0] == DemandKind.LOT and one.lot:
        codes = {place.nuts or place.country for place in one.lot.places.all()} - {""}
        codes = codes or {one.lot.country}
    else:
        codes = {one.call.nuts, one.call.country} if one.call else set()
    known = {code[:4] for code in codes if code}
    return known | {code[:2] for code in known}


def _value(one: Opportunity) -> float:
    return float(one.lot.value_eur or 0) if one.lot else 0.0


def _closes() -> list[tuple[str, str]]:
    return [
        (
            str(days),
            ngettext("within %(days)d day", "within %(days)d days", days) % {"days": days},
        )
        for days in WITHIN
    ]
