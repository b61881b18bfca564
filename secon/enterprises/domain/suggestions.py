"""What citizens tell us without an account: an entry that is missing, or something wrong in one."""

from __future__ import annotations

from datetime import datetime

from secon.enterprises.domain import changes, records
from secon.enterprises.domain.content import Content
from secon.enterprises.enums import ChangeKind
from secon.enterprises.models import Change, Enterprise

CORRECTABLE = ("name", "town", "summary", "website", "phone", "street", "postal_code")
"""What a correction may say exactly; everything else goes into the note."""


def missing(*, content: Content, note: str, reply_to: str, language: str, now: datetime) -> Change:
    """Name an enterprise that is not in the directory. Raises ``ValidationError`` by field."""
    full = records.blank(language=language) | content
    return changes.open_entry(
        content=full,
        kind=ChangeKind.MISSING,
        by=None,
        now=now,
        note=note,
        reply_to=reply_to,
        reply_language=language,
    )


def correct(
    *,
    enterprise: Enterprise,
    content: Content,
    note: str,
    reply_to: str,
    language: str,
    now: datetime,
) -> Change:
    """Say what is wrong in an entry. Fields that are not :data:`CORRECTABLE` are left out."""
    return changes.propose(
        enterprise=enterprise,
        content={name: content[name] for name in CORRECTABLE if name in content},
        kind=ChangeKind.CORRECTION,
        by=None,
        now=now,
        note=note,
        reply_to=reply_to,
        reply_language=language,
    )
