"""Texts of any app's records in one more language, written by the people who may edit the record.

An app registers its records in ``AppConfig.ready``; the page is ``partnership:texts <kind> <pk>
<language>``, and ``partnership:languages <kind> <pk>`` lists what exists.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import DraftStateMixin, RevisionMixin

from secon.kernel import audit, translations
from secon.kernel.enums import TranslationState
from secon.kernel.models import PROJECT_LANGUAGE, Translated, TranslationRow, language_choices
from secon.people.models import User

REVISIONS_READ = 50


def itself(record: Any) -> Any:
    """The record."""
    return record


def own_page(record: Any) -> str:
    """Where the record is read."""
    return str(record.get_absolute_url())


@dataclass(frozen=True, slots=True)
class Kind:
    """Records of one model: ``permission`` is asked of what ``governed`` returns for one."""

    model: type[Any]
    permission: str
    governed: Callable[[Any], Model] = itself
    href: Callable[[Any], str] = own_page

    def may_write(self, user: Any, record: Translated) -> bool:
        """Whether this person writes the record's texts."""
        return bool(user.has_perm(self.permission, self.governed(record)))


@dataclass(frozen=True, slots=True)
class Pair:
    """One text of the original and what this language says.

    ``source_language`` is English where the original says nothing and our English does; "" where
    neither does. ``before``: what the original said when it was translated, if it says something
    else now; None if that is not known.
    """

    field: str
    label: str
    original: str
    source_language: str
    said: str
    before: str | None

    @property
    def changed(self) -> bool:
        """Whether the original is known to have changed here since."""
        return self.before is not None and self.before != self.original


@dataclass(frozen=True, slots=True)
class Standing:
    """What there is in one language; without a row all but ``language`` is empty."""

    language: str
    state: TranslationState | None = None
    by_machine: bool = False
    changed_at: datetime | None = None


_kinds: dict[str, Kind] = {}


def register(name: str, kind: Kind) -> None:
    """Let people write the texts of ``kind``; ``name`` stands in addresses."""
    _kinds[name] = kind


def kind_named(name: str) -> Kind | None:
    """What was registered under ``name``."""
    return _kinds.get(name)


def standings(record: Translated) -> tuple[Standing, ...]:
    """Every language but the original's, in the platform's order."""
    rows = {row.language: row for row in record.translations.all()}
    return tuple(
        _standing(code, rows.get(code))
        for code, _name in language_choices()
        if code != record.original_language
    )


def standing(record: Translated, language: str) -> Standing:
    """What there is in ``language``."""
    return _standing(language, record.translations.filter(language=language).first())


def pairs(record: Translated, language: str) -> tuple[Pair, ...]:
    """The original's texts, each with what ``language`` has for it; those of nobody are left out."""
    rows = {row.language: row for row in record.translations.all()}
    row, english = rows.get(language), rows.get(PROJECT_LANGUAGE)
    before = _before(record, row)
    found = []
    for field, text in record.texts().items():
        ours = getattr(english, field) if english and language != PROJECT_LANGUAGE else ""
        said = getattr(row, field) if row else ""
        if text or ours or said:
            of = record.original_language if text else PROJECT_LANGUAGE if ours else ""
            label = capfirst(record._meta.get_field(field).verbose_name)  # type: ignore[union-attr]  # columns only
            found.append(Pair(field, str(label), text or ours, of, said, before.get(field)))
    return tuple(found)


def store(
    *,
    kind: Kind,
    record: Translated,
    language: str,
    texts: Mapping[str, str],
    by: User,
    now: datetime,
) -> TranslationRow:
    """Store ``texts`` as ``record`` in ``language``, in its waiting draft too.

    Texts the original does not have stay empty. Raises ``ValidationError`` by field.
    """
    if not kind.may_write(by, record):
        raise PermissionDenied
    said = dict.fromkeys(record.translated_fields, "") | dict(texts)
    if missing := record.missing(said):
        raise ValidationError(dict.fromkeys(missing, _("A text is missing.")))
    with transaction.atomic():
        row = translations.translate(
            record=record,
            language=language,
            texts=said,
            by=by,
            state=TranslationState.HUMAN,
            now=now,
        )
        _carry(record, by, now)
        detail = {"language": language}
        audit.record(by=by, now=now, verb="translate", on=record, detail=detail)
    return row


def remove(*, kind: Kind, record: Translated, language: str, by: User, now: datetime) -> None:
    """Take the texts in ``language`` away."""
    if not kind.may_write(by, record):
        raise PermissionDenied
    with transaction.atomic():
        gone, _rows = record.translations.filter(language=language).delete()
        if gone:
            _carry(record, by, now)
            detail = {"language": language}
            audit.record(by=by, now=now, verb="remove translation", on=record, detail=detail)


def _standing(language: str, row: TranslationRow | None) -> Standing:
    if row is None:
        return Standing(language)
    return Standing(language, TranslationState(row.state), row.by_machine, row.changed_at)


def _before(record: Translated, row: TranslationRow | None) -> dict[str, str]:
    """The original's texts when ``row`` was written, from the revision that says them."""
    if row is None or row.source_digest == record.digest():
        return {}
    if not isinstance(record, RevisionMixin):
        return {}
    names = ("original_language", *record.translated_fields)
    for revision in record.revisions.order_by("-created_at")[:REVISIONS_READ]:
        said = {name: revision.content.get(name) or "" for name in names}
        if type(record)(**said).digest() == row.source_digest:
            return said
    return {}


def _carry(record: Translated, by: User, now: datetime) -> None:
    """Let revisions hold the rows as stored: the next edit in the admin begins from one."""
    stored: Any = type(record)._default_manager.get(pk=record.pk)
    if not isinstance(stored, RevisionMixin) or not stored.latest_revision_id:
        return
    if isinstance(stored, DraftStateMixin) and stored.has_unpublished_changes:
        draft: Any = stored.get_latest_revision_as_object()
        draft.translations = list(stored.translations.all())
        translations.settle(record=draft, written=(), by=by, now=now)
        draft.save_revision(clean=False, user=by)
        return
    revision = stored.save_revision(clean=False, user=by)
    if isinstance(stored, DraftStateMixin) and stored.live:
        revision.publish(log_action=False)
