"""Policies for readers: what exists where, one instrument, files and feed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from secon.kernel import evidence, files
from secon.policy.domain import (
    factor_queries,
    instrument_history,
    instrument_list,
    instrument_page,
)
from secon.policy.domain.instrument_page import InstrumentView
from secon.policy.enums import Topic
from secon.policy.interfaces import instrument_page as shown
from secon.policy.interfaces import instrument_rows
from secon.policy.interfaces.instrument_filter import InstrumentFilter
from secon.policy.models import InstrumentDocument
from secon.policy.views.factors_base import reader_language

PER_PAGE = 20
FEED_ENTRIES = 50


class Asking(View):
    """A page, file or feed of the list as it is filtered."""

    @cached_property
    def regions(self) -> tuple[factor_queries.RegionView, ...]:
        """The regions of the partnership."""
        return factor_queries.regions(reader_language())

    @cached_property
    def form(self) -> InstrumentFilter:
        """The filters of the address."""
        return InstrumentFilter(self.request.GET, regions=self.regions, language=reader_language())

    @cached_property
    def keys(self) -> list[int]:
        """The instruments that meet them, in order."""
        return instrument_list.keys(self.form.criteria(), reader_language())


class MapView(Asking, TemplateView):
    """What exists where on which topic, and the list."""

    template_name = "policy/instruments/map.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language, user = reader_language(), self.request.user
        page = Paginator(self.keys, PER_PAGE).get_page(self.request.GET.get("page"))
        rows = instrument_list.rows(list(page.object_list), language)
        areas = instrument_list.matrix(instrument_rows.in_order(self.regions, language))
        current = self.form.said.get("where", "")
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "query": self.form.query(),
            "topics": list(Topic),
            "lines": instrument_rows.lines(areas, language),
            "map_regions": instrument_rows.map_regions(areas, self.request.path, current),
            "page": page,
            "cards": instrument_rows.cards(rows, language),
            "may_add": user.is_authenticated and user.has_perm("policy.add_instrument"),
        }


class MapFile(Asking):
    """The list as CSV, spreadsheet or JSON."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """The file."""
        about = {
            "made_at": timezone.now().isoformat(timespec="seconds"),
            "query": self.form.query(),
        }
        return files.answer(
            self._records(),
            instrument_rows.COLUMNS,
            kind=kind,
            name="policies",
            about=about,
            key="policies",
        )

    def _records(self) -> Iterable[Any]:
        for row in instrument_list.rows(self.keys, reader_language()):
            yield instrument_rows.record(row, self.request.build_absolute_uri)


class MapFeed(Asking):
    """The instruments of the list that changed last, as an Atom feed."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The feed."""
        language = reader_language()
        page = f"{reverse('policy:map')}?{self.form.query()}"
        feed = Atom1Feed(
            title=_("Policies in SECON"),
            link=request.build_absolute_uri(page),
            description="",
            language=language,
            feed_url=request.build_absolute_uri(),
            author_name="SECON",
        )
        chosen = instrument_list.newest(self.keys, FEED_ENTRIES)
        for card in instrument_rows.cards(instrument_list.rows(chosen, language), language):
            one = card.row.instrument
            feed.add_item(
                title=f"{card.name} ({card.place})",
                link=request.build_absolute_uri(one.get_absolute_url()),
                description=str(card.summary),
                unique_id=request.build_absolute_uri(f"/policies/{one.pk}"),
                pubdate=one.first_published_at or one.changed_at,
                updateddate=one.changed_at,
                categories=[str(one.get_kind_display())],
            )
        return HttpResponse(feed.writeString("utf-8"), content_type=Atom1Feed.content_type)


class InstrumentPage(TemplateView):
    """One instrument with everything that hangs on it."""

    template_name = "policy/instruments/instrument.html"

    @cached_property
    def view(self) -> InstrumentView:
        """The instrument of the address, if the reader may see it."""
        found = instrument_page.one(self.kwargs["pk"], reader_language())
        if found is None or not (found.instrument.live or self._may("view", found)):
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, at its own address."""
        if kwargs["slug"] != self.view.instrument.slug:
            return redirect(self.view.instrument, permanent=True)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view, one = self.view, self.view.instrument
        may_change = self._may("change", view)
        versions = instrument_history.versions(one, drafts=self._may("view", view))
        return super().get_context_data(**kwargs) | {
            "view": view,
            "one": one,
            "shown": shown.page(view, reader_language()),
            "sources": shown.sources(one),
            "history": shown.history(versions),
            "may_change": may_change,
            "may_review": may_change and self.request.user.has_perm("policy.add_jointreview"),
        }

    def _may(self, action: str, view: InstrumentView) -> bool:
        return self.request.user.has_perm(f"policy.{action}_instrument", view.instrument)


class DocumentFile(View):
    """A document of an instrument, as an attachment."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file; those of unpublished instruments only for who may see them."""
        one = get_object_or_404(InstrumentDocument.objects.select_related("instrument"), pk=pk)
        public = one.instrument.live
        if not public and not request.user.has_perm("policy.view_instrument", one.instrument):
            raise Http404
        return evidence.serve(one.file, public=public)
