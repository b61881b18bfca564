"""All transfers as a list with its matrix, and chains as files."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView, View

from secon.kernel import files
from secon.practices.domain import transfer_chains, transfer_queries
from secon.practices.domain.transfer_queries import Asked
from secon.practices.interfaces import transfer_rows
from secon.practices.interfaces.transfer_forms import TransferFilter
from secon.practices.views.transfer_base import reader_language

PER_PAGE = 10


class TransferList(TemplateView):
    """Who takes over what from whom, and how far it came."""

    template_name = "practices/transfers/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = reader_language()
        form = TransferFilter(self.request.GET, language=language)
        asked = form.asked()
        found = transfer_queries.listed(asked or Asked())
        page = Paginator(found, PER_PAGE).get_page(self.request.GET.get("page"))
        shown = transfer_chains.load(page.object_list, language)
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(**kwargs) | {
            "form": form,
            "is_wrong": asked is None,
            "is_filtered": asked != Asked(),
            "page": page,
            "chains": [(one, transfer_chains.chain_of(one, language)) for one in shown],
            "matrix": transfer_queries.matrix(language),
            "query": query.urlencode(),
            "before": _leaf(query, page.number - 1) if page.has_previous() else "",
            "after": _leaf(query, page.number + 1) if page.has_next() else "",
            "kinds": files.KINDS,
        }


class TransferFile(View):
    """The transfers of the list to take away: csv, json or xlsx."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """The file, with the filters of the list."""
        language = reader_language()
        asked = TransferFilter(request.GET, language=language).asked()
        if asked is None or kind not in files.KINDS:
            raise Http404
        found = transfer_chains.load(transfer_queries.listed(asked), language)
        records = transfer_rows.chain_records(found, language, base=settings.WAGTAILADMIN_BASE_URL)
        return _answer(records, kind=kind, name="transfers", list_name="practices:transfers")


class ChainFile(View):
    """Every chain to take away, those that began without a practice too."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """The file."""
        if kind not in files.KINDS:
            raise Http404
        records = transfer_rows.all_records(reader_language(), base=settings.WAGTAILADMIN_BASE_URL)
        return _answer(records, kind=kind, name="chains", list_name="practices:transfers")


def _leaf(query: QueryDict, number: int) -> str:
    """The address of another page of the list."""
    asked = query.copy()
    asked["page"] = str(number)
    return f"?{asked.urlencode()}"


def _answer(records: Any, *, kind: str, name: str, list_name: str) -> HttpResponseBase:
    address = f"{settings.WAGTAILADMIN_BASE_URL}{reverse(list_name)}"
    about = transfer_rows.about(day=timezone.localdate(), address=address, total=len(records))
    return files.answer(
        records, transfer_rows.CHAIN_COLUMNS, kind=kind, name=name, about=about, key="chains"
    )
