"""What citizens tell us without an account: an entry that is missing, or something wrong in one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView
from ninja.throttling import AnonRateThrottle

from secon.enterprises.domain import duplicates, records, suggestions
from secon.enterprises.domain.content import content_of
from secon.enterprises.enums import PUBLIC_STATES, State
from secon.enterprises.interfaces.suggestion_forms import AnswerForm, CorrectForm, MissingForm
from secon.enterprises.models import Enterprise
from secon.enterprises.views.entries import EntryMixin

SUGGESTIONS = "6/h"


class SuggestionLimit(AnonRateThrottle):
    """How much one reader may tell us in an hour: somebody has to read it."""

    scope = "enterprise_suggestions"


class SuggestionView(FormView[Any]):
    """Takes what a machine would not write, and not too often. The address is not stored."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        found = self.like(form)
        if found:
            return self.render_to_response(self.get_context_data(form=form, found=found))
        if not SuggestionLimit(SUGGESTIONS).allow_request(request):
            answer = render(request, "429.html", status=429)
            answer["Retry-After"] = "3600"
            return answer
        return self.form_valid(form)

    def like(self, form: Any) -> list[duplicates.Likeness]:
        """Entries to be shown before anything is taken."""
        del form
        return []

    def form_valid(self, form: AnswerForm) -> HttpResponse:
        try:
            self.take(form)
        except ValidationError as error:
            _say(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("Thank you. The partner of the region looks at it."))
        return redirect("enterprises:list")

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def take(self, form: Any) -> None:
        """Hand it over."""
        raise NotImplementedError


@method_decorator(never_cache, name="dispatch")
class SuggestView(SuggestionView):
    """An enterprise that is missing."""

    template_name = "enterprises/intake/suggest.html"
    form_class = MissingForm

    def like(self, form: MissingForm) -> list[duplicates.Likeness]:
        if form.cleaned_data["sure"]:
            return []
        return duplicates.like(draft=records.draft_of(form.content()))

    def take(self, form: MissingForm) -> None:
        suggestions.missing(
            content=form.content(),
            note=form.cleaned_data["note"],
            reply_to=form.cleaned_data["reply_to"],
            language=get_language() or "en",
            now=timezone.now(),
        )


@method_decorator(never_cache, name="dispatch")
class CorrectView(EntryMixin, SuggestionView):
    """Something wrong in an entry that everybody can see."""

    template_name = "enterprises/intake/correct.html"
    form_class = CorrectForm
    permission = "view_enterprise"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.allow()
        if self.enterprise.state not in {*PUBLIC_STATES, State.ENDED}:
            return redirect("enterprises:list")
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return content_of(self.enterprise, suggestions.CORRECTABLE)

    def take(self, form: CorrectForm) -> None:
        suggestions.correct(
            enterprise=_fresh(self.enterprise),
            content=form.content(),
            note=form.cleaned_data["note"],
            reply_to=form.cleaned_data["reply_to"],
            language=get_language() or "en",
            now=timezone.now(),
        )


def _fresh(enterprise: Enterprise) -> Enterprise:
    return Enterprise.objects.get(pk=enterprise.pk)


def _say(form: AnswerForm, error: ValidationError) -> None:
    """Put what was refused at its field, or above the form."""
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for field, said in found.items():
        for message in said:
            form.add_error(field if field in form.fields else None, message)
