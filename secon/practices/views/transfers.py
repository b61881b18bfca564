"""A transfer for readers, its evidence, and how a region takes a practice up."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from secon.kernel import evidence
from secon.kernel.keeping import KeptForm
from secon.kernel.models import rows_for
from secon.partnership.models import Partner
from secon.practices.domain import transfer_queries, transfers
from secon.practices.enums import TransferState
from secon.practices.interfaces.transfer_forms import AdoptForm
from secon.practices.interfaces.transfer_rows import context_rows, move_choices
from secon.practices.models import Practice, TransferProof
from secon.practices.views.transfer_base import reader_language, tell


class TransferView(TemplateView):
    """A practice on its way into a region: picture, surroundings, plan, steps, evidence."""

    template_name = "practices/transfers/transfer.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        may_look = user.has_perm("practices.change_transfer")
        shown = transfer_queries.page(kwargs["pk"], reader_language(), hidden=may_look)
        if shown is None:
            raise Http404
        may_change = user.has_perm("practices.change_transfer", shown.transfer)
        is_public = transfer_queries.page_is_public(shown.transfer)
        if not is_public and not may_change:
            raise Http404
        return super().get_context_data(**kwargs) | {
            "shown": shown,
            "transfer": shown.transfer,
            "rows": context_rows(shown.contexts),
            "is_public": is_public,
            "may_change": may_change,
            "moves": move_choices(shown.transfer) if may_change else (),
            "missing": (
                transfers.missing_for_plan(shown.transfer)
                if may_change and shown.state in (TransferState.CONTACT, TransferState.VISIT)
                else ()
            ),
        }


class EvidenceFile(View):
    """A file of evidence, for whoever may see the transfer."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """The file, as an attachment."""
        proof = get_object_or_404(TransferProof.objects.select_related("transfer__practice"), pk=pk)
        is_public = transfer_queries.page_is_public(proof.transfer)
        if not is_public and not request.user.has_perm("practices.change_transfer", proof.transfer):
            raise Http404
        return evidence.serve(proof.file, public=is_public)


@method_decorator(never_cache, name="dispatch")
class AdoptView(KeptForm, LoginRequiredMixin, FormView[AdoptForm]):
    """A region says that it is interested in a published practice of another."""

    template_name = "practices/transfers/adopt.html"
    form_class = AdoptForm
    kept_name = "practices.transfer_new"

    def kept_key(self) -> str:
        """One for each practice."""
        return str(self.kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only who speaks for some region, and only about what readers see."""
        if request.user.is_authenticated and not request.user.has_perm("practices.add_transfer"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def practice(self) -> Practice:
        """The practice of the address."""
        found = Practice.objects.published().in_language(reader_language())
        related = found.select_related("partner").prefetch_related(
            rows_for(Partner, reader_language(), "partner__translations")
        )
        practice: Practice = get_object_or_404(related, pk=self.kwargs["pk"])
        return practice

    @cached_property
    def adopters(self) -> list[Partner]:
        """The regions that may still take it up, as far as the user speaks for them."""
        return transfers.adopters(self.practice, by=self.request.user)  # type: ignore[arg-type]  # signed in

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "adopters": self.adopters,
            "language": reader_language(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "practice": self.practice,
            "text": self.practice.best(reader_language(), "title"),
            "origin": self.practice.partner.best(reader_language(), "territory_name"),
            "adopters": self.adopters,
        }

    def form_valid(self, form: AdoptForm) -> HttpResponse:
        try:
            made = transfers.adopt(
                practice=self.practice,
                partner=form.cleaned_data["partner"],
                note=form.cleaned_data["note"],
                language=form.cleaned_data["language"],
                by=self.request.user,  # type: ignore[arg-type]  # signed in
                now=timezone.now(),
            )
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Stored. The region of origin is written to."))
        return redirect("practices:transfer", made.pk)

    def form_invalid(self, form: AdoptForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
