"""Where editors of a region name factors, publish them, and write down what people say."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from secon.kernel.keeping import KeptForm
from secon.partnership.models import Partner
from secon.policy.domain import assessing, factor_queries, factors
from secon.policy.domain.factor_queries import RegionView
from secon.policy.interfaces.factor_forms import AssessForm, FactorForm, LinkForm, WithdrawForm
from secon.policy.models import Assessment, Factor, Instrument
from secon.policy.views.factors_base import OfFactor, Signed, reader_language, tell


class Answering(FormView[Any]):
    """A form whose refusals come back to their fields, with a status that says so."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The page again, with what was typed."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class NewFactor(KeptForm, Signed, Answering):
    """A new barrier or enabling factor, as a draft."""

    template_name = "policy/factors/form.html"
    form_class = FactorForm
    kept_name = "policy.factor"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only for those who edit for some region."""
        if request.user.is_authenticated and not self.regions:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def regions(self) -> tuple[RegionView, ...]:
        """Those the reader edits for."""
        return tuple(
            one
            for one in factor_queries.regions(reader_language())
            if self.user.has_perm("policy.add_factor", Factor(partner_id=one.key))
        )

    def kept_record(self) -> None:
        """It is new."""

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        return {
            "original_language": reader_language(),
            "effect": asked.get("effect", ""),
            "aspect": asked.get("aspect", ""),
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"regions": self.regions}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        drafts = factor_queries.drafts_of(self.user, reader_language())
        return super().get_context_data(**kwargs) | {"drafts": drafts}

    def form_valid(self, form: FactorForm) -> HttpResponse:
        partner = get_object_or_404(Partner, pk=form.cleaned_data["partner"])
        try:
            made = factors.propose(
                partner=partner, content=form.content(), by=self.user, now=self.now
            )
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Stored as a draft. Publish it when it is ready."))
        return redirect("policy:factor", made.pk)


class EditFactor(OfFactor, KeptForm, Answering):
    """A factor said anew."""

    template_name = "policy/factors/form.html"
    form_class = FactorForm
    kept_name = "policy.factor"

    def kept_record(self) -> Factor:
        """The factor."""
        return self.factor

    def get_initial(self) -> dict[str, Any]:
        return FactorForm.initial_of(self.factor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"factor": self.factor}

    def form_valid(self, form: FactorForm) -> HttpResponse:
        try:
            factors.edit(factor=self.factor, content=form.content(), by=self.user, now=self.now)
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Stored."))
        return redirect("policy:factor", self.factor.pk)


class PublishFactor(OfFactor, View):
    """Publishes a draft, or takes a published factor out of what readers see."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it."""
        try:
            if request.POST.get("do") == "publish":
                factors.publish(factor=self.factor, by=self.user)
                messages.success(request, _("Published."))
            elif request.POST.get("do") == "hide":
                factors.hide(factor=self.factor, by=self.user, now=self.now)
                messages.success(request, _("Taken out of what readers see."))
            else:
                raise Http404
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("policy:factor", pk)


class AssessFactor(OfFactor, KeptForm, Answering):
    """One more voice on a factor."""

    template_name = "policy/factors/assess.html"
    form_class = AssessForm
    kept_name = "policy.assessment"

    def kept_record(self) -> None:
        """It is new each time."""

    def kept_key(self) -> str:
        """Of this factor."""
        return str(self.factor.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        earlier = self.factor.assessments.filter(withdrawn_at=None)[:5]
        return super().get_context_data(**kwargs) | {"factor": self.factor, "earlier": earlier}

    def form_valid(self, form: AssessForm) -> HttpResponse:
        file = form.cleaned_data["file"] or None
        try:
            assessing.assess(
                factor=self.factor, said=form.said(), file=file, by=self.user, now=self.now
            )
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("The assessment is stored."))
        return redirect("policy:factor", self.factor.pk)


class FactorInstruments(OfFactor, Answering):
    """Which instruments should act on a factor."""

    template_name = "policy/factors/instruments.html"
    form_class = LinkForm

    def get_form_kwargs(self) -> dict[str, Any]:
        instruments = factors.who_could_act(self.factor)
        return super().get_form_kwargs() | {"instruments": instruments}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        named = self.factor.instruments.select_related("instrument")
        return super().get_context_data(**kwargs) | {"factor": self.factor, "named": named}

    def form_valid(self, form: LinkForm) -> HttpResponse:
        said = form.cleaned_data
        try:
            factors.link(
                factor=self.factor,
                instrument=said["instrument"],
                note=said["note"],
                by=self.user,
                now=self.now,
            )
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        return redirect("policy:factor_instruments", self.factor.pk)


class UnlinkInstrument(OfFactor, View):
    """Takes back that an instrument should act."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, instrument: int) -> HttpResponse:
        """Do it."""
        named = get_object_or_404(Instrument, pk=instrument)
        try:
            factors.unlink(factor=self.factor, instrument=named, by=self.user, now=self.now)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("policy:factor_instruments", pk)


class WithdrawAssessment(OfFactor, Answering):
    """Counts a voice no longer, with a reason."""

    template_name = "policy/factors/withdraw.html"
    form_class = WithdrawForm

    @cached_property
    def assessment(self) -> Assessment:
        """The assessment of the address."""
        found = Assessment.objects.select_related("factor__partner")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    @cached_property
    def factor(self) -> Factor:
        """What it is about."""
        return self.assessment.factor

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = {"assessment": self.assessment, "factor": self.factor}
        return super().get_context_data(**kwargs) | shown

    def form_valid(self, form: WithdrawForm) -> HttpResponse:
        try:
            assessing.withdraw(
                assessment=self.assessment,
                reason=form.cleaned_data["reason"],
                by=self.user,
                now=self.now,
            )
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("The assessment counts no longer."))
        return redirect("policy:factor", self.factor.pk)
