"""Forms of transfers: they read and say; ``domain.transfers`` and ``transfer_plans`` decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.kernel.evidence import EvidenceFileField
from secon.kernel.models import Text, language_choices
from secon.partnership.models import Partner
from secon.policy.enums import ProofKind
from secon.policy.models import Improvement, Instrument
from secon.practices.domain.transfer_queries import Asked, instruments, practices, regions
from secon.practices.domain.transfers import NEEDS_EVIDENCE, Evidence
from secon.practices.enums import TransferState

Named = Sequence[tuple[int, Text]]


def day(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, with the browser's own calendar."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, required=required, widget=widget)


def named(found: Named, field: str) -> list[tuple[str, str]]:
    """Records as choices."""
    return [(str(pk), text[field]) for pk, text in found]


class AdoptForm(forms.Form):
    """Which region is interested, and what it would like to know."""

    partner = forms.ModelChoiceField(
        label=_("Region that is interested"), queryset=Partner.objects.none()
    )
    note = forms.CharField(
        label=_("What interests you, and what you would like to know"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The region of origin is written to, and readers see it. No names of persons."),
    )
    language = forms.ChoiceField(label=_("Language of your words"), choices=language_choices)

    def __init__(
        self, *args: Any, adopters: Sequence[Partner], language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["partner"]
        field.queryset = Partner.objects.filter(pk__in=[one.pk for one in adopters])
        field.choices = [
            (one.pk, one.best(language, "territory_name")["territory_name"]) for one in adopters
        ]
        if len(adopters) == 1:
            self.initial.setdefault("partner", adopters[0].pk)
        self.initial.setdefault("language", language)


class EvidenceForm(forms.Form):
    """A piece of evidence: an address, a file, or where it can be seen."""

    title = forms.CharField(label=_("What the evidence is called"), max_length=200, required=False)
    kind = forms.ChoiceField(
        label=_("Kind of evidence"), choices=ProofKind, initial=ProofKind.REPORT
    )
    evidence_language = forms.ChoiceField(
        label=_("Language of the evidence"),
        required=False,
        choices=lambda: [("", pgettext_lazy("choice", "Not known")), *language_choices()],
    )
    dated = day(_("Date of the evidence"), required=False)
    url = forms.URLField(
        label=_("Address of the evidence"), required=False, max_length=500, assume_scheme="https"
    )
    file = EvidenceFileField(label=_("File"), required=False)
    where = forms.CharField(
        label=_("Or where it can be seen"),
        max_length=300,
        required=False,
        help_text=_("Such as an archive and the page. Readers see it."),
    )
    is_required = True

    def clean(self) -> dict[str, Any]:
        """Evidence is named, and can be found."""
        data: dict[str, Any] = super().clean() or {}
        given = [data.get(name) for name in ("title", "url", "file", "where")]
        if not any(given) and not self.is_required:
            return data
        if not data.get("title") and "title" not in self.errors:
            self.add_error("title", _("Say what the evidence is called."))
        if not any(given[1:]) and not {"url", "file"} & self.errors.keys():
            self.add_error("url", _("Give an address, a file, or say where it can be seen."))
        return data

    def evidence(self) -> Evidence | None:
        """The evidence given; None where there is none."""
        data = self.cleaned_data
        if not data.get("title"):
            return None
        file: File[Any] | None = data["file"] or None
        return Evidence(
            kind=ProofKind(data["kind"]),
            title=data["title"],
            language=data["evidence_language"],
            dated=data["dated"],
            url=data["url"],
            file=file,
            note=data["where"],
        )


class OwnEvidenceForm(EvidenceForm):
    """One more piece, for a step or for the whole."""

    state = forms.ChoiceField(
        label=_("What it shows"),
        required=False,
        choices=lambda: [
            ("", _("The transfer as a whole")),
            *((one.value, one.label) for one in TransferState),
        ],
    )
    field_order = ("state",)


class MoveForm(EvidenceForm):
    """One step: when, what to say of it, and what shows it."""

    on = day(_("On which day"))
    note = forms.CharField(
        label=_("What happened, in a few words"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers see it. No names of persons."),
    )
    language = forms.ChoiceField(label=_("Language of these words"), choices=language_choices)
    improvement = forms.ModelChoiceField(
        label=_("Policy improvement it led to"),
        queryset=Improvement.objects.none(),
        required=False,
        empty_label=_("Choose one."),
    )
    field_order = ("on", "note", "language", "improvement")

    def __init__(
        self,
        *args: Any,
        to: TransferState,
        has_evidence: bool = False,
        improvements: Named = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.is_required = to in NEEDS_EVIDENCE and not has_evidence
        if to is not TransferState.IN_INSTRUMENT:
            del self.fields["improvement"]
            return
        field: Any = self.fields["improvement"]
        field.queryset = Improvement.objects.filter(pk__in=[pk for pk, _text in improvements])
        field.choices = [("", field.empty_label), *named(improvements, "title")]

    @property
    def step_fields(self) -> list[Any]:
        """Of the step itself."""
        return [
            self[name] for name in ("on", "note", "language", "improvement") if name in self.fields
        ]

    @property
    def evidence_fields(self) -> list[Any]:
        """Of what shows it."""
        return [self[name] for name in EvidenceForm.base_fields]


class DropForm(forms.Form):
    """Why it is given up."""

    on = day(_("On which day"))
    note = forms.CharField(
        label=_("Why it is dropped"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Readers see it: others learn from it. No names of persons."),
    )


class TransferFilter(forms.Form):
    """Reads the parameters of the list of transfers."""

    origin = forms.ChoiceField(label=_("From"), required=False)
    target = forms.ChoiceField(label=pgettext_lazy("region", "To"), required=False)
    state = forms.ChoiceField(
        label=_("How far"),
        required=False,
        choices=lambda: [("", _("Any state")), *((one.value, one.label) for one in TransferState)],
    )
    instrument = forms.TypedChoiceField(
        label=_("Policy instrument"), required=False, coerce=int, empty_value=None
    )
    practice = forms.TypedChoiceField(
        label=_("Practice"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(slug, text["territory_name"]) for slug, text in regions(language)]
        choices: dict[str, list[tuple[str, Any]]] = {
            "origin": [("", _("Any region")), *places],
            "target": [("", _("Any region")), *places],
            "instrument": [("", _("Any instrument")), *named(instruments(language), "name")],
            "practice": [("", _("Any practice")), *named(practices(language), "title")],
        }
        for name, values in choices.items():
            field: Any = self.fields[name]
            field.choices = values

    def asked(self) -> Asked | None:
        """What is asked for; None where an address asks for what does not exist."""
        return Asked(**self.cleaned_data) if self.is_valid() else None


def instrument_choices(found: Named) -> list[tuple[str, Any]]:
    """Instruments to choose from, or none yet."""
    return [("", _("Not chosen yet")), *named(found, "name")]


def chosen_instrument(value: str) -> Instrument | None:
    """The instrument chosen in a form."""
    return Instrument.objects.filter(pk=value).first() if value else None
