"""Lists as answers: the file of a list page, whatever app it belongs to.

``return answer(records, COLUMNS, kind=kind, name="practices", about={...}, key="practices")``
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from django.http import FileResponse, Http404, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from secon.kernel import tables

KINDS = ("csv", "json", "xlsx")
SHEET_NAME = 31  # what a spreadsheet allows


def answer(
    records: Iterable[tables.Record],
    columns: Sequence[str],
    *,
    kind: str,
    name: str,
    about: Mapping[str, object] | None = None,
    key: str = "records",
    sheet: str = "",
) -> HttpResponseBase:
    """``records`` as a download called ``name`` with the ending of its ``kind``; another kind is 404.

    Rows leave as they are made. ``key`` names the list in JSON and, without a name of its own, its
    sheet in a spreadsheet; ``about`` stands beside it in both (CSV has no place for it).
    """
    made: HttpResponseBase
    if kind == "csv":
        lines = tables.csv_lines(records, columns)
        made = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    elif kind == "json":
        parts = tables.json_parts(records, about=about or {}, name=key)
        made = StreamingHttpResponse(parts, content_type="application/json")
    elif kind == "xlsx":
        file = tables.spreadsheet(records, columns, name=(sheet or key)[:SHEET_NAME], about=about)
        made = FileResponse(file, content_type=tables.XLSX_TYPE)
    else:
        raise Http404
    return attached(made, f"{name}.{kind}")


def attached(made: HttpResponseBase, name: str) -> HttpResponseBase:
    """``made`` as a file to keep, which no browser takes for a page of ours."""
    made["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    made["X-Content-Type-Options"] = "nosniff"
    return made
