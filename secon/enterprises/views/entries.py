"""What views about one entry share."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import View

from secon.enterprises.models import Enterprise
from secon.people.models import User


def person(request: HttpRequest) -> User:
    """Who is signed in; views that call it let nobody else in."""
    return cast("User", request.user)


class EntryMixin(View):
    """A view about one entry: 404 for who may not see it, 403 for who may not do this with it."""

    permission = ""

    @cached_property
    def enterprise(self) -> Enterprise:
        """The entry of the address."""
        found: Enterprise = get_object_or_404(
            Enterprise.objects.select_related("partner"), pk=self.kwargs["pk"]
        )
        if not self.request.user.has_perm("enterprises.view_enterprise", found):
            raise Http404
        return found

    def allow(self) -> None:
        """Raise ``Http404`` or ``PermissionDenied``."""
        if not self.request.user.has_perm(f"enterprises.{self.permission}", self.enterprise):
            raise PermissionDenied

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the entry."""
        found: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # beside a view that has it
        return found | {"enterprise": self.enterprise}
