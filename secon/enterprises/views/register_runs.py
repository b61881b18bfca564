"""One file of a register on its way into the directory."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import View

from secon.enterprises.domain.registers import (
    applying,
    background,
    claims,
    decisions,
    queries,
    reading,
    runs,
    sources,
)
from secon.enterprises.domain.registers.errors import RegisterError
from secon.enterprises.formats import FileProblem
from secon.enterprises.interfaces import register_rows
from secon.enterprises.interfaces.register_forms import ColumnsForm, shown
from secon.enterprises.interfaces.register_words import file_sentence
from secon.enterprises.models import RegisterRow, RegisterRun
from secon.partnership.rules import runs_all
from secon.people.models import User

AT_ONCE_BYTES = {True: 200_000, False: 600_000}  # of a workbook, of a text
AT_ONCE_ROWS = 2_000
HELD_SHOWN, PROBLEMS_SHOWN, SAMPLES = 10, 50, 5
Stage = RegisterRun.Stage
Outcome = RegisterRow.Outcome


def after_columns(request: HttpRequest, run: RegisterRun) -> HttpResponse:
    """Read a small file now, let a worker read a large one; then show the run."""
    data = bytes(run.file.data)
    if len(data) <= AT_ONCE_BYTES[data.startswith(b"PK")]:
        now = timezone.now()
        reading.read(run=run, now=now, clock=timezone.now)
    else:
        claims.put_in_line(run, begins=Stage.RECEIVED, works=Stage.READING)
        background.read_register.enqueue(run.pk)
    return redirect("enterprises:import", run.pk)


@method_decorator(never_cache, name="dispatch")
class OfRun(LoginRequiredMixin, View):
    """A page of one import: not found by who may not import from its register."""

    @cached_property
    def run(self) -> RegisterRun:
        """The import of the address."""
        chosen = RegisterRun.objects.select_related("source__partner", "uploaded_by")
        found = get_object_or_404(chosen, pk=self.kwargs["pk"])
        if not self.user.has_perm("enterprises.import_register", found.source):
            raise Http404
        return found

    @property
    def user(self) -> User:
        """Whoever asks."""
        return cast("User", self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Tell what cannot be done now where the person asked for it."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except RegisterError as error:
            messages.error(request, str(error))
            return redirect("enterprises:import", self.run.pk)


class RunView(OfRun):
    """Where it stands: waiting, worked on, previewed, applied."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The import."""
        del pk
        run = self.run
        if run.stage == Stage.RECEIVED:
            return redirect("enterprises:import_columns", run.pk)
        if claims.is_at_work(run):
            return self._at_work()
        if request.headers.get("HX-Request"):
            return HttpResponse(headers={"HX-Refresh": "true"})
        held = Paginator(queries.held(run), HELD_SHOWN).get_page(request.GET.get("page"))
        problems = run.problems.order_by("-severe", "row", "pk")
        context = {
            "run": run,
            "counts": queries.counts(run),
            "held": held,
            "pairs": [register_rows.compared(one) for one in queries.pairs(run, list(held))],
            "undecided": queries.undecided(run),
            "problems": register_rows.problem_rows(problems[:PROBLEMS_SHOWN]),
            "problem_count": run.problems.count(),
            "new": queries.samples(run, Outcome.NEW, SAMPLES),
            "changed": queries.samples(run, Outcome.UPDATE, SAMPLES),
            "gone": self._gone(),
        }
        return render(request, "enterprises/registers/run.html", context)

    def _at_work(self) -> HttpResponse:
        context = {
            "run": self.run,
            "in_line": claims.is_in_line(self.run),
            "silent": claims.is_silent(self.run, timezone.now()),
        }
        return render(self.request, "enterprises/registers/working.html", context)

    def _gone(self) -> list[Any]:
        if not self.run.is_whole or self.run.stage != Stage.PREVIEW:
            return []
        return list(queries.about_to_vanish(self.run)[:SAMPLES])


