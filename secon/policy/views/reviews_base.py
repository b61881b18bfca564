"""What pages of joint reviews share: the review of the address, and what its reader may."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.generic.base import ContextMixin, View

from secon.people.models import User
from secon.policy.domain import review_reading
from secon.policy.domain.joint_review_access import Access, access
from secon.policy.models import JointReview, ReviewQuestion


def tell(form: forms.Form, error: ValidationError) -> None:
    """Put what a verb refused at its fields; what has no field stands above the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, said in error.message_dict.items():
        form.add_error(field if field in form.fields else None, said)


@method_decorator(never_cache, name="dispatch")
class OfReview(ContextMixin, View):
    """A page of one review. ``needs`` names what :class:`Access` must give its reader.

    Who may not know of the review finds nothing; who is not signed in is asked to.
    """

    needs = "page"
    request: HttpRequest
    kwargs: dict[str, Any]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in whom the review lets in."""
        if not getattr(self.access, self.needs):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def review(self) -> JointReview:
        """The review of the address."""
        found = review_reading.one(self.kwargs["pk"], self.language).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def access(self) -> Access:
        """What the reader may here."""
        return access(self.review, self.request.user)

    @cached_property
    def question(self) -> ReviewQuestion:
        """The question of the address."""
        asked = self.review.questions.in_language(self.language)
        found: ReviewQuestion | None = asked.filter(pk=self.kwargs["question"]).first()
        if found is None:
            raise Http404
        found.review = self.review
        return found

    @property
    def language(self) -> str:
        """The reader's."""
        return get_language() or "en"

    @property
    def user(self) -> User:
        """Whoever asks, signed in."""
        return cast("User", self.request.user)

    @property
    def now(self) -> Any:
        """The moment of the request."""
        return timezone.now()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "review": self.review,
            "access": self.access,
            "instrument": self.review.instrument.best(self.language, "name"),
            "partner": self.review.partner.best(self.language, "name", "territory_name"),
        }

    def back(self, said: str = "") -> HttpResponse:
        """To the page of the review."""
        if said:
            messages.success(self.request, said)
        return redirect("policy:review", self.review.pk)


class VerbForm(OfReview, ABC):
    """A form of a review whose verb may refuse: problems stand at their fields, nothing is lost."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, or say why not."""
        try:
            return self.done(form)
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)

    @abstractmethod
    def done(self, form: Any) -> HttpResponse:
        """Call the verb and go on."""

    def form_invalid(self, form: Any) -> HttpResponse:
        """The form with what was typed."""
        view = cast("Any", self)
        return cast(
            "HttpResponse",
            view.render_to_response(view.get_context_data(form=form), status=422),
        )
