"""The pages of one's own account."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from secon.people.domain import account, privacy
from secon.people.interfaces import DeleteForm
from secon.people.models import User


@method_decorator(never_cache, name="dispatch")
class AccountView(LoginRequiredMixin, TemplateView):
    """Everything about one's own account, with the ways to change it."""

    template_name = "people/account.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast("User", self.request.user)
        return super().get_context_data(**kwargs) | {
            "account": account.overview(user=user, now=timezone.now()),
            "kinds": privacy.kinds(),
        }


@method_decorator(reauthentication_required, name="dispatch")
class ExportView(LoginRequiredMixin, View):
    """What is kept about the reader, as a JSON file."""

    def get(self, request: HttpRequest) -> HttpResponse:
        data = privacy.export(cast("User", request.user))
        return JsonResponse(
            data,
            json_dumps_params={"ensure_ascii": False, "indent": 2},
            headers={
                "Content-Disposition": 'attachment; filename="secon-my-data.json"',
                "Cache-Control": "no-store",
            },
        )


@method_decorator(reauthentication_required, name="dispatch")
class DeleteView(LoginRequiredMixin, FormView[DeleteForm]):
    """Deletes one's own account after a question."""

    template_name = "people/delete.html"
    form_class = DeleteForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": self.request.user}

    def form_valid(self, form: DeleteForm) -> HttpResponse:
        user = form.user
        logout(self.request)
        privacy.erase(user=user, by=user, now=timezone.now())
        messages.success(self.request, _("Your account and your data are deleted."))
        return redirect("/")
