"""A purchasing plan is uploaded, and its columns named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from secon.kernel.models import language_choices
from secon.opportunities.buyer_enums import PlanField
from secon.opportunities.domain.plans import MOST_BYTES, PlanFile
from secon.opportunities.interfaces.place_reading import Place, PlaceField


class PlanForm(forms.Form):
    """A file, the language of its words, and where is meant if a line does not say."""

    file = forms.FileField(
        label=gettext_lazy("Purchasing plan"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
        help_text=gettext_lazy("XLSX or CSV, at most 5 MB and 2,000 lines. No macros."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the plan"), choices=language_choices
    )
    where = PlaceField(
        label=gettext_lazy("Where, if a line does not say"),
        help_text=gettext_lazy("A town, region or country."),
    )

    def clean_file(self) -> Any:
        """Not larger than we take."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 5 MB. Save it as CSV, or split it."))
        return file

    def plan_file(self) -> PlanFile:
        """What was sent. Call after ``is_valid()``."""
        data = self.cleaned_data
        place: Place = data["where"]
        return PlanFile(
            data=data["file"].read(),
            file_name=data["file"].name,
            language=data["language"],
            country=place.country,
            nuts=place.nuts,
        )


class ColumnsForm(forms.Form):
    """What each column holds: one field for each (``column_0`` …)."""

    def __init__(self, *args: Any, headings: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.headings = headings
        choices = [("", pgettext_lazy("column", "not needed")), *PlanField.choices]
        for at, heading in enumerate(headings):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=heading, choices=choices, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Each field once, and something that names what is bought."""
        data = super().clean() or {}
        seen: dict[str, str] = {}
        for at, _heading in enumerate(self.headings):
            name = f"column_{at}"
            chosen = data.get(name, "")
            if chosen and chosen in seen:
                self.add_error(name, _("Another column holds this already."))
            seen.setdefault(chosen, name)
        if not {PlanField.WHAT, PlanField.CPV} & seen.keys():
            message = _("Say which column names what is bought, or its CPV code.")
            raise ValidationError(message)
        return data

    def mapping(self) -> dict[str, PlanField]:
        """Field by heading. Call after ``is_valid()``."""
        chosen = {
            heading: self.cleaned_data[f"column_{at}"] for at, heading in enumerate(self.headings)
        }
        return {heading: PlanField(field) for heading, field in chosen.items() if field}
