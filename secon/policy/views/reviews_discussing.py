"""Joint reviews discussed: one question with its spread, and the recommendations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView

from secon.policy.domain import joint_reviews_advice, joint_reviews_discussion
from secon.policy.domain.review_sheet import Asked, Words
from secon.policy.enums import RecommendationState, ReviewState
from secon.policy.interfaces import review_rows
from secon.policy.interfaces.review_forms import AdviceForm, FollowForm
from secon.policy.interfaces.review_voice_forms import OutcomeForm, VoiceForm
from secon.policy.models import Recommendation, Reviewer
from secon.policy.views.reviews import Shown
from secon.policy.views.reviews_base import tell
from secon.policy.views.reviews_leading import Leading


class QuestionView(Shown):
    """A question: who said what alone, the discussion, what it came to, who dissents."""

    FORMS: dict[str, type[forms.Form]] = {
        "remark": VoiceForm,
        "settle": OutcomeForm,
        "dissent": VoiceForm,
    }

    @cached_property
    def asked(self) -> Asked:
        """The question with its answers."""
        found = self.sheet.question(self.question.code)
        if found is None or self.review.state != ReviewState.DISCUSSING:
            raise Http404
        return found

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The page."""
        return self._show({})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A remark, an outcome, a dissent or its end; problems stand at their fields."""
        do = request.POST.get("do", "")
        if do == "withdraw":
            return self._try(None, self._withdraw)
        if do not in self.FORMS:
            raise Http404
        form = self.FORMS[do](request.POST, prefix=do)
        if not form.is_valid():
            return self._show({do: form}, status=422)
        return self._try((do, form), getattr(self, f"_{do}"))

    def _try(self, sent: tuple[str, forms.Form] | None, verb: Any) -> HttpResponse:
        try:
            verb(sent[1].cleaned_data if sent else {}, sent and sent[1])
        except ValidationError as error:
            if sent is None:
                messages.error(self.request, " ".join(error.messages))
                return self._again()
            tell(sent[1], error)
            return self._show(dict([sent]), status=422)
        return self._again()

    def _again(self) -> HttpResponse:
        return redirect("policy:review_question", self.review.pk, self.question.pk)

    def _remark(self, said: dict[str, Any], _form: Any) -> None:
        joint_reviews_discussion.remark(
            question=self.question,
            seat=self.access.seat if self.access.spoke else None,
            text=said["text"],
            language=said["language"],
            by=self.user,
            now=self.now,
        )

    def _settle(self, said: dict[str, Any], form: OutcomeForm) -> None:
        joint_reviews_discussion.settle(
            question=self.question,
            agreed=form.agreement(),
            seen=said["seen"],
            by=self.user,
            now=self.now,
        )
        messages.success(self.request, _("The outcome is recorded."))

    def _dissent(self, said: dict[str, Any], _form: Any) -> None:
        joint_reviews_discussion.dissent(
            question=self.question,
            seat=self._own_seat(),
            text=said["text"],
            language=said["language"],
            by=self.user,
            now=self.now,
        )
        messages.success(self.request, _("Your dissent is on record."))

    def _withdraw(self, _said: dict[str, Any], _form: Any) -> None:
        joint_reviews_discussion.withdraw_dissent(
            question=self.question, seat=self._own_seat(), by=self.user, now=self.now
        )
        messages.success(self.request, _("Your dissent is taken back."))

    def _own_seat(self) -> Reviewer:
        if self.access.seat is None:
            raise PermissionDenied
        return self.access.seat

    def _show(self, sent: dict[str, forms.Form], status: int = 200) -> HttpResponse:
        context = self.get_context_data() | {
            "sheet": self.sheet,
            "row": review_rows.question_row(self.asked),
            "remarks": self._remarks(),
            "advised": self.question.recommendations.all(),
            **self._places(),
            **{f"{name}_form": self._form(name, sent) for name in self.FORMS},
        }
        context["own_dissent"] = self._own_dissent()
        return render(self.request, "policy/reviews/question.html", context, status=status)

    def _form(self, name: str, sent: dict[str, forms.Form]) -> forms.Form:
        return sent.get(name) or self.FORMS[name](prefix=name, initial=self._initial(name))

    def _initial(self, name: str) -> dict[str, Any]:
        question = self.question
        if name == "settle":
            return {
                "seen": joint_reviews_discussion.version(question),
                "outcome": question.outcome,
                "agreed_score": question.agreed_score,
                "agreed_text": question.agreed_text,
            }
        own = self._own_dissent() if name == "dissent" else None
        if own is not None:
            return {"text": own.text, "language": own.language}
        return {"language": self.language}

    def _own_dissent(self) -> Any:
        seat = self.access.seat
        return seat and self.question.dissents.filter(reviewer=seat).first()

    def _remarks(self) -> list[tuple[Any, Words]]:
        found = self.question.remarks.select_related("reviewer")
        return [(one, Words(one.text, one.language, self.language)) for one in found]

    def _places(self) -> dict[str, Any]:
        """The questions before and after this one, in the order of disagreement."""
        order = [one.key for one in self.sheet.by_disagreement()]
        at = order.index(self.question.pk)
        return {
            "number": at + 1,
            "total": len(order),
            "before": order[at - 1] if at else None,
            "after": order[at + 1] if at + 1 < len(order) else None,
        }


class NewAdvice(Leading, FormView[AdviceForm]):
    """A new recommendation."""

    kept_name = "policy.review_advice_new"
    template_name = "policy/reviews/form.html"
    form_class = AdviceForm
    states = (ReviewState.DISCUSSING,)
    extra_context = {"is_advice": True}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.review, "language": self.language}

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET.get("question", "")
        return {"question": asked} if asked.isdigit() else {}

    def done(self, form: AdviceForm) -> HttpResponse:
        """Recommend it."""
        joint_reviews_advice.recommend(
            review=self.review, advice=form.advice(), by=self.user, now=self.now
        )
        return self.back(_("The recommendation is stored."))


class OfAdvice(Leading):
    """A form of one recommendation."""

    kwargs: dict[str, Any]

    @cached_property
    def recommendation(self) -> Recommendation:
        """The recommendation of the address."""
        own = self.review.recommendations.filter(pk=self.kwargs["advice"])
        found = own.select_related("question").first()
        if found is None:
            raise Http404
        return found

    def kept_record(self) -> Any:
        """What the half-filled form belongs to."""
        return self.recommendation


class EditAdvice(OfAdvice, FormView[AdviceForm]):
    """A recommendation said anew, or taken back, before it is published."""

    kept_name = "policy.review_advice"
    template_name = "policy/reviews/form.html"
    form_class = AdviceForm
    states = (ReviewState.DISCUSSING,)
    extra_context = {"is_advice": True, "may_remove": True}

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"review": self.review, "language": self.language}

    def get_initial(self) -> dict[str, Any]:
        return AdviceForm.shown(self.recommendation)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remove it where that was asked, else store what was typed."""
        if request.POST.get("do") == "remove":
            one = self.recommendation
            try:
                joint_reviews_advice.remove(recommendation=one, by=self.user, now=self.now)
            except ValidationError as error:
                messages.error(request, " ".join(error.messages))
                return self.back()
            return self.back(_("The recommendation is removed."))
        return super().post(request, *args, **kwargs)

    def done(self, form: AdviceForm) -> HttpResponse:
        """Store it."""
        joint_reviews_advice.change(
            recommendation=self.recommendation,
            advice=form.advice(),
            seen=joint_reviews_advice.version(self.recommendation),
            by=self.user,
            now=self.now,
        )
        return self.back(_("Saved."))


class FollowAdvice(OfAdvice, FormView[FollowForm]):
    """What has become of a recommendation since it was published."""

    kept_name = "policy.review_follow"
    template_name = "policy/reviews/form.html"
    form_class = FollowForm
    states = (ReviewState.PUBLISHED,)
    extra_context = {"is_following": True}

    def get_initial(self) -> dict[str, Any]:
        one = self.recommendation
        return {"state": one.state, "state_note": one.state_note}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.recommendation
        words = Words(one.text, self.review.language, self.language)
        return super().get_context_data(**kwargs) | {"advised_words": words}

    def done(self, form: FollowForm) -> HttpResponse:
        """Say it."""
        joint_reviews_advice.follow(
            recommendation=self.recommendation,
            state=RecommendationState(form.cleaned_data["state"]),
            note=form.cleaned_data["state_note"],
            by=self.user,
            now=self.now,
        )
        return self.back(_("Saved."))
