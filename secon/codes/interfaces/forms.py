"""Query strings of the finder's pages."""

from django import forms
from django.utils.translation import gettext_lazy as _

from secon.codes.domain.ranking import MAX_CHARACTERS


class FinderForm(forms.Form):
    """The words someone looks up."""

    q = forms.CharField(
        label=_("What is bought, in your own words"),
        max_length=MAX_CHARACTERS,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
