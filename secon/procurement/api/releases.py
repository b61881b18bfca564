"""Notices as releases of the Open Contracting Data Standard (OCDS 1.1), for machines."""

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from ninja import Field, Query, Router, Schema, Status

from secon.procurement import ocds
from secon.procurement.domain import releases as reading
from secon.procurement.domain.releases import Days

router = Router(tags=["open contracting"])
MOST_DAYS = 31
Json = dict[str, Any]


class ReleaseQuery(Schema):
    """Which days, and where to go on."""

    published: date | None = Field(
        None,
        description="Day of publication. Without it: from and to, else the last seven days.",
        examples=["2023-12-01"],
    )
    start: date | None = Field(
        None,
        alias="from",
        description="First day of publication.",
        examples=["2023-12-01"],
    )
    end: date | None = Field(
        None,
        alias="to",
        description=f"Last day of publication, at most {MOST_DAYS} days after the first.",
        examples=["2023-12-07"],
    )
    after: str = Field(
        "",
        description="Where to go on: taken from links.next, never made up.",
        examples=["2023-12-01~202300262891"],
    )


class Links(Schema):
    """Where to go on; absent on the last page."""

    next: str | None = None


class PublisherOut(Schema):
    """Who publishes."""

    name: str
    uri: str


class ReleasePackage(Schema):
    """A release package of OCDS 1.1. The schema of a release is that of the standard."""

    uri: str
    version: str
    extensions: list[str]
    publishedDate: str  # noqa: N815
    publisher: PublisherOut
    publicationPolicy: str  # noqa: N815
    releases: list[Json]
    links: Links | None = None


class Record(Schema):
    """All that was published of one contracting process, the oldest release first."""

    ocid: str
    releases: list[Json]


class RecordPackage(Schema):
    """A record package of OCDS 1.1 with one record and its releases."""

    uri: str
    version: str
    extensions: list[str]
    publishedDate: str  # noqa: N815
    publisher: PublisherOut
    publicationPolicy: str  # noqa: N815
    records: list[Record]


class Missing(Schema):
    """There is no such thing."""

    detail: str


class Problems(Schema):
    """Parameters that could not be read, each with what is wrong."""

    errors: dict[str, list[str]]


@router.get(
    "/releases",
    response={200: ReleasePackage, 422: Problems},
    exclude_none=True,
    url_name="ocds-releases",
    summary="Releases by day of publication",
)
def list_releases(request: HttpRequest, parameters: Query[ReleaseQuery]) -> Status:
    """Every notice of these days as a release, 50 a page, the oldest first. Follow `links.next`
    until it is absent; pages do not shift while notices arrive. Examples are left out.
    """
    days = _days(parameters, today=timezone.localdate())
    if days is None:
        said = f"`to` must be on or after `from`, and at most {MOST_DAYS} days later."
        return Status(422, {"errors": {"to": [said]}})
    try:
        found = reading.release_page(days, cursor=parameters.after)
    except ValueError:
        return Status(422, {"errors": {"after": ["Take it from links.next."]}})
    package = _package(request, found.releases)
    if found.following:
        query = request.GET.copy()
        for name, value in (
            ("from", days.first.isoformat()),
            ("to", days.last.isoformat()),
            ("after", found.following),
        ):
            query[name] = value
        query.pop("published", None)
        package["links"] = {
            "next": request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
        }
    return Status(200, package)


@router.get(
    "/release/{publication}.json",
    response={200: ReleasePackage, 404: Missing},
    exclude_none=True,
    url_name="ocds-release",
    summary="One notice as a release",
)
def read_release(request: HttpRequest, publication: str) -> Status:
    """By the number of its publication on TED, in a package of its own."""
    found = reading.one_release(publication)
    if found is None:
        return Status(404, {"detail": "There is no release of this notice here."})
    return Status(200, _package(request, [found]))


@router.get(
    "/record/{ocid}.json",
    response={200: RecordPackage, 404: Missing},
    exclude_none=True,
    url_name="ocds-record",
    summary="One contracting process with its releases",
)
def read_record(request: HttpRequest, ocid: str) -> Status:
    """A call with its corrections and results, by their open contracting id (`ocid`).
    The releases are not compiled into one.
    """
    found = reading.process(ocid)
    if not found:
        return Status(404, {"detail": "There is no such contracting process here."})
    package = _package(request, [])
    del package["releases"]
    package["records"] = [ocds.record(found)]
    return Status(200, package)


def _days(said: ReleaseQuery, *, today: date) -> Days | None:
    if said.published:
        return Days(said.published, said.published)
    last = said.end or (said.start + timedelta(days=6) if said.start else today)
    first = said.start or last - timedelta(days=6)
    return Days(first, last) if timedelta() <= last - first <= timedelta(MOST_DAYS) else None


def _package(request: HttpRequest, releases: list[Json]) -> Json:
    return ocds.release_package(
        releases,
        uri=request.build_absolute_uri(),
        published=timezone.now(),
        publisher=ocds.Publisher("SECON", settings.WAGTAILADMIN_BASE_URL),
        extension=request.build_absolute_uri(reverse("ocds-extension")),
        policy=request.build_absolute_uri(reverse("web:open-data")),
    )
