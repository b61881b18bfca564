"""Forms of those who speak for an enterprise."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from secon.opportunities.enterprise_enums import Frequency, Reason


class HideForm(forms.Form):
    """Why an opportunity does not suit."""

    reason = forms.ChoiceField(
        label=_("Why it does not suit"), choices=[("", _("Choose a reason")), *Reason.choices]
    )
    note = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=300,
        help_text=_("Only for “Another reason”. Those who speak for your enterprise see it."),
    )


class WonForm(forms.Form):
    """What a contract is worth, where the enterprise tells it."""

    value_eur = forms.DecimalField(
        label=_("Value of the contract in euro, without tax"),
        required=False,
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        help_text=_("Never shown to others by itself."),
    )


class AskForm(forms.Form):
    """Whom to ask for a joint bid."""

    asked = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    note = forms.CharField(
        label=_("What you would like to do together"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Those who speak for the other enterprise read it."),
    )


class AnswerForm(forms.Form):
    """What is said with a yes or a no."""

    answer = forms.CharField(
        label=_("Your answer"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WishForm(forms.Form):
    """How often letters come, in which language."""

    frequency = forms.ChoiceField(
        label=_("Letters"),
        choices=[*Frequency.choices, ("never", _("No letters"))],
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language of the letters"), choices=list(settings.LANGUAGES)
    )
