"""The search of the whole site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import get_language
from django.views.generic import TemplateView, View

from secon.kernel import files
from secon.partnership.models import Partner
from secon.web.domain.search import asking
from secon.web.domain.search.asking import MOST_IN_FILE
from secon.web.interfaces.search import COLUMNS, Region, SearchForm, addresses, facets, records
from secon.web.views.search_beside import beside

FILTERS = ("kind", "region", "topic")


def _regions(language: str) -> list[Region]:
    found = Partner.objects.published().in_language(language).order_by("number")
    return [Region(one.pk, one.slug, _name(one, language)) for one in found]


def _name(partner: Partner, language: str) -> str:
    region = partner.best(language, "territory_name")["territory_name"]
    return region or partner.best(language, "name")["name"]


class Search(TemplateView):
    """What meets the words, with filters; beside it what directory and tenders would give."""

    template_name = "web/search.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the template shows; the number of queries does not depend on the hits."""
        language, query = get_language() or "en", self.request.GET
        regions = _regions(language)
        form = SearchForm(query, regions=regions)
        question = form.question()
        reply = asking.ask(question, language)
        names = {one.key: one.name for one in regions}
        return super().get_context_data(**kwargs) | {
            "form": form,
            "question": question,
            "reply": reply,
            "rows": [(hit, names.get(hit.partner_id or 0)) for hit in reply.hits],
            "facets": facets(form, query, reply),
            "previous": self._page(reply.page - 1) if reply.page > 1 else "",
            "next": self._page(reply.page + 1) if reply.page < reply.pages else "",
            "kept": [(name, one) for name in FILTERS for one in query.getlist(name)],
            "file_kinds": files.KINDS,
            "address": addresses.changed(query),
            "without_filters": addresses.changed(query, kind="", region="", topic=""),
            "beside": beside(question.words, language=language, now=timezone.now()),
        }

    def _page(self, number: int) -> str:
        return f"?{addresses.paged(self.request.GET, page=str(number))}"


class SearchFile(View):
    """The answer as a file, the first thousand of it."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """CSV, JSON or a spreadsheet."""
        language = get_language() or "en"
        regions = _regions(language)
        question = SearchForm(request.GET, regions=regions).question()
        hits = asking.first(question, language, MOST_IN_FILE)
        names = {one.key: one.name for one in regions}
        root = f"{request.scheme}://{request.get_host()}"
        about = {"words": question.words, "language": language, "most": MOST_IN_FILE}
        return files.answer(
            records(hits, names, root), COLUMNS, kind=kind, name="secon-search", about=about
        )
