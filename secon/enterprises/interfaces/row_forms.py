"""The parts of an entry as rows of small forms: add one, change one, take one away. No script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from secon.codes.interfaces.fields import CodeField, Typed
from secon.enterprises import frames
from secon.enterprises.domain.content import Content, Row
from secon.enterprises.enums import Audience, EvidenceKind, LinkKind, Sector, Weekday
from secon.enterprises.interfaces.entry_forms import known, one_of, several, text
from secon.kernel import pictures
from secon.kernel.picture_field import PictureField
from secon.people.models import User


def day(label: Any) -> forms.DateField:
    """A day in the calendar."""
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )


def address(label: Any, *, required: bool = False) -> forms.URLField:
    """A page elsewhere."""
    return forms.URLField(label=label, required=required, max_length=500, assume_scheme="https")


class RowForm(forms.Form):
    """One row. ``pk`` is checked against the entry's own rows where it is stored."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    aliases: dict[str, str] = {}  # field of the row to field of the form, where they differ

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        self.country = country
        super().__init__(*args, **kwargs)

    @staticmethod
    def initial_of(row: Row) -> dict[str, Any]:
        """What the form shows of a stored row."""
        return row

    def row(self, stored: Row) -> Row:
        """The row as proposed; ``stored`` is what it was made from, or empty."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "DELETE"}

    @property
    def is_said(self) -> bool:
        """Whether the row is more than a blank one that waits."""
        return self.has_changed() or bool(self.initial.get("pk"))

    def say(self, field: str, message: str) -> None:
        """Put a problem at its field."""
        name = self.aliases.get(field, field)
        self.add_error(name if name in self.fields else None, message)


class StatusForm(RowForm):
    """A national status."""

    code = forms.ChoiceField(label=gettext_lazy("Status"))
    number = text(gettext_lazy("Number in the register"), 60)
    valid_from = day(pgettext_lazy("status", "From"))
    valid_to = day(pgettext_lazy("status", "Until"))
    end_reason = text(gettext_lazy("Why it ended"), 200)
    evidence_kind = one_of(gettext_lazy("Evidence"), EvidenceKind.choices)
    evidence_url = address(gettext_lazy("Where it can be seen"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "en"
        try:
            choices = frames.status_choices(language, self.country)
        except KeyError:
            choices = []
        self.fields["code"].choices = [("", _("Choose a status")), *choices]  # type: ignore[attr-defined]  # a choice field


class OfferForm(RowForm):
    """Something it sells or does."""

    aliases = {"cpv": "code"}

    title = text(pgettext_lazy("offer", "What"), 120, required=True)
    description = text(gettext_lazy("More about it"), 1000, lines=3)
    sector = one_of(gettext_lazy("Sector"), Sector.choices)
    code = CodeField(
        label=gettext_lazy("What buyers call it (CPV)"),
        required=False,
        choose=True,
        initial=Typed(""),
        help_text=gettext_lazy("Write it in your words. We look up the code of public buyers."),
    )
    audiences = several(gettext_lazy("For whom"), Audience.choices)

    @staticmethod
    def initial_of(row: Row) -> dict[str, Any]:
        """The first code stands for the offer."""
        return row | {"code": Typed(next(iter(row.get("cpv") or ()), ""))}

    def row(self, stored: Row) -> Row:
        """Further codes of a stored offer stay while the first is the same."""
        said = super().row(stored)
        reading = said.pop("code")
        codes = [reading.code] if reading else []
        before = list(stored.get("cpv") or ())
        said["cpv"] = before if codes and codes == before[:1] else codes
        if "translations" in stored:
            said["translations"] = stored["translations"]
        return said


class HoursForm(RowForm):
    """When it is open."""

    weekday = forms.TypedChoiceField(
        label=pgettext_lazy("hours", "Day"), choices=known(Weekday.choices), coerce=int
    )
    opens = forms.TimeField(
        label=gettext_lazy("Opens"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )
    closes = forms.TimeField(
        label=gettext_lazy("Closes"), widget=forms.TimeInput({"type": "time"}, format="%H:%M")
    )


class LinkForm(RowForm):
    """A page elsewhere."""

    kind = forms.ChoiceField(label=pgettext_lazy("link", "Kind"), choices=known(LinkKind.choices))
    url = address(gettext_lazy("Address"), required=True)
    label = text(pgettext_lazy("link", "Name"), 80)


class ReferenceForm(RowForm):
    """Work done for somebody."""

    client = text(pgettext_lazy("reference", "For whom"), 200, required=True)
    what = text(pgettext_lazy("reference", "What"), 250, required=True)
    year = forms.IntegerField(
        label=pgettext_lazy("reference", "Year"), required=False, min_value=1900, max_value=2100
    )
    url = address(gettext_lazy("Page about it"))


class PictureForm(RowForm):
    """A picture: a new file, or the words of one that is there."""

    aliases = {"image": "file"}

    stored: Any = None  # the new file, once it is kept

    file = PictureField(label=gettext_lazy("Picture"), required=False)
    alt = text(
        gettext_lazy("What it shows"),
        200,
        hint=gettext_lazy("For people who do not see it. Show nobody who has not agreed."),
    )
    credit = text(gettext_lazy("Who made it"), 120)

    def clean(self) -> dict[str, Any]:
        """A picture has words; a new row has a picture."""
        said = super().clean() or {}
        if self.errors or said.get("DELETE"):
            return said
        if not said.get("alt"):
            self.add_error("alt", _("Say in words what the picture shows."))
        if not said.get("pk") and not said.get("file"):
            self.add_error("file", _("Choose a picture."))
        return said

    @property
    def picture(self) -> str:
        """Where the stored picture can be seen, small; "" for a new row."""
        image = get_image_model().objects.filter(pk=self.initial.get("image")).first()
        return str(image.get_rendition("max-320x320").url) if image else ""

    def row(self, stored: Row) -> Row:
        """The words, and the stored picture's key: no other can be named here."""
        said = {name: self.cleaned_data[name] for name in ("pk", "alt", "credit")}
        return said | {"image": stored.get("image"), "order": stored.get("order", 0)}

    def keep(self, row: Row, by: User) -> None:
        """Store a new file; only called when the whole page is right."""
        if file := self.cleaned_data.get("file"):
            image = pictures.keep(file=file, alt=row["alt"], by=by)
            row["image"], self.stored = image.pk, image.file


