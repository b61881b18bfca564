"""The desk of the review as records to take away. Titles stay in the language they are shown in."""

from __future__ import annotations

from secon.kernel.tables import Record
from secon.practices.domain.review_queries import Waiting

COLUMNS = (
    "practice",
    "title",
    "title_language",
    "region",
    "step",
    "round",
    "new_version",
    "began",
    "due",
    "overdue",
    "address",
)


def record(row: Waiting, address: str) -> Record:
    """One waiting practice."""
    return {
        "practice": row.practice,
        "title": row.title["title"],
        "title_language": row.title.language,
        "region": row.region["territory_name"],
        "step": row.step.value,
        "round": row.round,
        "new_version": row.is_new_version,
        "began": row.began_at.date().isoformat(),
        "due": row.due_on.isoformat(),
        "overdue": row.is_overdue,
        "address": address,
    }
