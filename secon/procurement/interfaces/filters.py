"""The filter form: every query string of a tender list passes it, on pages and in downloads."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from secon.codes.interfaces.fields import CodeField, CodeReading
from secon.kernel.widgets import PlainSelect
from secon.partnership.domain.territories import Territory, name_in, territories
from secon.places.countries import NUTS_COUNTRIES, country_name
from secon.procurement.domain.criteria import Area, Criteria, ListStage, Reserved, Sort
from secon.procurement.folding import fold
from secon.procurement.interfaces import wording
from secon.procurement.keys import normal_publication

FIRST_DAY = date(1993, 1, 1)  # TED's own first year
LAST_DAY = date(2100, 1, 1)


def _territory_choices() -> list[tuple[str, str]]:
    language = get_language() or settings.LANGUAGE_CODE
    return [(t.slug, name_in(t, language)) for t in territories()]


def _country_choices() -> list[tuple[str, str]]:
    language = get_language() or "en"
    named = [(code, country_name(code, language)) for code in NUTS_COUNTRIES]
    return [("", gettext("Any country")), *sorted(named, key=lambda one: fold(one[1]))]


def _language_choices() -> list[tuple[str, str]]:
    return [("", gettext("Any language")), *settings.LANGUAGES]


class DayField(forms.DateField):
    """A day as addresses write it, ``2023-12-01``, whatever the language."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    input_formats = ("%Y-%m-%d",)

    def validate(self, value: date | None) -> None:
        """Refuse a day TED has no lists of; the calendar's first and last have no day beside them."""
        super().validate(value)
        if value and not FIRST_DAY <= value <= LAST_DAY:
            raise ValidationError(_("Choose a day between 1993 and 2100."))


class TenderFilter(forms.Form):
    """Reads the parameters of a list; ``criteria(day)`` is what they mean."""

    q = forms.CharField(label=_("Words in the title"), required=False, max_length=100)
    sector = CodeField(label=_("Sector, in words or as CPV code"), required=False)
    region = forms.MultipleChoiceField(
        label=_("Partner region"), required=False, choices=_territory_choices
    )
    nuts = forms.RegexField(
        label=_("Statistical region"),
        required=False,
        regex=r"^[A-Z]{2}[0-9A-Z]{0,3}$",
        error_messages={"invalid": _("Write a NUTS code, such as EL65.")},
        widget=forms.HiddenInput,
    )
    notice = forms.CharField(
        label=_("Notice"), required=False, max_length=60, widget=forms.HiddenInput
    )
    country = forms.ChoiceField(
        label=_("Delivery country"),
        required=False,
        choices=_country_choices,
        widget=PlainSelect,
    )
    reserved = forms.MultipleChoiceField(
        label=_("Reserved"),
        required=False,
        choices=[(kind.value, label) for kind, label in wording.RESERVED.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    signal = forms.MultipleChoiceField(
        label=_("Social signals"),
        required=False,
        choices=[(kind, wording.SIGNALS[kind]) for kind in wording.FILTER_SIGNALS],
        widget=forms.CheckboxSelectMultiple,
    )
    clause = forms.MultipleChoiceField(
        label=_("Clause in the text about"),
        required=False,
        choices=list(wording.CLAUSES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    use = forms.MultipleChoiceField(
        label=_("The clause is"),
        required=False,
        choices=[(use, label) for use, label in wording.USES.items() if use != "mention"],
        widget=forms.CheckboxSelectMultiple,
    )
    sure = forms.BooleanField(label=_("Without doubtful flags"), required=False)
    within = forms.TypedChoiceField(
        label=_("Deadline"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Any time")), *wording.WITHIN.items()],
        widget=PlainSelect,
    )
    closes_from = DayField(label=_("Deadline from"), required=False)
    closes_to = DayField(label=_("Deadline to"), required=False)
    value_min = forms.DecimalField(
        label=_("Value from"), required=False, min_value=0, max_digits=15, decimal_places=2
    )
    value_max = forms.DecimalField(
        label=_("Value to"), required=False, min_value=0, max_digits=15, decimal_places=2
    )
    currency = forms.ChoiceField(
        label=_("Currency"),
        required=False,
        choices=[(c, c) for c in wording.CURRENCIES],
        widget=PlainSelect,
    )
    language = forms.ChoiceField(
        label=_("Language of the notice"),
        required=False,
        choices=_language_choices,
        widget=PlainSelect,
    )
    sme = forms.BooleanField(label=_("Suited to small enterprises"), required=False)
    stage = forms.ChoiceField(
        label=_("Stage"),
        required=False,
        choices=list(wording.STAGES.items()),
        widget=forms.HiddenInput,
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=list(wording.SORTS.items()),
        widget=PlainSelect,
    )
    on = DayField(label=_("As it stood on"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxSelectMultiple | forms.HiddenInput):
                field.widget.attrs.setdefault("class", "ds-input")

    def clean_notice(self) -> str:
        """The publication number as it is stored."""
        return normal_publication(self.cleaned_data["notice"])

    def clean(self) -> dict[str, Any]:
        """Ranges must not be turned round."""
        data = super().clean() or {}
        for low, high, message in (
            ("closes_from", "closes_to", _("This day lies before the first one.")),
            ("value_min", "value_max", _("This amount lies below the first one.")),
        ):
            first, last = data.get(low), data.get(high)
            if first is not None and last is not None and first > last:
                self.add_error(high, message)
        return data

    @property
    def sector_reading(self) -> CodeReading | None:
        """How the sector was read, or None where nothing was asked or found."""
        reading: CodeReading | None = self.cleaned_data.get("sector")
        return reading

    def chosen_territories(self) -> tuple[Territory, ...]:
        """The partner territories asked for."""
        slugs = self.cleaned_data.get("region") or ()
        return tuple(t for t in territories() if t.slug in slugs)

    def criteria(self, *, day: date) -> Criteria:
        """What was asked, on ``day`` unless another was named. Call after ``is_valid()``; fields
        with errors are left out, so that a page can show its list and the error together.
        """
        data = self.cleaned_data
        on = data.get("on") or day
        within = data.get("within")
        chosen = self.chosen_territories()
        reading = self.sector_reading
        return Criteria(
            on=on,
            stage=ListStage(data.get("stage") or ListStage.OPEN),
            words=data.get("q") or "",
            areas=tuple(Area(t.codes, t.municipality or "", t.postal_prefixes) for t in chosen),
            nuts=data.get("nuts") or "",
            notice=data.get("notice") or "",
            country=data.get("country") or "",
            cpv=reading.prefix if reading else "",
            reserved=tuple(Reserved(kind) for kind in data.get("reserved") or ()),
            signals=tuple(data.get("signal") or ()),
            clauses=tuple(data.get("clause") or ()),
            uses=tuple(data.get("use") or ()),
            sure=bool(data.get("sure")),
            closes_from=data.get("closes_from"),
            closes_to=_earliest(
                data.get("closes_to"), on + timedelta(days=within) if within else None
            ),
            value_min=data.get("value_min"),
            value_max=data.get("value_max"),
            currency=data.get("currency") or wording.CURRENCIES[0],
            language=data.get("language") or "",
            sme=bool(data.get("sme")),
            sort=Sort(data.get("sort") or Sort.NEWEST),
        )


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day), default=None)
