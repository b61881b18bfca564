"""Ways in: an enterprise registers, keeps and claims its entry."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from secon.enterprises.domain import changes, claims, desk, duplicates, records
from secon.enterprises.domain.content import Content
from secon.enterprises.enums import ChangeKind, Decision, EvidenceKind
from secon.enterprises.interfaces.claim_forms import ClaimForm, RegistrantForm
from secon.enterprises.interfaces.entry_forms import FindForm
from secon.enterprises.interfaces.entry_page import EntryPage
from secon.enterprises.models import Change, Steward
from secon.enterprises.views.entries import EntryMixin, person


@method_decorator(never_cache, name="dispatch")
class FindView(LoginRequiredMixin, View):
    """First step of adding: is the enterprise here already? By GET, so that back works."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The question, or what is like the answer; straight on where nothing is."""
        form = FindForm(request.GET or None)
        found = []
        if form.is_valid():
            draft = records.draft_of(form.cleaned_data)
            found = duplicates.like(draft=draft)
            if not found:
                return redirect(f"{_address('new')}?{request.GET.urlencode()}")
        context = {"form": form, "found": found, "query": request.GET.urlencode()}
        return render(request, "enterprises/intake/find.html", context)


@method_decorator(never_cache, name="dispatch")
class NewView(LoginRequiredMixin, View):
    """Second step: the entry itself. What was typed stays through every answer."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """The empty entry, with what the first step asked."""
        first = FindForm(request.GET)
        if not first.is_valid():
            return redirect(_address("add"))
        content = self._blank() | {k: v for k, v in first.cleaned_data.items() if v}
        seen = [one.enterprise.pk for one in duplicates.like(draft=records.draft_of(content))]
        page = EntryPage(content=content, with_pictures=False)
        return self._show(page, RegistrantForm(), seen=seen)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Add a row, show what is like it, or take it in."""
        more = request.POST.get("add", "")
        page = EntryPage(content=self._blank(), data=request.POST, with_pictures=False, more=more)
        if more:
            form = RegistrantForm(initial=request.POST.dict())
            return self._show(page, form, seen=_seen(request))
        form = RegistrantForm(request.POST)
        if not all([page.is_valid(), form.is_valid()]):
            return self._show(page, form, seen=_seen(request), status=422)
        content = self._blank() | page.proposed()
        found = duplicates.like(draft=records.draft_of(content))
        seen = [one.enterprise.pk for one in found]
        if set(seen) - set(_seen(request)):
            return self._show(page, form, seen=seen, found=found)
        try:
            self._take_in(content, form)
        except ValidationError as error:
            page.say(error)
            return self._show(page, form, seen=seen, status=422)
        messages.success(
            request, _("Thank you. The partner of your region looks at the entry now.")
        )
        return redirect("enterprises:mine")

    def _take_in(self, content: Content, form: RegistrantForm) -> None:
        now, by = timezone.now(), person(self.request)
        with transaction.atomic():
            change = changes.open_entry(
                content=content,
                kind=ChangeKind.REGISTRATION,
                by=by,
                now=now,
                reply_language=get_language() or "",
            )
            claims.claim_own(enterprise=change.enterprise, by=by, now=now, **form.cleaned_data)

    def _blank(self) -> Content:
        return records.blank(language=get_language() or "en")

    def _show(
        self,
        page: EntryPage,
        registrant: RegistrantForm,
        *,
        seen: list[int],
        found: list[duplicates.Likeness] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        context = {"page": page, "registrant": registrant, "seen": seen, "found": found}
        return render(self.request, "enterprises/intake/new.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class ClaimView(LoginRequiredMixin, EntryMixin, FormView[ClaimForm]):
    """A person says that they speak for an entry."""

    permission = "claim_enterprise"
    template_name = "enterprises/intake/claim.html"
    form_class = ClaimForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.user.is_authenticated:
            self.allow()
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ClaimForm) -> HttpResponse:
        said = form.cleaned_data
        try:
            claims.claim(
                enterprise=self.enterprise,
                by=person(self.request),
                now=timezone.now(),
                position=said["position"],
                evidence_kind=EvidenceKind(said["evidence_kind"]),
                evidence=said["evidence"],
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Thank you. The partner of the region decides about it."))
        return redirect("enterprises:mine")


@method_decorator(never_cache, name="dispatch")
class MineView(LoginRequiredMixin, TemplateView):
    """The entries a person speaks for, and what waits about them."""

    template_name = "enterprises/intake/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = person(self.request)
        return super().get_context_data(**kwargs) | {
            "kept": desk.kept_by(user),
            "claims": desk.open_claims(user),
        }


class LeaveView(LoginRequiredMixin, View):
    """A person stops speaking for an entry."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """End the own stewardship; another's is not found."""
        by = person(request)
        steward = get_object_or_404(Steward, pk=pk, user=by, ended_at=None)
        claims.leave(steward=steward, by=by, now=timezone.now())
        messages.success(request, _("You no longer speak for this enterprise."))
        return redirect("enterprises:mine")


class WithdrawView(LoginRequiredMixin, View):
    """A person takes back the own change."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraw; another's change is not found."""
        by = person(request)
        change = get_object_or_404(Change, pk=pk, proposed_by=by, decision=Decision.OPEN)
        changes.withdraw(change=change, by=by, now=timezone.now())
        messages.success(request, _("Your change is taken back."))
        return redirect("enterprises:mine")


def _seen(request: HttpRequest) -> list[int]:
    """The entries the person was shown and said are not theirs."""
    return [int(one) for one in request.POST.getlist("seen") if one.isdigit()]


def _address(name: str) -> str:
    return str(redirect(f"enterprises:{name}").url)
