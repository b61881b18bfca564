"""The steps of a transfer: forward, dropped, and what shows them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, View

from secon.kernel.keeping import KeptForm
from secon.practices.domain import transfer_queries, transfers
from secon.practices.enums import TransferState
from secon.practices.interfaces.transfer_forms import DropForm, MoveForm, OwnEvidenceForm
from secon.practices.interfaces.transfer_rows import move_label
from secon.practices.models import Transfer, TransferProof
from secon.practices.views.transfer_base import Changing, reader_language, tell


class StepView(KeptForm, Changing, FormView[Any], ABC):
    """A form about the transfer of the address."""

    def kept_record(self) -> Transfer:
        """The transfer."""
        return self.transfer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "shown": self.shown,
            "transfer": self.transfer,
        }

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.store(form)
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Stored."))
        return redirect("practices:transfer", self.transfer.pk)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    @abstractmethod
    def store(self, form: Any) -> None:
        """Hand what was given to its verb."""


class MoveView(StepView):
    """One step forward."""

    template_name = "practices/transfers/move.html"
    kept_name = "practices.transfer_move"
    form_class = MoveForm

    @cached_property
    def to(self) -> TransferState:
        """The step of the address; none that cannot be taken from here."""
        asked = self.kwargs["state"]
        allowed = transfers.next_states(self.transfer)
        if asked not in allowed or asked == TransferState.DROPPED:
            raise Http404
        return TransferState(asked)

    def get_initial(self) -> dict[str, Any]:
        return {
            "on": timezone.localdate(self.now),
            "language": self.transfer.original_language,
            "improvement": self.transfer.improvement_id,
        }

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "to": self.to,
            "has_evidence": self.transfer.proofs.filter(state=self.to).exists(),
            "improvements": (
                transfer_queries.possible_improvements(self.transfer, reader_language())
                if self.to is TransferState.IN_INSTRUMENT
                else ()
            ),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        is_plan = self.to is TransferState.PLAN
        return super().get_context_data(**kwargs) | {
            "to": self.to,
            "label": move_label(self.to),
            "missing": transfers.missing_for_plan(self.transfer) if is_plan else (),
            "is_last": self.to is TransferState.IN_INSTRUMENT,
        }

    def store(self, form: MoveForm) -> None:
        data = form.cleaned_data
        transfers.move(
            transfer=self.transfer,
            to=self.to,
            on=data["on"],
            note=data["note"],
            language=data["language"],
            by=self.user,
            now=self.now,
            evidence=form.evidence(),
            improvement=data.get("improvement"),
        )


class DropView(StepView):
    """Give it up, with the reason."""

    template_name = "practices/transfers/drop.html"
    kept_name = "practices.transfer_drop"
    form_class = DropForm

    def get_initial(self) -> dict[str, Any]:
        return {"on": timezone.localdate(self.now)}

    def store(self, form: DropForm) -> None:
        data = form.cleaned_data
        transfers.drop(
            transfer=self.transfer, why=data["note"], on=data["on"], by=self.user, now=self.now
        )


class EvidenceView(StepView):
    """One more piece of evidence."""

    template_name = "practices/transfers/evidence.html"
    kept_name = "practices.transfer_evidence"
    form_class = OwnEvidenceForm

    def get_initial(self) -> dict[str, Any]:
        return {"state": self.transfer.state}

    def store(self, form: OwnEvidenceForm) -> None:
        given, state = form.evidence(), form.cleaned_data["state"]
        if given is not None:
            transfers.add_evidence(
                transfer=self.transfer,
                state=TransferState(state) if state else None,
                evidence=given,
                by=self.user,
                now=self.now,
            )


class RemoveEvidence(LoginRequiredMixin, View):
    """Take a piece of evidence away."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Remove it, unless it is the last that shows a step."""
        proof = get_object_or_404(TransferProof.objects.select_related("transfer"), pk=pk)
        if not request.user.has_perm("practices.change_transfer", proof.transfer):
            raise PermissionDenied
        try:
            transfers.remove_evidence(proof=proof, by=request.user, now=timezone.now())  # type: ignore[arg-type]  # signed in
            messages.success(request, _("The evidence is removed."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("practices:transfer", proof.transfer_id)
