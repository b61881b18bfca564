"""What buyers do with their calls, and suppliers with calls of others."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from secon.opportunities.buyer_enums import Reservation
from secon.opportunities.domain import advice, call_answers, call_demands, calls, supply_search
from secon.opportunities.domain.advice import Need
from secon.opportunities.interfaces import call_rows
from secon.opportunities.interfaces.call_forms import (
    AnswerForm,
    AwardForm,
    CallForm,
    FileForm,
    QuestionForm,
    ReasonForm,
    ReplyForm,
)
from secon.opportunities.models import CallAnswer, CallFile, CallQuestion, ShortCall
from secon.opportunities.views.buyers_base import Confirmed, Signed, reader_language, tell
from secon.opportunities.views.buyers_calls import kept_by, visible
from secon.procurement.domain.zones import zone_of


class OwnCalls(Confirmed, TemplateView):
    """The calls of the buyer's body, drafts too."""

    template_name = "opportunities/buyers/my_calls.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = reader_language()
        found = ShortCall.objects.filter(buyer=self.profile).order_by("-made_at", "-pk")
        shown = found.select_related("buyer").in_language(language)[:200]
        return super().get_context_data(**kwargs) | {
            "profile": self.profile,
            "rows": call_rows.rows(shown, language=language, now=self.now),
        }


class NewCall(Confirmed, FormView[CallForm]):
    """A new draft."""

    template_name = "opportunities/buyers/call_form.html"
    form_class = CallForm

    def get_initial(self) -> dict[str, Any]:
        profile = self.profile
        zone = str(zone_of(profile.nuts or profile.country))
        return {"language": profile.language, "zone": zone, "where": profile.town}

    def form_valid(self, form: CallForm) -> HttpResponse:
        try:
            call = calls.draft(content=form.content(), by=self.user, now=self.now)
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("The draft is stored. Nobody else sees it yet."))
        return redirect(call)

    def form_invalid(self, form: CallForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class OfOwnCall(Confirmed):
    """A page about one call of the buyer; there is none for others."""

    kwargs: dict[str, Any]

    @cached_property
    def call(self) -> ShortCall:
        """The call of the address."""
        chosen = ShortCall.objects.select_related("buyer")
        found: ShortCall = get_object_or_404(chosen, pk=self.kwargs["pk"])
        if found.buyer_id != self.profile.pk:
            raise Http404
        return found


class EditCall(OfOwnCall, FormView[CallForm]):
    """A draft said anew."""

    template_name = "opportunities/buyers/call_form.html"
    form_class = CallForm

    def get_initial(self) -> dict[str, Any]:
        return CallForm.shown_of(self.call)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"call": self.call}

    def form_valid(self, form: CallForm) -> HttpResponse:
        try:
            calls.change(call=self.call, content=form.content(), by=self.user, now=self.now)
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, _("The draft is stored."))
        return redirect(self.call)

    def form_invalid(self, form: CallForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class CheckCall(OfOwnCall, TemplateView):
    """Before publishing: what suppliers there are, and whether a reservation is wise."""

    template_name = "opportunities/buyers/call_check.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        call = self.call
        demand = call_demands.demand_of(call)
        found = supply_search.search(demand, today=timezone.localdate())
        need = Need(demand.value_eur, call.months or advice.MONTHS_A_YEAR)
        advised = advice.advise(need=need, suppliers=found.able(), near=found.near)
        reserved = Reservation(call.reserved)
        numbers = advice.thresholds()
        qualified = None if reserved is Reservation.NONE else advised.whole.under(reserved)
        return super().get_context_data(**kwargs) | {
            "call": call,
            "advised": advised,
            "qualified": qualified,
            "is_thin": qualified is not None and qualified.yes < numbers.reserve_lot,
            "numbers": numbers,
            "may_publish": self.user.has_perm("opportunities.publish_call", call),
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Publish it."""
        try:
            calls.publish(call=self.call, by=self.user, now=self.now)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self.call)
        messages.success(request, _("The call is published. Suited enterprises will be told."))
        return redirect(self.call)


class CallAction(OfOwnCall, View):
    """One click on the page of an own call: close or drop it."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it, and say so."""
        doing: dict[str, Callable[[], object]] = {
            "close": lambda: calls.close(call=self.call, by=self.user, now=self.now),
            "drop": lambda: calls.drop(call=self.call, by=self.user, now=self.now),
        }
        action = request.POST.get("do", "")
        if action not in doing:
            raise Http404
        try:
            doing[action]()
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(self.call)
        messages.success(request, _("Done."))
        return redirect("opportunities:my_calls") if action == "drop" else redirect(self.call)


class OneForm(OfOwnCall, FormView[forms.Form], ABC):
    """A short form about an own call."""

    template_name = "opportunities/buyers/call_step.html"
    title: Any = ""
    button: Any = ""
    said: Any = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "call": self.call,
            "title": self.title,
            "button": self.button,
        }

    @abstractmethod
    def do(self, form: Any) -> None:
        """The verb."""

    def form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            self.do(form)
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        messages.success(self.request, str(self.said))
        return redirect(self.call)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class AwardCall(OneForm):
    """To whom it went."""

    form_class = AwardForm

    def get_form_kwargs(self) -> dict[str, Any]:
        sealed = not call_answers.can_read(self.user, self.call, self.now)
        return super().get_form_kwargs() | {"call": self.call, "sealed": sealed}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"title": _("To whom was it awarded?"), "button": _("Publish the award")}
        return super().get_context_data(**kwargs) | words

    def do(self, form: Any) -> None:
        """Award it."""
        calls.award(call=self.call, award=form.award(), by=self.user, now=self.now)
        self.said = _("The award is published.")


