"""Bidding together: choose whom to ask, read a question, answer it, take it back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import TemplateView

from secon.enterprises.domain.directory import Criteria
from secon.enterprises.domain.queries import found as in_directory
from secon.enterprises.models import Enterprise, Steward
from secon.opportunities.domain import offered, sharing
from secon.opportunities.interfaces.enterprise_forms import AnswerForm, AskForm
from secon.opportunities.interfaces.enterprise_joint import letter, title_of, views_of
from secon.opportunities.interfaces.enterprise_rows import rows
from secon.opportunities.models import JointBid
from secon.opportunities.views.enterprise import reader_language
from secon.opportunities.views.enterprise_one import AboutOne
from secon.people.models import User

SHOWN = 10


class ShareView(AboutOne, TemplateView):
    """Find an enterprise that somebody speaks for, and ask it."""

    template_name = "opportunities/enterprise/share.html"
    form: AskForm | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = reader_language()
        found = offered.one(self.enterprise, self.key, language=language)
        if found is None:
            raise Http404(_("There is no such opportunity any more."))
        shown = rows(
            [found], enterprise=self.enterprise, language=language, now=self.now, with_reasons=False
        )
        words = self.request.GET.get("q", "")[:100].strip()
        chosen = self._chosen()
        return super().get_context_data(**kwargs) | {
            "enterprise": self.enterprise,
            "row": shown[0],
            "words": words,
            "results": self._results(words) if words and not chosen else [],
            "chosen": chosen,
            "form": self.form or AskForm(initial={"asked": chosen.pk if chosen else None}),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask, or say at the form why not."""
        self.form = AskForm(request.POST)
        if self.form.is_valid():
            asked = get_object_or_404(
                Enterprise.objects.listed(), pk=self.form.cleaned_data["asked"]
            )
            try:
                sharing.ask(
                    asking=self.enterprise,
                    asked=asked,
                    kind=self.key[0],
                    demand=self.key[1],
                    note=self.form.cleaned_data["note"],
                    by=self.user,
                    now=self.now,
                    compose=letter,
                )
            except ValidationError as error:
                _tell(self.form, error)
            else:
                messages.success(request, _("Asked. You see the answer here."))
                return redirect(f"{self.own_url()}#together")
        return self.render_to_response(self.get_context_data(), status=422)

    def _chosen(self) -> Enterprise | None:
        wanted = self.request.POST.get("asked") or self.request.GET.get("asked", "")
        if not wanted.isdecimal():
            return None
        return Enterprise.objects.listed().filter(pk=int(wanted[:18])).first()

    def _results(self, words: str) -> list[Enterprise]:
        """Listed enterprises of that name that somebody speaks for: only they can answer."""
        spoken_for = Steward.objects.filter(ended_at=None).exclude(enterprise=self.enterprise)
        keys = frozenset(spoken_for.values_list("enterprise", flat=True))
        criteria = Criteria(day=timezone.localdate(self.now), words=words, pks=keys)
        answer = in_directory(replace(criteria, language=reader_language()))
        pks = [row.pk for row in answer.rows[:SHOWN]]
        known = Enterprise.objects.listed().in_bulk(pks)
        return [known[pk] for pk in pks if pk in known]


@method_decorator(never_cache, name="dispatch")
class JointView(LoginRequiredMixin, TemplateView):
    """One question, for those who speak for either side."""

    template_name = "opportunities/enterprise/joint.html"
    form: AnswerForm | None = None
    question: JointBid
    own: Enterprise

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find the reader's side; nobody else learns whether there is a question."""
        if request.user.is_authenticated:
            rows_ = JointBid.objects.select_related("asking", "asked", "asked_by", "answered_by")
            self.question = get_object_or_404(rows_, pk=self.kwargs["pk"])
            sides = (self.question.asked, self.question.asking)
            mine = [side for side in sides if request.user.has_perm("opportunities.view_own", side)]
            if not mine:
                raise Http404(_("There is no such page for you."))
            self.own = mine[0]
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = title_of(self.question, reader_language())
        return super().get_context_data(**kwargs) | {
            "enterprise": self.own,
            "question": views_of([self.question], own=self.own)[0],
            "title": title,
            "one_url": reverse("opportunities:one", args=[self.own.pk, *self.question.key])
            if title
            else "",
            "form": self.form or AnswerForm(),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """``action``: accept, decline or withdraw."""
        user, now = cast("User", request.user), timezone.now()
        action = request.POST.get("action", "")
        self.form = AnswerForm(request.POST)
        if action not in {"accept", "decline", "withdraw"}:
            raise Http404(_("There is no such step."))
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data(), status=422)
        try:
            if action == "withdraw":
                sharing.withdraw(question=self.question, by=user, now=now)
                messages.success(request, _("Your question is taken back."))
                return redirect("opportunities:own", self.own.pk)
            verb = sharing.accept if action == "accept" else sharing.decline
            answer = self.form.cleaned_data["answer"]
            verb(question=self.question, by=user, now=now, answer=answer, compose=letter)
        except ValidationError as error:
            _tell(self.form, error)
            return self.render_to_response(self.get_context_data(), status=422)
        messages.success(request, _("Your answer is sent."))
        return redirect("opportunities:joint", self.question.pk)


def _tell(form: AskForm | AnswerForm, error: ValidationError) -> None:
    """Put what a verb refused at its visible field, or above the form."""
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for field, said in found.items():
        shown = field in form.fields and not form.fields[field].widget.is_hidden
        form.add_error(field if shown else None, said)
