"""The review: what waits for me, one practice to decide on, where a practice stands, the figures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, TemplateView, View

from secon.kernel import files
from secon.kernel.keeping import KeptForm
from secon.kernel.tables import Record
from secon.partnership.models import Partner
from secon.people.models import User
from secon.practices import rules
from secon.practices.domain import queries, review, review_queries, version_changes, workflow
from secon.practices.enums import Step
from secon.practices.interfaces import practice_page, review_rows
from secon.practices.interfaces.review_forms import DeskFilter, ReviewForm
from secon.practices.models import Practice, ReviewStep
from secon.practices.views.transfer_base import reader_language, tell

PER_PAGE = 25


class Reviewing(LoginRequiredMixin):
    """A page of somebody with an account, who may come because of a role."""

    request: HttpRequest

    @property
    def user(self) -> User:
        """Whoever asks."""
        return cast("User", self.request.user)

    @property
    def now(self) -> datetime:
        """The moment of the request."""
        return timezone.now()


class Desk(Reviewing):
    """What waits for the steps of the reader, narrowed by the query string."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Reviewers only."""
        if request.user.is_authenticated and not self.steps:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are the reader's."""
        return review_queries.steps_of(self.user)

    @cached_property
    def form(self) -> DeskFilter:
        """The filter as asked."""
        language = reader_language()
        partners = Partner.objects.in_language(language).order_by("number")
        regions = [
            (str(one.pk), one.best(language, "territory_name")["territory_name"] or one.name)
            for one in partners
        ]
        return DeskFilter(self.request.GET, steps=self.steps, regions=regions)

    def found(self) -> QuerySet[ReviewStep]:
        """The steps that wait, by deadline."""
        today = timezone.localdate(self.now)
        return review_queries.desk(
            steps=self.form.steps(self.steps),
            partner=self.form.partner,
            overdue_on=today if self.form.is_overdue else None,
        )

    def rows(self, found: Any) -> list[review_queries.Waiting]:
        """As shown."""
        today = timezone.localdate(self.now)
        return review_queries.rows(found, self.user, language=reader_language(), today=today)


@method_decorator(never_cache, name="dispatch")
class DeskView(Desk, TemplateView):
    """What waits for me, by deadline."""

    template_name = "practices/review/desk.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.found(), PER_PAGE).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        before = page.previous_page_number() if page.has_previous() else 0
        after = page.next_page_number() if page.has_next() else 0
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "page": page,
            "rows": self.rows(page.object_list),
            "query": query.urlencode(),
            "before": f"?{_with_page(query, before)}" if before else "",
            "after": f"?{_with_page(query, after)}" if after else "",
        }


def _with_page(query: QueryDict, number: int) -> str:
    asked = query.copy()
    asked["page"] = str(number)
    return asked.urlencode()


