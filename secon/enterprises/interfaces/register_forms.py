"""Forms of imports: a register, a file, its columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from secon.enterprises import frames
from secon.enterprises.domain.registers.fields import Field
from secon.enterprises.domain.registers.runs import Upload
from secon.enterprises.domain.registers.sources import EVERYWHERE, About
from secon.enterprises.enums import Family
from secon.enterprises.formats import MOST_BYTES, Heading
from secon.enterprises.frames.reading import COUNTRIES
from secon.partnership.models import Partner
from secon.places.countries import country_name

SHOWN_VALUE = 60  # signs of an example in the list of columns


class RegisterForm(forms.Form):
    """What is said of a register. ``partners``: those the person may import for."""

    partner = forms.ModelChoiceField(
        Partner.objects.none(), label=gettext_lazy("Partner"), empty_label=None
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the register"),
        max_length=200,
        help_text=gettext_lazy("As its publisher calls it."),
    )
    country = forms.ChoiceField(label=gettext_lazy("Country"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language of its texts"), choices=settings.LANGUAGES
    )
    publisher = forms.CharField(
        label=gettext_lazy("Who publishes it"), max_length=200, required=False
    )
    url = forms.URLField(
        label=gettext_lazy("Where it can be seen"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Shown as the source of every entry."),
    )
    licence = forms.CharField(label=gettext_lazy("Licence"), max_length=120, required=False)

    def __init__(self, *args: Any, partners: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        choices = [(code, country_name(code, language)) for code in COUNTRIES]
        self.fields["country"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
        self.fields["partner"].queryset = partners  # type: ignore[attr-defined]  # as above
        first = partners.first()
        if first and not self.initial:
            self.initial = {
                "partner": first,
                "country": first.country,
                "language": first.original_language,
            }

    def about(self) -> About:
        """What was said, for the verb."""
        said = self.cleaned_data
        return About(
            name=said["name"],
            country=said["country"],
            language=said["language"],
            publisher=said["publisher"],
            url=said["url"],
            licence=said["licence"],
        )


class UploadForm(forms.Form):
    """A file of a register."""

    file = forms.FileField(
        label=pgettext_lazy("upload", "File"),
        allow_empty_file=True,
        help_text=gettext_lazy("A spreadsheet (XLSX) or a text table (CSV), 20 MB at most."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )
    is_whole = forms.BooleanField(
        label=gettext_lazy("The file holds the whole register"),
        required=False,
        help_text=gettext_lazy(
            "Entries that are not in it are then marked as gone from the register. Do not tick this "
            "for a file with only some of them."
        ),
    )

    def upload(self) -> Upload:
        """The file as sent; of one that is too large only as much as shows that."""
        sent = self.cleaned_data["file"]
        data: bytes = sent.read(MOST_BYTES + 1)
        return Upload(data, sent.name or "", self.cleaned_data["is_whole"])


class ColumnsForm(forms.Form):
    """Which column holds what. ``examples``: a few values of each column, beside its name."""

    def __init__(
        self,
        *args: Any,
        headings: Sequence[Heading],
        examples: Sequence[Sequence[str]],
        country: str,
        may_import_everywhere: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.headings = headings
        choices = [("", _("Leave out")), *Field.choices]
        for at, heading in enumerate(headings):
            self.fields[f"column_{at}"] = forms.ChoiceField(
                label=heading.text,
                choices=choices,
                required=False,
                widget=forms.Select(attrs={"class": "ds-input"}),
            )
        self._common(country)
        if may_import_everywhere:
            self.fields[EVERYWHERE] = forms.BooleanField(
                label=_("Take over rows outside the region too"), required=False
            )
        self.rows = [
            (self[f"column_{at}"], heading, examples[at]) for at, heading in enumerate(headings)
        ]

    def _common(self, country: str) -> None:
        nothing = ("", _("Nothing for all rows"))
        try:
            statuses = frames.status_choices(get_language() or "en", country)
        except KeyError:
            statuses = []
        self.fields["status"] = forms.ChoiceField(
            label=_("National status of every row"),
            choices=[nothing, *statuses],
            required=False,
            help_text=_("If no column says it. A register of one status has it for all its rows."),
        )
        self.fields["family"] = forms.ChoiceField(
            label=_("Family of every row"), choices=[nothing, *Family.choices], required=False
        )

    def mapping(self) -> dict[str, str]:
        """Heading to field, "" for columns that are left out."""
        return {
            heading.text: self.cleaned_data[f"column_{at}"]
            for at, heading in enumerate(self.headings)
        }

    def defaults(self) -> dict[str, Any]:
        """What is the same for every row."""
        return {name: self.cleaned_data.get(name) for name in ("status", "family", EVERYWHERE)}


def shown(value: object) -> str:
    """An example value, cut to what fits a cell."""
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= SHOWN_VALUE else f"{text[:SHOWN_VALUE].rstrip()}…"
