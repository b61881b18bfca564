"""A person says that they speak for an enterprise."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.enterprises.enums import EvidenceKind
from secon.enterprises.interfaces.entry_forms import text


class ClaimForm(forms.Form):
    """Who you are there, and how the partner can see it."""

    position = text(
        _("Your role there"), 120, required=True, hint=_("For example: manager, board member.")
    )
    evidence_kind = forms.ChoiceField(
        label=pgettext_lazy("claim", "What shows it"), choices=EvidenceKind.choices
    )
    evidence = text(
        _("How we can see it"),
        500,
        required=True,
        lines=3,
        hint=_("For example: the address of the page or register that names you."),
    )

    def clean_evidence(self) -> str:
        """On one line, as it is stored."""
        return " ".join(self.cleaned_data["evidence"].split())


class RegistrantForm(forms.Form):
    """The same for somebody who registers an enterprise."""

    position = text(
        _("Your role there"), 120, required=True, hint=_("For example: manager, board member.")
    )
    evidence = text(
        _("How we can see that you speak for it"),
        500,
        required=True,
        lines=2,
        hint=_("For example: the address of the page or register that names you."),
    )

    def clean_evidence(self) -> str:
        """On one line, as it is stored."""
        return " ".join(self.cleaned_data["evidence"].split())
