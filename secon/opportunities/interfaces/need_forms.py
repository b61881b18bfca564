"""What a buyer needs, asked in one form and kept in the address, so that it can be shared."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from secon.codes.interfaces.fields import CodeField, CodeReading
from secon.opportunities.demand import Demand
from secon.opportunities.domain import call_demands
from secon.opportunities.domain.advice import MONTHS_A_YEAR, Need
from secon.opportunities.interfaces.place_reading import Place, PlaceField

MOST_VALUE = Decimal(10**10)


class DayInput(forms.DateInput):
    """A day as browsers ask for it."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


class NeedForm(forms.Form):
    """By GET: the answer has an address. Only what and where must be said."""

    what = CodeField(
        label=_("What do you need?"),
        choose=True,
        help_text=_("In your own words or as a CPV code: cleaning of schools, 77310000."),
    )
    where = PlaceField(label=_("Where?"), help_text=_("A town, postal code, region or country."))
    value = forms.DecimalField(
        label=_("Value in euro, without tax"),
        required=False,
        min_value=1,
        max_value=MOST_VALUE,
        max_digits=12,
        decimal_places=2,
        help_text=_("Of the whole contract. Without it, its size cannot be compared."),
    )
    months = forms.IntegerField(
        label=_("Duration in months"), required=False, min_value=1, max_value=240
    )
    day = forms.DateField(label=_("When does it begin?"), required=False, widget=DayInput())
    lots = forms.IntegerField(
        label=_("Into how many lots could it be split?"),
        required=False,
        min_value=1,
        max_value=50,
        help_text=_("Leave it empty if it cannot be split."),
    )

    @property
    def reading(self) -> CodeReading:
        """How the words were read."""
        found: CodeReading = self.cleaned_data["what"]
        return found

    @property
    def place(self) -> Place:
        """How the place was read."""
        found: Place = self.cleaned_data["where"]
        return found

    def need(self) -> Need:
        """Its size. Call after ``is_valid()``."""
        data = self.cleaned_data
        return Need(
            value_eur=data["value"], months=data["months"] or MONTHS_A_YEAR, lots=data["lots"] or 1
        )

    def demand(self) -> Demand:
        """What suppliers are searched for. Call after ``is_valid()``."""
        return call_demands.need(
            cpv=(self.reading.code,),
            country=self.place.country,
            nuts=self.place.nuts,
            value_eur=self.cleaned_data["value"],
            day=self.cleaned_data["day"],
            language=get_language() or "en",
        )


@dataclass(frozen=True, slots=True)
class Stated:
    """A need in words, as it stands above its answer."""

    what: str
    code: str
    where: str
    value: Decimal | None
    months: int | None
    lots: int | None
    day: date | None


def stated(form: NeedForm) -> Stated:
    """The need as it was read."""
    data = form.cleaned_data
    return Stated(
        form.reading.hit.label,
        form.reading.code,
        form.place.label,
        data["value"],
        data["months"],
        data["lots"],
        data["day"],
    )
