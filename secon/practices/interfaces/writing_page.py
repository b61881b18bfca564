"""The whole form of a practice on one page: fields and rows by section, with what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from secon.kernel.form_content import FormContent
from secon.kernel.keeping import without_errors
from secon.practices.domain import contacts, judging
from secon.practices.domain.completeness import Finding
from secon.practices.domain.writing import Content
from secon.practices.interfaces.writing_forms import PracticeForm, limit_of
from secon.practices.interfaces.writing_rows import PARTS, RowSet, row_sets
from secon.practices.interfaces.writing_sections import OPTIONAL, SECTIONS
from secon.practices.models import Practice


@dataclass(frozen=True, slots=True)
class Field:
    """A field with the characters it may have when it is handed in."""

    bound: BoundField
    limit: int | None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: fields, then rows; ``gaps``: how many things stop it from being handed in."""

    id: str
    title: Any
    lead: Any
    fields: tuple[Field, ...]
    rows: RowSet | None
    gaps: int
    warnings: tuple[str, ...]
    row_gaps: tuple[str, ...]

    @property
    def has_problems(self) -> bool:
        """Whether something here is to be put right before it can be saved."""
        return any(one.bound.errors for one in self.fields) or (
            self.rows is not None
            and self.rows.is_bound
            and bool(self.rows.non_form_errors() or any(self.rows.errors))
        )


class WritingPage:
    """The forms of one version; without a version an empty one."""

    def __init__(
        self,
        version: Practice | None,
        *,
        language: str,
        initial: Mapping[str, Any] | None = None,
        data: Any = None,
        files: Any = None,
        more: str = "",
        findings: Sequence[Finding] = (),
    ) -> None:
        started = initial_of(version) if version is not None else dict(initial or {})
        self.form = PracticeForm(data, initial=started, language=language)
        self.rows = row_sets(version, language=language, data=data, files=files, more=more)
        self.findings = tuple(findings)
        if more:
            self.quiet()

    @property
    def forms(self) -> list[Any]:
        """Every form and formset."""
        return [self.form, *self.rows.values()]

    def is_valid(self) -> bool:
        """Whether it can be saved."""
        valid = [one.is_valid() for one in self.forms]  # every form says what is wrong
        return all(valid)

    def quiet(self) -> None:
        """Show what was typed without saying yet what is wrong."""
        for one in self.forms:
            one.is_valid()
            without_errors(one)

    def content(self) -> Content:
        """What the page says."""
        form = self.form
        return Content(
            fields=form.own_fields(),
            topics=form.cleaned_data["topics"],
            themes=form.cleaned_data["themes"],
            rows={name: rows.rows() for name, rows in self.rows.items()},
            judged=form.judged(),
            contact=form.contact(),
        )

    def say(self, error: ValidationError) -> None:
        """Put what a verb refused at its field."""
        found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
        for name, said in found.items():
            self.form.add_error(name if name in self.form.fields else None, said)

    def sections(self) -> list[Section]:
        """The page in order."""
        return [self._section(*one) for one in SECTIONS]

    @property
    def gaps(self) -> int:
        """How many things stop it from being handed in."""
        return sum(one.stops for one in self.findings)

    @property
    def has_problems(self) -> bool:
        """Whether anything is to be put right before it can be saved."""
        return any(one.has_problems for one in self.sections()) or bool(
            self.form.non_field_errors()
        )

    def _section(
        self, name: str, title: Any, lead: Any, fields: Iterable[str], part: str
    ) -> Section:
        names = {*fields, part}
        for field in fields:  # everything has been read: from here on it is only shown
            self.form.fields[field].required = field not in OPTIONAL
        told = [one for one in self.findings if one.field in names]
        return Section(
            id=name,
            title=title,
            lead=lead,
            fields=tuple(Field(self.form[field], limit_of(field)) for field in fields),
            rows=self.rows.get(part),
            gaps=sum(one.stops for one in told),
            warnings=tuple(one.said for one in told if not one.stops),
            row_gaps=tuple(one.said for one in told if one.stops and one.field == part),
        )


def checked(version: Practice, findings: Sequence[Finding], *, language: str) -> WritingPage:
    """The page of a version as if it had just been sent, with every finding at its field."""
    content = FormContent(WritingPage(version, language=language).forms)
    now, blank = content.shown(), QueryDict(mutable=True)
    data, _files = content.written(now, now, blank, MultiValueDict())
    for name, part in PARTS.items():  # blank rows wait here too
        total = f"{name}-TOTAL_FORMS"
        data[total] = str(int(str(data[total])) + part.blank)
    page = WritingPage(version, language=language, data=data, findings=findings)
    page.quiet()
    for one in findings:
        if one.stops and one.field in page.form.fields:
            page.form.add_error(one.field, one.said)
    return page


def initial_of(version: Practice) -> dict[str, Any]:
    """What the form shows of a version."""
    judged = judging.of_author(version)
    contact = contacts.of(version)
    found = {
        name: getattr(version, name) for name in PracticeForm.base_fields if hasattr(version, name)
    }
    return found | {
        "partner": str(version.partner_id),
        "country": version.country if version.country != version.partner.country else "",
        "instrument": str(version.instrument_id or ""),
        "topics": [one.topic for one in version.topics.all()],
        "themes": [one.theme for one in version.themes.all()],
        "contact_name": contact.name if contact else "",
        "contact_email": contact.email if contact else "",
        "contact_agreed": contact is not None,
        **{f"met_{code}": met for code, (met, _note) in judged.items()},
        **{f"note_{code}": note for code, (_met, note) in judged.items()},
    }