class CancelCall(OneForm):
    """Ended without an award."""

    form_class = ReasonForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"title": _("Cancel this call"), "button": _("Cancel the call")}
        return super().get_context_data(**kwargs) | words

    def do(self, form: Any) -> None:
        """Cancel it."""
        reason = form.cleaned_data["reason"]
        calls.cancel(call=self.call, by=self.user, now=self.now, reason=reason)
        self.said = _("The call is cancelled.")


class AddFile(OneForm):
    """A document for a draft."""

    form_class = FileForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"title": _("Add a file"), "button": _("Add the file")}
        return super().get_context_data(**kwargs) | words

    def do(self, form: Any) -> None:
        """Add it."""
        document = form.cleaned_data["file"]
        calls.add_file(call=self.call, document=document, by=self.user, now=self.now)
        self.said = _("The file is added.")


class DropFile(OfOwnCall, View):
    """Take a document off a draft."""

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Do it."""
        file = get_object_or_404(CallFile, pk=kwargs["file"], call=self.call, answer=None)
        calls.drop_file(file=file, by=self.user, now=self.now)
        messages.success(request, _("The file is taken off."))
        return redirect(self.call)


class ReplyToQuestion(OneForm):
    """The buyer's answer to a question."""

    form_class = ReplyForm

    @cached_property
    def question(self) -> CallQuestion:
        """The question of the address."""
        return get_object_or_404(CallQuestion, pk=self.kwargs["question"], call=self.call)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = {"title": _("Answer a question"), "button": _("Publish the answer")}
        return super().get_context_data(**kwargs) | words | {"question": self.question}

    def do(self, form: Any) -> None:
        """Answer it."""
        answer = form.cleaned_data["answer"]
        call_answers.reply(question=self.question, answer=answer, by=self.user, now=self.now)
        self.said = _("The answer is published.")


class Answers(OfOwnCall, TemplateView):
    """What was sent in, once it may be read."""

    template_name = "opportunities/buyers/answers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = call_answers.answers_for(call=self.call, by=self.user, now=self.now)
        return super().get_context_data(**kwargs) | {"call": self.call, "answers": list(found)}


class AskAboutCall(Signed, View):
    """A question of anybody with an account."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask it; problems come back with what was written."""
        call, form = visible(request, pk), QuestionForm(request.POST)
        if form.is_valid():
            try:
                call_answers.ask(
                    call=call,
                    text=form.cleaned_data["text"],
                    language=reader_language(),
                    by=self.user,
                    now=self.now,
                )
            except ValidationError as error:
                tell(form, error)
            else:
                messages.success(request, _("Your question is sent. The answer appears here."))
                return redirect(call)
        words = {"title": _("Ask the buyer"), "button": _("Send the question")}
        context = {"form": form, "call": call, **words}
        return render(request, "opportunities/buyers/call_step.html", context, status=422)


class AnswerCall(Signed, View):
    """An enterprise's answer."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Send it in; problems come back with what was written."""
        call = visible(request, pk)
        form = AnswerForm(request.POST, request.FILES, enterprises=kept_by(self.user))
        if form.is_valid():
            try:
                call_answers.send_in(
                    call=call,
                    enterprise=form.cleaned_data["enterprise"],
                    offer=form.offer(),
                    by=self.user,
                    now=self.now,
                )
            except ValidationError as error:
                tell(form, error)
            else:
                messages.success(request, _("Your answer is sent in."))
                return redirect(call)
        words = {"title": _("Answer this call"), "button": _("Send the answer")}
        context = {"form": form, "call": call, **words}
        return render(request, "opportunities/buyers/call_step.html", context, status=422)


class WithdrawAnswer(Signed, View):
    """An answer taken back by the enterprise that sent it."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it."""
        chosen = CallAnswer.objects.select_related("call", "enterprise")
        answer = get_object_or_404(chosen, pk=pk, enterprise__in=kept_by(self.user))
        try:
            call_answers.withdraw(answer=answer, by=self.user, now=self.now)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, _("Your answer is taken back and deleted."))
        return redirect(answer.call)
