"""Purchasing plans: uploaded, their columns named, answered line by line, taken away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from secon.enterprises.formats import FileProblem
from secon.enterprises.interfaces.register_words import file_sentence
from secon.kernel import tables
from secon.opportunities.buyer_enums import PlanStage
from secon.opportunities.domain import plans
from secon.opportunities.interfaces import plan_rows
from secon.opportunities.interfaces.plan_forms import ColumnsForm, PlanForm
from secon.opportunities.models import Plan
from secon.opportunities.views.buyers_base import Buying, reader_language, tell

PAGE = 50


class PlansView(Buying, FormView[PlanForm]):
    """The buyer's plans, and a new one."""

    template_name = "opportunities/buyers/plans.html"
    form_class = PlanForm

    def get_initial(self) -> dict[str, Any]:
        return {"language": reader_language()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = Plan.objects.filter(user=self.user)
        return super().get_context_data(**kwargs) | {"plans": list(own)}

    def form_valid(self, form: PlanForm) -> HttpResponse:
        try:
            plan = plans.receive(file=form.plan_file(), by=self.user, now=self.now)
        except FileProblem as problem:
            form.add_error("file", file_sentence(problem))
            return self.form_invalid(form)
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        if plan.stage == PlanStage.COLUMNS:
            return redirect("opportunities:plan_columns", plan.pk)
        messages.success(self.request, _("Every line is answered."))
        return redirect("opportunities:plan", plan.pk)

    def form_invalid(self, form: PlanForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class OfPlan(Buying):
    """A page of one plan of the reader; there is none for others."""

    kwargs: dict[str, Any]

    @cached_property
    def plan(self) -> Plan:
        """The plan of the address."""
        return get_object_or_404(Plan, pk=self.kwargs["pk"], user=self.user)


class PlanColumns(OfPlan, FormView[ColumnsForm]):
    """What the columns hold."""

    template_name = "opportunities/buyers/plan_columns.html"
    form_class = ColumnsForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"headings": self.plan.headings}

    def get_initial(self) -> dict[str, Any]:
        mapping = self.plan.mapping
        return {f"column_{at}": mapping.get(name) for at, name in enumerate(self.plan.headings)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs) | {"plan": self.plan}
        form, samples = context["form"], plans.samples(self.plan)
        columns = [
            (form[f"column_{at}"], heading, says) for at, (heading, says) in enumerate(samples)
        ]
        return context | {"columns": columns}

    def form_valid(self, form: ColumnsForm) -> HttpResponse:
        try:
            plans.name_columns(plan=self.plan, mapping=form.mapping(), by=self.user, now=self.now)
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Every line is answered."))
        return redirect("opportunities:plan", self.plan.pk)

    def form_invalid(self, form: ColumnsForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class PlanView(OfPlan, TemplateView):
    """The lines with their answers."""

    template_name = "opportunities/buyers/plan.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The answers; the columns first where they are not settled."""
        if self.plan.stage == PlanStage.COLUMNS:
            return redirect("opportunities:plan_columns", self.plan.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        lines = self.plan.lines.all()
        only_wrong = "wrong" in self.request.GET
        if only_wrong:
            lines = lines.filter(step="")
        page = Paginator(lines, PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(**kwargs) | {
            "plan": self.plan,
            "page": page,
            "rows": plan_rows.rows(self.plan, page.object_list, language=reader_language()),
            "counts": plan_rows.counts(self.plan),
            "only_wrong": only_wrong,
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Delete it."""
        if request.POST.get("do") != "drop":
            raise Http404
        plans.drop(plan=self.plan, by=self.user, now=self.now)
        messages.success(request, _("The plan is deleted."))
        return redirect("opportunities:plans")


class PlanFileView(OfPlan, View):
    """The answers beside the buyer's own columns, as XLSX."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """The file."""
        lines = list(self.plan.lines.all())
        rows = plan_rows.rows(self.plan, lines, language=reader_language())
        file = tables.spreadsheet(
            plan_rows.records(self.plan, rows, lines),
            plan_rows.columns(self.plan),
            name="plan",
            about=plan_rows.about(self.plan),
        )
        answer = FileResponse(file, content_type=tables.XLSX_TYPE)
        answer["Content-Disposition"] = 'attachment; filename="plan-with-advice.xlsx"'
        return answer
