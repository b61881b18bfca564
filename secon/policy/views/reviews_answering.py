"""Joint reviews answered: the link of the letter, the own answers module by module."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView, View

from secon.kernel.keeping import KeptForm
from secon.people.models import User
from secon.policy.domain import joint_reviews_answers, joint_reviews_seats, review_reading
from secon.policy.domain.review_content import in_order
from secon.policy.enums import Module
from secon.policy.interfaces.review_voice_forms import AnswersForm
from secon.policy.models import Reviewer, ReviewQuestion
from secon.policy.views.reviews_base import OfReview, VerbForm


@method_decorator(never_cache, name="dispatch")
class SeatLink(View):
    """Where the letter leads. Looking does not use the link up; taking the seat does."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """What one is invited to; 410 where the link works no longer."""
        seat = joint_reviews_seats.find(token)
        language = get_language() or "en"
        context = {
            "seat": seat,
            "address": request.get_full_path(),
            "instrument": seat and seat.review.instrument.best(language, "name"),
            "partner": seat and seat.review.partner.best(language, "name", "territory_name"),
        }
        status = 200 if seat else 410
        return render(request, "policy/reviews/seat.html", context, status=status)

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """Take the seat with the reader's account."""
        if not request.user.is_authenticated:
            return self.get(request, token)
        try:
            seat = joint_reviews_seats.take(token=token, by=request.user, now=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("policy:reviews_mine")
        return redirect("policy:review", seat.review_id)


class TakeOwn(LoginRequiredMixin, View):
    """Takes a seat that was offered to the reader's confirmed address."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, seat: int) -> HttpResponse:
        """Take it; another's is not found."""
        user = cast("User", request.user)
        found = get_object_or_404(Reviewer, pk=seat, email__iexact=user.email)
        try:
            taken = joint_reviews_seats.take_own(seat=found, by=user, now=timezone.now())
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("policy:reviews_mine")
        return redirect("policy:review", taken.review_id)


class AnswerModule(KeptForm, VerbForm, FormView[AnswersForm]):
    """The reader's own answers to the questions of one module."""

    needs = "may_answer"
    kept_name = "policy.review_answers"
    template_name = "policy/reviews/answer.html"
    form_class = AnswersForm

    def kept_record(self) -> None:
        """Nobody is to see that somebody else is answering."""

    def kept_key(self) -> str:
        """One half-filled form for each seat and module."""
        return f"{self.seat.pk}-{self.module}"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Back to the page of the review where nothing can be changed any more."""
        if self.access.seat is not None and not self.access.may_answer:
            messages.info(request, _("Your answers can no longer be changed."))
            return self.back()
        return super().dispatch(request, *args, **kwargs)

    @property
    def seat(self) -> Reviewer:
        """The reader's own."""
        return cast("Reviewer", self.access.seat)

    @cached_property
    def every(self) -> list[ReviewQuestion]:
        """All questions in order."""
        return in_order(self.review.questions.in_language(self.language))

    @cached_property
    def module(self) -> Module:
        """The module of the address."""
        asked = {one.module for one in self.every}
        if self.kwargs["module"] not in asked:
            raise Http404
        return Module(self.kwargs["module"])

    @property
    def questions(self) -> list[ReviewQuestion]:
        """Those of this module."""
        return [one for one in self.every if one.module == self.module]

    def get_form_kwargs(self) -> dict[str, Any]:
        more = {"questions": self.questions, "language": self.language}
        return super().get_form_kwargs() | more

    def get_initial(self) -> dict[str, Any]:
        kept = {one.question_id: one for one in self.seat.answers.all()}
        own = {one.pk: kept[one.pk] for one in self.questions if one.pk in kept}
        return AnswersForm.shown(own, self.language)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        progress = review_reading.progress(self.seat, self.every)
        modules = [one.module for one in progress]
        at = modules.index(self.module)
        return super().get_context_data(**kwargs) | {
            "module": self.module,
            "progress": progress,
            "number": at + 1,
            "following": modules[at + 1] if at + 1 < len(modules) else None,
        }

    def done(self, form: AnswersForm) -> HttpResponse:
        """Keep what is there, finished or not, and go on."""
        joint_reviews_answers.save(
            seat=self.seat,
            given=form.given(),
            language=form.cleaned_data["language"],
            by=self.user,
            now=self.now,
        )
        following = self.get_context_data(form=form)["following"]
        if self.request.POST.get("do") == "next" and following:
            return redirect("policy:review_answer", self.review.pk, following.value)
        return self.back(_("Your answers of this module are kept. Nobody else can see them."))


class AnswerStep(OfReview):
    """Submits the reader's answers, or leaves the seat."""

    needs = "may_answer"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """To the page of the review, where the own progress stands."""
        return self.back()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, or say why not."""
        seat = cast("Reviewer", self.access.seat)
        do = request.POST.get("do")
        try:
            if do == "submit":
                joint_reviews_answers.submit(seat=seat, by=self.user, now=self.now)
                return self.back(_("Thank you. Your answers are submitted."))
            if do == "decline":
                joint_reviews_seats.decline(seat=seat, by=self.user, now=self.now)
                messages.success(request, _("You left the review. Your answers are deleted."))
                return redirect("policy:reviews_mine")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self.back()
        raise Http404
