"""An entry's texts in one more language, and the persons to speak to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.enterprises.domain.content import Content, Row
from secon.enterprises.interfaces.entry_forms import text

_OWN = ("name", "summary", "description")
_OFFERS = ("title", "description")


class TextsForm(forms.Form):
    """For every text of the original one field in ``language``; left empty, it is not translated."""

    def __init__(self, *args: Any, content: Content, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown, self.language = content, language
        self.originals: dict[str, str] = {}
        row = _of(content.get("translations"), language)
        self._add("name", text(_("Name, if it uses another one"), 200), content, row, "name")
        self._add("summary", text(_("In one sentence"), 250), content, row, "summary")
        self._add(
            "description", text(_("What it does"), 4000, lines=6), content, row, "description"
        )
        for at, offer in enumerate(content.get("offers") or ()):
            said = _of(offer.get("translations"), language)
            title = text(_("Offer %(number)d") % {"number": at + 1}, 120)
            more = text(_("More about offer %(number)d") % {"number": at + 1}, 1000, lines=3)
            self._add("title", title, offer, said, f"offer-{at}-title")
            self._add("description", more, offer, said, f"offer-{at}-description")

    def pairs(self) -> list[tuple[str, BoundField]]:
        """Each original with its field."""
        return [(self.originals[name], self[name]) for name in self.fields]

    def clean(self) -> dict[str, Any]:
        """An entry's texts come together: a sentence at least, where anything is said."""
        said = super().clean() or {}
        more = said.get("name") or said.get("description")
        if more and "summary" in self.fields and "summary" in said and not said["summary"]:
            self.add_error("summary", _("Write this one too."))
        for at, _offer in enumerate(self.shown.get("offers") or ()):
            title = f"offer-{at}-title"
            if said.get(f"offer-{at}-description") and not said.get(title):
                self.add_error(title, _("Write this one too."))
        return said

    def content(self) -> Content:
        """The whole content with the texts of this language as they are proposed."""
        said = {name: self.cleaned_data.get(name) or "" for name in self.fields}
        own = {field: said.get(field, "") for field in _OWN}
        offers = []
        for at, offer in enumerate(self.shown.get("offers") or ()):
            words = {field: said.get(f"offer-{at}-{field}", "") for field in _OFFERS}
            rows = _with(offer.get("translations"), self.language, words)
            offers.append(offer | {"translations": rows})
        rows = _with(self.shown.get("translations"), self.language, own)
        return self.shown | {"translations": rows, "offers": offers}

    def _add(self, source: str, field: forms.Field, original: Row, row: Row, name: str) -> None:
        """A field, unless the original says nothing there."""
        if original.get(source):
            field.initial = row.get(source, "")
            self.fields[name] = field
            self.originals[name] = original[source]


class ContactForm(forms.Form):
    """A person who has agreed to be spoken to."""

    name = text(gettext_lazy("Name of the person"), 120, required=True)
    position = text(gettext_lazy("Role there"), 120)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = text(gettext_lazy("Telephone"), 40)
    agreed = forms.BooleanField(
        label=gettext_lazy("This person has agreed that it is kept here for two years")
    )

    def clean(self) -> dict[str, Any]:
        """There is a way to reach the person."""
        said = super().clean() or {}
        if not self.errors and not (said.get("email") or said.get("phone")):
            self.add_error("email", _("Give an e-mail address or a telephone number."))
        return said


def _of(rows: Any, language: str) -> Row:
    return next((row for row in rows or () if row["language"] == language), {})


def _with(rows: Any, language: str, said: dict[str, str]) -> list[Row]:
    """The rows with those of ``language`` replaced, or gone where nothing is said."""
    others = [row for row in rows or () if row["language"] != language]
    if not any(said.values()):
        return others
    return [*others, _of(rows, language) | {"language": language} | said]
