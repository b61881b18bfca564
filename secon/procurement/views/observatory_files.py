"""The tables of the observatory taken away: CSV, JSON, spreadsheet, with the rows of the page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.views.generic import View

from secon.kernel import files
from secon.procurement.interfaces.observatory_requests import asked
from secon.procurement.interfaces.observatory_rows import ROWS
from secon.procurement.interfaces.observatory_tables import COLUMNS, record
from secon.procurement.views.downloads import LICENCE, SOURCE

METHOD = (
    "Shares are of lots whose notices answer; silent lots are unknown. Intervals: Wilson, 95 %. "
    "Superseded versions and examples are left out."
)


class FileView(View):
    """A page's table as a file; filters that cannot be read are refused, never guessed."""

    def get(self, request: HttpRequest, page: str, ending: str) -> HttpResponseBase:
        """The file, or 400 in plain words."""
        if page not in ROWS or ending not in files.KINDS:
            raise Http404
        ask = asked(request.GET)
        if ask.errors:
            lines = [f"{name}: {' '.join(found)}" for name, found in ask.errors.items()]
            return HttpResponse("\n".join(lines), status=400, content_type="text/plain")
        records = [record(line) for line in ROWS[page](ask)]
        about = ask.about() | {"source": SOURCE, "licence": LICENCE, "method": METHOD}
        name = f"observatory-{page}"
        return files.answer(
            records, COLUMNS, kind=ending, name=name, about=about, key="rows", sheet=page
        )
