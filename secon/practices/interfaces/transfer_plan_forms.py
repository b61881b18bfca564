"""The plan of a transfer as a form: texts, seven surroundings side by side, and steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.kernel.models import language_choices
from secon.policy.enums import Fund
from secon.practices.domain.surroundings import Known
from secon.practices.domain.transfer_plans import Plan, PlanStep, Surrounding
from secon.practices.enums import Context, Likeness
from secon.practices.interfaces.transfer_forms import (
    Named,
    chosen_instrument,
    day,
    instrument_choices,
)
from secon.practices.models import Transfer

CURRENCIES = ("EUR", "BGN", "HUF", "PLN", "RON")
SPARE_STEPS = 3
MOST_STEPS = 40
UNSEEN = pgettext_lazy("likeness", "Not looked at yet")


def long(label: Any, most: int, rows: int = 3, hint: Any = "") -> forms.CharField:
    """A field of several lines that may stay empty."""
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class PlanForm(forms.Form):
    """What the adopting region writes, but for surroundings and steps."""

    instrument = forms.ChoiceField(
        label=_("Policy instrument it shall change"),
        required=False,
        help_text=_("Of your region, or of your country."),
    )
    is_partial = forms.BooleanField(
        label=_("Only a part of the practice is taken over"), required=False
    )
    changes = long(_("What changes on the way"), 2000, 5)
    decides = long(_("Who decides"), 1000, hint=_("Organisations and bodies, never persons."))
    law = long(_("Law that is needed"), 1000)
    money_words = long(_("Money that is needed, in words"), 1000)
    money = forms.DecimalField(
        label=_("Money that is needed"),
        max_digits=14,
        decimal_places=2,
        min_value=0,
        required=False,
        localize=True,
        help_text=_("Empty: unknown."),
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=[(one, one) for one in CURRENCIES])
    fund = forms.ChoiceField(
        label=_("From which fund"),
        required=False,
        choices=[("", pgettext_lazy("choice", "Not known")), *Fund.choices],
    )
    language = forms.ChoiceField(
        label=_("Language of these texts"),
        choices=language_choices,
        help_text=_("Of the surroundings too. Other languages have a page of their own."),
    )

    def __init__(self, *args: Any, instruments: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["instrument"]
        field.choices = instrument_choices(instruments)


class SurroundingForm(forms.Form):
    """One side of the surroundings, there and here."""

    origin = long(_("Where it comes from"), 600)
    target = long(_("Where it goes"), 600)
    likeness = forms.ChoiceField(
        label=_("How alike"), required=False, choices=[("", UNSEEN), *Likeness.choices]
    )
    adaptation = forms.CharField(label=_("What must be adapted"), max_length=300, required=False)

    def __init__(self, *args: Any, context: Context, known: Known, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.context, self.known = context, known


class StepForm(forms.Form):
    """A step of the plan."""

    id = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Step"), max_length=300, required=False)
    owner = forms.CharField(
        label=_("Who does it"),
        max_length=200,
        required=False,
        help_text=_("An organisation, never a person."),
    )
    due_on = day(_("Until"), required=False)
    done_on = day(_("Done on"), required=False)

    def clean(self) -> dict[str, Any]:
        """Dates and owners belong to a step that is named."""
        data: dict[str, Any] = super().clean() or {}
        rest = (data.get("owner"), data.get("due_on"), data.get("done_on"))
        if any(rest) and not data.get("text") and "text" not in self.errors:
            self.add_error("text", _("Say what this step is."))
        return data


StepFormSet = forms.formset_factory(
    StepForm, extra=SPARE_STEPS, max_num=MOST_STEPS, validate_max=True
)


class WholePlan:
    """The forms of the page together. An emptied step is taken away."""

    def __init__(
        self,
        transfer: Transfer,
        data: Any = None,
        *,
        instruments: Named,
        known: Mapping[Context, Known],
    ) -> None:
        self.transfer = transfer
        self.own = PlanForm(data, initial=self._own(), instruments=instruments)
        rows = {one.context: one for one in transfer.contexts.all()}
        self.surroundings = [
            SurroundingForm(
                data,
                prefix=context.value,
                initial=self._surrounding(rows.get(context), known[context]),
                context=context,
                known=known[context],
            )
            for context in Context
        ]
        self.steps: Any = StepFormSet(data, prefix="steps", initial=self._steps())

    def is_valid(self) -> bool:
        """Whether all of it can be stored; every form is asked, so that each says its errors."""
        valid = [one.is_valid() for one in self.parts]
        return all(valid)

    @property
    def parts(self) -> list[Any]:
        """Every form of the page."""
        return [self.own, *self.surroundings, self.steps]

    @property
    def has_errors(self) -> bool:
        """Whether something is to be put right."""
        forms_ = (self.own, *self.surroundings, *self.steps)
        return any(one.is_bound and one.errors for one in forms_)

    def add_error(self, field: str | None, message: Any) -> None:
        """What a verb refused, at its field."""
        self.own.add_error(field if field in self.own.fields else None, message)

    def plan(self) -> Plan:
        """What was written."""
        data = self.own.cleaned_data
        return Plan(
            instrument=chosen_instrument(data["instrument"]),
            is_partial=data["is_partial"],
            changes=data["changes"],
            decides=data["decides"],
            law=data["law"],
            money_words=data["money_words"],
            money=data["money"],
            currency=data["currency"],
            fund=Fund(data["fund"]) if data["fund"] else None,
            language=data["language"],
            surroundings=[
                Surrounding(
                    one.context,
                    one.cleaned_data["origin"],
                    one.cleaned_data["target"],
                    Likeness(one.cleaned_data["likeness"])
                    if one.cleaned_data["likeness"]
                    else None,
                    one.cleaned_data["adaptation"],
                )
                for one in self.surroundings
            ],
            steps=[
                PlanStep(
                    one.cleaned_data["text"],
                    one.cleaned_data["owner"],
                    one.cleaned_data["due_on"],
                    one.cleaned_data["done_on"],
                    one.cleaned_data["id"],
                )
                for one in self.steps
                if one.cleaned_data.get("text")
            ],
        )

    def _own(self) -> dict[str, Any]:
        names = ("is_partial", "changes", "decides", "law", "money_words", "money", "currency")
        return {name: getattr(self.transfer, name) for name in (*names, "fund")} | {
            "instrument": self.transfer.instrument_id or "",
            "language": self.transfer.original_language,
        }

    @staticmethod
    def _surrounding(row: Any, known: Known) -> dict[str, Any]:
        """What is stored, else what the platform knows, to be confirmed by storing it."""
        if row is None:
            return {"origin": known.origin, "target": known.target}
        return {name: getattr(row, name) for name in ("origin", "target", "likeness", "adaptation")}

    def _steps(self) -> list[dict[str, Any]]:
        return [
            {
                "id": one.pk,
                "text": one.text,
                "owner": one.owner,
                "due_on": one.due_on,
                "done_on": one.done_on,
            }
            for one in self.transfer.tasks.all()
        ]
