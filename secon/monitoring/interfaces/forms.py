"""Forms of reports: a section's words, the name of an edition, two editions to compare."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from secon.monitoring.models import Edition, ReportSection


class SectionForm(forms.ModelForm[ReportSection]):
    """The words of a section in its original language."""

    class Meta:
        model = ReportSection
        fields = ("title", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 16, "cols": 80})}


class FreezeForm(forms.Form):
    """What an edition is called."""

    title = forms.CharField(
        label=_("Name of the edition"),
        max_length=120,
        help_text=_("Such as the month and year. It is shown on the title page."),
    )


class CompareForm(forms.Form):
    """Two editions of one report; an empty second one is the living report."""

    before = forms.ModelChoiceField(
        Edition.objects.none(), label=_("Before"), to_field_name="number", empty_label=None
    )
    after = forms.ModelChoiceField(
        Edition.objects.none(),
        label=_("After"),
        to_field_name="number",
        required=False,
        empty_label=_("The living report"),
    )

    def __init__(self, *args: Any, editions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("before", "after"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 -- declared above
            field.queryset = editions
            field.label_from_instance = edition_name  # type: ignore[method-assign,assignment]  # Django's way


def edition_name(edition: Edition) -> str:
    """ "No. 2: November 2026"."""
    return _("No. %(number)s: %(title)s") % {"number": edition.number, "title": edition.title}
