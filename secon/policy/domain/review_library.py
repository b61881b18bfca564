"""The library of questions that reviews start from, loaded from ``data/review_library.toml``.

Run again, it changes nothing; what a person edited since the last load stays.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction

from secon.kernel import translations
from secon.partnership.domain.loader import Loader
from secon.partnership.domain.loading import Report
from secon.policy.enums import Module
from secon.policy.models import LibraryQuestion

FILE = Path(__file__).parents[1] / "data" / "review_library.toml"
SCOPE = "review_library/"


@lru_cache(maxsize=1)
def shipped() -> dict[str, Any]:
    """The questions as shipped: ``source`` and, by module, ``code``, ``text`` and ``hint``."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def load(
    *,
    now: datetime,
    library: Mapping[str, Any] | None = None,
    overwrite: bool = False,
    dry_run: bool = False,
) -> Report:
    """Store ``library`` (default: as shipped)."""
    said = shipped() if library is None else library
    with transaction.atomic():
        loader = Loader(now=now, scope=SCOPE, overwrite=overwrite)
        for module in Module:
            for order, row in enumerate(said.get(module.value, ()), start=1):
                _question(loader, module, order, row, said["source"])
        loader.finish()
        transaction.set_rollback(dry_run)
    return Report(loader.count, tuple(loader.changes))


def _question(
    loader: Loader, module: Module, order: int, row: Mapping[str, str], source: str
) -> None:
    values = {
        "module": module.value,
        "order": order,
        "original_language": "en",
        "text": row["text"],
        "hint": row["hint"],
        "source": row.get("source", source),
    }
    key = {"code": row["code"]}
    stored = loader.record(f"{SCOPE}{row['code']}", LibraryQuestion, key, values)
    if stored is not None:
        translations.source_changed(record=stored, now=loader.now)
