"""Policies for machines: instruments and how they improved, with the pages' filters. Never a person."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from secon.policy.domain import factor_queries, improvement_list, instrument_list
from secon.policy.interfaces import improvement_forms, instrument_rows
from secon.policy.interfaces.improvement_forms import ImprovementFilter
from secon.policy.interfaces.instrument_filter import InstrumentFilter

policies = Router(tags=["policies"])
improvements = Router(tags=["improvements"])
PER_PAGE = 20
SOURCE = "SECON"


class InstrumentQuery(Schema):
    """The parameters of the list, the same as in the addresses of its page."""

    q: str | None = None
    where: str | None = None
    topic: str | None = None
    level: str | None = None
    kind: str | None = None
    fund: str | None = None
    theme: str | None = None
    addressed: str | None = None
    page: str | None = None


class ImprovementQuery(Schema):
    """The parameters of the list, the same as in the addresses of its page."""

    kind: str | None = None
    state: str | None = None
    where: str | None = None
    fund: str | None = None
    page: str | None = None


class Problems(Schema):
    """Parameters that could not be read, each with what is wrong."""

    errors: dict[str, list[str]]


class Missing(Schema):
    """There is no such thing (any more)."""

    detail: str


class InstrumentRecord(Schema):
    """A policy instrument. null is unknown. ``region`` is null where it holds beyond one."""

    id: int
    page: str
    name: str
    name_language: str
    summary: str | None
    summary_language: str | None
    level: str
    kind: str
    country: str
    region: str | None
    addressed_by_the_project: bool
    managing_authority: str | None
    reference: str | None
    starts: str | None
    ends: str | None
    topics: list[str] | None
    aims: list[str] | None
    funds: list[str] | None
    evidence: str
    website: str | None
    sources: list[str] | None
    is_example: bool
    changed_at: str


class ImprovementRecord(Schema):
    """A change of an instrument. null is unknown, never nought. ``state``: planned, done, submitted,
    validated or refused.
    """

    id: int
    page: str
    title: str
    title_language: str
    kind: str
    state: str
    region: str | None
    instrument: str
    instrument_id: int
    happened_on: str | None
    amount: float | None
    currency: str | None
    fund: str | None
    link_to_project: str | None
    evidence: str
    source: str | None
    decided_on: str | None
    is_example: bool


class InstrumentList(Schema):
    """A page of the list."""

    count: int
    page: int
    pages: int
    source: str = SOURCE
    results: list[InstrumentRecord]


class ImprovementList(Schema):
    """A page of the list."""

    count: int
    page: int
    pages: int
    source: str = SOURCE
    results: list[ImprovementRecord]


@policies.get(
    "",
    response={200: InstrumentList, 422: Problems},
    url_name="policies",
    summary="Policy instruments that meet the filters",
)
def list_policies(request: HttpRequest, parameters: Query[InstrumentQuery]) -> Status:
    """20 a page, in the order of the page, names in the best language for the reader."""
    del parameters  # documented here, read by the same form as the page
    language = _language()
    form = InstrumentFilter(
        request.GET, regions=factor_queries.regions(language), language=language
    )
    if form.errors:
        return Status(422, _problems(form))
    page = _page(request, instrument_list.keys(form.criteria(), language))
    rows = instrument_list.rows(page.object_list, language)
    absolute = request.build_absolute_uri
    return Status(200, _listed(page, [instrument_rows.record(row, absolute) for row in rows]))


@policies.get(
    "/{int:pk}",
    response={200: InstrumentRecord, 404: Missing},
    url_name="policy",
    summary="One policy instrument",
)
def one_policy(request: HttpRequest, pk: int) -> Status:
    """As it is published."""
    criteria, language = instrument_list.Criteria(), _language()
    if pk not in instrument_list.keys(criteria, language):
        return Status(404, {"detail": _("This instrument is not published here.")})
    [row] = instrument_list.rows([pk], language)
    return Status(200, instrument_rows.record(row, request.build_absolute_uri))


@improvements.get(
    "",
    response={200: ImprovementList, 422: Problems},
    url_name="improvements",
    summary="Improvements of policy instruments that meet the filters",
)
def list_improvements(request: HttpRequest, parameters: Query[ImprovementQuery]) -> Status:
    """20 a page, the newest first. Only published instruments; the state says what is validated."""
    del parameters
    language = _language()
    form = ImprovementFilter(request.GET, regions=factor_queries.regions(language))
    if form.errors:
        return Status(422, _problems(form))
    found = improvement_list.found(form.criteria())
    page = _page(request, list(found.values_list("pk", flat=True)))
    rows = improvement_list.rows(page.object_list, language)
    told = improvement_forms.records(rows, request.build_absolute_uri)
    return Status(200, _listed(page, list(told)))


def _page(request: HttpRequest, keys: list[int]) -> Any:
    return Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))


def _listed(page: Any, results: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "count": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "results": results,
    }


def _problems(form: Any) -> dict[str, Any]:
    return {"errors": {name: list(said) for name, said in form.errors.items()}}


def _language() -> str:
    return get_language() or "en"
