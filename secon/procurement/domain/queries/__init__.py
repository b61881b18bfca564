"""What screens, downloads and the API read of tenders. Each is a fixed number of queries."""

from secon.procurement.domain.queries.counting import (
    COUNT_LIMIT,
    Counted,
    PlaceCount,
    count,
    place_counts,
    remembered,
)
from secon.procurement.domain.queries.days import default_day, lists_start_on_busiest_day
from secon.procurement.domain.queries.detail import Tender, lots_with_deadline, tender
from secon.procurement.domain.queries.figures import (
    Counts,
    Share,
    TerritorySummary,
    counts,
    territory_summary,
)
from secon.procurement.domain.queries.lists import (
    all_lots,
    lot_page,
    lots_in_order,
    order_of,
    with_what_a_row_shows,
)
from secon.procurement.domain.queries.notices import NoticeLots, alone, list_page
from secon.procurement.domain.queries.sources import latest_run

__all__ = [
    "COUNT_LIMIT",
    "Counted",
    "Counts",
    "NoticeLots",
    "PlaceCount",
    "Share",
    "Tender",
    "TerritorySummary",
    "all_lots",
    "alone",
    "count",
    "counts",
    "default_day",
    "latest_run",
    "list_page",
    "lists_start_on_busiest_day",
    "lot_page",
    "lots_in_order",
    "lots_with_deadline",
    "order_of",
    "place_counts",
    "remembered",
    "tender",
    "territory_summary",
    "with_what_a_row_shows",
]
