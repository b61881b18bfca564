"""Tenders for machines: the list with the page's filters, and one notice with its lots."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Query, Router, Schema, Status

from secon.procurement.domain import queries
from secon.procurement.interfaces.addresses import paged
from secon.procurement.interfaces.documents import document
from secon.procurement.interfaces.records import record
from secon.procurement.interfaces.requests import asked
from secon.procurement.interfaces.rows import row_url
from secon.procurement.models import Lot

router = Router(tags=["tenders"])
ROWS = 50


class ListQuery(Schema):
    """The parameters of the list, the same as in the addresses of its page."""

    q: str | None = None
    sector: str | None = None
    region: list[str] = []
    nuts: str | None = None
    notice: str | None = None
    country: str | None = None
    reserved: list[str] = []
    signal: list[str] = []
    clause: list[str] = []
    use: list[str] = []
    sure: str | None = None
    within: str | None = None
    closes_from: str | None = None
    closes_to: str | None = None
    value_min: str | None = None
    value_max: str | None = None
    currency: str | None = None
    language: str | None = None
    sme: str | None = None
    stage: str | None = None
    sort: str | None = None
    on: str | None = None
    after: str | None = None
    before: str | None = None


class Problems(Schema):
    """Parameters that could not be read, each with what is wrong."""

    errors: dict[str, list[str]]


class Missing(Schema):
    """There is no such thing."""

    detail: str


class TenderRecord(Schema):
    """A lot. null is unknown: the buyer left it empty; an empty list is a stated none."""

    page: str
    publication: str
    lot: str
    stage: str
    published: date | None
    title: str
    title_language: str | None
    buyer: str | None
    country: str | None
    nuts: list[str]
    place_stated_by: str
    cpv: str | None
    deadline: datetime | None
    value: float | None
    currency: str | None
    value_doubtful: bool
    reserved: list[str] | None
    reserved_execution: bool | None
    signals: list[str]
    doubtful: list[str]
    clauses: list[str]
    quotes: list[str]
    mentions: list[str]
    sme_suitable: bool | None
    procedure_kind: str | None
    languages: list[str]
    source: str


class TenderList(Schema):
    """A page of the list. ``count`` is a floor where ``count_is_floor``."""

    on: date
    stage: str
    count: int
    count_is_floor: bool
    next: str | None
    previous: str | None
    source: str = "TED, Publications Office of the European Union; data were transformed"
    results: list[TenderRecord]


@router.get(
    "",
    response={200: TenderList, 422: Problems},
    url_name="tenders",
    summary="Lots as they stood on a day",
)
def tenders(request: HttpRequest, parameters: Query[ListQuery]) -> Status:
    """Lots that meet the filters, 50 a page. Follow ``next``; pages are stable while notices
    arrive. Titles are in the language of the request where the notice has it.
    """
    del parameters  # documented here, read by the same form as the page
    ask = asked(request.GET, now=timezone.now())
    if ask.errors:
        return Status(422, {"errors": ask.errors})
    page = queries.lot_page(ask.criteria, size=ROWS, cursor=ask.cursor)
    run = queries.latest_run()
    counted = queries.remembered(ask.criteria, run.pk if run else 0, "count", queries.count)
    reader = get_language() or "en"
    answer = {
        "on": ask.criteria.on,
        "stage": ask.criteria.stage,
        "count": counted.number,
        "count_is_floor": counted.more,
        "next": _address(request, request.GET, after=page.following),
        "previous": _address(request, request.GET, before=page.previous),
        "results": [record(lot, reader=reader, absolute=_page(request)) for lot in page.rows],
    }
    return Status(200, answer)


@router.get(
    "/{publication}",
    response={200: dict[str, Any], 404: Missing},
    url_name="tender",
    summary="One notice with its lots in all its languages",
)
def tender(request: HttpRequest, publication: str, after: int = 0) -> Status:
    """The notice as read. ``after`` (``more_after`` of the answer) goes on with its next lots.
    Contact persons are never in it.
    """
    found = queries.tender(publication, after=max(after, 0))
    if found is None:
        return Status(404, {"detail": "This tender is not stored here."})
    return Status(200, document(found, page=request.build_absolute_uri))


def _page(request: HttpRequest) -> Callable[[Lot], str]:
    return lambda lot: request.build_absolute_uri(row_url(lot))


def _address(request: HttpRequest, query: QueryDict, **place: str | None) -> str | None:
    text = paged(query, **place)
    return request.build_absolute_uri(f"{request.path}?{text}") if text else None
