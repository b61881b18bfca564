"""Differences of a record in words that a person can judge: old beside new, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from secon.codes.domain.labels import label as code_label
from secon.codes.rules import CPV
from secon.enterprises import frames
from secon.enterprises.domain.content import FIELDS, OFFER_TRANSLATIONS, PARTS, Content, Row
from secon.enterprises.domain.differences import Difference, Kind
from secon.enterprises.enums import Audience, Group
from secon.enterprises.interfaces.desk_forms import ChoicesForm
from secon.enterprises.interfaces.entry_forms import field_label
from secon.enterprises.interfaces.wording import SDGS
from secon.enterprises.models import Enterprise, Offer
from secon.kernel.models import language_choices
from secon.partnership.enums import Theme
from secon.places.countries import country_name
from secon.places.domain.queries import names as region_names

_LISTS: dict[str, type[models.TextChoices]] = {
    "employs": Group,
    "serves": Group,
    "audiences": Audience,
    "themes": Theme,
}


@dataclass(frozen=True, slots=True)
class Line:
    """A field of a row in words; "" is nothing said."""

    label: Any
    value: str


@dataclass(frozen=True, slots=True)
class Said:
    """One side of a difference: words of a field, or the lines of a row. ``picture``: an image."""

    value: str = ""
    lines: tuple[Line, ...] = ()
    picture: Any = None

    @property
    def empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.value or self.lines)


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A difference to be judged."""

    label: str
    kind: Kind
    old: Said
    now: Said
    new: Said
    conflict: bool
    choice: BoundField


def rows(found: Iterable[Difference], form: ChoicesForm) -> list[DifferenceRow]:
    """The differences in the record's order, each with its choice."""
    return [
        DifferenceRow(
            _label(one),
            one.kind,
            _said(one, one.old),
            _said(one, one.now),
            _said(one, one.new),
            one.conflict,
            form[one.path],
        )
        for one in found
    ]


def whole(content: Content) -> list[tuple[str, list[Said]]]:
    """All that a new entry says, with what it is called; what is left empty is left out."""
    found = [
        (capfirst(str(field_label(name))), [Said(_words(Enterprise, name, content[name]))])
        for name in FIELDS
        if content.get(name) not in (None, "", [], {}, False)
    ]
    for part, (model, _fields) in PARTS.items():
        if content.get(part):
            found.append((_part_name(part), [_row(model, row) for row in content[part]]))
    return found


def _label(one: Difference) -> str:
    if not one.part:
        return capfirst(str(field_label(one.path)))
    model, _fields = PARTS[one.part]
    if one.kind is Kind.CHANGED:
        name = model._meta.get_field(one.field).verbose_name if one.field in _names(model) else ""  # type: ignore[union-attr]  # columns only
        return f"{_part_name(one.part)}: {name or _('texts in other languages')}"
    return _part_name(one.part)


def _names(model: type[models.Model]) -> set[str]:
    return {field.name for field in model._meta.fields}


def _part_name(part: str) -> str:
    return capfirst(str(PARTS[part][0]._meta.verbose_name_plural))


def _said(one: Difference, value: Any) -> Said:
    if not one.part:
        return Said(_words(Enterprise, one.path, value))
    model, _fields = PARTS[one.part]
    if one.kind is not Kind.CHANGED:
        return _row(model, value) if value else Said()
    if one.field == "translations":
        return _texts(value)
    if one.field == "image":
        return Said(picture=_image(value), value=str(value or ""))
    return Said(_words(model, one.field, value))


def _row(model: type[models.Model], row: Row) -> Said:
    _model, fields = next(known for known in PARTS.values() if known[0] is model)
    lines = [
        Line(model._meta.get_field(name).verbose_name, words)  # type: ignore[union-attr]  # columns only
        for name in fields
        if name not in ("order", "image", "original_language")
        if (words := _words(model, name, row.get(name)))
    ]
    if model is Offer:
        lines += _texts(row.get("translations")).lines
    return Said(lines=tuple(lines), picture=_image(row.get("image")))


def _texts(rows_said: Any) -> Said:
    model = OFFER_TRANSLATIONS[0]
    return Said(
        lines=tuple(
            Line(_words(model, "language", row.get("language")), row.get("title") or "")
            for row in rows_said or ()
        )
    )


def _image(key: Any) -> Any:
    return get_image_model().objects.filter(pk=key).first() if key else None


def _words(model: type[models.Model], name: str, value: Any) -> str:
    """A value as a reader sees it; "" for nothing said."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(_one_of_list(name, one) for one in value)
    language = get_language() or "en"
    if name == "country":
        return country_name(value, language)
    if name in ("language", "original_language"):
        return str(dict(language_choices()).get(value, value))
    if name == "code":
        return _status(value, language)
    field = model._meta.get_field(name)
    if isinstance(field, models.DateField):
        return date_format(field.to_python(value), "DATE_FORMAT")
    choices = dict(getattr(field, "flatchoices", ()) or ())
    return str(choices.get(value, value))


def _one_of_list(name: str, value: Any) -> str:
    if name in _LISTS:
        return str(dict(_LISTS[name].choices).get(value, value))
    if name == "sdgs" and isinstance(value, int) and 1 <= value <= len(SDGS):
        return f"{value} {SDGS[value - 1]}"
    if name == "cpv":
        return f"{value} {code_label(CPV, value, get_language() or 'en') or ''}".strip()
    if name == "delivery_regions":
        return f"{region_names([value]).get(value, '')} {value}".strip()
    return str(value)


def _status(code: str, language: str) -> str:
    try:
        return frames.status(code).full_label(language)
    except KeyError:
        return code
