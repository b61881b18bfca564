"""The filter form: every query string of the directory passes it, on pages, in files and the API."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from secon.codes.rules import subtree_prefix
from secon.enterprises.domain.directory import Box, Criteria, Sort
from secon.enterprises.interfaces import wording
from secon.enterprises.interfaces.facets import BY_NAME, FACETS, SWITCHES, Facet
from secon.kernel.widgets import PlainSelect

MAX_WORDS = 200  # characters, as the index reads them
MAX_PAGE = 100_000
MAX_KM = 500
_NUMBER = re.compile(r"^-?\d{1,3}(\.\d{1,6})?$")


class DegreesField(forms.Field):
    """Numbers in degrees as addresses write them, ``5.05,50.98``; cleans to a tuple or None."""

    widget = forms.HiddenInput

    def __init__(self, *, count: int, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.count = count

    def clean(self, value: Any) -> tuple[float, ...] | None:
        """``count`` numbers, longitudes and latitudes in turn."""
        if not value:
            return None
        parts = str(value).split(",")
        if len(parts) != self.count or not all(map(_NUMBER.match, parts)):
            raise ValidationError(_("Write degrees with commas between them, such as 5.05,50.98."))
        numbers = tuple(map(float, parts))
        if any(abs(lon) > 180 for lon in numbers[::2]) or any(abs(x) > 90 for x in numbers[1::2]):
            raise ValidationError(_("Write degrees with commas between them, such as 5.05,50.98."))
        return numbers


class Kilometres(PlainSelect):
    """The usual distances, and another one where the address names it."""

    def render(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: object = None
    ) -> Any:
        """The control."""
        number = str(value or wording.USUAL_KM)
        usual = {str(km) for km in wording.DISTANCES}
        extra = {int(number)} if number.isdigit() and number not in usual else set()
        said = [
            (km, gettext("%(km)s km") % {"km": km}) for km in sorted({*wording.DISTANCES, *extra})
        ]
        self.choices = [*said, (wording.ANY_DISTANCE, gettext("any distance"))]
        return super().render(name, number, attrs, renderer)


class DistanceField(forms.Field):
    """Kilometres, or any distance; cleans to a number, ``"any"`` or None."""

    widget = Kilometres

    def clean(self, value: Any) -> int | str | None:
        """From 1 to 500."""
        if not value or value == wording.ANY_DISTANCE:
            return value or None
        if not str(value).isdecimal() or not 1 <= int(value) <= MAX_KM:
            raise ValidationError(_("Write a distance between 1 and 500 kilometres."))
        return int(value)


class FacetField(forms.Field):
    """Values of one facet; cleans to those of its list. The choices are drawn with their counts."""

    widget = forms.SelectMultiple

    def __init__(self, facet: Facet) -> None:
        super().__init__(label=facet.label, required=False)
        self.facet = facet

    def clean(self, value: Any) -> list[str]:
        """Every value must be one that the facet has."""
        found = [str(one) for one in value or () if one]
        if unknown := [one for one in found if one not in self.facet.values]:
            raise ValidationError(
                _("“%(value)s” is not one of the choices."), params={"value": unknown[0]}
            )
        return found


class DirectoryFilter(forms.Form):
    """Reads the parameters of the directory; :meth:`criteria` is what they mean."""

    q = forms.CharField(label=_("What do you need?"), required=False, max_length=MAX_WORDS)
    code = forms.RegexField(regex=r"^\d{2,8}$", required=False, widget=forms.HiddenInput)
    code_for = forms.CharField(required=False, max_length=MAX_WORDS, widget=forms.HiddenInput)
    near = forms.CharField(
        label=_("Near"), required=False, max_length=120, help_text=_("Town or postal code")
    )
    km = DistanceField(label=_("Within"), required=False)
    place = forms.RegexField(
        regex=r"^[a-z]+-[A-Z]{2}-[0-9A-Za-z -]{1,12}$", required=False, widget=forms.HiddenInput
    )
    at = DegreesField(count=2)
    bbox = DegreesField(count=4)
    nuts = forms.RegexField(
        label=_("Statistical region"),
        required=False,
        regex=r"^[A-Z]{2}[0-9A-Z]{0,3}$",
        error_messages={"invalid": _("Write a NUTS code, such as EL65.")},
        widget=forms.HiddenInput,
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", pgettext_lazy("order of a list", "Automatic")), *wording.SORTS.items()],
        widget=PlainSelect,
    )
    page = forms.IntegerField(
        required=False, min_value=1, max_value=MAX_PAGE, widget=forms.HiddenInput
    )

    def __init__(self, data: Any, *, language: str) -> None:
        super().__init__(data)
        self.language = language
        for facet in FACETS:
            self.fields[facet.name] = FacetField(facet)
        for switch in SWITCHES:
            self.fields[switch.name] = forms.BooleanField(label=switch.label, required=False)
        for name in ("q", "near", "km", "sort"):
            self.fields[name].widget.attrs["class"] = "ds-input"
        self.fields["q"].widget.attrs |= {"type": "search", "autocomplete": "off"}

    def clean_bbox(self) -> Box | None:
        """West before east, south before north."""
        box: Box | None = self.cleaned_data["bbox"]
        if box and not (box[0] < box[2] and box[1] < box[3]):
            raise ValidationError(_("An area is written west, south, east, north."))
        return box

    def clean(self) -> dict[str, Any]:
        """A code and a place count only for the words they were chosen for."""
        data = super().clean() or {}
        if data.get("code") and data.get("code_for") != data.get("q"):
            data["code"] = ""
        if data.get("near"):
            data["at"] = None
        return data

    def criteria(self, *, day: date, now: datetime, include_examples: bool) -> Criteria:
        """What was asked, apart from the place; fields with errors are left out."""
        data = self.cleaned_data
        code: str = data.get("code") or ""
        sort: str = data.get("sort") or ""
        sets: dict[str, Any] = {
            facet.field: frozenset(map(facet.read, data.get(facet.name) or ())) for facet in FACETS
        }
        return Criteria(
            day=day,
            words="" if code else data.get("q") or "",
            language=self.language,
            cpv=subtree_prefix(code.ljust(8, "0")) if code else "",
            bbox=data.get("bbox"),
            nuts=frozenset(filter(None, [data.get("nuts")])),
            green=bool(data.get("green")),
            digital=bool(data.get("digital")),
            open_at=now if data.get("open") else None,
            include_examples=include_examples,
            sort=Sort(sort) if sort else None,
            page=data.get("page") or 1,
            **sets,
        )


def label_of(form: DirectoryFilter, name: str, value: str) -> str:
    """What a chosen value of a facet is called."""
    labels = {str(key): str(label) for key, label in BY_NAME[name].choices(form.language)}
    return labels[value]
