"""The list of practices: to read, to take away, to follow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from ninja.throttling import AnonRateThrottle

from secon.kernel import files
from secon.kernel.addresses import tidied
from secon.kernel.tables import Record
from secon.practices.domain import catalogue_index, queries
from secon.practices.domain.catalogue_index import Held
from secon.practices.interfaces import list_page, records
from secon.practices.interfaces.list_form import PracticeFilter
from secon.practices.interfaces.words import standing_said

FEED_ENTRIES = 50
FILES = "12/m"


class FileLimit(AnonRateThrottle):
    """How many whole lists one reader takes away: each keeps a process busy for a while."""

    scope = "practice_files"


class PracticesView(TemplateView):
    """Practices that meet the filters, a page at a time, with the counts of every filter."""

    template_name = "practices/list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; what the form sends needlessly leaves the address, so that it can be shared."""
        tidy = tidied(request.GET).urlencode()
        address = f"{request.path}?{tidy}" if tidy else request.path
        answer: HttpResponse
        if request.headers.get("HX-Request"):
            request.GET = QueryDict(tidy)
            answer = super().get(request, *args, **kwargs)
            answer["HX-Push-Url"] = address
        elif tidy != request.GET.urlencode():
            answer = redirect(address)
        else:
            answer = super().get(request, *args, **kwargs)
        patch_vary_headers(answer, ["HX-Request"])
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = _language()
        form = PracticeFilter(self.request.GET, language=language)
        form.is_valid()
        return super().get_context_data(**kwargs) | {
            "form": form,
            "list": list_page.listed(form, self.request.GET, language),
        }


class PracticesFile(View):
    """The whole list with the page's filters as CSV, spreadsheet or JSON."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """The file; a question that cannot be read is refused in words."""
        if not FileLimit(FILES).allow_request(request):
            said = _("That was too often in a short time")
            wait = {"Retry-After": "60"}
            return HttpResponse(said, status=429, content_type="text/plain", headers=wait)
        form = PracticeFilter(request.GET, language=_language())
        if not form.is_valid():
            lines = [f"{label}: {said}" for label, said in form.problems]
            return HttpResponse("\n".join(lines), status=400, content_type="text/plain")
        held = catalogue_index.held()
        keys = list_page.found(form, held, _language()).keys
        address = f"{reverse('practices:list')}?{request.GET.urlencode()}"
        about = {
            "source": records.SOURCE,
            "licence": records.LICENCE,
            "made_on": timezone.localdate().isoformat(),
            "list": request.build_absolute_uri(address),
            "entries": len(keys),
        }
        return files.answer(
            told(request, keys, held),
            records.COLUMNS,
            kind=kind,
            name=f"practices-{timezone.localdate().isoformat()}",
            about=about,
            key="practices",
        )


class PracticesFeed(View):
    """The newest practices of the list as an Atom feed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The feed, newest first whatever the order of the page."""
        language, query = _language(), request.GET.copy()
        query.pop("sort", None)
        form = PracticeFilter(query, language=language)
        keys = list_page.found(form, catalogue_index.held(), language).keys[:FEED_ENTRIES]
        address = f"{reverse('practices:list')}?{query.urlencode()}"
        feed = Atom1Feed(
            title=_("What works in SECON"),
            link=request.build_absolute_uri(address),
            description="",
            language=language,
            feed_url=request.build_absolute_uri(),
            feed_copyright=f"{records.SOURCE}. {records.LICENCE}",
            author_name="SECON",
        )
        for card in queries.cards(keys, language):
            page = request.build_absolute_uri(card.practice.get_absolute_url())
            feed.add_item(
                title=card.text["title"],
                link=page,
                description=card.text["summary"],
                unique_id=request.build_absolute_uri(f"/practices/{card.practice.pk}"),
                pubdate=card.practice.first_published_at,
                updateddate=card.practice.last_published_at or card.practice.changed_at,
                categories=[standing_said(card.standing)],
            )
        return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)


def told(request: HttpRequest, keys: Sequence[int], held: Held) -> Iterator[Record]:
    """The practices with these keys as records, read in chunks."""
    entries, language = held.entries, _language()
    for one in queries.for_records(keys, language):
        yield records.record(
            one, entries[one.pk], reader=language, absolute=request.build_absolute_uri
        )


def _language() -> str:
    return get_language() or "en"
