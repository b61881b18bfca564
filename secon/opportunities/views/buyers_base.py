"""What pages of buyers share: who is let in, and how problems come back to their fields."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from secon.opportunities.domain import buyers
from secon.opportunities.models import BuyerProfile
from secon.people.models import User


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


class Buying(Signed):
    """A page of people with the role of a public buyer."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        if request.user.is_authenticated and not request.user.has_perm("opportunities.buy"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class Confirmed(Signed):
    """A page of buyers whose public body is confirmed."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        if request.user.is_authenticated:
            buyers.confirmed(request.user)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def profile(self) -> BuyerProfile:
        """The public body in whose name things are done."""
        return buyers.confirmed(self.user)
