"""Gates that no view can forget."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from secon.people.domain import second_step
from secon.people.enums import RUNNING_ROLES, STAFF_ROLES
from secon.people.models import User

# What a person without the required second step may still open.
ALWAYS_OPEN = ("people:", "account_", "mfa_", "usersessions_", "socialaccount_", "openid_connect_")
# Tells titles of drafts and addresses of colleagues, whosever the record: Wagtail asks the model only.
FOR_ALL_PARTNERS = "wagtailadmin_reports:site_history"


class StaffGateMiddleware:
    """Sends staff without a second step to set one up, and keeps others out of the desk.

    A role that has ended closes the desk at once, whatever Wagtail's groups say.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: tuple[Any, ...], _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Decide before the view runs. Anonymous readers cost nothing."""
        user = request.user
        if not isinstance(user, User):
            return None
        match = request.resolver_match
        name = (match.view_name or "") if match else ""
        if not name.startswith(ALWAYS_OPEN) and second_step.is_missing(user):
            messages.warning(
                request, _("Your role needs a second step at sign-in. Please set one up now.")
            )
            return redirect("mfa_index")
        at_desk = request.path.startswith(reverse("wagtailadmin_home"))
        roles = RUNNING_ROLES if name.startswith(FOR_ALL_PARTNERS) else STAFF_ROLES
        if at_desk and not user.is_superuser and not user.holds(*roles):
            raise PermissionDenied
        return None
