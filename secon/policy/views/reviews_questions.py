"""The questions of a joint review in preparation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import FormView

from secon.policy.domain import joint_reviews_questions, review_reading
from secon.policy.domain.review_content import in_order
from secon.policy.interfaces.review_forms import PickForm, QuestionForm
from secon.policy.views.reviews_leading import Leading, Led


class PickQuestions(Led, FormView[PickForm]):
    """Which questions of the library are asked, and which of its own."""

    template_name = "policy/reviews/questions.html"
    form_class = PickForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        questions = in_order(self.review.questions.in_language(self.language))
        return super().get_context_data(**kwargs) | {
            "library": [
                (module, [(one, one.best(self.language)) for one in found])
                for module, found in review_reading.library(self.language).items()
            ],
            "picked": {one.library_id for one in questions},
            "asked": [(one, one.best(self.language)) for one in questions],
        }

    def done(self, form: PickForm) -> HttpResponse:
        """Take them over."""
        joint_reviews_questions.pick(
            review=self.review, library=form.picked(), by=self.user, now=self.now
        )
        messages.success(self.request, _("The questions are stored."))
        return redirect("policy:review_questions", self.review.pk)


class NewQuestion(Leading, FormView[QuestionForm]):
    """A question of its own."""

    kept_name = "policy.review_question_new"
    template_name = "policy/reviews/form.html"
    form_class = QuestionForm
    extra_context = {"is_question": True}

    def get_initial(self) -> dict[str, Any]:
        return {"language": self.review.language}

    def done(self, form: QuestionForm) -> HttpResponse:
        """Ask it."""
        joint_reviews_questions.add(
            review=self.review, words=form.words(), by=self.user, now=self.now
        )
        return redirect("policy:review_questions", self.review.pk)


class EditQuestion(Leading, FormView[QuestionForm]):
    """A question said anew, or taken out."""

    kept_name = "policy.review_question"
    template_name = "policy/reviews/form.html"
    form_class = QuestionForm
    extra_context = {"is_question": True, "may_remove": True}

    def kept_record(self) -> Any:
        """What the half-filled form belongs to."""
        return self.question

    def get_initial(self) -> dict[str, Any]:
        return QuestionForm.shown(self.question)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove it where that was asked, else store what was typed."""
        if request.POST.get("do") == "remove":
            try:
                joint_reviews_questions.remove(question=self.question, by=self.user, now=self.now)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
            return redirect("policy:review_questions", self.review.pk)
        return super().post(request, *args, **kwargs)

    def done(self, form: QuestionForm) -> HttpResponse:
        """Store it."""
        joint_reviews_questions.change(
            question=self.question,
            words=form.words(),
            seen=joint_reviews_questions.version(self.question),
            by=self.user,
            now=self.now,
        )
        return redirect("policy:review_questions", self.review.pk)
