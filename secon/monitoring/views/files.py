"""A document as a download, whatever it is drawn from."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase, JsonResponse

from secon.kernel import files, tables
from secon.kernel.documents import TYPES
from secon.kernel.paper.docx_writer import docx
from secon.kernel.paper.model import Document
from secon.kernel.paper.plain import plain_of
from secon.kernel.paper.typst_writer import pdf
from secon.monitoring.interfaces.workbook import workbook


def _pdf(document: Document) -> HttpResponseBase:
    return HttpResponse(pdf(document), content_type=TYPES["pdf"])


def _docx(document: Document) -> HttpResponseBase:
    return HttpResponse(docx(document), content_type=TYPES["docx"])


def _xlsx(document: Document) -> HttpResponseBase:
    return FileResponse(workbook(document), content_type=tables.XLSX_TYPE)


def _json(document: Document) -> HttpResponseBase:
    return JsonResponse(plain_of(document), json_dumps_params={"ensure_ascii": False})


WRITERS: Mapping[str, Callable[[Document], HttpResponseBase]] = {
    "pdf": _pdf,
    "docx": _docx,
    "xlsx": _xlsx,
    "json": _json,
}


def answer(document: Document, *, kind: str, name: str) -> HttpResponseBase:
    """``document`` as a file called ``name`` with the ending of its kind; another kind is 404."""
    writer = WRITERS.get(kind)
    if writer is None:
        raise Http404
    return files.attached(writer(document), f"secon-{name}-{document.language}.{kind}")
