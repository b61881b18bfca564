"""Lists by notice: what stands at one place of a list is a notice with those of its lots there."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from secon.procurement.domain.criteria import Criteria
from secon.procurement.domain.paging import Cursor, Order, Page, page
from secon.procurement.domain.queries.lists import (
    all_lots,
    lot_page,
    order_of,
    with_key,
    with_what_a_row_shows,
)
from secon.procurement.models import Lot

NOTICES_A_PAGE = 12
LOTS_A_PAGE = 25
"""Where a list is narrowed to one notice."""
LOTS_SHOWN = 3
Place = tuple[Any, int]
"""The key of the order and the notice."""


@dataclass(frozen=True, slots=True)
class NoticeLots:
    """Lots of one notice with the same key in the order of a list: the first few of ``total``."""

    lots: list[Lot]
    total: int


def alone(lots: Iterable[Lot]) -> list[NoticeLots]:
    """Each lot as a place of its own."""
    return [NoticeLots([lot], 1) for lot in lots]


def list_page(criteria: Criteria, *, cursor: Cursor | None = None) -> Page[NoticeLots]:
    """One page of the list as readers see it: by notice, or by lot within a single notice."""
    if criteria.notice:
        found = lot_page(criteria, size=LOTS_A_PAGE, cursor=cursor)
        return Page(alone(found.rows), found.following, found.previous)
    return notice_page(criteria, size=NOTICES_A_PAGE, cursor=cursor)


def notice_page(criteria: Criteria, *, size: int, cursor: Cursor | None = None) -> Page[NoticeLots]:
    """At most ``size`` places of the list, each a notice, with what their rows show.

    The places are read off an index in the list's order and no further than the page's end; then
    the first lots of each.
    """
    order = replace(order_of(criteria), ties=("of_notice",))
    lots = with_key(all_lots(criteria), order)
    # Named once more so that the columns are grouped in the order of the index.
    of_notice = lots.order_by().annotate(of_notice=F("notice_id"))
    places = of_notice.values_list(order.key, "of_notice").annotate(total=Count("pk"))
    found = page(places, order=order, place=lambda row: row[:2], size=size, cursor=cursor)
    first = _first_lots(lots, order, [row[:2] for row in found.rows])
    return Page(
        [NoticeLots(first[key, notice], total) for key, notice, total in found.rows],
        found.following,
        found.previous,
    )


def _first_lots(
    lots: QuerySet[Lot], order: Order, places: Sequence[Place]
) -> dict[Place, list[Lot]]:
    """The first :data:`LOTS_SHOWN` of ``lots`` at each place, in their notice's order."""
    number = Window(RowNumber(), partition_by=[F(order.key), F("notice_id")], order_by="pk")
    near = Q(notice_id__in={notice for _key, notice in places})
    near &= Q(**{f"{order.key}__in": {key for key, _notice in places}})
    numbered = lots.filter(near).annotate(number_in_place=number)
    shown = with_what_a_row_shows(numbered.filter(number_in_place__lte=LOTS_SHOWN)).order_by("pk")
    found = defaultdict(list)
    for lot in shown:
        found[getattr(lot, order.key), lot.notice_id].append(lot)
    return found