class ColumnsView(OfRun):
    """Which column holds what, with examples; also which sheet."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The columns as saved for the register, else as their names suggest."""
        del pk
        if self.run.stage != Stage.RECEIVED:
            return redirect("enterprises:import", self.run.pk)
        if sheet := request.GET.get("sheet", ""):
            try:
                runs.choose_sheet(run=self.run, sheet=sheet, by=self.user)
            except FileProblem as problem:
                messages.error(request, file_sentence(problem))
        return self._show(self._form())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the columns for the register and read the file."""
        del pk
        form = self._form(request.POST)
        if not form.is_valid():
            return self._show(form, status=422)
        try:
            sources.assign(
                source=self.run.source,
                mapping=form.mapping(),
                defaults=form.defaults(),
                by=self.user,
                now=timezone.now(),
            )
        except RegisterError as error:
            form.add_error(None, str(error))
            return self._show(form, status=422)
        return after_columns(request, self.run)

    def _form(self, data: Any = None) -> ColumnsForm:
        table, lines = runs.sample(self.run)
        source = self.run.source
        names = [heading.text for heading in table.headings]
        known = sources.guessed(source, names)
        self.sheets = table.sheets
        initial = {f"column_{at}": known.get(name, "") for at, name in enumerate(names)}
        return ColumnsForm(
            data,
            headings=table.headings,
            examples=[
                [value for line in lines if (value := shown(line.cells[at]))]
                for at in range(len(names))
            ],
            country=source.country,
            may_import_everywhere=runs_all(self.user),
            initial=initial | source.defaults,
        )

    def _show(self, form: ColumnsForm, status: int = 200) -> HttpResponse:
        context = {"run": self.run, "form": form, "sheets": self.sheets}
        return render(self.request, "enterprises/registers/columns.html", context, status=status)


class ApplyView(OfRun):
    """Takes the previewed rows over; also goes on where another process stopped."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """At once if there are few, else in the background."""
        del pk
        run, now = self.run, timezone.now()
        if run.stage == Stage.READING:
            claims.restart(run, now)
            background.read_register.enqueue(run.pk)
        elif run.total <= AT_ONCE_ROWS:
            applying.apply(run=run, by=self.user, now=now, clock=timezone.now)
            messages.success(request, _("The import is applied."))
        else:
            if run.stage == Stage.APPLYING:
                claims.restart(run, now)
            else:
                claims.put_in_line(run, begins=Stage.PREVIEW, works=Stage.APPLYING)
            background.apply_register.enqueue(run.pk, self.user.pk)
        return redirect("enterprises:import", run.pk)


class DropView(OfRun):
    """Leaves a file alone."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Drop it."""
        del pk
        runs.drop(run=self.run, by=self.user, now=timezone.now())
        messages.success(request, _("Nothing of this file was taken over."))
        return redirect("enterprises:register", self.run.source_id)


class DecideView(OfRun):
    """Says whether a row is what it resembles."""

    def post(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        """The same, or another."""
        del pk
        row = get_object_or_404(self.run.rows, number=number)
        try:
            how = RegisterRow.Decided(request.POST.get("how", ""))
        except ValueError:
            raise Http404 from None
        try:
            decisions.decide(row=row, how=how, by=self.user, now=timezone.now())
        except PermissionDenied:
            said = _("This entry belongs to another partner's region, which decides about it.")
            raise RegisterError(said) from None
        page = request.POST.get("page", "")
        at = reverse("enterprises:import", args=[self.run.pk])
        return redirect(f"{at}?page={page}#held" if page.isdigit() else f"{at}#held")


class ProblemsView(OfRun):
    """Every problem of an import as CSV, to be put right in the register."""

    def get(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """The list."""
        del request
        rows = register_rows.problems_csv(self.run.problems.iterator(chunk_size=1000))
        answer = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="import-{pk}-problems.csv"'
        return answer
