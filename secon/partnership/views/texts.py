"""Texts of a record in other languages: what there is, and a form for one of them."""

from __future__ import annotations

from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from secon.kernel.keeping import KeptForm
from secon.kernel.languages import language_name
from secon.kernel.models import Translated
from secon.partnership.domain import texts
from secon.partnership.interfaces.text_forms import TextsForm
from secon.people.models import User


@method_decorator(never_cache, name="dispatch")
class OfRecord(LoginRequiredMixin, View):
    """A page about one registered record, for those who may write its texts."""

    kwargs: dict[str, Any]

    @cached_property
    def kind(self) -> texts.Kind:
        """What kind of record the address names."""
        found = texts.kind_named(self.kwargs["kind"])
        if found is None:
            raise Http404
        return found

    @cached_property
    def record(self) -> Translated:
        """The record of the address."""
        found: Translated = get_object_or_404(self.kind.model, pk=self.kwargs["pk"])
        return found

    @property
    def user(self) -> User:
        """Who is signed in."""
        return cast("User", self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not self.kind.may_write(request.user, self.record):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With the record and where it is read."""
        found: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # beside a view that has it
        return found | {
            "record": self.record,
            "kind": self.kwargs["kind"],
            "href": self.kind.href(self.record),
            "original_name": language_name(self.record.original_language),
        }


class LanguagesView(OfRecord, TemplateView):
    """Every language of the platform and what the record has in it."""

    template_name = "partnership/languages.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        rows = [(language_name(one.language), one) for one in texts.standings(self.record)]
        return super().get_context_data(**kwargs) | {"rows": rows}


class TextsView(KeptForm, OfRecord, FormView[TextsForm]):
    """The record in one language, its original beside each field."""

    template_name = "partnership/texts.html"
    form_class = TextsForm
    kept_name = "partnership.texts"

    @cached_property
    def language(self) -> str:
        """The language of the address."""
        code: str = self.kwargs["language"]
        if code == self.record.original_language or code not in dict(settings.LANGUAGES):
            raise Http404
        return code

    def kept_record(self) -> Any:
        """The record."""
        return self.record

    def kept_key(self) -> str:
        """Each kind and language is kept apart."""
        return f"{self.kwargs['kind']} {self.record.pk} {self.language}"

    def get_form_kwargs(self) -> dict[str, Any]:
        pairs = texts.pairs(self.record, self.language)
        return super().get_form_kwargs() | {"record": self.record, "pairs": pairs}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "language": self.language,
            "language_name": language_name(self.language),
            "standing": texts.standing(self.record, self.language),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Store the texts, or take them away."""
        if request.POST.get("do") == "remove":
            texts.remove(**self._what(), by=self.user, now=timezone.now())
            messages.success(request, _("The texts in this language are gone."))
            return self._back()
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: TextsForm) -> HttpResponse:
        try:
            texts.store(**self._what(), texts=form.cleaned_data, by=self.user, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("The texts are stored."))
        return self._back()

    def form_invalid(self, form: TextsForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _what(self) -> dict[str, Any]:
        return {"kind": self.kind, "record": self.record, "language": self.language}

    def _back(self) -> HttpResponse:
        return redirect("partnership:languages", self.kwargs["kind"], self.record.pk)
