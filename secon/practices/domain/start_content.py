"""Practices that public pages name, from ``data/practices.toml``. Loaded again, nothing changes.

They are shown to readers without a review of this platform: published in round 0. The loader does
that once, when it creates one; afterwards only ``domain.review`` moves it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction

from secon.kernel import translations
from secon.kernel.enums import TranslationState
from secon.partnership.domain.loader import Change, Loader
from secon.partnership.models import Partner
from secon.practices.enums import PracticeState
from secon.practices.models import Practice

PATH = Path(__file__).parents[1] / "data" / "practices.toml"
SCOPE = "practice:"
FACTS = ("title", "summary", "description", "place", "legal_form")


@dataclass(frozen=True, slots=True)
class Report:
    """What a load found and did; ``unplaced``: practices of partners who are not loaded."""

    records: int
    changes: tuple[Change, ...]
    unplaced: tuple[str, ...] = ()


@cache
def read(path: Path = PATH) -> tuple[Mapping[str, Any], ...]:
    """The file's practices."""
    with path.open("rb") as file:
        return tuple(tomllib.load(file)["practices"])


def load(
    *,
    now: datetime,
    facts: tuple[Mapping[str, Any], ...] | None = None,
    overwrite: bool = False,
    dry_run: bool = False,
) -> Report:
    """Store the practices (default: the shipped file). What a person edited stays, and is reported."""
    facts = read() if facts is None else facts
    partners = {one.slug: one for one in Partner.objects.all()}
    unplaced = []
    with transaction.atomic():
        loader = Loader(now=now, scope=SCOPE, overwrite=overwrite)
        for said in facts:
            partner = partners.get(said["partner"])
            if partner is None:
                unplaced.append(said["key"])
                loader.leave(f"{SCOPE}{said['key']}")
            else:
                _practice(loader, said, partner)
        loader.finish()
        transaction.set_rollback(dry_run)
    return Report(loader.count, tuple(loader.changes), tuple(unplaced))


def _practice(loader: Loader, said: Mapping[str, Any], partner: Partner) -> None:
    name = f"{SCOPE}{said['key']}"
    texts = {field: said.get(field, "").strip() for field in FACTS}
    values = {
        **texts,
        "original_language": said.get("language", "en"),
        "country": partner.country,
        "named_by_project": said.get("named_by_project", True),
        "sources": {
            field: said.get("sources_of", {}).get(field, said["sources"])
            for field in ("partner", *FACTS)
            if texts.get(field, 1)
        },
    }
    key = {"partner": partner, "slug": said["key"]}
    practice = loader.record(name, Practice, key, values)
    if practice is None:
        return
    if practice.state == PracticeState.DRAFT and not practice.latest_revision_id:
        practice.state, practice.live = PracticeState.PUBLISHED, True
        practice.has_unpublished_changes = False
        practice.first_published_at = practice.last_published_at = loader.now
        practice.save()
    if loader.changed(name):
        translations.source_changed(record=practice, now=loader.now)
    for language, given in said.get("in", {}).items():
        filled = {field: given.get(field, "") for field in Practice.translated_fields}
        loader.texts(
            f"{name}/text:{language}", practice, language, filled, TranslationState.MACHINE
        )
