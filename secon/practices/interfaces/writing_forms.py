"""The own fields of a practice as a form. Texts may be longer than the programme allows until it is handed in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from secon.kernel.models import language_choices
from secon.partnership.enums import Theme
from secon.partnership.models import Partner
from secon.places.countries import NUTS_COUNTRIES, country_name
from secon.places.models import Region
from secon.policy.enums import InstrumentKind, Rural, Topic
from secon.policy.models import Instrument
from secon.practices.domain import contacts
from secon.practices.domain.writing import OWN_FIELDS
from secon.practices.enums import Criterion, Met, YesNo
from secon.practices.models import Practice

UNKNOWN = pgettext_lazy("choice", "Not known")
Choices = list[tuple[Any, Any]]
_HINTS: dict[str, Any] = {
    "summary": gettext_lazy("Shown in lists under the title."),
    "description": gettext_lazy(
        "The problem and its context, how it reaches its aims, who takes part and who gains."
    ),
    "resources": gettext_lazy("Money and people."),
    "results": gettext_lazy(
        "What was reached, measured how. Numbers have rows of their own below."
    ),
    "transfer": gettext_lazy("What others could take over, and under which conditions."),
    "lessons": gettext_lazy("Why it failed, and what you would do otherwise."),
    "inspired": gettext_lazy("Only for a private initiative. Add evidence below."),
    "organisation": gettext_lazy("Its full name, in its own language."),
    "nuts": gettext_lazy("If you know it, for example PL92."),
    "keywords": gettext_lazy("With commas between them."),
    "cost_per": gettext_lazy("For example: a year, the whole project."),
    "legal_form": gettext_lazy("If it works with this form only."),
    "starts": gettext_lazy("A practice has worked for two years; a younger one can be a lesson."),
}
_LINES = {
    "description": 10,
    "resources": 4,
    "results": 5,
    "difficulties": 4,
    "transfer": 7,
    "lessons": 6,
    "inspired": 4,
}


def _known(choices: Any) -> Choices:
    return [("", UNKNOWN), *choices]


def _text(name: str, *, required: bool = False) -> forms.CharField:
    """A field of words as long as the model holds."""
    column: Any = Practice._meta.get_field(name)
    lines = _LINES.get(name)
    return forms.CharField(
        label=column.verbose_name,
        max_length=column.max_length,
        required=required,
        help_text=_HINTS.get(name, ""),
        widget=forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput(),
    )


def _one_of(name: str, choices: Any) -> forms.ChoiceField:
    """A list to choose from, or nothing."""
    label = Practice._meta.get_field(name).verbose_name  # type: ignore[union-attr]  # columns only
    return forms.ChoiceField(
        label=label, choices=_known(choices), required=False, help_text=_HINTS.get(name, "")
    )


def _day(name: str) -> forms.DateField:
    return forms.DateField(
        label=Practice._meta.get_field(name).verbose_name,  # type: ignore[union-attr]  # columns only
        required=False,
        help_text=_HINTS.get(name, ""),
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )


def _several(label: Any, choices: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class PracticeForm(forms.Form):
    """Everything an author says of a practice, but for the rows of its parts."""

    use_required_attribute = False

    title = _text("title", required=True)
    summary = _text("summary")
    original_language = forms.ChoiceField(
        label=gettext_lazy("Language of these texts"), choices=language_choices
    )
    description = _text("description")
    is_lesson = forms.BooleanField(
        label=gettext_lazy("It did not work as hoped: a lesson for others"),
        required=False,
        help_text=gettext_lazy("Shown as a lesson, and not counted among good practices."),
    )
    lessons = _text("lessons")
    topics = _several(gettext_lazy("Topics"), Topic.choices)
    themes = _several(gettext_lazy("Aims of the project it serves"), Theme.choices)
    keywords = _text("keywords")

    partner = forms.ChoiceField(label=gettext_lazy("Region it comes from"))
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        required=False,
        help_text=gettext_lazy("Only if it is another than the region's."),
    )
    place = _text("place")
    nuts = _text("nuts")
    rural = _one_of("rural", Rural.choices)
    organisation = _text("organisation")
    legal_form = _text("legal_form")

    public_intervention = _one_of("public_intervention", YesNo.choices)
    inspired = _text("inspired")
    instrument = forms.ChoiceField(
        label=gettext_lazy("Policy instrument behind it"), required=False
    )
    instrument_kind = _one_of("instrument_kind", InstrumentKind.choices)

    starts = _day("starts")
    is_ongoing = _one_of("is_ongoing", YesNo.choices)
    ends = _day("ends")

    results = _text("results")
    resources = _text("resources")
    cost = forms.DecimalField(
        label=gettext_lazy("Cost"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        help_text=gettext_lazy("Leave it empty if you do not know."),
    )
    currency = forms.CharField(
        label=gettext_lazy("Currency"), min_length=3, max_length=3, required=False
    )
    cost_per = _text("cost_per")
    difficulties = _text("difficulties")
    transfer = _text("transfer")
    website = forms.URLField(
        label=gettext_lazy("More on the web"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    contact_name = forms.CharField(
        label=pgettext_lazy("person", "Name"), required=False, max_length=120
    )
    contact_email = forms.EmailField(label=gettext_lazy("E-mail"), required=False, max_length=254)
    contact_agreed = forms.BooleanField(
        label=gettext_lazy("This person has agreed to be named"), required=False
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(str(field.label))
        self._offer("partner", [("", _("Choose a region.")), *regions(language)])
        countries = sorted((country_name(c, language), c) for c in NUTS_COUNTRIES)
        self._offer("country", [("", _("The region's")), *((c, name) for name, c in countries)])
        self._offer("instrument", [("", _("None, or not listed")), *instruments(language)])
        for criterion in Criterion:
            label = str(criterion.label)
            self.fields[f"met_{criterion.value}"] = forms.ChoiceField(
                label=label, choices=_known(Met.choices), required=False
            )
            self.fields[f"note_{criterion.value}"] = forms.CharField(
                label=_("Why"),
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )

    def _offer(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a choice field

    def clean_nuts(self) -> str:
        """A code that exists."""
        code: str = self.cleaned_data["nuts"].strip().upper()
        if code and not Region.objects.filter(code=code).exists():
            raise forms.ValidationError(_("There is no such NUTS code."))
        return code

    def clean_currency(self) -> str:
        """Euro where nothing is said."""
        return self.cleaned_data["currency"].upper() or "EUR"

    def clean(self) -> dict[str, Any]:
        """Dates in order."""
        said = super().clean() or {}
        starts, ends = said.get("starts"), said.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("It ends after it begins."))
        return said

    def own_fields(self) -> dict[str, Any]:
        """The columns as said."""
        said = self.cleaned_data
        found = {name: said[name] for name in OWN_FIELDS if name in said}
        found["partner"] = Partner.objects.get(pk=said["partner"])
        found["instrument"] = (
            Instrument.objects.get(pk=said["instrument"]) if said["instrument"] else None
        )
        found["country"] = said["country"] or found["partner"].country
        for name in Practice.translated_fields:
            found[name] = found[name].replace("\r\n", "\n")
        return found

    def judged(self) -> dict[str, tuple[str, str]]:
        """What the author says of the seven criteria."""
        said = self.cleaned_data
        return {
            one.value: (said[f"met_{one.value}"], said[f"note_{one.value}"]) for one in Criterion
        }

    def contact(self) -> contacts.Said:
        """Whom to ask."""
        said = self.cleaned_data
        return contacts.Said(said["contact_name"], said["contact_email"], said["contact_agreed"])


def regions(language: str) -> Choices:
    """The partners' regions by key."""
    found = Partner.objects.published().in_language(language).exclude(territory_name="")
    return [(str(one.pk), one.best(language, "territory_name")["territory_name"]) for one in found]


def instruments(language: str) -> Choices:
    """The published instruments by key, with their region."""
    found = Instrument.objects.filter(live=True).in_language(language).order_by("partner", "pk")
    return [(str(one.pk), one.best(language, "name")["name"]) for one in found]


def limit_of(name: str) -> int | None:
    """How many characters a text may have when it is handed in."""
    found: int | None = settings.SECON_PRACTICE_LIMITS.get(name)
    return found
