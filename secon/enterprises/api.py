"""Social enterprises for machines: the list with the page's filters, counts, and what changed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Query, Router, Schema, Status

from secon.enterprises.domain import queries
from secon.enterprises.interfaces import exports
from secon.enterprises.interfaces.addresses import paged
from secon.enterprises.interfaces.facets import FACETS, SWITCHES
from secon.enterprises.interfaces.records import absolute_url, record
from secon.enterprises.interfaces.requests import asked_by
from secon.enterprises.models import Enterprise
from secon.kernel.tables import Record

router = Router(tags=["enterprises"])
CHANGES = 200  # entries of one answer
_AFTER = re.compile(r"^\d{1,18}(\.\d{1,18}\.\d{1,18})?$")


class ListQuery(Schema):
    """The parameters of the list, the same as in the addresses of its page."""

    q: str | None = None
    code: str | None = None
    code_for: str | None = None
    near: str | None = None
    km: str | None = None
    place: str | None = None
    at: str | None = None
    bbox: str | None = None
    nuts: str | None = None
    country: list[str] = []
    region: list[str] = []
    sector: list[str] = []
    audience: list[str] = []
    standing: list[str] = []
    rural: list[str] = []
    social: list[str] = []
    family: list[str] = []
    status: list[str] = []
    employs: list[str] = []
    serves: list[str] = []
    size: list[str] = []
    theme: list[str] = []
    sdg: list[str] = []
    icnp: list[str] = []
    open: str | None = None
    delivers: str | None = None
    green: str | None = None
    digital: str | None = None
    sort: str | None = None
    page: str | None = None


class Problems(Schema):
    """Parameters that could not be read, each with what is wrong."""

    errors: dict[str, list[str]]


class Missing(Schema):
    """There is no such thing (any more)."""

    detail: str


class EnterpriseRecord(Schema):
    """An enterprise. null is unknown. ``standing``: listed (not verified), verified, recheck or ended."""

    page: str
    id: int
    name: str
    other_names: list[str] | None
    summary: str | None
    summary_language: str | None
    original_language: str
    standing: str
    is_verified: bool
    verified_on: date | None
    check_again_on: date | None
    confirmed_on: date | None
    ended_on: date | None
    is_example: bool
    country: str | None
    region: str | None
    nuts: str | None
    town: str | None
    postal_code: str | None
    street: str | None
    lon: float | None
    lat: float | None
    company_number: str | None
    legal_form: str | None
    family: str | None
    social_enterprise: str | None
    statuses: list[str] | None
    nace: list[str] | None
    icnp: str | None
    sdgs: list[str] | None
    themes: list[str] | None
    helps: list[str] | None
    employs: list[str] | None
    serves: list[str] | None
    headcount: str | None
    founded: int | None
    offers: list[str] | None
    sectors: list[str] | None
    audiences: list[str] | None
    cpv: list[str] | None
    delivers_country: bool | None
    delivery_km: int | None
    delivery_regions: list[str] | None
    website: str | None
    sources: list[str] | None


class Found(EnterpriseRecord):
    """An entry of a list: ``distance_km`` where a place was asked for."""

    distance_km: float | None


class EnterpriseList(Schema):
    """A page of the list; ``nearest`` only where nothing lies in the area asked for."""

    count: int
    page: int
    pages: int
    order: str
    next: str | None
    previous: str | None
    source: str = exports.SOURCE
    licence: str = exports.LICENCE
    results: list[Found]
    nearest: list[Found]


class Counts(Schema):
    """Parameter to value to how many entries it would give, its own choice left out."""

    count: int
    facets: dict[str, dict[str, int]]


class ChangeList(Schema):
    """Entries in the order they changed. ``next`` is always there: ask it again for what is new.

    ``complete``: nothing newer was known when this was answered.
    """

    complete: bool
    next: str
    source: str = exports.SOURCE
    licence: str = exports.LICENCE
    results: list[EnterpriseRecord]


@router.get(
    "",
    response={200: EnterpriseList, 422: Problems},
    url_name="enterprises",
    summary="Social enterprises that meet the filters",
)
def enterprises(request: HttpRequest, parameters: Query[ListQuery]) -> Status:
    """20 a page, in the order of the page. Words may be in any of the eleven languages. For a copy
    of everything that stays up to date read ``changes`` instead.
    """
    del parameters  # documented here, read by the same form as the page
    ask = asked_by(request)
    if ask.errors:
        return Status(422, {"errors": ask.errors})
    result = queries.found(ask.criteria)
    distances = {row.pk: row.distance_km for row in (*result.rows, *result.nearest)}
    entries = [*queries.for_records([*distances], _language())]
    known = {
        one.pk: {**told, "distance_km": distances[one.pk]}
        for one, told in zip(entries, _records(request, entries), strict=True)
    }
    before = str(result.page - 1) if result.page > 1 else None
    after = str(result.page + 1) if result.page < result.pages else None
    answer = {
        "count": result.total,
        "page": result.page,
        "pages": result.pages,
        "order": result.order.value,
        "next": _address(request, after),
        "previous": _address(request, before),
        "results": [known[row.pk] for row in result.rows if row.pk in known],
        "nearest": [known[row.pk] for row in result.nearest if row.pk in known],
    }
    return Status(200, answer)


@router.get(
    "/facets",
    response={200: Counts, 422: Problems},
    url_name="enterprise-facets",
    summary="How many enterprises each filter would give",
)
def facets(request: HttpRequest, parameters: Query[ListQuery]) -> Status:
    """For the same parameters as the list. Values without an entry are left out."""
    del parameters
    ask = asked_by(request)
    if ask.errors:
        return Status(422, {"errors": ask.errors})
    result = queries.found(ask.criteria)
    counted: dict[str, dict[str, int]] = {}
    for one in (*FACETS, *SWITCHES):
        counts = result.facets.get(one.field, {})
        counted[one.name] = {_said(value): number for value, number in counts.items()}
    counted["nuts"] = {str(code): number for code, number in result.facets.get("nuts", {}).items()}
    return Status(200, {"count": result.total, "facets": {k: v for k, v in counted.items() if v}})


@router.get(
    "/changes",
    response={200: ChangeList, 410: Missing, 422: Problems},
    url_name="enterprise-changes",
    summary="Entries that changed since, to keep a copy up to date",
)
def changes(
    request: HttpRequest,
    after: str = Query("0", description="0, or what the last answer's `next` says"),
) -> Status:
    """Begin with 0 and follow ``next``, for ever: every change appears once it is stored, in order,
    an entry that ended with ``standing`` ended. 410: entries were deleted; begin again with 0.
    """
    if not _AFTER.match(after):
        return Status(422, {"errors": {"after": [_("Write 0 or follow the address of “next”.")]}})
    version, *rest = map(int, after.split("."))
    pk, epoch = rest or (queries.LAST_KEY if version else 0, None)
    found = queries.changes(after=(version, pk), size=CHANGES, language=_language())
    if epoch is not None and epoch != found.epoch:
        return Status(410, {"detail": _("Entries were deleted since: begin again with after=0.")})
    place = ".".join(map(str, (*found.following, found.epoch)))
    return Status(
        200,
        {
            "complete": found.is_all,
            "next": request.build_absolute_uri(f"{request.path}?after={place}"),
            "results": _records(request, found.entries),
        },
    )


@router.get(
    "/{int:pk}",
    response={200: EnterpriseRecord, 404: Missing},
    url_name="enterprise",
    summary="One social enterprise",
)
def enterprise(request: HttpRequest, pk: int) -> Status:
    """As it stands; an entry that ended says so. Contact persons are never in it."""
    found = queries.one(pk, _language())
    if found is None:
        return Status(404, {"detail": _("This enterprise is not listed here.")})
    return Status(200, _records(request, [found])[0])


def _records(request: HttpRequest, entries: Sequence[Enterprise]) -> list[Record]:
    reader, today, absolute = _language(), timezone.localdate(), absolute_url(request)
    return [record(one, reader=reader, today=today, absolute=absolute) for one in entries]


def _address(request: HttpRequest, page: str | None) -> str | None:
    text = paged(request.GET, page=page)
    return request.build_absolute_uri(f"{request.path}?{text}") if text else None


def _said(value: object) -> str:
    return "on" if value is True else str(value)


def _language() -> str:
    return get_language() or "en"
