"""Every version of an entry that was public, and what each changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from wagtail.models import Revision

from secon.enterprises.domain.differences import differences
from secon.enterprises.interfaces.profile_sources import field_label
from secon.enterprises.models import Enterprise


@dataclass(frozen=True, slots=True)
class Version:
    """A version: when it became public, by whom ("" for the platform itself), which fields differ.

    ``changed`` is None for the first one that is kept.
    """

    at: datetime
    by: str
    changed: tuple[str, ...] | None


def versions_of(enterprise: Enterprise) -> list[Version]:
    """The newest first: one query."""
    kept = list(enterprise.revisions.select_related("user").order_by("created_at", "pk"))
    found = [_version(kept[0], None)] if kept else []
    found += [_version(newer, _changed(older, newer)) for older, newer in pairwise(kept)]
    return found[::-1]


def _version(revision: Revision, changed: Iterable[str] | None) -> Version:
    return Version(
        revision.created_at,
        str(revision.user or ""),
        None if changed is None else tuple(changed),
    )


def _changed(older: Revision, newer: Revision) -> Iterable[str]:
    found = differences(older.content, newer.content, older.content)
    return dict.fromkeys(field_label(one.part or one.field) for one in found)
