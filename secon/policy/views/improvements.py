"""How instruments improved: the list with its money, one improvement, forms and decisions."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from secon.kernel import evidence, files
from secon.policy.domain import factor_queries, improvement_list, improvements
from secon.policy.domain.improvement_list import ImprovementView
from secon.policy.enums import ImprovementState
from secon.policy.interfaces import improvement_forms
from secon.policy.interfaces.improvement_forms import (
    DecisionForm,
    ImprovementFilter,
    ImprovementForm,
    ProofForms,
)
from secon.policy.interfaces.improvement_page import cards, page_of
from secon.policy.models import Improvement, ImprovementProof, Instrument
from secon.policy.views.factors_base import Signed, reader_language, tell
from secon.policy.views.forms_base import RowsView
from secon.policy.views.instrument_desk import OfInstrument

PER_PAGE = 20


def _filter(request: HttpRequest) -> ImprovementFilter:
    return ImprovementFilter(request.GET, regions=factor_queries.regions(reader_language()))


class ImprovementsView(TemplateView):
    """Every improvement, and the money they influenced as far as it is known."""

    template_name = "policy/improvements/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = _filter(self.request)
        chosen = list(
            improvement_list.found(form.criteria()).values_list(
                "pk", "state", "amount", "currency", "is_example"
            )
        )
        page = Paginator([row[0] for row in chosen], PER_PAGE).get_page(
            self.request.GET.get("page")
        )
        validated, reported = improvement_list.totals(row[1:4] for row in chosen if not row[4])
        return super().get_context_data(**kwargs) | {
            "form": form,
            "query": form.query(),
            "page": page,
            "cards": cards(improvement_list.rows(list(page.object_list), reader_language())),
            "validated": validated,
            "reported": reported,
            "examples": sum(row[4] for row in chosen),
        }


class ImprovementsFile(View):
    """The list as CSV, spreadsheet or JSON."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """The file."""
        form = _filter(request)
        chosen = list(improvement_list.found(form.criteria()).values_list("pk", flat=True))
        rows = improvement_list.rows(chosen, reader_language())
        return files.answer(
            improvement_forms.records(rows, request.build_absolute_uri),
            improvement_forms.COLUMNS,
            kind=kind,
            name="improvements",
            about={"made_at": timezone.now().isoformat(timespec="seconds"), "query": form.query()},
            key="improvements",
        )


class ImprovementPage(TemplateView):
    """One improvement with its evidence and its way to validation."""

    template_name = "policy/improvements/improvement.html"

    @cached_property
    def view(self) -> ImprovementView:
        """The improvement of the address, if the reader may see it."""
        found = improvement_list.one(self.kwargs["pk"], reader_language())
        if found is None or not _may_see(self.request, found.row.improvement.instrument):
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one, user = self.view.row.improvement, self.request.user
        may_change = user.has_perm("policy.change_instrument", one.instrument)
        may_decide = user.has_perm("policy.validate_improvement", one.instrument)
        is_own = user.is_authenticated and improvements.submitted_by(one) == user.pk
        return super().get_context_data(**kwargs) | {
            "view": self.view,
            "one": one,
            "shown": page_of(self.view),
            "may_change": may_change,
            "may_edit": may_change and one.state in improvements.OPEN,
            "may_decide": may_decide and one.state == ImprovementState.SUBMITTED and not is_own,
            "sees_reasons": may_change or may_decide,
            "missing": improvements.missing(one) if may_change else (),
            "form": kwargs.get("form") or DecisionForm(),
        }


class ProofFile(View):
    """A file of evidence, as an attachment."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file; those of unpublished instruments only for who may see them."""
        found = ImprovementProof.objects.select_related("improvement__instrument")
        one = get_object_or_404(found, pk=pk)
        instrument = one.improvement.instrument
        if not _may_see(request, instrument):
            raise Http404
        return evidence.serve(one.file, public=instrument.live)


class ImprovementForms(RowsView):
    """The form of an improvement with its evidence."""

    template_name = "policy/improvements/form.html"
    kept_name = "policy.improvement"
    done = gettext_lazy("Stored.")

    @property
    @abstractmethod
    def improvement(self) -> Improvement:
        """What is written."""

    def forms(self, **sent: Any) -> dict[str, Any]:
        one = self.improvement
        first = {} if one.pk else {"original_language": reader_language(), "state": "planned"}
        return {
            "form": ImprovementForm(instance=one, initial=first, **sent),
            "proofs": ProofForms(instance=one, prefix="proofs", **sent),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = {"improvement": self.improvement, "instrument": self.improvement.instrument}
        return super().get_context_data(**kwargs) | found


class NewImprovement(OfInstrument, ImprovementForms):
    """A new improvement of an instrument."""

    @cached_property
    def improvement(self) -> Improvement:
        """Of the instrument of the address."""
        return Improvement(instrument=self.instrument)

    def kept_record(self) -> None:  # type: ignore[override]  # it is new
        """It is new."""

    def kept_key(self) -> str:
        """Of this instrument."""
        return f"new {self.instrument.pk}"

    def store(self, found: dict[str, Any]) -> Improvement:
        form = found["form"]
        return improvements.claim(
            instrument=self.instrument,
            content=form.content(found["proofs"]),
            state=ImprovementState(form.cleaned_data["state"]),
            by=self.user,
            now=self.now,
        )


class EditImprovement(ImprovementForms):
    """An improvement said anew."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for those who edit for its region."""
        if request.user.is_authenticated and not request.user.has_perm(
            "policy.change_instrument", self.improvement.instrument
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def improvement(self) -> Improvement:
        """The improvement of the address."""
        found = Improvement.objects.select_related("instrument")
        one: Improvement = get_object_or_404(found, pk=self.kwargs["pk"])
        return one

    def kept_record(self) -> Improvement:
        """The improvement."""
        return self.improvement

    def store(self, found: dict[str, Any]) -> Improvement:
        return improvements.edit(
            improvement=self.improvement,
            content=found["form"].content(found["proofs"]),
            by=self.user,
            now=self.now,
        )


class ImprovementStep(Signed, View):
    """One step of an improvement."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it; a refusal comes back in words."""
        one = get_object_or_404(Improvement.objects.select_related("instrument"), pk=pk)
        if not _may_see(request, one.instrument):
            raise Http404
        form = DecisionForm(request.POST)
        form.is_valid()
        try:
            said = self._take(one, request.POST.get("do", ""), form.cleaned_data.get("reason", ""))
        except ValidationError as error:
            tell(form, error)
            page = ImprovementPage()
            page.setup(request, pk=pk)
            shown: Any = page.render_to_response(page.get_context_data(form=form), status=422)
            return cast("HttpResponse", shown.render())
        messages.success(request, said)
        return redirect("policy:improvement", pk)

    def _take(self, one: Improvement, step: str, reason: str) -> str:
        common: dict[str, Any] = {"improvement": one, "by": self.user, "now": self.now}
        if step == "carry_out":
            improvements.carry_out(**common)
            return _("It is recorded as done.")
        if step == "submit":
            improvements.submit(**common)
            return _("It is submitted for validation.")
        if step == "validate":
            improvements.validate(**common, note=reason)
            return _("It is validated.")
        if step == "refuse":
            improvements.refuse(**common, reason=reason)
            return _("It is not validated; those who submitted it read why.")
        raise Http404


def _may_see(request: HttpRequest, instrument: Instrument) -> bool:
    return instrument.live or request.user.has_perm("policy.view_instrument", instrument)
