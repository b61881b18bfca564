"""Forms of readers who have no account: an address for letters, and an answer to a reminder."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class HoneypotMixin(forms.Form):
    """A field that people do not see and machines fill."""

    website_address = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def clean_website_address(self) -> str:
        """Refuse what only a machine would write."""
        if self.cleaned_data["website_address"]:
            raise ValidationError(_("Leave this empty."))
        return ""


class SubscribeForm(HoneypotMixin):
    """An address for letters about the list the page names."""

    email = forms.EmailField(
        label=_("Your e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Used for these letters only and deleted when you stop them."),
    )


class CorrectionForm(forms.Form):
    """What is wrong with an entry, in the words of those it is about."""

    FIELDS = ("summary", "street", "postal_code", "town", "email", "phone", "website")

    summary = forms.CharField(label=_("In one sentence"), required=False, max_length=250)
    street = forms.CharField(label=_("Street and number"), required=False, max_length=200)
    postal_code = forms.CharField(label=_("Postal code"), required=False, max_length=12)
    town = forms.CharField(label=_("Town"), required=False, max_length=100)
    email = forms.EmailField(label=_("E-mail of the organisation"), required=False)
    phone = forms.CharField(label=_("Telephone of the organisation"), required=False, max_length=40)
    website = forms.URLField(
        label=_("Website"), required=False, max_length=300, assume_scheme="https"
    )
    note = forms.CharField(
        label=_("Anything else that changed"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For example: a status that ended, other opening hours, or that you closed."),
    )

    def clean(self) -> dict[str, Any]:
        """An answer without a change is no correction."""
        data = super().clean() or {}
        if not self.errors and not self.has_changed():
            raise ValidationError(
                _("Nothing is changed. If all is right, choose the other button.")
            )
        return data

    def corrections(self) -> dict[str, str]:
        """The fields that were changed, with their new values."""
        return {name: self.cleaned_data[name] for name in self.FIELDS if name in self.changed_data}
