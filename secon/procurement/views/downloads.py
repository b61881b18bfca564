"""The list taken away: CSV, JSON, spreadsheet, feed and calendar, with the filters of the page."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time

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

from secon.kernel import tables
from secon.kernel.tables import Record
from secon.procurement.domain import queries
from secon.procurement.interfaces.addresses import changed
from secon.procurement.interfaces.calendar import Deadline, calendar_file
from secon.procurement.interfaces.records import COLUMNS, record
from secon.procurement.interfaces.requests import Asked, asked
from secon.procurement.interfaces.rows import groups, lot_title, row_url
from secon.procurement.models import Lot

CHUNK = 1000
FEED_LOTS = 50
CALENDAR_LOTS = 300
XLSX_LOTS = 20_000
FILES = "12/m"
SOURCE = "TED, Publications Office of the European Union; data were transformed"
LICENCE = "Commission Decision 2011/833/EU"


class FileLimit(AnonRateThrottle):
    """How many whole lists one reader takes away: each keeps a process busy for a while."""

    scope = "tender_files"


class Download(View):
    """A list in another form; a query string that cannot be read is refused, never guessed."""

    is_whole_list = False

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """The file, or 400 or 429 in plain words."""
        if self.is_whole_list and not FileLimit(FILES).allow_request(request):
            said = _("That was too often in a short time")
            wait = {"Retry-After": "60"}
            return HttpResponse(said, status=429, content_type="text/plain", headers=wait)
        ask = asked(request.GET, now=timezone.now())
        if ask.errors:
            lines = [f"{name}: {' '.join(found)}" for name, found in ask.errors.items()]
            return HttpResponse("\n".join(lines), status=400, content_type="text/plain")
        return self.answer(request, ask)

    def answer(self, request: HttpRequest, ask: Asked) -> HttpResponseBase:
        """The file."""
        raise NotImplementedError

    def records(
        self, request: HttpRequest, ask: Asked, most: int | None = None
    ) -> Iterator[Record]:
        """Every lot of the list in its order, read in chunks."""
        reader, absolute = _language(), absolute_url(request)
        for lot in queries.lots_in_order(ask.criteria)[:most].iterator(chunk_size=CHUNK):
            yield record(lot, reader=reader, absolute=absolute)


class CsvView(Download):
    """CSV, streamed."""

    is_whole_list = True

    def answer(self, request: HttpRequest, ask: Asked) -> HttpResponseBase:
        """The file."""
        lines = tables.csv_lines(self.records(request, ask), COLUMNS)
        answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        return _named(answer, ask, "csv")


class JsonView(Download):
    """JSON, streamed."""

    is_whole_list = True

    def answer(self, request: HttpRequest, ask: Asked) -> HttpResponseBase:
        """The file."""
        about = {
            "on": ask.criteria.on.isoformat(),
            "stage": ask.criteria.stage.value,
            "source": SOURCE,
            "licence": LICENCE,
        }
        parts = tables.json_parts(self.records(request, ask), about=about, name="tenders")
        answer = StreamingHttpResponse(parts, content_type="application/json")
        return _named(answer, ask, "json")


class SpreadsheetView(Download):
    """XLSX; at most :data:`XLSX_LOTS` rows."""

    is_whole_list = True

    def answer(self, request: HttpRequest, ask: Asked) -> HttpResponseBase:
        """The file."""
        rows = self.records(request, ask, XLSX_LOTS)
        file = tables.spreadsheet(rows, COLUMNS, name="tenders")
        return _named(FileResponse(file, content_type=tables.XLSX_TYPE), ask, "xlsx")


class FeedView(Download):
    """The newest lots of the list as an Atom feed."""

    def answer(self, request: HttpRequest, ask: Asked) -> HttpResponseBase:
        """The feed."""
        language = _language()
        page = reverse("procurement:list")
        feed = Atom1Feed(
            title=_("Tenders in SECON"),
            link=request.build_absolute_uri(f"{page}?{changed(request.GET)}"),
            description="",
            language=language,
            feed_url=request.build_absolute_uri(),
            feed_copyright=f"{SOURCE}. {LICENCE}",
            author_name="SECON",
        )
        lots = queries.lot_page(ask.newest_first(), size=FEED_LOTS).rows
        for group in groups(queries.alone(lots), language=language, seen_from=timezone.now()):
            for row in group.rows:
                address = request.build_absolute_uri(row.url)
                moment = datetime.combine(group.published or ask.criteria.on, time(), UTC)
                feed.add_item(
                    title=row.title.text,
                    link=address,
                    description="; ".join(filter(None, [str(group.buyer or ""), row.place])),
                    unique_id=address,
                    pubdate=moment,
                    updateddate=moment,
                    categories=[mark.label for mark in row.marks],
                )
        return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)


class CalendarView(Download):
    """The next deadlines of the list as a calendar to subscribe to."""

    def answer(self, request: HttpRequest, ask: Asked) -> HttpResponseBase:
        """The calendar."""
        lots = queries.lots_in_order(ask.soonest_first())[:CALENDAR_LOTS]
        return calendar_answer(
            [lot for lot in lots.iterator(chunk_size=CHUNK) if lot.deadline],
            name=_("Tenders in SECON"),
            file="secon-deadlines.ics",
            absolute=absolute_url(request),
        )


def calendar_answer(
    lots: list[Lot], *, name: str, file: str, absolute: Callable[[Lot], str]
) -> HttpResponse:
    """A calendar with the deadlines of ``lots``, which all have one."""
    reader = _language()
    deadlines = [
        Deadline(
            uid=f"{lot.notice.publication}-{lot.ref}@secon",
            title=_("Deadline: %(title)s") % {"title": lot_title(lot, reader=reader)},
            at=lot.deadline,
            url=absolute(lot),
            note=f"TED {lot.notice.publication}, {lot.ref}",
        )
        for lot in lots
        if lot.deadline
    ]
    data = calendar_file(deadlines, name=name, language=reader, now=timezone.now())
    answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file}"'
    return answer


def absolute_url(request: HttpRequest) -> Callable[[Lot], str]:
    """Makes the full address of a lot's page."""
    return lambda lot: request.build_absolute_uri(row_url(lot))


def _language() -> str:
    return get_language() or "en"


def _named(answer: HttpResponseBase, ask: Asked, ending: str) -> HttpResponseBase:
    name = f"tenders-{ask.criteria.stage}-{ask.criteria.on.isoformat()}.{ending}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
