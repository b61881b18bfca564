"""What of a record people write, as plain JSON values: the form in which changes are proposed.

A content has some or all of :data:`FIELDS`, and of :data:`PARTS` lists of rows. A row with ``pk``
is a stored one; nothing else of a record can be reached through a content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from secon.enterprises.models import (
    Enterprise,
    EnterpriseLink,
    EnterprisePicture,
    EnterpriseStatus,
    EnterpriseTranslation,
    Offer,
    OfferTranslation,
    OpeningHours,
    Reference,
)
from secon.kernel.models import TranslationRow

Content = dict[str, Any]
Row = dict[str, Any]

FIELDS: tuple[str, ...] = (
    "original_language",
    "name",
    "other_names",
    "summary",
    "description",
    "country",
    "company_number",
    "legal_form",
    "family",
    "social_enterprise",
    "nace_main",
    "nace_other",
    "icnp",
    "sdgs",
    "themes",
    "green",
    "digital",
    "employs",
    "serves",
    "headcount",
    "turnover",
    "founded",
    "street",
    "postal_code",
    "town",
    "nuts",
    "lon",
    "lat",
    "email",
    "phone",
    "website",
    "delivers_country",
    "delivery_km",
    "delivery_regions",
    "agrees_to_messages",
    "sources",
)

PARTS: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {
    "translations": (EnterpriseTranslation, ("language", "name", "summary", "description")),
    "statuses": (
        EnterpriseStatus,
        (
            "code",
            "number",
            "valid_from",
            "valid_to",
            "end_reason",
            "evidence_kind",
            "evidence",
            "evidence_url",
        ),
    ),
    "offers": (
        Offer,
        ("original_language", "order", "title", "description", "sector", "cpv", "audiences"),
    ),
    "references": (Reference, ("client", "what", "year", "url")),
    "hours": (OpeningHours, ("weekday", "opens", "closes")),
    "links": (EnterpriseLink, ("kind", "url", "label")),
    "pictures": (EnterprisePicture, ("image", "alt", "credit", "order")),
}
"""Relation to its model and the fields of a row. Offers have ``translations`` of their own."""

OFFER_TRANSLATIONS = (OfferTranslation, ("language", "title", "description"))


def content_of(enterprise: Enterprise, names: Iterable[str] | None = None) -> Content:
    """What people wrote of ``enterprise``, whole or only ``names``: one query for each part."""
    wanted = {*FIELDS, *PARTS} if names is None else set(names)
    found: Content = {field: _value(enterprise, field) for field in FIELDS if field in wanted}
    for part, (_model, fields) in PARTS.items():
        if part in wanted:
            rows = getattr(enterprise, part).all()
            found[part] = [row_of(row, fields) for row in rows]
    return plain(found)


def row_of(row: models.Model, fields: Iterable[str]) -> Row:
    """A part's row with its key."""
    found: Row = {"pk": row.pk} | {field: _value(row, field) for field in fields}
    if isinstance(row, Offer):
        texts = row.translations.all()
        found["translations"] = [row_of(one, OFFER_TRANSLATIONS[1]) for one in texts]
    return found


def plain(content: Mapping[str, Any]) -> Content:
    """``content`` as JSON holds it: days and times become text."""
    found: Content = json.loads(json.dumps(content, cls=DjangoJSONEncoder))
    return found


@dataclass(frozen=True, slots=True)
class Filled:
    """What :func:`fill` set: the rows of each part in the content's order, and new wordings."""

    rows: dict[str, list[Any]]
    written: list[Any]  # translation rows whose words are another person's now


def fill(enterprise: Enterprise, content: Mapping[str, Any]) -> Filled:
    """Set ``content`` on the record in memory.

    What is not in ``content`` stays. Rows whose key is not one of this record's count as new.
    Raises ``ValidationError`` by field for values of another kind.
    """
    errors: dict[str, list[str]] = {}
    filled = Filled({}, [])
    _set_all(enterprise, content, FIELDS, "", errors)
    for part, (model, fields) in PARTS.items():
        if part in content:
            reader = _Reader(model, fields, filled.written, errors)
            rows = reader.rows(getattr(enterprise, part), content[part], part)
            getattr(enterprise, part).set(rows)
            filled.rows[part] = rows
    if errors:
        raise ValidationError(errors)
    return filled


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads the rows of one part."""

    model: type[models.Model]
    fields: tuple[str, ...]
    written: list[Any]
    errors: dict[str, list[str]]

    def rows(self, manager: Any, said: Iterable[Mapping[str, Any]], path: str) -> list[Any]:
        stored = {row.pk: row for row in manager.all()}
        return [
            self.row(stored.pop(values.get("pk"), None), values, f"{path}.{at}")
            for at, values in enumerate(said)
        ]

    def row(self, stored: Any, values: Mapping[str, Any], path: str) -> Any:
        row = stored or self.model()
        before = [getattr(row, field, None) for field in self.fields]
        _set_all(row, values, self.fields, f"{path}.", self.errors)
        changed = stored is None or before != [getattr(row, field) for field in self.fields]
        if changed and isinstance(row, TranslationRow):
            self.written.append(row)
        if isinstance(row, Offer) and "translations" in values:
            reader = _Reader(*OFFER_TRANSLATIONS, self.written, self.errors)
            texts = reader.rows(row.translations, values["translations"], f"{path}.translations")
            row.translations.set(texts)
        return row


def _set_all(
    record: models.Model,
    values: Mapping[str, Any],
    names: Iterable[str],
    path: str,
    errors: dict[str, list[str]],
) -> None:
    for name in names:
        if name in values:
            try:
                _set(record, name, values[name])
            except ValidationError as error:
                errors[f"{path}{name}"] = error.messages


def _value(record: models.Model, name: str) -> Any:
    field = record._meta.get_field(name)
    return getattr(record, field.attname)  # type: ignore[union-attr]  # columns only


def _set(record: models.Model, name: str, value: Any) -> None:
    field = record._meta.get_field(name)
    if isinstance(field, models.ForeignKey):
        setattr(record, field.attname, field.target_field.to_python(value))
    elif isinstance(field, models.JSONField):
        setattr(record, name, value)
    else:
        empty = value is None and isinstance(field, models.CharField | models.TextField)
        setattr(record, name, "" if empty else field.to_python(value))  # type: ignore[union-attr]
