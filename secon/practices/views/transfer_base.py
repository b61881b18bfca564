"""What pages of transfers share: who asks, which transfer, and how problems reach their fields."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from secon.people.models import User
from secon.practices.domain import transfer_queries
from secon.practices.domain.transfer_queries import TransferPage
from secon.practices.models import Transfer


def reader_language() -> str:
    """The language of the page."""
    return get_language() or "en"


def tell(form: Any, error: ValidationError) -> None:
    """Put what a verb refused at its fields; what has no field stands above the form."""
    if not hasattr(error, "error_dict"):
        for message in error.messages:
            form.add_error(None, message)
        return
    for field, messages in error.message_dict.items():
        for message in messages:
            form.add_error(field if field in form.fields else None, message)


@method_decorator(never_cache, name="dispatch")
class Changing(LoginRequiredMixin):
    """A page of those who may change the transfer of the address."""

    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        if request.user.is_authenticated and not request.user.has_perm(
            "practices.change_transfer", self.transfer
        ):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def user(self) -> User:
        """Whoever asks."""
        return cast("User", self.request.user)

    @property
    def now(self) -> datetime:
        """The moment of the request."""
        return timezone.now()

    @cached_property
    def shown(self) -> TransferPage:
        """The transfer with its words."""
        found = transfer_queries.page(self.kwargs["pk"], reader_language(), hidden=True)
        if found is None:
            raise Http404
        return found

    @property
    def transfer(self) -> Transfer:
        """The transfer of the address."""
        return self.shown.transfer
