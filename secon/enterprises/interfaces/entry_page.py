"""The whole entry on one page: own fields and rows, read together and said together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from secon.enterprises.domain.content import Content, Row
from secon.enterprises.interfaces.entry_forms import EntryForm
from secon.enterprises.interfaces.row_forms import PARTS, RowSet, row_sets
from secon.people.models import User


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: fields, then rows."""

    id: str
    title: Any
    lead: Any = ""
    fields: tuple[BoundField, ...] = ()
    rows: RowSet | None = None
    add: Any = ""

    @property
    def has_problems(self) -> bool:
        """Whether something here is to be put right."""
        rows = self.rows
        return any(field.errors for field in self.fields) or (
            rows is not None and bool(rows.non_form_errors() or any(rows.errors))
        )


_SECTIONS: tuple[tuple[str, Any, Any, tuple[str, ...], str], ...] = (
    (
        "who",
        _("Who you are"),
        "",
        ("name", "other_names", "original_language", "summary", "description"),
        "",
    ),
    (
        "where",
        _("Where you are"),
        _("The map shows you at the point; without one you are found by town."),
        ("country", "street", "postal_code", "town", "lat", "lon"),
        "",
    ),
    (
        "reach",
        _("How to reach you"),
        _("Of the organisation, never of a person."),
        ("email", "phone", "website", "agrees_to_messages"),
        "",
    ),
    ("offers", None, None, (), "offers"),
    (
        "delivery",
        _("Where you deliver"),
        _("Apart from where you are. Nothing ticked: not known."),
        ("delivers_country", "delivery_km", "delivery_regions"),
        "",
    ),
    ("hours", None, None, (), "hours"),
    (
        "form",
        _("What kind of organisation"),
        "",
        ("legal_form", "company_number", "founded", "family", "social_enterprise"),
        "",
    ),
    ("statuses", None, None, (), "statuses"),
    (
        "people",
        _("People"),
        "",
        ("headcount", "turnover", "employs", "serves"),
        "",
    ),
    (
        "themes",
        _("Activities and aims"),
        "",
        ("nace_main", "nace_other", "icnp", "green", "digital", "themes", "sdgs"),
        "",
    ),
    ("references", None, None, (), "references"),
    ("links", None, None, (), "links"),
    ("pictures", None, None, (), "pictures"),
)


class EntryPage:
    """The forms of one entry. ``base`` is the content that the page was opened with."""

    def __init__(
        self,
        *,
        content: Content,
        data: Any = None,
        files: Any = None,
        with_pictures: bool = True,
        more: str = "",
    ) -> None:
        country = (data.get("country") if data else None) or content.get("country") or ""
        self.content_shown = content
        self.form = EntryForm(data, initial=EntryForm.initial_of(content), country=country)
        self.rows = row_sets(content, country=country, data=data, files=files, more=more)
        if not with_pictures:
            del self.rows["pictures"]
        if more:
            self._quiet()

    def sections(self) -> list[Section]:
        """The page in order."""
        found = []
        for name, title, lead, fields, part in _SECTIONS:
            rows = self.rows.get(part)
            bound = tuple(self.form[field] for field in fields if self._asks(field))
            if rows is not None:
                asked = PARTS[part]
                found.append(Section(name, asked.title, asked.lead, bound, rows, asked.add))
            elif bound:
                found.append(Section(name, title, lead, bound))
        return found

    def is_valid(self) -> bool:
        """Whether everything was said in the form asked for."""
        return all([self.form.is_valid(), *[rows.is_valid() for rows in self.rows.values()]])

    def proposed(self, by: User | None = None) -> Content:
        """What the page says; with ``by`` new pictures are stored."""
        content = self.form.content()
        shown = set(content["delivery_regions"])
        before = self.content_shown.get("delivery_regions") or []
        hidden = [code for code in before if code not in self.form.offered_regions()]
        content["delivery_regions"] = sorted(shown | set(hidden))
        for name, rows in self.rows.items():
            content[name] = rows.rows(self._stored(name), by)
        return content

    def say(self, error: ValidationError) -> None:
        """Put what a verb refused at its field or row."""
        found: Mapping[str, list[str]] = (
            error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        )
        for path, messages in found.items():
            for message in messages:
                self._say(path, message)

    def drop_files(self) -> None:
        """Forget new pictures of a page that was refused: their rows are gone already."""
        for form in self.rows["pictures"].forms if "pictures" in self.rows else ():
            if form.stored:
                form.stored.storage.delete(form.stored.name)

    @property
    def has_problems(self) -> bool:
        """Whether anything is to be put right."""
        return bool(self.form.errors) or any(
            rows.non_form_errors() or any(rows.errors) for rows in self.rows.values()
        )

    def _say(self, path: str, message: str) -> None:
        part, _dot, rest = path.partition(".")
        if part in self.rows:
            kept = self.rows[part].kept()
            at, _dot, field = rest.partition(".")
            if at.isdigit() and int(at) < len(kept):
                kept[int(at)].say(field, message)
                return
        self.form.add_error(path if path in self.form.fields else None, message)

    def _asks(self, field: str) -> bool:
        return field != "delivery_regions" or bool(self.form.offered_regions())

    def _stored(self, part: str) -> dict[int, Row]:
        rows = self.content_shown.get(part) or []
        return {row["pk"]: row for row in rows if row.get("pk")}

    def _quiet(self) -> None:
        self.form._errors = ErrorDict()  # type: ignore[attr-defined]  # what a form keeps its errors in
        for rows in self.rows.values():
            rows.quiet()
