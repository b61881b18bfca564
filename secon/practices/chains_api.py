"""Chains from practice to money for machines: the rows of the list of transfers, and changes without one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Query, Router, Schema, Status

from secon.policy.models import Improvement
from secon.practices.domain import transfer_chains, transfer_queries
from secon.practices.interfaces import transfer_rows
from secon.practices.interfaces.transfer_forms import TransferFilter

router = Router(tags=["chains"])
PER_PAGE = 50


class ChainQuery(Schema):
    """The parameters of the list, the same as in the addresses of its page."""

    origin: str | None = None
    target: str | None = None
    state: str | None = None
    instrument: str | None = None
    practice: str | None = None
    page: str | None = None


class Problems(Schema):
    """Parameters that could not be read, each with what is wrong."""

    errors: dict[str, list[str]]


class ChainRecord(Schema):
    """A chain. null is unknown or not reached. ``origin`` and ``target`` are slugs of regions."""

    chain: str
    page: str
    practice_id: int | None
    practice: str | None
    practice_language: str | None
    practice_page: str | None
    origin: str | None
    target: str | None
    state: str | None
    is_partial: bool | None
    started_on: str | None
    visited_on: str | None
    planned_on: str | None
    adapted_on: str | None
    in_instrument_on: str | None
    dropped_on: str | None
    dropped_because: str | None
    tasks: int | None
    tasks_done: int | None
    visit_evidence: str | None
    plan_evidence: str | None
    instrument_id: int | None
    instrument: str | None
    instrument_page: str | None
    improvement_id: int | None
    improvement: str | None
    improvement_kind: str | None
    improvement_state: str | None
    is_validated: bool | None
    changed_on: str | None
    change_evidence: str | None
    amount: float | None
    currency: str | None
    fund: str | None
    is_example: bool


class ChainList(Schema):
    """A page of chains."""

    count: int
    page: int
    pages: int
    source: str = transfer_rows.SOURCE
    licence: str = transfer_rows.LICENCE
    results: list[ChainRecord]


class PolicyChangeList(Schema):
    """Improvements that no published practice led to."""

    count: int
    source: str = transfer_rows.SOURCE
    licence: str = transfer_rows.LICENCE
    results: list[ChainRecord]


@router.get(
    "",
    response={200: ChainList, 422: Problems},
    url_name="chains",
    summary="Good practices on their way from region to region, to policy and money",
)
def chains(request: HttpRequest, parameters: Query[ChainQuery]) -> Status:
    """50 a page, the newest first: each step with its day and evidence, money validated or not."""
    del parameters  # documented here, read by the same form as the page
    language = get_language() or "en"
    form = TransferFilter(request.GET, language=language)
    asked = form.asked()
    if asked is None:
        errors = {name: [str(one) for one in said] for name, said in form.errors.items()}
        return Status(422, {"errors": errors})
    pages = Paginator(transfer_queries.listed(asked), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    found = transfer_chains.load(page.object_list, language)
    answer: dict[str, Any] = {
        "count": pages.count,
        "page": page.number,
        "pages": pages.num_pages,
        "results": transfer_rows.chain_records(found, language, base=_base(request)),
    }
    return Status(200, answer)


@router.get(
    "/changes",
    response=PolicyChangeList,
    url_name="chain-changes",
    summary="Changed policy instruments that no published practice led to",
)
def changes(request: HttpRequest) -> dict[str, Any]:
    """All of them: they are few. A chain may begin without a practice on record."""
    language = get_language() or "en"
    found = transfer_chains.improvements(Improvement.objects.all(), language)
    records = transfer_rows.improvement_records(found, language, base=_base(request))
    return {"count": len(records), "results": records}


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")
