"""Where a report is written and frozen."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from secon.kernel.keeping import KeptForm
from secon.kernel.languages import language_name
from secon.monitoring.domain import desk, editing, editions, markup
from secon.monitoring.interfaces.forms import FreezeForm, SectionForm
from secon.monitoring.models import ReportSection
from secon.monitoring.views.reports import OfReport, language
from secon.people.models import User


@method_decorator(never_cache, name="dispatch")
class AtDesk(LoginRequiredMixin, OfReport):
    """A page for those who may look over the desk; ``permission`` is asked for what they do."""

    permission = "monitoring.view_desk"

    @property
    def user(self) -> User:
        """Who is signed in."""
        return cast("User", self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class DeskView(AtDesk, FormView[FreezeForm]):
    """The sections with their languages, the editions, and the form that freezes one more."""

    template_name = "monitoring/desk.html"
    form_class = FreezeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "report": self.report,
            "title": self.report.best(language(), "title"),
            "sections": desk.sections(self.report, language()),
            "editions": self.editions,
            "may_write": self.user.has_perm("monitoring.change_reportsection"),
            "may_freeze": self.user.has_perm("monitoring.freeze_report"),
        }

    def form_valid(self, form: FreezeForm) -> HttpResponse:
        title = form.cleaned_data["title"]
        try:
            made = editions.freeze(
                report=self.report, title=title, by=self.user, now=timezone.now()
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("The edition is frozen. It can be cited from now on."))
        return redirect(made)

    def form_invalid(self, form: FreezeForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class EditSection(AtDesk, KeptForm, FormView[SectionForm]):
    """The words of a section, with a look at how they will stand."""

    template_name = "monitoring/edit_section.html"
    form_class = SectionForm
    permission = "monitoring.change_reportsection"
    kept_name = "monitoring.section"

    @cached_property
    def section(self) -> ReportSection:
        """The section of the address."""
        return get_object_or_404(self.report.sections, pk=self.kwargs["pk"])

    def kept_record(self) -> Any:
        """The section."""
        return self.section

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "instance": ReportSection.objects.get(pk=self.section.pk)
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "report": self.report,
            "report_title": self.report.best(language(), "title"),
            "section": self.section,
            "language_name": language_name(self.section.original_language),
        }

    def form_valid(self, form: SectionForm) -> HttpResponse:
        said = form.cleaned_data
        if self.request.POST.get("do") == "preview":
            looked = {"title": said["title"], "blocks": markup.blocks(said["text"])}
            return self.render_to_response(self.get_context_data(form=form, preview=looked))
        try:
            editing.edit_section(
                section=self.section,
                title=said["title"],
                text=said["text"],
                by=self.user,
                now=timezone.now(),
            )
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        messages.success(self.request, _("The section is stored. Readers see it now."))
        return redirect(self.section.get_absolute_url())

    def form_invalid(self, form: SectionForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
