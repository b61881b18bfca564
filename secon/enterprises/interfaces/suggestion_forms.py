"""What a citizen may tell us without an account."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from secon.enterprises.domain.content import Content
from secon.enterprises.domain.suggestions import CORRECTABLE
from secon.enterprises.interfaces.entry_forms import country_asked, text
from secon.enterprises.interfaces.reader_forms import HoneypotMixin


class AnswerForm(HoneypotMixin):
    """A note, and an address for the answer if one is wanted."""

    note = text(
        _("Anything else"),
        2000,
        lines=4,
        hint=_("How you know it, for example. Please write about no person."),
    )
    reply_to = forms.EmailField(
        label=_("Your e-mail, if you want an answer"),
        required=False,
        max_length=254,
        help_text=_("Used once, for the answer, and deleted with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class MissingForm(AnswerForm):
    """An enterprise that is not in the directory."""

    name = text(_("Name of the enterprise"), 200, required=True)
    summary = text(_("What it does"), 250, required=True)
    country = forms.ChoiceField(label=_("Country"), choices=country_asked)
    town = text(_("Town"), 100, required=True)
    website = forms.URLField(
        label=_("Website"), required=False, max_length=300, assume_scheme="https"
    )
    sure = forms.BooleanField(
        required=False, label=_("None of these is the one I mean"), widget=forms.HiddenInput
    )
    field_order = ("name", "summary", "country", "town", "website", "note", "reply_to")

    def content(self) -> Content:
        """What is said about the enterprise."""
        return {
            name: self.cleaned_data[name]
            for name in ("name", "summary", "country", "town", "website")
        }


class CorrectForm(AnswerForm):
    """Something wrong in an entry: the right value, or a note."""

    name = text(_("Name"), 200)
    summary = text(_("In one sentence"), 250)
    street = text(_("Street and number"), 200)
    postal_code = text(_("Postal code"), 12)
    town = text(_("Town"), 100)
    phone = text(_("Telephone of the organisation"), 40)
    website = forms.URLField(
        label=_("Website"), required=False, max_length=300, assume_scheme="https"
    )
    field_order = (*CORRECTABLE, "note", "reply_to")

    def clean(self) -> dict[str, Any]:
        """Something has to be said."""
        said = super().clean() or {}
        if not self.errors and not self.content() and not said.get("note"):
            raise ValidationError(_("Change what is wrong, or write a note."))
        return said

    def content(self) -> Content:
        """The fields that were changed."""
        return {
            name: self.cleaned_data[name]
            for name in CORRECTABLE
            if name in self.changed_data and name in self.cleaned_data
        }
