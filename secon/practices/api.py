"""Good practices for machines: the list with the page's filters, counts, one practice. Never a person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from secon.practices.domain import catalogue_index, queries
from secon.practices.interfaces import list_page, records
from secon.practices.interfaces.list_form import FACETS, PracticeFilter

router = Router(tags=["practices"])
PER_PAGE = 20


class PracticeQuery(Schema):
    """The parameters of the list, the same as in the addresses of its page."""

    q: str | None = None
    kind: str | None = None
    region: list[str] = []
    country: list[str] = []
    topic: list[str] = []
    aim: list[str] = []
    aspect: list[str] = []
    rural: list[str] = []
    review: list[str] = []
    figures: str | None = None
    costed: str | None = None
    taken_up: str | None = None
    arrived: str | None = None
    cost_to: str | None = None
    sort: str | None = None
    page: str | None = None


class Problems(Schema):
    """Parameters that could not be read, each with what is wrong."""

    errors: dict[str, list[str]]


class Missing(Schema):
    """There is no such thing (any more)."""

    detail: str


class PracticeRecord(Schema):
    """A practice. null is unknown. ``review``: named or found (never reviewed here), published,
    counted, validated or not_selected. ``translation``: null for the original itself.
    """

    page: str
    id: int
    language: str
    title: str
    summary: str | None
    description: str | None
    resources: str | None
    results: str | None
    difficulties: str | None
    transfer: str | None
    lessons: str | None
    inspired: str | None
    original_language: str
    translation: str | None
    review: str | None
    is_lesson: bool
    is_example: bool
    region: str
    country: str | None
    nuts: str | None
    place: str | None
    rural: str | None
    organisation: str | None
    legal_form: str | None
    topics: list[str] | None
    aims: list[str] | None
    barriers: list[str] | None
    public_intervention: bool | None
    starts: str | None
    ends: str | None
    is_ongoing: bool | None
    cost: float | None
    currency: str | None
    cost_per: str | None
    figures: list[str] | None
    evidence: list[str] | None
    transfers: int
    website: str | None
    programme_number: str | None
    programme_page: str | None
    sources: list[str] | None
    published: str | None


class PracticeList(Schema):
    """A page of the list. Practices and lessons from what failed are never mixed."""

    count: int
    page: int
    pages: int
    source: str = records.SOURCE
    licence: str = records.LICENCE
    results: list[PracticeRecord]


class Counts(Schema):
    """Parameter to value to how many practices it would give, its own choice left out."""

    count: int
    facets: dict[str, dict[str, int]]


@router.get(
    "",
    response={200: PracticeList, 422: Problems},
    url_name="practices",
    summary="Good practices that meet the filters",
)
def practices(request: HttpRequest, parameters: Query[PracticeQuery]) -> Status:
    """20 a page, in the order of the page, in the best language for the reader."""
    del parameters  # documented here, read by the same form as the page
    form = _form(request)
    if not form.is_valid():
        return Status(422, _problems(form))
    held = catalogue_index.held()
    found = list_page.found(form, held, _language())
    pages = max(1, -(-found.total // PER_PAGE))
    page = min(form.cleaned_data.get("page") or 1, pages)
    keys = found.keys[(page - 1) * PER_PAGE : page * PER_PAGE]
    answer: dict[str, Any] = {
        "count": found.total,
        "page": page,
        "pages": pages,
        "results": _records(request, keys, held),
    }
    return Status(200, answer)


@router.get(
    "/facets",
    response={200: Counts, 422: Problems},
    url_name="practice-facets",
    summary="How many good practices each filter would give",
)
def facets(request: HttpRequest, parameters: Query[PracticeQuery]) -> Status:
    """For the same parameters as the list. Values without a practice are left out."""
    del parameters
    form = _form(request)
    if not form.is_valid():
        return Status(422, _problems(form))
    found = list_page.found(form, catalogue_index.held(), _language())
    counted = {one.name: dict(found.counts[one.name]) for one in FACETS}
    return Status(200, {"count": found.total, "facets": {k: v for k, v in counted.items() if v}})


@router.get(
    "/{int:pk}",
    response={200: PracticeRecord, 404: Missing},
    url_name="practice",
    summary="One good practice",
)
def practice(request: HttpRequest, pk: int) -> Status:
    """As readers see it; its contact is never in it."""
    found = _records(request, [pk], catalogue_index.held())
    if not found:
        return Status(404, {"detail": _("This practice is not published here.")})
    return Status(200, found[0])


def _records(request: HttpRequest, keys: Any, held: catalogue_index.Held) -> list[Any]:
    language = _language()
    return [
        records.record(
            one, held.entries[one.pk], reader=language, absolute=request.build_absolute_uri
        )
        for one in queries.for_records([key for key in keys if key in held.entries], language)
    ]


def _form(request: HttpRequest) -> PracticeFilter:
    return PracticeFilter(request.GET, language=_language())


def _problems(form: PracticeFilter) -> dict[str, Any]:
    return {"errors": {name: [str(one) for one in said] for name, said in form.errors.items()}}


def _language() -> str:
    return get_language() or "en"
