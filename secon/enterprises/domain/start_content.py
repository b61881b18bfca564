"""What the directory starts with: organisations SECON's sources name, and on one's own machine examples."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from secon.enterprises.domain import listing, records, storing, versions
from secon.enterprises.domain.content import Content
from secon.enterprises.domain.storing import Progress
from secon.enterprises.examples import generate, regions
from secon.enterprises.models import Enterprise
from secon.kernel import translations
from secon.kernel.enums import TranslationState
from secon.partnership.models import Partner
from secon.places.domain import queries

KNOWN = Path(__file__).parents[1] / "data" / "known.toml"
SEED = 1
_BATCH = 2_000  # deleted in one transaction
ENGLISH = "en"

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many there were already, and how many were added."""

    there: int
    added: int


def load_known(*, now: datetime, file: Path = KNOWN) -> Loaded:
    """List the organisations of ``file`` that no entry bears the name of; others stay as they are.

    They are listed with their sources, not verified; what no source says stays unknown.
    """
    with file.open("rb") as opened:
        rows = tomllib.load(opened)["organisations"]
    added = 0
    for row in rows:
        with transaction.atomic():
            if not _is_there(row):
                _list(row, now)
                added += 1
    return Loaded(len(rows) - added, added)


def _is_there(row: Table) -> bool:
    """Whether an entry has its name, today or as another name: it may have been renamed."""
    name = row["name"]
    found = Enterprise.objects.filter(country=row["country"], is_example=False)
    if found.filter(Q(name=name) | Q(name_key=records.draft_of(row).keys().name)).exists():
        return True
    return any(name in others for others in found.values_list("other_names", flat=True) if others)


def _list(row: Table, now: datetime) -> None:
    enterprise = Enterprise(original_language=ENGLISH, country=row["country"])
    enterprise, filled = records.prepare(enterprise=enterprise, content=_content(row), now=now)
    enterprise.partner = Partner.objects.filter(slug=row.get("partner", "")).first()
    records.store(enterprise=enterprise, filled=filled, by=None, now=now)
    translations.translate(
        record=enterprise,
        language=row["language"],
        texts={"name": "", "summary": row["translated"], "description": ""},
        by=None,
        state=TranslationState.MACHINE,
        now=now,
    )
    listing.list_entry(enterprise=enterprise, by=None, now=now)


def _content(row: Table) -> Content:
    named = ("name", "country", "nuts", "town", "family", "summary", "serves", "other_names")
    return {
        "original_language": ENGLISH,
        "sources": {"": list(row["sources"])},
        **{field: row[field] for field in named if field in row},
    }


def load_examples(*, count: int, now: datetime, progress: Progress = lambda _done: None) -> Loaded:
    """See to it that there are ``count`` examples, as many in each partner's region.

    Local settings only: ``PermissionDenied`` elsewhere. Those that are there stay as they are.
    """
    if not settings.SECON_LOCAL:
        raise PermissionDenied
    there = set(Enterprise.objects.filter(is_example=True).values_list("website", flat=True))
    drafts = generate(
        count,
        seed=SEED,
        regions=regions(),
        today=timezone.localdate(now),
        locate=_locate(),
    )
    missing = (draft for draft in drafts if draft.website not in there)
    return Loaded(len(there), storing.store(drafts=missing, now=now, progress=progress))


def remove_examples() -> int:
    """Delete every example, wherever it came from; how many there were."""
    examples = Enterprise.objects.filter(is_example=True).order_by("pk")
    removed = 0
    while batch := list(examples.values_list("pk", flat=True)[:_BATCH]):
        with transaction.atomic():
            Enterprise.objects.filter(pk__in=batch).delete()
            versions.deleted()
        removed += len(batch)
    return removed


def _locate() -> Callable[[float, float], str | None] | None:
    """Where points lie; None as long as no outlines were loaded."""
    atlas = queries.atlas()
    return atlas.region_at if len(atlas) else None