class DeskFile(Desk, View):
    """The same to take away; ``kind`` is csv, xlsx or json."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """The file; a filter that cannot be read is refused, never guessed."""
        if self.form.errors:
            lines = [
                f"{name}: {' '.join(str(one) for one in said)}"
                for name, said in self.form.errors.items()
            ]
            return HttpResponse("\n".join(lines), status=400, content_type="text/plain")
        return files.answer(
            self._records(), review_rows.COLUMNS, kind=kind, name="review", key="practices"
        )

    def _records(self) -> Iterator[Record]:
        for page in Paginator(self.found(), 200):
            for row in self.rows(page.object_list):
                path = reverse("practices:review", args=[row.practice])
                yield review_rows.record(row, self.request.build_absolute_uri(path))


@method_decorator(never_cache, name="dispatch")
class ReviewView(Reviewing, KeptForm, FormView[ReviewForm]):
    """The version as readers will see it, beside what its reviewer looks at and decides."""

    template_name = "practices/review/review.html"
    form_class = ReviewForm
    kept_name = "practices.review"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Those whose step it is or was, and who reads drafts; others are not told that it exists."""
        if request.user.is_authenticated and not self._may_look():
            raise Http404
        if request.method == "POST" and request.user.is_authenticated and self.step is None:
            messages.error(request, _("Nothing of it waits for a decision any more."))
            return redirect("practices:review", self.practice.pk)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def practice(self) -> Practice:
        """The practice of the address."""
        found: Practice = get_object_or_404(
            Practice.objects.select_related("latest_revision"), pk=self.kwargs["pk"]
        )
        return found

    @cached_property
    def waiting(self) -> ReviewStep | None:
        """The step under way."""
        return ReviewStep.objects.waiting().filter(practice=self.practice).first()

    @cached_property
    def step(self) -> ReviewStep | None:
        """The step the reviewer had before them: another one may be under way by now."""
        asked = self.request.POST.get("step", "")
        if self.request.method == "POST" and asked.isdigit():
            found = ReviewStep.objects.filter(practice=self.practice, pk=int(asked))
            return found.select_related("practice", "task_state").first()
        return self.waiting

    def kept_record(self) -> ReviewStep | None:
        """Two reviewers with one step open hear of each other."""
        return self.step

    def get_form_kwargs(self) -> dict[str, Any]:
        kind = Step(self.step.step if self.step else Step.LEAD)
        return super().get_form_kwargs() | {
            "kind": kind,
            "codes": workflow.task_of(kind).checklist,
            "is_new_version": self.practice.live,
        }

    def get_initial(self) -> dict[str, Any]:
        return {"step": self.step.pk if self.step else None, "language": reader_language()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        step, version, language = self.step, self._version(), reader_language()
        if step is None:
            kwargs |= {"form": None}
        page = queries.page(version, language)
        is_new = self.practice.live and version is not self.practice
        today = timezone.localdate(self.now)
        return super().get_context_data(**kwargs) | {
            "practice": self.practice,
            "step": step,
            "version": version,
            "page": page,
            "shown": practice_page.shown(page, language),
            "changed": version_changes.changed(self.practice, version) if is_new else (),
            "standing": review_queries.standing(self.practice, today=today),
            "may_decide": step is not None and rules.may_decide.test(self.user, step),
            "is_mine": step is not None and rules.has_step.test(self.user, step),
        }

    def form_valid(self, form: ReviewForm) -> HttpResponse:
        verb = VERBS.get(self.request.POST.get("do", ""))
        if verb is None:
            form.add_error(None, _("Choose what you decide."))
            return self.form_invalid(form)
        decide, said = verb
        try:
            decide(step=self.step, by=self.user, now=self.now, finding=form.finding())
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, said)
        return redirect("practices:review_desk")

    def form_invalid(self, form: ReviewForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _may_look(self) -> bool:
        user, waiting = self.user, self.step
        has_step = waiting is not None and rules.has_step.test(user, waiting)
        return has_step or user.has_perm("practices.view_draft", self.practice)

    def _version(self) -> Practice:
        state = None if self.waiting is None else self.waiting.task_state
        if state is None:
            return self.practice
        version: Practice = state.revision.as_object()
        return version


VERBS: dict[str, tuple[Callable[..., ReviewStep], Any]] = {
    "pass": (review.pass_step, gettext_lazy("Passed on.")),
    "changes": (review.ask_changes, gettext_lazy("The author is asked for changes.")),
    "decline": (review.decline, gettext_lazy("Your no is stored, and the author reads why.")),
}


@method_decorator(never_cache, name="dispatch")
class StandingView(Reviewing, TemplateView):
    """Where a practice stands, for its author and region: who has it, until when, what was asked."""

    template_name = "practices/review/standing.html"

    @cached_property
    def practice(self) -> Practice:
        """The practice of the address, if the reader may know its reasons."""
        found = get_object_or_404(Practice, pk=self.kwargs["pk"])
        if not self.user.has_perm("practices.see_reasons", found):
            raise Http404
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        practice, user = self.practice, self.user
        today = timezone.localdate(self.now)
        return super().get_context_data(**kwargs) | {
            "practice": practice,
            "standing": review_queries.standing(practice, today=today),
            "may": review.possible(practice=practice, by=user),
            "error": kwargs.get("error"),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Hand in, take back, withdraw or reopen."""
        del pk
        asked = AUTHORS_VERBS.get(request.POST.get("do", ""))
        if asked is None:
            return redirect("practices:standing", self.practice.pk)
        verb, said = asked
        try:
            verb(practice=self.practice, by=self.user, now=self.now)
        except ValidationError as error:
            context = self.get_context_data(error=error)
            return self.render_to_response(context, status=422)
        messages.success(request, said)
        return redirect("practices:standing", self.practice.pk)


AUTHORS_VERBS: dict[str, tuple[Callable[..., Any], Any]] = {
    "submit": (review.submit, gettext_lazy("Handed in. The lead partner looks at it next.")),
    "take_back": (review.take_back, gettext_lazy("The new version is yours again.")),
    "withdraw": (review.withdraw, gettext_lazy("Withdrawn.")),
    "reopen": (review.reopen, gettext_lazy("It is a draft again.")),
}


class ScrutinyView(TemplateView):
    """How strict and how quick the review is, for everybody."""

    template_name = "practices/review/scrutiny.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "figures": review_queries.figures(),
            "now": timezone.now(),
        }
