"""The own fields of an entry as a form. It reads and says; ``domain.changes`` checks and stores."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from secon.enterprises import frames
from secon.enterprises.domain.content import Content
from secon.enterprises.enums import (
    Family,
    Group,
    Headcount,
    Icnp,
    SocialEnterprise,
    Turnover,
)
from secon.enterprises.interfaces.wording import SDGS
from secon.enterprises.models import Enterprise
from secon.enterprises.numbers import expected
from secon.kernel.models import language_choices
from secon.partnership.enums import Theme
from secon.places.countries import country_name
from secon.places.models import Region

UNKNOWN = pgettext_lazy("choice", "Not known")
Choices = list[tuple[Any, Any]]


def country_choices() -> Choices:
    """The nine countries with a legal frame, in the reader's alphabet."""
    language = get_language() or "en"
    named = [(one.code, country_name(one.code, language)) for one in frames.frames()]
    return sorted(named, key=lambda one: one[1])


def country_asked() -> Choices:
    """The same after none: the first of the alphabet is not most people's own."""
    return [("", _("Choose a country.")), *country_choices()]


def known(choices: Any) -> Choices:
    """The choices after one for "not known"."""
    return [("", UNKNOWN), *choices]


def text(label: Any, most: int, *, required: bool = False, lines: int = 0, hint: Any = "") -> Any:
    """A field of plain words; ``lines``: how many are shown of a long one."""
    widget = forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput()
    return forms.CharField(
        label=label, max_length=most, required=required, widget=widget, help_text=hint
    )


def several(label: Any, choices: Any, hint: Any = "") -> forms.MultipleChoiceField:
    """Boxes to tick."""
    return forms.MultipleChoiceField(
        label=label,
        choices=choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=hint,
    )


def one_of(label: Any, choices: Any, hint: Any = "") -> forms.ChoiceField:
    """A list to choose from, or nothing."""
    return forms.ChoiceField(label=label, choices=known(choices), required=False, help_text=hint)


def sdg_choices() -> Choices:
    """The goals with their numbers."""
    return [(number, f"{number} · {name}") for number, name in enumerate(SDGS, start=1)]


def region_choices(country: str) -> Choices:
    """The NUTS 2 regions of a country by name: one query."""
    found = Region.objects.filter(country=country, level=2, superseded=False)
    return sorted(found.values_list("code", "native_name"), key=lambda one: one[1])


class FindForm(forms.Form):
    """What is asked before anything else, to see whether the entry exists. Sent by GET."""

    name = text(_("Name of the enterprise"), 200, required=True)
    country = forms.ChoiceField(label=_("Country"), choices=country_asked)
    town = text(_("Town"), 100)
    postal_code = text(_("Postal code"), 12)
    company_number = text(
        _("Company number"), 40, hint=_("If you have one at hand: it finds an entry surely.")
    )


class EntryForm(forms.Form):
    """Everything an enterprise says of itself, but for the rows of its parts."""

    name = text(_("Name"), 200, required=True)
    other_names = text(
        _("Other names"),
        1500,
        lines=2,
        hint=_("Short name, brand, earlier name. One on each line."),
    )
    original_language = forms.ChoiceField(
        label=_("Language of these texts"),
        choices=language_choices,
        help_text=_("Texts in other languages have a page of their own."),
    )
    summary = text(
        _("In one sentence"),
        250,
        required=True,
        hint=_("What you do and for whom. Shown in lists."),
    )
    description = text(_("What you do"), 4000, lines=6)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices)
    legal_form = text(_("Legal form, in its own words"), 120)
    company_number = text(_("Company number"), 40)
    founded = forms.IntegerField(
        label=_("Year it began"), required=False, min_value=1000, max_value=2100
    )

    street = text(_("Street and number"), 200)
    postal_code = text(_("Postal code"), 12)
    town = text(_("Town"), 100, required=True)
    lat = forms.FloatField(
        label=_("Latitude"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        localize=True,
        help_text=_("If you know it: then you stand at the right place of the map."),
    )
    lon = forms.FloatField(
        label=_("Longitude"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        localize=True,
    )
    email = forms.EmailField(
        label=_("E-mail of the organisation"),
        required=False,
        help_text=_("Everybody can read it: not a person's own address."),
    )
    phone = text(_("Telephone of the organisation"), 40)
    website = forms.URLField(
        label=_("Website"), required=False, max_length=300, assume_scheme="https"
    )
    agrees_to_messages = forms.BooleanField(
        label=_("Public buyers may write to the organisation's address"), required=False
    )

    delivers_country = forms.BooleanField(label=_("In the whole country"), required=False)
    delivery_km = forms.IntegerField(
        label=_("Within so many kilometres of us"), required=False, min_value=1, max_value=2000
    )
    delivery_regions = several(_("In these regions"), ())

    family = one_of(_("Family of the social economy"), Family.choices)
    social_enterprise = one_of(_("Is it a social enterprise?"), SocialEnterprise.choices)
    employs = several(_("Whom it employs"), Group.choices)
    serves = several(_("Whom it serves"), Group.choices)
    headcount = one_of(_("People employed"), Headcount.choices)
    turnover = one_of(_("Turnover a year"), Turnover.choices)

    nace_main = text(
        _("Main activity (NACE)"), 12, hint=_("Two to four digits, for example 56.21.")
    )
    nace_other = text(_("Other activities (NACE)"), 120, hint=_("With commas between them."))
    icnp = one_of(_("Section of the third sector (ICNP/TSO)"), Icnp.choices)
    themes = several(_("SECON themes"), Theme.choices)
    green = forms.BooleanField(label=_("Helps the green transition"), required=False)
    digital = forms.BooleanField(label=_("Helps the digital transition"), required=False)
    sdgs = forms.TypedMultipleChoiceField(
        label=_("Sustainable development goals"),
        choices=sdg_choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delivery_regions"].choices = region_choices(country)  # type: ignore[attr-defined]  # a choice field
        self.fields["company_number"].help_text = expected(country)

    @staticmethod
    def initial_of(content: Content) -> dict[str, Any]:
        """What the form shows of a content."""
        joined = {
            "other_names": "\n".join(content.get("other_names") or ()),
            "nace_other": ", ".join(content.get("nace_other") or ()),
        }
        return content | joined

    def content(self) -> Content:
        """The own fields as they are proposed. Regions that the form does not offer stay out."""
        said = dict(self.cleaned_data)
        said["other_names"] = _lines(said["other_names"])
        said["nace_other"] = [
            code.strip() for code in said["nace_other"].split(",") if code.strip()
        ]
        return said

    def offered_regions(self) -> set[str]:
        """The region codes that can be ticked here; others of a content are not touched."""
        return {code for code, _name in self.fields["delivery_regions"].choices}  # type: ignore[attr-defined]  # a choice field


def _lines(said: str) -> list[str]:
    return [" ".join(line.split()) for line in said.splitlines() if line.strip()]


def field_label(name: str) -> Any:
    """What a field is called where it is not asked for."""
    if name in EntryForm.base_fields:
        return EntryForm.base_fields[name].label
    return Enterprise._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # columns only
