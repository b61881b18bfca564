"""Forms of barriers and enabling factors. They read; ``domain.factors`` and ``assessing`` decide."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from secon.kernel.evidence import EvidenceFileField
from secon.kernel.models import language_choices
from secon.policy.domain.assessing import Said
from secon.policy.domain.factor_queries import RegionView
from secon.policy.domain.factors import Content, topic_for
from secon.policy.enums import (
    Aspect,
    Basis,
    Effect,
    Level,
    OrganisationKind,
    Rural,
    Strength,
    Topic,
)
from secon.policy.models import Factor, Instrument

UNKNOWN = pgettext_lazy("choice", "Not known")
BY_ASPECT, NONE = "by_aspect", "none"


def known(choices: Any) -> list[Any]:
    """The choices after one for "not known"."""
    return [("", UNKNOWN), *choices]


def strengths() -> list[Any]:
    """The scale with its numbers, and one for "not said"."""
    return [*((one.value, f"{one.value} · {one.label}") for one in Strength), ("", _("Not said"))]


class FactorForm(forms.Form):
    """What a factor is; ``regions`` are those the reader edits for, where it is new."""

    partner = forms.TypedChoiceField(label=_("Region"), coerce=int)
    effect = forms.ChoiceField(
        label=_("Does it hinder or help?"), choices=Effect.choices, widget=forms.RadioSelect
    )
    title = forms.CharField(
        label=_("In one sentence"),
        max_length=200,
        help_text=_("What hinders or helps whom? For example: “Banks lend to no cooperative.”"),
    )
    detail = forms.CharField(
        label=_("More"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("How it shows, and what was tried. No names of persons."),
    )
    original_language = forms.ChoiceField(
        label=_("Language of these texts"), choices=language_choices
    )
    aspect = forms.ChoiceField(
        label=_("What it is about"),
        choices=[("", _("Choose an aspect.")), *Aspect.choices],
        help_text=_("The same list in every region, so that regions can be compared."),
    )
    topic = forms.ChoiceField(
        label=_("Topic of the Council Recommendation"),
        choices=[
            (BY_ASPECT, _("The one the aspect belongs to")),
            *Topic.choices,
            (NONE, _("Outside the topics")),
        ],
    )
    level = forms.ChoiceField(
        label=_("Who decides on it"), choices=known(Level.choices), required=False
    )
    rural = forms.ChoiceField(label=_("Rural or not"), choices=known(Rural.choices), required=False)
    source = forms.URLField(
        label=_("Where it was published"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("The public page, if there is one."),
    )

    def __init__(self, *args: Any, regions: Sequence[RegionView] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["partner"]
        field.choices = [(one.key, one.text["territory_name"]) for one in regions]
        if len(regions) == 1:
            field.initial = regions[0].key
            field.widget = forms.HiddenInput()
        elif not regions:
            del self.fields["partner"]

    @staticmethod
    def initial_of(factor: Factor) -> dict[str, Any]:
        """What the form shows of a factor."""
        names = FactorForm.base_fields.keys() - {"partner"}
        return {name: getattr(factor, name) for name in names} | {"topic": factor.topic or NONE}

    def content(self) -> Content:
        """As the verbs take it. Call after ``is_valid()``."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "partner"}
        chosen = said["topic"]
        topic = topic_for(said["aspect"]) if chosen == BY_ASPECT else chosen
        return Content(**said | {"topic": "" if topic == NONE else topic})


class AssessForm(forms.Form):
    """One voice on a factor."""

    strength = forms.TypedChoiceField(
        label=_("How strong is it?"),
        choices=strengths,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "From 1 (slight: it is felt now and then) to 5 (decisive: it stops or makes projects)."
        ),
    )
    basis = forms.ChoiceField(label=_("How is it known?"), choices=Basis.choices)
    assessed_on = forms.DateField(
        label=_("On which day was it said?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Of a survey, its last day."),
    )
    said_by = forms.CharField(
        label=_("Who said it?"),
        required=False,
        max_length=200,
        help_text=_("A kind of people or an organisation, never a person’s name."),
    )
    said_by_kind = forms.ChoiceField(
        label=_("Kind of organisation"), choices=known(OrganisationKind.choices), required=False
    )
    people = forms.IntegerField(
        label=_("How many people?"),
        required=False,
        min_value=1,
        max_value=10_000_000,
        help_text=_("A survey or a meeting is one voice; the people behind it are shown beside."),
    )
    people_at_least = forms.BooleanField(label=_("That many or more"), required=False)
    quote = forms.CharField(
        label=_("What was said, in own words"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    quote_language = forms.ChoiceField(
        label=_("Language of these words"),
        choices=lambda: [("", _("None")), *language_choices()],
        required=False,
    )
    source = forms.URLField(
        label=_("Where it was published"), required=False, max_length=500, assume_scheme="https"
    )
    file = EvidenceFileField(label=_("Evidence as a file"), required=False)

    def said(self) -> Said:
        """As the verb takes it. Call after ``is_valid()``."""
        return Said(**{name: value for name, value in self.cleaned_data.items() if name != "file"})


class LinkForm(forms.Form):
    """Which instrument should act, and how."""

    instrument = forms.ModelChoiceField(
        label=_("Instrument that should act"),
        queryset=Instrument.objects.none(),
        help_text=_("Instruments of the region, its country and the European Union."),
    )
    note = forms.CharField(
        label=_("How it should act"),
        required=False,
        max_length=300,
        help_text=_("For example: “A guarantee for loans below 25,000 euro.”"),
    )

    def __init__(self, *args: Any, instruments: QuerySet[Instrument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["instrument"]
        language = get_language() or "en"
        field.queryset = instruments.in_language(language)  # type: ignore[attr-defined]  # our query set
        field.label_from_instance = lambda one: one.best(language, "name")["name"]


class WithdrawForm(forms.Form):
    """Why a voice counts no longer."""

    reason = forms.CharField(
        label=_("Why does it count no longer?"),
        max_length=300,
        help_text=_("The assessment stays to be read. Readers see the reason."),
    )
