"""What waits for a region: changes, claims, suggestions, entries to be checked again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from secon.enterprises.domain import (
    changes,
    claims,
    desk,
    duplicates,
    listing,
    records,
    verification,
)
from secon.enterprises.domain.desk import Pile
from secon.enterprises.domain.differences import Difference
from secon.enterprises.enums import Decision, State
from secon.enterprises.interfaces import difference_rows
from secon.enterprises.interfaces.desk_forms import ChoicesForm, ReasonForm, finding_forms
from secon.enterprises.interfaces.desk_words import PILES
from secon.enterprises.models import Change, Claim, Enterprise
from secon.enterprises.views.entries import EntryMixin, person

PER_PAGE = 50


@method_decorator(never_cache, name="dispatch")
class DeskView(LoginRequiredMixin, TemplateView):
    """The piles with their sizes, and one of them to work through."""

    template_name = "enterprises/desk/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = person(self.request)
        if not user.has_perm("enterprises.clear_enterprise"):
            raise PermissionDenied
        piles = desk.piles(user, timezone.localdate())
        sizes = {pile: found.count() for pile, found in piles.items()}
        shown = self._asked() or next((pile for pile in Pile if sizes[pile]), Pile.NEW)
        page = Paginator(piles[shown], PER_PAGE).get_page(self.request.GET.get("page"))
        chips = [(pile, PILES[pile], sizes[pile]) for pile in Pile]
        return super().get_context_data(**kwargs) | {
            "chips": chips,
            "shown": shown,
            "page": page,
            "is_empty": not any(sizes.values()),
        }

    def _asked(self) -> Pile | None:
        try:
            return Pile(self.request.GET.get("pile", ""))
        except ValueError:
            return None


class Waiting(LoginRequiredMixin, View):
    """One thing that waits, by its own key: not found by who does not decide about it."""

    queryset: QuerySet[Any]
    permission = ""

    @cached_property
    def waiting(self) -> Any:
        """The change or claim of the address."""
        found: Any = get_object_or_404(
            self.queryset.select_related("enterprise", "enterprise__partner"),
            pk=self.kwargs["pk"],
        )
        if not self.request.user.has_perm(f"enterprises.{self.permission}", found.enterprise):
            raise Http404
        return found

    def done(self, said: str) -> HttpResponse:
        """Back to the list."""
        messages.success(self.request, said)
        return redirect("enterprises:desk")


@method_decorator(never_cache, name="dispatch")
class ChangeView(Waiting):
    """A change beside what is shown now: take it over, in part or whole, or decline it."""

    queryset = Change.objects.all()
    permission = "clear_enterprise"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The change."""
        del pk
        return self._show(ChoicesForm(paths=self._paths()), ReasonForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide."""
        del pk
        change = self.waiting
        if request.POST.get("do") == "decline":
            form = ReasonForm(request.POST)
            if form.is_valid() and self._try(form, self._decline(form)):
                return self.done(_("The change is declined."))
            return self._show(ChoicesForm(paths=self._paths()), form, status=422)
        choices = ChoicesForm(request.POST, paths=self._paths())
        if choices.is_valid():
            keep = choices.keep()

            def clear() -> object:
                return changes.clear(
                    change=change, by=person(request), now=timezone.now(), keep=keep
                )

            if self._try(choices, clear):
                return self.done(_("The change is taken over. Readers see it now."))
        return self._show(choices, ReasonForm(), status=422)

    def _decline(self, form: ReasonForm) -> Callable[[], object]:
        return lambda: changes.decline(
            change=self.waiting,
            by=person(self.request),
            now=timezone.now(),
            reason=form.cleaned_data["reason"],
        )

    @cached_property
    def found(self) -> list[Difference]:
        """What it would change; nothing for a new entry, which is shown whole."""
        return [] if self.is_new or self.is_decided else changes.found_in(self.waiting)

    @property
    def is_new(self) -> bool:
        """Whether the entry itself waits."""
        return self.waiting.kind in changes.OF_NEW

    @property
    def is_decided(self) -> bool:
        """Whether somebody decided already."""
        return bool(self.waiting.decision != Decision.OPEN)

    def _paths(self) -> list[tuple[str, bool]]:
        return [(one.path, one.conflict) for one in self.found]

    def _try(self, form: Any, verb: Callable[[], object]) -> bool:
        """Whether it went; what the verb refuses is said above the form."""
        try:
            verb()
        except ValidationError as error:
            form.add_error(None, error.messages)
            return False
        return True

    def _show(self, choices: ChoicesForm, reason: ReasonForm, status: int = 200) -> HttpResponse:
        change: Change = self.waiting
        context = {
            "change": change,
            "enterprise": change.enterprise,
            "is_new": self.is_new,
            "is_decided": self.is_decided,
            "choices": choices,
            "rows": difference_rows.rows(self.found, choices),
            "whole": difference_rows.whole(change.content) if self.is_new else [],
            "found": _like(change) if self.is_new else [],
            "claim": _claim_with(change),
            "reason": reason,
        }
        return render(self.request, "enterprises/desk/change.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class ClaimDecisionView(Waiting):
    """A claim: approve or decline. Nobody decides about the own."""

    queryset = Claim.objects.all()
    permission = "decide_claim"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The claim."""
        del pk
        return self._show(ReasonForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide."""
        del pk
        by, now, claim = person(request), timezone.now(), self.waiting
        form = ReasonForm(request.POST)
        try:
            if request.POST.get("do") == "approve":
                form = ReasonForm()
                claims.approve(claim=claim, by=by, now=now)
                return self.done(_("The person now speaks for the entry."))
            if form.is_valid():
                claims.decline(claim=claim, by=by, now=now, reason=form.cleaned_data["reason"])
                return self.done(_("The claim is declined."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return self._show(form, status=422)

    def _show(self, form: ReasonForm, status: int = 200) -> HttpResponse:
        claim: Claim = self.waiting
        context = {
            "claim": claim,
            "enterprise": claim.enterprise,
            "is_decided": claim.decision != Decision.OPEN,
            "is_own": claim.user_id == person(self.request).pk,
            "others": claim.enterprise.stewards.filter(ended_at=None).count(),
            "reason": form,
        }
        return render(self.request, "enterprises/desk/claim.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class VerifyView(LoginRequiredMixin, EntryMixin):
    """An entry against the published criteria of its country."""

    permission = "verify_enterprise"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The criteria with what is known."""
        del request, pk
        self.allow()
        return self._show(self._forms())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Write what was found."""
        del pk
        self.allow()
        found = self._forms(request.POST)
        valid = [form.is_valid() for form in found]  # every form says what is wrong
        if not all(valid):
            return self._show(found, status=422)
        findings = [one for form in found if (one := form.finding())]
        try:
            after = verification.verify(
                enterprise=self.enterprise,
                findings=findings,
                by=person(request),
                now=timezone.now(),
            )
        except ValidationError as error:
            for form in found:
                for said in error.message_dict.get(form.subject, ()):
                    form.add_error(None, said)
            return self._show(found, status=422)
        if after.state == State.VERIFIED:
            messages.success(request, _("The entry is verified."))
        else:
            messages.info(request, _("Written down. Not every criterion is met yet."))
        return redirect("enterprises:verify", pk=self.enterprise.pk)

    def _forms(self, data: Any = None) -> list[Any]:
        today = timezone.localdate()
        return finding_forms(
            verification.criteria_shown(self.enterprise, today),
            self.enterprise.statuses.all(),
            verification.newest_checks(self.enterprise),
            data,
        )

    def _show(self, forms: list[Any], status: int = 200) -> HttpResponse:
        context = {"enterprise": self.enterprise, "forms": forms}
        return render(self.request, "enterprises/desk/verify.html", context, status=status)


class ReasonedView(LoginRequiredMixin, EntryMixin, FormView[ReasonForm]):
    """A step of an entry that needs a reason."""

    form_class = ReasonForm
    template_name = "enterprises/desk/end.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated:
            self.allow()
        return super().dispatch(request, *args, **kwargs)


@method_decorator(never_cache, name="dispatch")
class EndView(ReasonedView):
    """Takes an entry off the directory."""

    permission = "end_enterprise"

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        reason = form.cleaned_data["reason"]
        try:
            listing.end(
                enterprise=self.enterprise,
                by=person(self.request),
                now=timezone.now(),
                reason=reason,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        messages.success(self.request, _("The entry has ended. Its page stays as history."))
        return redirect("enterprises:desk")


class RelistView(LoginRequiredMixin, EntryMixin):
    """Shows an ended entry again."""

    permission = "relist_enterprise"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Relist."""
        del pk
        self.allow()
        try:
            listing.relist(enterprise=self.enterprise, by=person(request), now=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("enterprises:desk")
        messages.success(request, _("The entry is listed again."))
        return redirect(Enterprise.objects.get(pk=self.enterprise.pk).get_absolute_url())


def _like(change: Change) -> list[duplicates.Likeness]:
    draft = records.draft_of(change.content)
    return duplicates.like(draft=draft, apart_from=change.enterprise_id, waiting=True)


def _claim_with(change: Change) -> Claim | None:
    return change.enterprise.claims.filter(
        user=change.proposed_by_id, decision=Decision.OPEN
    ).first()
