"""The shape in which a notice is stored: tables, their columns, and the rows of one notice."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "Notice": (
        "id",
        "publication",
        "stage",
        "kind",
        "subtype",
        "form",
        "format",
        "root",
        "published",
        "issued",
        "language",
        "languages",
        "country",
        "version_key",
        "procedure",
        "procedure_kind",
        "accelerated",
        "legal_basis",
        "light_regime",
        "nature",
        "cpv",
        "value",
        "currency",
        "total",
        "total_currency",
        "lot_count",
        "documents",
        "change_reason",
        "change_sections",
        "withheld",
        "warnings",
        "signals_version",
        "is_example",
    ),
    "NoticeText": ("notice_id", "language", "title", "description", "change"),
    "NoticePointer": ("notice_id", "kind", "target"),
    "Organisation": (
        "id",
        "notice_id",
        "ref",
        "is_buyer",
        "is_winner",
        "name",
        "names",
        "national_ids",
        "nuts",
        "country",
        "city",
        "postal_code",
        "size",
        "legal_type",
        "activity",
        "website",
    ),
    "OrganisationNumber": ("organisation_id", "key"),
    "BuyerContact": ("organisation_id", "name", "email", "phone", "purpose", "delete_after"),
    "Lot": (
        "id",
        "notice_id",
        "ref",
        "kind",
        "stage",
        "published",
        "deadline",
        "deadline_kind",
        "deadline_day",
        "open_until",
        "closed_on",
        "closed_by",
        "is_current",
        "nature",
        "cpv",
        "value",
        "currency",
        "value_doubtful",
        "value_eur",
        "reserved",
        "reserved_execution",
        "social",
        "sme_suitable",
        "signals",
        "doubts",
        "language",
        "country",
        "rung",
        "is_example",
    ),
    "LotDetail": (
        "lot_id",
        "number",
        "framework_maximum",
        "framework_currency",
        "questions_until",
        "starts",
        "ends",
        "duration",
        "duration_unit",
        "reserved",
        "strategic",
        "social",
        "green",
        "innovation",
        "green_criteria",
        "accessibility",
        "proofs",
    ),
    "LotText": (
        "lot_id",
        "language",
        "title",
        "description",
        "strategic",
        "conditions",
        "participation",
        "additional",
    ),
    "LotPlace": (
        "lot_id",
        "nuts",
        "said",
        "how",
        "country",
        "city",
        "postal_code",
        "anywhere",
    ),
    "LotCpv": ("lot_id", "code", "is_main"),
    "LotSignal": (
        "lot_id",
        "kind",
        "code",
        "field",
        "strength",
        "article",
        "use",
        "quote",
        "language",
        "rule",
        "doubt",
    ),
    "Criterion": ("lot_id", "kind", "names", "descriptions", "weight", "weight_unit"),
    "Award": (
        "lot_id",
        "call_lot_id",
        "status",
        "reason",
        "tenders_received",
        "lowest",
        "lowest_currency",
        "highest",
        "highest_currency",
    ),
    "Winner": (
        "award_id",
        "organisation_id",
        "tender",
        "value",
        "currency",
        "value_doubtful",
        "contract_date",
    ),
}
"""Table to its columns, in an order that satisfies foreign keys."""

Row = tuple[Any, ...]
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


@dataclass(slots=True)
class Rows:
    """All rows of one notice, by table, and what the quality report counts of it."""

    notice_id: int
    publication: str
    published: date | None
    format: str
    doubts: tuple[str, ...] = ()  # codes of the notice's warnings
    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})


def as_json(value: object) -> str | None:
    """JSON text as the database keeps it; ``None`` stays unknown."""
    return None if value is None else _encode(value)
