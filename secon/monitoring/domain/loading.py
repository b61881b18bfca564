"""The analysis report's start content, from ``data/analysis.toml``. Run again, it changes nothing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction

from secon.kernel import translations
from secon.monitoring.models import Report, ReportSection
from secon.partnership.domain.loader import Loader
from secon.partnership.domain.loading import Report as Loaded

FILE = Path(__file__).parents[1] / "data" / "analysis.toml"
SCOPE = "report/"


@lru_cache(maxsize=1)
def shipped() -> dict[str, Any]:
    """The report as shipped: its own texts and its sections in order."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def load(
    *,
    now: datetime,
    said: Mapping[str, Any] | None = None,
    overwrite: bool = False,
    dry_run: bool = False,
) -> Loaded:
    """Store the report and its sections; what a person edited since the last load stays."""
    facts = shipped() if said is None else said
    with transaction.atomic():
        loader = Loader(now=now, scope=SCOPE, overwrite=overwrite)
        values = {
            "title": facts["title"],
            "summary": facts["summary"].strip(),
            "original_language": "en",
        }
        name = f"{SCOPE}{facts['slug']}"
        report = loader.record(name, Report, {"slug": facts["slug"]}, values)
        if report is not None:
            translations.source_changed(record=report, now=now)
            for row in facts["sections"]:
                _section(loader, report, f"{name}/{row['code']}", row)
        loader.finish()
        transaction.set_rollback(dry_run)
    return Loaded(loader.count, tuple(loader.changes))


def _section(loader: Loader, report: Report, name: str, row: Mapping[str, Any]) -> None:
    values = {
        "chapter": row.get("chapter", False),
        "kind": row["kind"],
        "original_language": "en",
        "title": row["title"],
        "text": row.get("text", "").strip(),
    }
    stored = loader.record(name, ReportSection, {"report": report, "order": row["order"]}, values)
    if stored is not None:
        translations.source_changed(record=stored, now=loader.now)
