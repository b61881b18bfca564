"""A form of a record with a formset, as the smallest view that keeps what is typed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.mixins import LoginRequiredMixin, PermissionRequiredMixin
from django.forms import inlineformset_factory
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template import engines
from django.urls import path
from django.utils.functional import cached_property
from django.views.generic import FormView

from config.urls import urlpatterns as all_addresses
from secon.kernel.keeping import KeptForm, without_errors
from secon.policy.models import Instrument, InstrumentDocument

PAGE = """<!DOCTYPE html><html lang="en"><title>Edit</title>
{% for message in messages %}<p>{{ message }}</p>{% endfor %}
<form method="post">{% csrf_token %}{% kept kept=kept %}{{ form }}{{ documents }}
<button>Save</button></form></html>"""


class InstrumentForm(forms.ModelForm[Instrument]):
    class Meta:
        model = Instrument
        fields = ("name", "summary", "level", "authority", "reference")


DocumentForms = inlineformset_factory(
    Instrument, InstrumentDocument, fields=("kind", "title", "note", "file"), extra=1
)


class Edit(KeptForm, LoginRequiredMixin, PermissionRequiredMixin, FormView[InstrumentForm]):
    form_class = InstrumentForm
    permission_required = "policy.change_instrument"
    kept_name = "test.instrument"

    @cached_property
    def record(self) -> Instrument:
        return get_object_or_404(Instrument, pk=self.kwargs["pk"])

    def get_permission_object(self) -> Instrument:
        return self.record

    def has_permission(self) -> bool:
        return self.request.user.has_perm(self.permission_required, self.record)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.record}

    def kept_forms(self) -> list[Any]:
        return [InstrumentForm(instance=self.record), DocumentForms(instance=self.record)]

    @cached_property
    def documents(self) -> Any:
        data = self.request.POST or self.kept_data
        forms = DocumentForms(data, self.request.FILES or None, instance=self.record)
        return forms if self.kept_data is None else without_errors(forms)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"documents": self.documents}

    def form_valid(self, form: InstrumentForm) -> HttpResponse:
        if not self.documents.is_valid():
            return self.form_invalid(form)
        form.save()
        self.documents.save()
        return HttpResponse(status=302, headers={"Location": "/en/"})

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        page = engines["django"].from_string(PAGE)
        return HttpResponse(page.render(context, self.request), **kwargs)


class New(KeptForm, LoginRequiredMixin, FormView[InstrumentForm]):
    form_class = InstrumentForm
    kept_name = "test.instrument"
    render_to_response = Edit.render_to_response


urlpatterns = [
    path("test/new/", New.as_view()),
    path("test/<int:pk>/", Edit.as_view(), name="test-edit"),
    *all_addresses,
]
