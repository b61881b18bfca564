"""What happens to a partner's record when a person edits it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from secon.kernel import audit, translations
from secon.kernel.models import TranslationRow
from secon.partnership.models import Partner
from secon.people.models import User


def edited(
    *,
    partner: Partner,
    fields: Iterable[str],
    written: Iterable[TranslationRow],
    by: User,
    now: datetime,
) -> None:
    """Take note of an edit that is about to be stored, perhaps as a draft.

    ``fields`` changed and ``written`` translations were typed by ``by``. A changed fact loses the
    page it came from: now the partner itself says so.
    """
    changed = sorted(fields)
    translations.settle(record=partner, written=written, by=by, now=now)
    partner.sources = {
        name: pages for name, pages in partner.sources.items() if name not in changed
    }
    if changed:
        audit.record(by=by, now=now, verb="edit", on=partner, detail={"fields": changed})


def published(*, partner: Partner, by: User | None, now: datetime) -> None:
    """Take note that a draft of ``partner`` went to the readers."""
    audit.record(by=by, now=now, verb="publish", on=partner)
