"""The filters of the observatory: one form for every page, its downloads and its map."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from secon.codes.domain.labels import all_labels
from secon.kernel.widgets import PlainSelect
from secon.partnership.domain.territories import name_in, territories, territory_of
from secon.places.countries import NUTS_COUNTRIES, country_name
from secon.procurement.folding import fold
from secon.procurement.interfaces.observatory_words import EXPLAINED, LEVELS, ORDERS, STEPS
from secon.procurement.observatory.reading import TERRITORIES, Selection, Step, territory
from secon.procurement.observatory.rolling import ALL_SECTORS, EVERYWHERE, NO_SECTOR, SUITED

MONTH = re.compile(r"(19|20)\d\d-(0[1-9]|1[0-2])")
NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{0,3}")
SUITED_CODE = re.compile(r"suited-(\d{2,8})")
MOST = 4  # regions compared at once


def area_of(place: str) -> str:
    """What a place of an address is called in the archive; ValueError where it is none."""
    if not place:
        return EVERYWHERE
    if territory_of(place):
        return territory(place)
    if NUTS.fullmatch(place):
        return place
    raise ValueError(place)


def place_of(area: str) -> str:
    """What an area of the archive is called in addresses."""
    return "" if area == EVERYWHERE else area.removeprefix(territory(""))


def sector_of(said: str) -> str:
    """What a sector of an address is called in the archive; ValueError where it is none."""
    names = {"": ALL_SECTORS, "suited": SUITED, "none": NO_SECTOR}
    if said in names:
        return names[said]
    if found := SUITED_CODE.fullmatch(said):
        return f"{SUITED}{found[1]}"
    if re.fullmatch(r"\d\d", said):
        return said
    raise ValueError(said)


def said_of(sector: str) -> str:
    """What a sector of the archive is called in addresses."""
    names = {ALL_SECTORS: "", SUITED: "suited", NO_SECTOR: "none"}
    return names.get(sector) or (
        f"suited-{sector[1:]}" if sector.startswith(SUITED) else names.get(sector, sector)
    )


def _place_choices() -> list[tuple[str, str]]:
    language = get_language() or "en"
    ours = [(one.slug, name_in(one, language)) for one in territories()]
    named = [(code, country_name(code, language)) for code in NUTS_COUNTRIES]
    return [
        ("", gettext("Everywhere")),
        *ours,
        *sorted(named, key=lambda one: fold(one[1])),
    ]


def _sector_choices() -> list[tuple[str, str]]:
    labels = all_labels("cpv", get_language() or "en")
    divisions = [
        (code[:2], f"{code[:2]} {label}")
        for code, label in labels.items()
        if code.endswith("000000")
    ]
    return [
        ("", gettext("All sectors")),
        ("suited", gettext("Sectors suited to social enterprises")),
        *sorted(divisions),
    ]


class ChosenSelect(PlainSelect):
    """A select that also shows a chosen value which is not among its choices."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> Any:
        """The control, with the value added as its own name."""
        if value and value not in {key for key, _label in self.choices}:
            self.choices = [*self.choices, (value, value)]
        return super().render(name, value, attrs, renderer)


class MonthField(forms.CharField):
    """A month as addresses write it, ``2024-03``."""

    widget = forms.TextInput(attrs={"placeholder": "2024-03", "autocomplete": "off"})

    def validate(self, value: str) -> None:
        """Refuse what is no month."""
        super().validate(value)
        if value and not MONTH.fullmatch(value):
            raise ValidationError(_("Write a month as year and number, such as 2024-03."))


