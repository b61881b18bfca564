"""The page on which partner staff give and end roles."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from secon.partnership.domain import members
from secon.partnership.interfaces.forms import GrantForm
from secon.people.models import User


@method_decorator(never_cache, name="dispatch")
class RolesView(LoginRequiredMixin, FormView[GrantForm]):
    """Lists the roles the reader may end and offers those the reader may give."""

    template_name = "partnership/roles.html"
    form_class = GrantForm

    @cached_property
    def offered(self) -> tuple[members.Offer, ...]:
        """What the reader may give."""
        return members.offers(cast("User", self.request.user))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.offered:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "by": self.request.user,
            "offered": self.offered,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        grants = members.open_grants(offered=self.offered, now=timezone.now())
        return super().get_context_data(**kwargs) | {"grants": grants}

    def form_valid(self, form: GrantForm) -> HttpResponse:
        if not form.give(timezone.now()):
            return self.form_invalid(form)
        messages.success(self.request, _("The role is given."))
        return redirect("partnership:roles")


class EndRoleView(LoginRequiredMixin, View):
    """Ends one role that the reader may end."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        by, now = cast("User", request.user), timezone.now()
        for given in members.open_grants(offered=members.offers(by), now=now):
            if (given.kind, given.pk) == (kind, pk):
                members.take_back(given=given, by=by, now=now)
                messages.success(request, _("The role has ended."))
                return redirect("partnership:roles")
        raise Http404
