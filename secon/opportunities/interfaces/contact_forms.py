"""A buyer's letter to a supplier."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from secon.enterprises.interfaces.entry_forms import text


class ContactForm(forms.Form):
    """What is written. Who writes is said by the platform."""

    message = text(
        _("Your message"),
        3000,
        required=True,
        lines=8,
        hint=_("What you need, where, when, about how much. Answers come to your body’s e-mail."),
    )
