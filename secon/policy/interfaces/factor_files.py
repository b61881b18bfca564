"""Barriers compared, and the single assessments behind them, as records to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse

from secon.policy.domain.comparing import Summary
from secon.policy.interfaces.factor_rows import RowView
from secon.policy.models import Assessment

CELL_COLUMNS = (
    "row",
    "row_label",
    "region",
    "factors",
    "voices",
    "voices_with_strength",
    "voices_without_strength",
    "median",
    "lowest",
    "highest",
    "lower_quartile",
    "upper_quartile",
    "people",
    "people_is_at_least",
    "voices_without_number_of_people",
    "latest",
)
VOICE_COLUMNS = (
    "assessment",
    "factor",
    "title",
    "title_language",
    "region",
    "country",
    "effect",
    "aspect",
    "topic",
    "level",
    "rural",
    "strength",
    "basis",
    "said_by",
    "said_by_kind",
    "people",
    "people_is_at_least",
    "quote",
    "quote_language",
    "date",
    "source",
    "is_example",
    "page",
)


def cell_records(made: Iterable[RowView]) -> Iterator[dict[str, Any]]:
    """The table as rows: for each row first all regions together (``region`` "all")."""
    for view in made:
        yield _cell_record(view, "all", view.row.factors, view.row.summary)
        for one in view.cells:
            if one.cell is not None:
                yield _cell_record(view, one.region.slug, one.cell.factors, one.cell.summary)


def voice_records(assessments: Iterable[Assessment]) -> Iterator[dict[str, Any]]:
    """Every single assessment with what it is about."""
    for one in assessments:
        factor = one.factor
        yield {
            "assessment": one.pk,
            "factor": factor.pk,
            "title": factor.title,
            "title_language": factor.original_language,
            "region": factor.partner.slug,
            "country": factor.partner.country,
            "effect": factor.effect,
            "aspect": factor.aspect,
            "topic": factor.topic or None,
            "level": factor.level or None,
            "rural": factor.rural or None,
            "strength": one.strength,
            "basis": one.basis,
            "said_by": one.said_by or None,
            "said_by_kind": one.said_by_kind or None,
            "people": one.people,
            "people_is_at_least": one.people_at_least if one.people else None,
            "quote": one.quote or None,
            "quote_language": one.quote_language or None,
            "date": one.assessed_on.isoformat(),
            "source": one.source or None,
            "is_example": factor.is_example,
            "page": reverse("policy:factor", args=[factor.pk]),
        }


def _cell_record(view: RowView, region: str, factors: int, one: Summary) -> dict[str, Any]:
    return {
        "row": view.row.code,
        "row_label": view.label,
        "region": region,
        "factors": factors,
        "voices": one.voices,
        "voices_with_strength": one.rated,
        "voices_without_strength": one.unrated,
        "median": one.median,
        "lowest": one.low,
        "highest": one.high,
        "lower_quartile": one.lower_quartile,
        "upper_quartile": one.upper_quartile,
        "people": one.people or None,
        "people_is_at_least": one.people_at_least if one.people else None,
        "voices_without_number_of_people": one.people_unknown,
        "latest": one.latest.isoformat() if one.latest else None,
    }
