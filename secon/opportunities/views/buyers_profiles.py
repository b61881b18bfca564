"""A person names a public body; the partner of its region decides."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from secon.opportunities.buyer_enums import KEPT_STANDINGS, Standing
from secon.opportunities.domain import buyers
from secon.opportunities.interfaces.buyer_forms import BodyForm, DecisionForm
from secon.opportunities.models import BuyerProfile
from secon.opportunities.views.buyers_base import Signed, reader_language, tell


class ProfileView(Signed, FormView[BodyForm]):
    """The public body a person buys for: asked once, shown afterwards."""

    template_name = "opportunities/buyers/profile.html"
    form_class = BodyForm

    def get_initial(self) -> dict[str, Any]:
        return {"language": reader_language()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"profile": buyers.profile_of(self.user)}

    def form_valid(self, form: BodyForm) -> HttpResponse:
        try:
            buyers.ask(body=form.body(), by=self.user, now=self.now)
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("The partner of your region looks at it now."))
        return redirect("opportunities:profile")

    def form_invalid(self, form: BodyForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class EndProfile(Signed, View):
    """The own profile ended."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Do it."""
        profile = buyers.profile_of(self.user)
        if profile is None:
            raise Http404
        buyers.end(profile=profile, by=self.user, now=self.now)
        messages.success(request, _("You no longer buy for this body here."))
        return redirect("opportunities:buying")


class Deciding(Signed):
    """Pages of those who confirm buyers."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        if request.user.is_authenticated and not request.user.has_perm("opportunities.view_buyers"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class RequestsView(Deciding, TemplateView):
    """Buyers of the reader's regions: those who wait first."""

    template_name = "opportunities/buyers/requests.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = BuyerProfile.objects.filter(standing__in=KEPT_STANDINGS)
        chosen = found.select_related("partner", "user").order_by("standing", "asked_at")
        seen = [one for one in chosen if self.user.has_perm("opportunities.view_buyers", one)]
        return super().get_context_data(**kwargs) | {"profiles": seen}


class DecideView(Deciding, FormView[DecisionForm]):
    """One buyer: confirm, decline, end."""

    template_name = "opportunities/buyers/decide.html"
    form_class = DecisionForm

    @cached_property
    def profile(self) -> BuyerProfile:
        """The profile of the address, if the reader may see it."""
        chosen = BuyerProfile.objects.select_related("partner", "user")
        found = get_object_or_404(chosen, pk=self.kwargs["pk"])
        if not self.user.has_perm("opportunities.view_buyers", found):
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "profile": self.profile,
            "may_decide": self.user.has_perm("opportunities.decide_buyer", self.profile),
            "may_end": self.profile.standing == Standing.CONFIRMED
            and self.user.has_perm("opportunities.end_buyer", self.profile),
        }

    def form_valid(self, form: DecisionForm) -> HttpResponse:
        common = {"profile": self.profile, "by": self.user, "now": self.now}
        action = self.request.POST.get("do")
        try:
            if action == "confirm":
                buyers.confirm(**common)
            elif action == "decline":
                buyers.decline(**common, reason=form.cleaned_data["reason"])
            elif action == "end":
                buyers.end(**common)
            else:
                raise Http404
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("The decision is stored."))
        return redirect("opportunities:buyer_requests")

    def form_invalid(self, form: DecisionForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
