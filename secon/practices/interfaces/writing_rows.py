"""The parts of a practice as rows of small forms: add one, change one, take one away. No script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from secon.kernel.evidence import EvidenceFileField
from secon.kernel.models import language_choices, rows_for
from secon.kernel.picture_field import PictureField
from secon.partnership.models import Partner
from secon.policy.enums import ProofKind
from secon.policy.models import Factor
from secon.practices.domain import parts
from secon.practices.models import Practice

Row = dict[str, Any]


class RowForm(forms.Form):
    """One row; ``pk`` names the one it was."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def is_said(self) -> bool:
        """Whether the row is more than a blank one that waits."""
        return self.has_changed() or bool(self.initial.get("pk"))

    def row(self) -> Row:
        """The row as said."""
        return {name: said for name, said in self.cleaned_data.items() if name != "DELETE"}


class FigureForm(RowForm):
    """A result in numbers."""

    label = forms.CharField(
        label=gettext_lazy("What is counted"),
        max_length=120,
        help_text=gettext_lazy("For example: people in work after a year."),
    )
    number = forms.DecimalField(
        label=gettext_lazy("Number"),
        max_digits=16,
        decimal_places=2,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=40, required=False)
    year = forms.IntegerField(
        label=gettext_lazy("Year"), required=False, min_value=1900, max_value=2100
    )
    source = forms.CharField(label=gettext_lazy("Source or method"), max_length=500, required=False)


class ProofForm(RowForm):
    """A piece of evidence."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("evidence", "Kind"),
        choices=[("", gettext_lazy("Choose a kind.")), *ProofKind.choices],
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        required=False,
        choices=lambda: [("", "—"), *language_choices()],
    )
    dated = forms.DateField(
        label=gettext_lazy("Date"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
    url = forms.URLField(
        label=gettext_lazy("Address"), required=False, max_length=500, assume_scheme="https"
    )
    file = EvidenceFileField(label=gettext_lazy("or a file"), required=False)
    note = forms.CharField(
        label=gettext_lazy("or where it can be seen"), max_length=300, required=False
    )

    def clean(self) -> Row:
        """Evidence can be found."""
        said = super().clean() or {}
        if not self.errors and not (said.get("url") or said.get("file") or said.get("note")):
            self.add_error("url", _("Give an address, a file, or say where it can be seen."))
        return said

    def row(self) -> Row:
        """A file taken away is no file."""
        said = super().row()
        return said | {"file": said["file"] or ""}


class AnswerForm(RowForm):
    """A barrier it answers; any region's, for practices travel."""

    factor = forms.ChoiceField(label=gettext_lazy("Barrier or enabling factor"))
    note = forms.CharField(label=gettext_lazy("How it answers it"), max_length=300, required=False)

    def __init__(self, *args: Any, factors: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["factor"].choices = [("", _("Choose one.")), *factors]  # type: ignore[attr-defined]  # a choice field

    def row(self) -> Row:
        """With the factor itself."""
        said = super().row()
        return {"pk": said["pk"], "note": said["note"], "factor_id": int(said["factor"])}


class PictureForm(RowForm):
    """A picture: a new file, or the words of one that is there."""

    upload = PictureField(label=gettext_lazy("Picture"), required=False)
    alt = forms.CharField(
        label=gettext_lazy("What it shows"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("For people who do not see it. Show nobody who has not agreed."),
    )
    credit = forms.CharField(label=gettext_lazy("Who made it"), max_length=120, required=False)

    def clean(self) -> Row:
        """A picture has words; a new row has a picture."""
        said = super().clean() or {}
        if self.errors or said.get("DELETE"):
            return said
        if not said.get("alt"):
            self.add_error("alt", _("Say in words what the picture shows."))
        if not said.get("pk") and not said.get("upload"):
            self.add_error("upload", _("Choose a picture."))
        return said


@dataclass(frozen=True, slots=True)
class Part:
    """How a part is asked for: ``blank`` rows wait empty."""

    form: type[RowForm]
    add: Any
    most: int = 20
    blank: int = 1


PARTS: dict[str, Part] = {
    "figures": Part(FigureForm, gettext_lazy("Add a number")),
    "proofs": Part(ProofForm, gettext_lazy("Add evidence")),
    "answers": Part(AnswerForm, gettext_lazy("Add a barrier")),
    "pictures": Part(PictureForm, gettext_lazy("Add a picture"), most=10),
}


class RowSet(forms.BaseFormSet[Any]):
    """The rows of one part."""

    add: Any = ""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take this row away")

    def clean(self) -> None:
        """No barrier twice."""
        chosen = [form.cleaned_data.get("factor") for form in self.kept()]
        named = [one for one in chosen if one]
        if len(set(named)) != len(named):
            raise forms.ValidationError(_("A barrier is named twice."))

    def kept(self) -> list[Any]:
        """The forms that say something and are not taken away."""
        return [
            form
            for form in self.forms
            if form.is_said and not getattr(form, "cleaned_data", {}).get("DELETE")
        ]

    def rows(self) -> list[Row]:
        """The rows as said, in order."""
        return [form.row() for form in self.kept()]


def row_sets(
    version: Practice | None, *, language: str, data: Any = None, files: Any = None, more: str = ""
) -> dict[str, RowSet]:
    """The rows of every part; ``more`` names a part that gets one more blank row."""
    factors = factor_choices(language, version.partner_id if version else None)
    return {
        name: _row_set(name, version, factors, data=data, files=files, more=more) for name in PARTS
    }


def factor_choices(language: str, first: int | None) -> list[tuple[str, list[tuple[str, str]]]]:
    """The published factors by region, the own region first: three queries."""
    found = (
        Factor.objects.published()
        .in_language(language)
        .select_related("partner")
        .prefetch_related(rows_for(Partner, language, "partner__translations"))
        .order_by("partner__number", "effect", "pk")
    )
    groups: dict[int, tuple[str, list[tuple[str, str]]]] = {}
    for one in found:
        name = one.partner.best(language, "territory_name")["territory_name"]
        title = one.best(language, "title")["title"]
        said = f"{one.get_effect_display()}: {title}"
        groups.setdefault(one.partner_id, (name, []))[1].append((str(one.pk), said))
    return [groups[key] for key in sorted(groups, key=lambda key: key != first)]


def _row_set(
    name: str,
    version: Practice | None,
    factors: list[Any],
    *,
    data: Any,
    files: Any,
    more: str,
) -> RowSet:
    part = PARTS[name]
    made = forms.formset_factory(
        part.form,
        formset=RowSet,
        extra=part.blank,
        can_delete=True,
        can_delete_extra=False,
        max_num=part.most,
        absolute_max=part.most + 10,
        validate_max=True,
    )
    if data is not None and more == name:
        data = data.copy()
        said = data.get(f"{name}-TOTAL_FORMS", "")
        data[f"{name}-TOTAL_FORMS"] = str(min((int(said) if said.isdigit() else 0) + 1, part.most))
    kwargs: dict[str, Any] = {"factors": factors} if part.form is AnswerForm else {}
    rows = [] if version is None else [_initial(name, row) for row in parts.rows_of(version, name)]
    found: Any = made(data, files, prefix=name, initial=rows, form_kwargs=kwargs)
    found.add = part.add
    return found  # type: ignore[no-any-return]  # a formset made at run time


def _initial(name: str, row: Row) -> Row:
    if name == "answers":
        return {"pk": row["pk"], "note": row["note"], "factor": str(row["factor_id"])}
    return row