class ObservatoryFilter(forms.Form):
    """Reads the parameters of every page; ``selection()`` is what they mean."""

    place = forms.CharField(
        label=_("Place"), required=False, max_length=60, widget=ChosenSelect(choices=())
    )
    sector = forms.CharField(
        label=_("Sector"), required=False, max_length=20, widget=ChosenSelect(choices=())
    )
    first = MonthField(label=_("From month"), required=False)
    last = MonthField(label=_("To month"), required=False)
    measure = forms.ChoiceField(
        label=_("Shown"),
        required=False,
        choices=[(key, words.label) for key, words in EXPLAINED.items()],
        widget=PlainSelect,
    )
    level = forms.TypedChoiceField(
        label=_("Kind of region"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=list(LEVELS.items()),
        widget=PlainSelect,
    )
    order = forms.ChoiceField(
        label=_("Order"), required=False, choices=list(ORDERS.items()), widget=PlainSelect
    )
    step = forms.ChoiceField(
        label=_("Step"), required=False, choices=list(STEPS.items()), widget=PlainSelect
    )
    area = forms.CharField(
        label=_("Regions to compare"),
        required=False,
        widget=forms.MultipleHiddenInput,
    )

    def __init__(self, data: QueryDict) -> None:
        self.query = data
        if not data.get("level"):  # so that the control shows what the page does
            data = data.copy()
            data["level"] = str(_level_in(data.get("place", "")))
        super().__init__(data)
        widgets = {name: field.widget for name, field in self.fields.items()}
        widgets["place"].choices = _place_choices()
        widgets["sector"].choices = _sector_choices()
        for widget in widgets.values():
            widget.attrs.setdefault("class", "ds-input")

    def clean_place(self) -> str:
        """A partner's region, a country or a NUTS code."""
        place: str = self.cleaned_data["place"]
        try:
            area_of(place)
        except ValueError as error:
            raise ValidationError(
                _("This is no region of the partnership, country or NUTS code.")
            ) from error
        return place

    def clean_sector(self) -> str:
        """A division of CPV, or a suited sector."""
        sector: str = self.cleaned_data["sector"]
        try:
            sector_of(sector)
        except ValueError as error:
            raise ValidationError(
                _("This is no division of CPV, such as 90, and no suited sector.")
            ) from error
        return sector

    def clean_area(self) -> list[str]:
        """The regions to compare, each once."""
        chosen = list(dict.fromkeys(filter(None, self.query.getlist("area"))))
        _refuse_strangers(chosen)
        if len(chosen) > MOST:
            raise ValidationError(
                _("At most %(most)s regions can be compared at once."), params={"most": MOST}
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        """Months must not be turned round."""
        data = super().clean() or {}
        first, last = data.get("first"), data.get("last")
        if first and last and first > last:
            self.add_error("last", _("This month lies before the first one."))
        return data

    def selection(self, *, examples: bool) -> Selection:
        """What was asked. Call after ``is_valid()``; fields with errors are left out."""
        data = self.cleaned_data
        return Selection(
            area=area_of(data.get("place") or ""),
            sector=sector_of(data.get("sector") or ""),
            first=data.get("first") or "",
            last=data.get("last") or "",
            examples=examples,
        )

    @property
    def chosen_measure(self) -> str:
        """The key of the measure shown."""
        return str(self.cleaned_data.get("measure") or "reserved")

    @property
    def chosen_level(self) -> int:
        """The level of regions: below the place chosen, or the partnership's."""
        chosen: int | None = self.cleaned_data.get("level")
        place = self.cleaned_data.get("place") or ""
        return _level_in(place) if chosen is None else chosen

    @property
    def chosen_order(self) -> str:
        """The order of rows."""
        return str(self.cleaned_data.get("order") or "lots")

    @property
    def chosen_step(self) -> Step | None:
        """The step of time, where one was chosen."""
        chosen = self.cleaned_data.get("step")
        return Step(chosen) if chosen else None


def _level_in(place: str) -> int:
    """The level of regions that says most of a place."""
    if territory_of(place):
        return 3
    return min(3, max(2, len(place) - 1)) if NUTS.fullmatch(place) else TERRITORIES


def _refuse_strangers(places: Iterable[str]) -> None:
    for place in places:
        try:
            area_of(place)
        except ValueError as error:
            raise ValidationError(
                _("%(place)s is no region of the partnership, country or NUTS code."),
                params={"place": place},
            ) from error
