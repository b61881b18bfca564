"""The verbs on translation rows. Nothing else writes their state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from secon.kernel.enums import TRANSLATION_STEPS, TranslationState
from secon.kernel.models import Translated, TranslationRow, language_choices, rows_for

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class TranslationError(ValidationError):
    """A text that may not be stored as a translation of this record."""


def translate(
    *,
    record: Translated,
    language: str,
    texts: Mapping[str, str],
    by: AbstractBaseUser | None,
    state: TranslationState,
    now: datetime,
) -> TranslationRow:
    """Store ``texts`` (every translated field) as ``record`` in ``language``.

    ``state`` is HUMAN or MACHINE. A machine never replaces what a person wrote.
    Raises ``TranslationError``.
    """
    _check(record, language, texts)
    with transaction.atomic():
        type(record)._default_manager.select_for_update().get(pk=record.pk)
        rows = record.translations.model._default_manager
        row: TranslationRow = rows.filter(record=record, language=language).first() or (
            record.translations.model(record=record, language=language)
        )
        for field, text in texts.items():
            setattr(row, field, text)
        _step(row, state, record=record, by=by, now=now)
        row.save()
    return row


def source_changed(*, record: Translated, now: datetime) -> list[TranslationRow]:
    """Mark the rows made from an older original as stale, and return them."""
    stale = _mark_stale(record, record.translations.all(), now)
    for row in stale:
        row.save(update_fields=["state", "changed_at"])
    return stale


def settle(
    *,
    record: Translated,
    written: Iterable[TranslationRow],
    by: AbstractBaseUser | None,
    now: datetime,
) -> None:
    """Set the states of an edited, unsaved record: ``written`` rows are by a person, others age.

    For Wagtail forms, where record and rows are stored together afterwards (perhaps as a draft).
    """
    fresh = {row.language: row for row in written}
    for row in fresh.values():
        _step(row, TranslationState.HUMAN, record=record, by=by, now=now)
    rest = [row for row in record.translations.all() if row.language not in fresh]
    _mark_stale(record, rest, now)


def prefetch(records: Iterable[Translated], language: str) -> None:
    """Load what ``best(language)`` needs for records of one model: one query for all of them."""
    if found := list(records):
        prefetch_related_objects(found, rows_for(type(found[0]), language))


def _check(record: Translated, language: str, texts: Mapping[str, str]) -> None:
    if language == record.original_language:
        raise TranslationError(_("This is the language of the original."))
    if language not in dict(language_choices()):
        raise TranslationError(_("The platform does not have this language."))
    wanted = set(record.translated_fields)
    if texts.keys() != wanted:
        raise TranslationError(_("A translation has every text of the original and no other."))
    if record.missing(texts):
        raise TranslationError(_("A text is missing."))


def _step(
    row: TranslationRow,
    state: TranslationState,
    *,
    record: Translated,
    by: AbstractBaseUser | None,
    now: datetime,
) -> None:
    was = None if row.pk is None else TranslationState(row.state)
    machine = state is TranslationState.MACHINE
    if (
        state is TranslationState.STALE
        or state not in TRANSLATION_STEPS[was]
        or (machine and was is not None and not row.by_machine)
    ):
        raise TranslationError(_("A machine may not replace what a person wrote."))
    row.state, row.by_machine = state, machine
    row.source_digest, row.changed_at = record.digest(), now
    row.changed_by = by  # type: ignore[assignment]  # any user model


def _mark_stale(
    record: Translated, rows: Iterable[TranslationRow], now: datetime
) -> list[TranslationRow]:
    digest = record.digest()
    old = [
        row for row in rows if row.source_digest != digest and row.state != TranslationState.STALE
    ]
    for row in old:
        row.state, row.changed_at = TranslationState.STALE, now
    return old
