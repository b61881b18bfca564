"""The directory taken away: CSV, spreadsheet, GeoJSON, JSON-LD and feed, with the page's filters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import View
from ninja.throttling import AnonRateThrottle

from secon.enterprises.domain import queries
from secon.enterprises.interfaces import exports
from secon.enterprises.interfaces.cards import checked_said
from secon.enterprises.interfaces.records import COLUMNS, absolute_url, record
from secon.enterprises.interfaces.requests import Asked, asked_by
from secon.enterprises.models import Enterprise
from secon.kernel import tables
from secon.kernel.tables import Record

FEED_ENTRIES = 50
XLSX_ROWS = 20_000
FILES = "12/m"


class FileLimit(AnonRateThrottle):
    """How many whole lists one reader takes away: each keeps a process busy for a while."""

    scope = "enterprise_files"


class Download(View):
    """The list in another form; a query string that cannot be read is refused, never guessed."""

    is_whole_list = True

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The file, or 400 or 429 in plain words."""
        if self.is_whole_list and not FileLimit(FILES).allow_request(request):
            said = _("That was too often in a short time")
            wait = {"Retry-After": "60"}
            return HttpResponse(said, status=429, content_type="text/plain", headers=wait)
        ask = asked_by(request)
        if ask.errors:
            lines = [f"{name}: {' '.join(found)}" for name, found in ask.errors.items()]
            return HttpResponse("\n".join(lines), status=400, content_type="text/plain")
        return self.answer(request, ask, self.keys(ask))

    def keys(self, ask: Asked) -> list[int]:
        """The entries that are told, in their order."""
        return queries.keys_in_order(ask.criteria)

    def answer(self, request: HttpRequest, ask: Asked, keys: list[int]) -> HttpResponseBase:
        """The file."""
        raise NotImplementedError

    def records(self, request: HttpRequest, keys: list[int]) -> Iterator[Record]:
        """Every entry of the list in its order, read in chunks."""
        reader, today, absolute = _language(), timezone.localdate(), absolute_url(request)
        for one in queries.for_records(keys, reader):
            yield record(one, reader=reader, today=today, absolute=absolute)

    def about(self, request: HttpRequest, keys: list[int]) -> dict[str, Any]:
        """What the file says of itself."""
        page = f"{reverse('enterprises:list')}?{request.GET.urlencode()}"
        address = request.build_absolute_uri(page)
        return exports.about(day=timezone.localdate(), address=address, total=len(keys))


class CsvView(Download):
    """CSV, streamed; source and licence stand in every row, so that no program stumbles."""

    def answer(self, request: HttpRequest, ask: Asked, keys: list[int]) -> HttpResponseBase:
        """The file."""
        about = self.about(request, keys)
        told = {"source": about["source"], "licence": about["licence"]}
        rows = ({**row, **told} for row in self.records(request, keys))
        lines = tables.csv_lines(rows, (*COLUMNS, *told))
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        return _named(answer, "csv")


class SpreadsheetView(Download):
    """XLSX; at most :data:`XLSX_ROWS` rows, which its second sheet says."""

    def answer(self, request: HttpRequest, ask: Asked, keys: list[int]) -> HttpResponseBase:
        """The file."""
        about = self.about(request, keys) | {"rows": min(len(keys), XLSX_ROWS)}
        rows = self.records(request, keys[:XLSX_ROWS])
        file = tables.spreadsheet(rows, COLUMNS, name="enterprises", about=about)
        return _named(FileResponse(file, content_type=tables.XLSX_TYPE), "xlsx")


class GeoJsonView(Download):
    """GeoJSON, streamed."""

    def answer(self, request: HttpRequest, ask: Asked, keys: list[int]) -> HttpResponseBase:
        """The file."""
        about = self.about(request, keys)
        parts = exports.geojson_parts(self.records(request, keys), about=about)
        return _named(StreamingHttpResponse(parts, content_type=exports.GEOJSON_TYPE), "geojson")


class JsonLdView(Download):
    """schema.org as JSON-LD, streamed."""

    def answer(self, request: HttpRequest, ask: Asked, keys: list[int]) -> HttpResponseBase:
        """The file."""
        about = self.about(request, keys)
        parts = exports.jsonld_parts(self.records(request, keys), about=about)
        return _named(StreamingHttpResponse(parts, content_type=exports.JSONLD_TYPE), "jsonld")


class FeedView(Download):
    """The entries of the list that changed last, as an Atom feed."""

    is_whole_list = False

    def keys(self, ask: Asked) -> list[int]:
        """The newest first, whatever the order of the page."""
        return queries.newest_keys(ask.criteria, FEED_ENTRIES)

    def answer(self, request: HttpRequest, ask: Asked, keys: list[int]) -> HttpResponseBase:
        """The feed."""
        language, today, absolute = _language(), timezone.localdate(), absolute_url(request)
        page = f"{reverse('enterprises:list')}?{request.GET.urlencode()}"
        feed = Atom1Feed(
            title=_("Social enterprises in SECON"),
            link=request.build_absolute_uri(page),
            description="",
            language=language,
            feed_url=request.build_absolute_uri(),
            feed_copyright=f"{exports.SOURCE}. {exports.LICENCE}",
            author_name="SECON",
        )
        for one in queries.for_records(keys, language):
            moment = datetime.combine(queries.last_change(one) or today, time(), UTC)
            feed.add_item(
                title=_title(one),
                link=absolute(one),
                description=one.best(language, "summary")["summary"],
                unique_id=absolute(one),
                pubdate=moment,
                updateddate=moment,
                categories=[_checked(one, today, language)],
            )
        return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)


def _title(one: Enterprise) -> str:
    return _("%(name)s (example)") % {"name": one.name} if one.is_example else one.name


def _checked(one: Enterprise, today: date, language: str) -> str:
    return checked_said(one, one.standing(today), None, language)


def _language() -> str:
    return get_language() or "en"


def _named(answer: HttpResponseBase, ending: str) -> HttpResponseBase:
    name = f"social-enterprises-{timezone.localdate().isoformat()}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
