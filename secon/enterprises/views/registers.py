"""A partner's registers: which there are, what is said of them, a new file."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView

from secon.enterprises.domain.registers import queries, runs, sources
from secon.enterprises.domain.registers.errors import RegisterError
from secon.enterprises.formats import FileProblem
from secon.enterprises.interfaces.register_forms import RegisterForm, UploadForm
from secon.enterprises.interfaces.register_words import file_sentence
from secon.enterprises.models import RegisterSource
from secon.enterprises.views.register_runs import after_columns
from secon.people.models import User

PERMISSION = "enterprises.import_register"
RUNS_SHOWN, GONE_SHOWN = 20, 50


class Importer(LoginRequiredMixin):
    """Lets in who imports for some partner."""

    request: HttpRequest

    @property
    def user(self) -> User:
        """Whoever asks."""
        return cast("User", self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        if request.user.is_authenticated and not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class OfSource(Importer):
    """A page of one register: not found by who may not import it."""

    kwargs: dict[str, Any]

    @cached_property
    def source(self) -> RegisterSource:
        """The register of the address."""
        chosen = RegisterSource.objects.select_related("partner")
        found = get_object_or_404(chosen, pk=self.kwargs["pk"])
        if not self.user.has_perm(PERMISSION, found):
            raise Http404
        return found


@method_decorator(never_cache, name="dispatch")
class SourcesView(Importer, TemplateView):
    """The registers of the reader's partners."""

    template_name = "enterprises/registers/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = list(queries.sources_of(self.user))
        return super().get_context_data(**kwargs) | {"sources": found}


@method_decorator(never_cache, name="dispatch")
class AddSourceView(Importer, FormView[RegisterForm]):
    """A new register."""

    template_name = "enterprises/registers/about.html"
    form_class = RegisterForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"partners": queries.partners_of(self.user)}

    def form_valid(self, form: RegisterForm) -> HttpResponse:
        try:
            source = sources.add(
                partner=form.cleaned_data["partner"],
                about=form.about(),
                by=self.user,
                now=timezone.now(),
            )
        except RegisterError as error:
            form.add_error("name", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("The register is noted. Now choose its file."))
        return redirect("enterprises:register", source.pk)


@method_decorator(never_cache, name="dispatch")
class ChangeSourceView(OfSource, FormView[RegisterForm]):
    """What is said of a register."""

    template_name = "enterprises/registers/about.html"
    form_class = RegisterForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "partners": queries.partners_of(self.user).filter(pk=self.source.partner_id)
        }

    def get_initial(self) -> dict[str, Any]:
        fields = ("name", "country", "language", "publisher", "url", "licence", "partner")
        return {name: getattr(self.source, name) for name in fields}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"source": self.source}

    def form_valid(self, form: RegisterForm) -> HttpResponse:
        try:
            sources.change(source=self.source, about=form.about(), by=self.user, now=timezone.now())
        except RegisterError as error:
            form.add_error("name", str(error))
            return self.form_invalid(form)
        messages.success(self.request, _("The register is changed."))
        return redirect("enterprises:register", self.source.pk)


@method_decorator(never_cache, name="dispatch")
class SourceView(OfSource, FormView[UploadForm]):
    """A register: its next file, the files before, and what is gone from it."""

    template_name = "enterprises/registers/source.html"
    form_class = UploadForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        gone = queries.gone_from(self.source)
        return super().get_context_data(**kwargs) | {
            "source": self.source,
            "runs": list(self.source.runs.select_related("uploaded_by")[:RUNS_SHOWN]),
            "gone": list(gone[:GONE_SHOWN]),
            "gone_count": gone.count(),
        }

    def form_valid(self, form: UploadForm) -> HttpResponse:
        try:
            run = runs.receive(
                source=self.source, upload=form.upload(), by=self.user, now=timezone.now()
            )
        except FileProblem as problem:
            form.add_error("file", file_sentence(problem))
            return self.form_invalid(form)
        headings = [heading.text for heading in runs.sample(run)[0].headings]
        if sources.fits(self.source, headings):
            return after_columns(self.request, run)
        return redirect("enterprises:import_columns", run.pk)

    def form_invalid(self, form: UploadForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)
