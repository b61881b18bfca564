"""Joint reviews to read: the list, the own seats, the page of one, its files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView, View

from secon.kernel import files
from secon.kernel.tables import Record
from secon.partnership.models import Partner
from secon.people.models import User
from secon.policy.domain import joint_reviews, review_reading
from secon.policy.domain.review_content import content_of, in_order
from secon.policy.domain.review_sheet import Sheet, sheet
from secon.policy.enums import ReviewState
from secon.policy.interfaces import review_rows
from secon.policy.interfaces.review_filter import ReviewFilter
from secon.policy.models.review import ReviewQuerySet
from secon.policy.views.reviews_base import OfReview

PER_PAGE = 25
FILE_CHUNK = 200


def _language() -> str:
    return get_language() or "en"


class Filtered:
    """The reviews a reader finds, narrowed by the query string."""

    request: HttpRequest

    @cached_property
    def form(self) -> ReviewFilter:
        """The filter as asked."""
        return ReviewFilter(self.request.GET, regions=_regions(_language()))

    def found(self) -> ReviewQuerySet:
        """The reviews, the newest first."""
        visible = review_reading.visible(self.request.user)
        order = ("-published_at", "-opened_at", "-pk")
        found = self.form.narrow(visible).defer("published").order_by(*order)
        return review_reading.in_lists(found, _language())


@method_decorator(never_cache, name="dispatch")
class ReviewsView(Filtered, TemplateView):
    """The list."""

    template_name = "policy/reviews/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.found(), PER_PAGE).get_page(self.request.GET.get("page"))
        query = self.request.GET.copy()
        query.pop("page", None)
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "page": page,
            "rows": review_reading.listed(list(page.object_list), _language()),
            "query": query.urlencode(),
            "may_lead": self.request.user.has_perm("policy.add_jointreview"),
        }


class ReviewsFile(Filtered, View):
    """The list to take away; ``kind`` is csv, xlsx or json."""

    def get(self, request: HttpRequest, kind: str) -> HttpResponseBase:
        """The file; a filter that cannot be read is refused, never guessed."""
        found = self.found()
        if self.form.errors:
            lines = [
                f"{name}: {' '.join(map(str, said))}" for name, said in self.form.errors.items()
            ]
            return HttpResponse("\n".join(lines), status=400, content_type="text/plain")
        records = self._records(found)
        columns = review_rows.LIST_COLUMNS
        return files.answer(records, columns, kind=kind, name="joint-reviews", key="reviews")

    def _records(self, found: ReviewQuerySet) -> Iterator[Record]:
        """Every review in its order, read in chunks."""
        for page in Paginator(found, FILE_CHUNK):
            for row in review_reading.listed(list(page.object_list), _language()):
                path = reverse("policy:review", args=[row.review.pk])
                yield review_rows.list_record(row, self.request.build_absolute_uri(path))


@method_decorator(never_cache, name="dispatch")
class MineView(LoginRequiredMixin, TemplateView):
    """The reader's own seats, and those offered to their address."""

    template_name = "policy/reviews/mine.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast("User", self.request.user)
        return super().get_context_data(**kwargs) | {
            "seats": review_reading.own_seats(user, _language())
        }


class Shown(OfReview):
    """A page that shows answers: the frozen ones of a published review, else as they stand."""

    needs = "answers"

    @cached_property
    def sheet(self) -> Sheet:
        """The review in the reader's language."""
        is_frozen = self.review.state == ReviewState.PUBLISHED
        content = self.review.published if is_frozen else content_of(self.review)
        return sheet(content, self.language)


class ReviewView(Shown):
    """The page of a review: its preparation, its discussion, or what was published."""

    needs = "page"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The page that its state and its reader ask for."""
        if self.access.answers:
            is_public = self.review.state == ReviewState.PUBLISHED
            name = "published" if is_public else "discussing"
            return self._show(name, self._sheet_context())
        return self._show("room", self._room_context())

    def _show(self, name: str, more: dict[str, Any]) -> HttpResponse:
        context = self.get_context_data() | more
        return render(self.request, f"policy/reviews/{name}.html", context)

    def _sheet_context(self) -> dict[str, Any]:
        states = review_reading.states_now(self.review)
        today = timezone.localdate(self.now)
        rows = [review_rows.question_row(one) for one in self.sheet.by_disagreement()]
        return {
            "sheet": self.sheet,
            "rows": rows,
            "open_questions": sum(one.outcome is None for one in self.sheet.questions),
            "advised": review_rows.advised_rows(self.sheet, states, today),
            "due_again": review_reading.due_again(self.review, self.now),
            "following": getattr(self.review, "next", None),
        }

    def _room_context(self) -> dict[str, Any]:
        questions = in_order(self.review.questions.in_language(self.language))
        seat = self.access.seat
        context: dict[str, Any] = {
            "questions": [(one, one.best(self.language)) for one in questions],
            "over": review_reading.is_over(self.review, timezone.localdate(self.now)),
            "fewest": joint_reviews.FEWEST_REVIEWERS,
        }
        if seat is not None and self.review.state == ReviewState.ANSWERING:
            context["progress"] = review_reading.progress(seat, questions)
        if self.access.looks:
            lines = review_reading.seat_lines(self.review, self.language)
            answered = sum(line.standing == "answered" for line in lines)
            asked = sum(line.standing != "declined" for line in lines)
            context |= {"lines": lines, "answered": answered, "asked": asked}
            is_complete = answered == asked or context["over"]
            context["may_reveal"] = is_complete and answered >= joint_reviews.FEWEST_REVIEWERS
        return context


class AnswersFile(Shown):
    """The answers by organisation, once they are published."""

    needs = "page"

    def get(self, request: HttpRequest, kind: str, **kwargs: Any) -> HttpResponseBase:
        """The file; before the publication there is none, for nobody."""
        if self.review.state != ReviewState.PUBLISHED:
            raise Http404
        address = request.build_absolute_uri(reverse("policy:review", args=[self.review.pk]))
        return files.answer(
            review_rows.answer_records(self.sheet),
            review_rows.ANSWER_COLUMNS,
            kind=kind,
            name=f"joint-review-{self.review.pk}",
            about=review_rows.about(self.sheet, address),
            key="answers",
        )


class CompareView(Shown):
    """A round beside the one before."""

    needs = "answers"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Both, question by question, and what became of the recommendations."""
        before = self.review.previous
        if before is None or before.state != ReviewState.PUBLISHED:
            raise Http404
        then = sheet(before.published, self.language)
        states = review_reading.states_now(before)
        context = self.get_context_data() | {
            "sheet": self.sheet,
            "then": then,
            "before": before,
            "rows": review_rows.compared_rows(then, self.sheet),
            "advised": review_rows.advised_rows(then, states, timezone.localdate(self.now)),
        }
        return render(request, "policy/reviews/compare.html", context)


def _regions(language: str) -> list[tuple[str, str]]:
    every = Partner.objects.in_language(language)
    named = [(one.slug, one.best(language, "territory_name")["territory_name"]) for one in every]
    return sorted((one for one in named if one[1]), key=lambda one: one[1])
