"""What pages on factors share: the reader, and factors nobody else may see."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from secon.people.models import User
from secon.policy.models import Factor


def reader_language() -> str:
    """The language of the page."""
    return get_language() or "en"


def tell(form: forms.Form, error: ValidationError) -> None:
    """Put what a verb refused at its fields; what has no field stands above the form."""
    if not hasattr(error, "error_dict"):
        for message in error.messages:
            form.add_error(None, message)
        return
    for field, messages in error.message_dict.items():
        for message in messages:
            form.add_error(field if field in form.fields else None, message)


@method_decorator(never_cache, name="dispatch")
class Signed(LoginRequiredMixin):
    """A page of a person with an account."""

    request: HttpRequest

    @property
    def user(self) -> User:
        """Whoever asks."""
        return cast("User", self.request.user)

    @property
    def now(self) -> Any:
        """The moment of the request."""
        return timezone.now()


class OfFactor(Signed):
    """A page on which a factor is changed; there is none for who may not change it."""

    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else before anything is read or kept."""
        if request.user.is_authenticated and not request.user.has_perm(
            "policy.change_factor", self.factor
        ):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def factor(self) -> Factor:
        """The factor of the address."""
        found = Factor.objects.select_related("partner")
        factor: Factor = get_object_or_404(found, pk=self.kwargs["pk"])
        return factor