@dataclass(frozen=True, slots=True)
class Part:
    """How a part is asked for: ``blank`` rows wait empty when there are none."""

    name: str
    form: type[RowForm]
    title: Any
    lead: Any
    add: Any
    blank: int = 1
    most: int = 40


PARTS: dict[str, Part] = {
    one.name: one
    for one in (
        Part(
            "offers",
            OfferForm,
            gettext_lazy("What you offer"),
            gettext_lazy("Each product or service on its own: this is what people search for."),
            gettext_lazy("Add an offer"),
        ),
        Part(
            "statuses",
            StatusForm,
            gettext_lazy("National statuses"),
            gettext_lazy("Given by an authority. One that ended stays as history: say until when."),
            gettext_lazy("Add a status"),
        ),
        Part(
            "hours",
            HoursForm,
            gettext_lazy("Opening hours"),
            gettext_lazy("Two rows for one day make a break. No rows: not known."),
            gettext_lazy("Add hours"),
            blank=2,
            most=28,
        ),
        Part(
            "links",
            LinkForm,
            gettext_lazy("Pages elsewhere"),
            gettext_lazy("Shop, social media, reports."),
            gettext_lazy("Add a page"),
            most=15,
        ),
        Part(
            "references",
            ReferenceForm,
            gettext_lazy("References"),
            gettext_lazy("Work that others can ask about."),
            gettext_lazy("Add a reference"),
        ),
        Part(
            "pictures",
            PictureForm,
            gettext_lazy("Pictures"),
            gettext_lazy("JPEG, PNG or WebP, at most 10 MB each."),
            gettext_lazy("Add a picture"),
            most=10,
        ),
    )
}


class RowSet(forms.BaseFormSet):
    """The rows of one part."""

    part: Part

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = _("Take this row away")

    def rows(self, stored: dict[int, Row], by: User | None) -> list[Row]:
        """The rows as proposed, in order; new files are stored if ``by`` is given."""
        found = []
        for form in self.kept():
            row = form.row(stored.get(form.cleaned_data.get("pk") or 0, {}))
            if by is not None and isinstance(form, PictureForm):
                form.keep(row, by)
            found.append(row)
        return found

    def kept(self) -> list[Any]:
        """The forms that say something and are not taken away: in the order of ``rows``."""
        return [form for form in self.forms if form.is_said and not form.cleaned_data.get("DELETE")]

    def quiet(self) -> None:
        """Show what was typed without saying yet what is wrong."""
        for form in self.forms:
            form._errors = ErrorDict()
            form.cleaned_data = {}
        self._errors: list[Any] = [{} for _form in self.forms]
        self._non_form_errors = ErrorList()


def row_sets(
    content: Content, *, country: str, data: Any = None, files: Any = None, more: str = ""
) -> dict[str, RowSet]:
    """The rows of every part; ``more`` names a part that gets one more blank row."""
    found: dict[str, RowSet] = {}
    for name, part in PARTS.items():
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
        said = data
        if data is not None and more == name:
            said = data.copy()
            total = f"{name}-TOTAL_FORMS"
            said[total] = str(min(_number(said.get(total)) + 1, part.most))
        rows = content.get(name) or []
        made_set = made(
            said,
            files,
            prefix=name,
            initial=[part.form.initial_of(row) for row in rows],
            form_kwargs={"country": country},
        )
        made_set.part = part  # type: ignore[attr-defined]
        found[name] = made_set  # type: ignore[assignment]
    return found


def _number(said: Any) -> int:
    return int(said) if str(said).isdigit() else 0
