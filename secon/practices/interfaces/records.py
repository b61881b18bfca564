"""A practice as files and the API tell it: flat, unknown as null, never a person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from secon.kernel.tables import Record
from secon.practices.domain.catalogue import Entry
from secon.practices.domain.standing import standing
from secon.practices.models import Practice

SOURCE = "SECON, good practices; each names its own sources"
LICENCE = "Reuse with the source named; no licence has been decided by the partnership yet"
TEXTS = (
    "title",
    "summary",
    "description",
    "resources",
    "results",
    "difficulties",
    "transfer",
    "lessons",
    "inspired",
)
COLUMNS = (
    "page",
    "id",
    "language",
    *TEXTS,
    "original_language",
    "translation",
    "review",
    "is_lesson",
    "is_example",
    "region",
    "country",
    "nuts",
    "place",
    "rural",
    "organisation",
    "legal_form",
    "topics",
    "aims",
    "barriers",
    "public_intervention",
    "starts",
    "ends",
    "is_ongoing",
    "cost",
    "currency",
    "cost_per",
    "figures",
    "evidence",
    "transfers",
    "website",
    "programme_number",
    "programme_page",
    "sources",
    "published",
)


def record(
    practice: Practice, entry: Entry, *, reader: str, absolute: Callable[[str], str]
) -> Record:
    """The practice in the reader's best language."""
    text = practice.best(reader)
    shown = standing(practice)
    told: dict[str, Any] = {
        "page": absolute(practice.get_absolute_url()),
        "id": practice.pk,
        "language": text.language,
        **{name: text[name] or None for name in TEXTS},
        "original_language": practice.original_language,
        "translation": str(text.state) if text.state else None,
        "review": str(shown) if shown else None,
        "is_lesson": practice.is_lesson,
        "is_example": practice.is_example,
        "region": practice.partner.slug,
        "topics": sorted(entry.facets["topic"]) or None,
        "aims": sorted(entry.facets["aim"]) or None,
        "barriers": sorted(entry.facets["aspect"]) or None,
        "is_ongoing": _yes(practice.is_ongoing),
        "public_intervention": _yes(practice.public_intervention),
        "starts": _day(practice.starts),
        "ends": _day(practice.ends),
        "cost": None if practice.cost is None else float(practice.cost),
        "currency": None if practice.cost is None else practice.currency,
        "figures": [_figure(one) for one in practice.figures.all()] or None,
        "evidence": [one.url or one.title for one in practice.proofs.all()] or None,
        "transfers": entry.transfers,
        "programme_page": practice.programme_url or None,
        "sources": sorted({url for urls in practice.sources.values() for url in urls}) or None,
        "published": _day(practice.first_published_at),
    }
    return {
        name: told[name] if name in told else getattr(practice, name) or None for name in COLUMNS
    }


def _figure(one: Any) -> str:
    said = f"{one.label}: {one.number.normalize():f} {one.unit}".strip()
    return f"{said} ({one.year})" if one.year else said


def _yes(said: str) -> bool | None:
    return {"yes": True, "no": False}.get(said)


def _day(moment: Any) -> str | None:
    return moment.isoformat()[:10] if moment else None
