"""What happens to a translated record of the partnership when a person edits or publishes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Model

from secon.kernel import audit, translations
from secon.kernel.models import Translated, TranslationRow
from secon.people.models import User


def edited(
    *,
    record: Translated,
    fields: Iterable[str],
    written: Iterable[TranslationRow],
    by: User,
    now: datetime,
) -> None:
    """Take note of an edit that is about to be stored, perhaps as a draft.

    ``fields`` changed and ``written`` translations were typed by ``by``. A changed fact loses the
    page it came from (in ``sources``, if the record has them): now the editor says so.
    """
    changed = sorted(fields)
    translations.settle(record=record, written=written, by=by, now=now)
    if hasattr(record, "sources"):
        record.sources = {
            name: pages for name, pages in record.sources.items() if name not in changed
        }
    if changed and record.pk is not None:
        audit.record(by=by, now=now, verb="edit", on=record, detail={"fields": changed})


def created(*, record: Model, by: User, now: datetime) -> None:
    """Take note of a record that was just stored for the first time."""
    audit.record(by=by, now=now, verb="create", on=record)


def published(*, record: Model, by: User | None, now: datetime) -> None:
    """Take note that a draft of ``record`` went to the readers."""
    audit.record(by=by, now=now, verb="publish", on=record)
