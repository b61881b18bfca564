"""Barriers and enabling factors for readers: regions compared, one factor, files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from secon.kernel import evidence, files
from secon.policy.domain import factor_queries
from secon.policy.domain.comparing import by_year, summary
from secon.policy.domain.factor_queries import FactorView
from secon.policy.interfaces import factor_files, factor_page, factor_rows
from secon.policy.interfaces.factor_filter import FactorFilter
from secon.policy.models import Assessment
from secon.policy.views.factors_base import reader_language

PER_PAGE = 25


def _filter(request: HttpRequest) -> FactorFilter:
    return FactorFilter(request.GET, regions=factor_queries.regions(reader_language()))


class BarriersView(TemplateView):
    """Regions beside each other: dots, table, what changed, and the list of factors."""

    template_name = "policy/factors/barriers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = _filter(self.request)
        found = factor_queries.compared(form.asked(), reader_language())
        page = Paginator(found.factors, PER_PAGE).get_page(self.request.GET.get("page"))
        user = self.request.user
        return super().get_context_data(**kwargs) | {
            "form": form,
            "asked": form.asked(),
            "found": found,
            "rows": factor_rows.rows(found, form),
            "changes": factor_rows.change_views(found, form),
            "page": page,
            "cards": factor_page.cards(page.object_list),
            "examples": sum(card.factor.is_example for card in found.factors),
            "low": factor_rows.LOW,
            "high": factor_rows.HIGH,
            "may_propose": user.is_authenticated and user.has_perm("policy.add_factor"),
        }


class BarriersFile(View):
    """The comparison, or every assessment behind it, to take away."""

    def get(self, request: HttpRequest, what: str, kind: str) -> HttpResponseBase:
        """The file."""
        form = _filter(request)
        about = {"made_at": timezone.now().isoformat(timespec="seconds"), "query": form.query()}
        if what == "comparison":
            found = factor_queries.compared(form.asked(), reader_language())
            records = factor_files.cell_records(factor_rows.rows(found, form))
            columns: Sequence[str] = factor_files.CELL_COLUMNS
        elif what == "assessments":
            records = factor_files.voice_records(factor_queries.single(form.asked()))
            columns = factor_files.VOICE_COLUMNS
        else:
            raise Http404
        return files.answer(
            records, columns, kind=kind, name=f"{form.asked().effect}-{what}", about=about, key=what
        )


class FactorPage(TemplateView):
    """One factor with every voice on it."""

    template_name = "policy/factors/factor.html"

    @cached_property
    def view(self) -> FactorView:
        """The factor of the address, if the reader may see it."""
        found = factor_queries.one(self.kwargs["pk"], reader_language())
        user = self.request.user
        if found is None or not (
            found.factor.live or user.has_perm("policy.view_factor", found.factor)
        ):
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        view, user = self.view, self.request.user
        together = summary(view.voices)
        return super().get_context_data(**kwargs) | {
            "view": view,
            "factor": view.factor,
            "title": factor_page.title_of(view),
            "detail": factor_page.detail_of(view),
            "region": factor_rows.region_words(view.region),
            "summary": together,
            "said": factor_rows.said(together),
            "points": factor_page.points(view.assessments),
            "waves": factor_page.waves(by_year(view.voices)),
            "acting": factor_page.acting(view),
            "answers": factor_page.answers(view),
            "history": factor_page.history(view),
            "low": factor_rows.LOW,
            "high": factor_rows.HIGH,
            "may_change": user.has_perm("policy.change_factor", view.factor),
            "may_publish": user.has_perm("policy.publish_factor", view.factor),
        }


class AssessmentFile(View):
    """The evidence of an assessment, as an attachment."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file; drafts' and withdrawn ones' only for those who work on the factor."""
        one = get_object_or_404(Assessment.objects.select_related("factor"), pk=pk)
        public = one.factor.live and one.withdrawn_at is None
        if not public and not request.user.has_perm("policy.view_factor", one.factor):
            raise Http404
        return evidence.serve(one.file, public=public)
