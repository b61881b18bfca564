"""Market soundings: the buyer's pages, and the page on which a supplier answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from secon.kernel import files
from secon.opportunities.buyer_enums import Reply, SoundingState, WhyNot
from secon.opportunities.domain import (
    call_answers,
    call_demands,
    sounding_waves,
    soundings,
    supply_search,
)
from secon.opportunities.domain.supply_search import Found
from secon.opportunities.interfaces import sounding_rows
from secon.opportunities.interfaces.sounding_forms import DeclineForm, ReplyingForm, SoundingForm
from secon.opportunities.models import Invitation, Sounding
from secon.opportunities.views.buyers_base import Buying, Confirmed, Signed, tell
from secon.procurement.domain.zones import zone_of


def _deadline(sounding: Sounding) -> dict[str, Any]:
    """The deadline as clocks show it where the need is, and whose clocks."""
    zone = zone_of(sounding.nuts or sounding.country)
    return {
        "deadline": sounding.deadline.astimezone(zone),
        "zone": str(zone).replace("_", " "),
    }


class SoundingsView(Buying, TemplateView):
    """The soundings of the buyer's body."""

    template_name = "opportunities/buyers/soundings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = Sounding.objects.filter(buyer__user=self.user)
        return super().get_context_data(**kwargs) | {
            "soundings": [(one, _deadline(one)) for one in own[:200]],
            "may_ask": self.user.has_perm("opportunities.contact_supplier"),
        }


class NewSounding(Confirmed, FormView[SoundingForm]):
    """A new draft."""

    template_name = "opportunities/buyers/sounding_form.html"
    form_class = SoundingForm

    def get_initial(self) -> dict[str, Any]:
        profile = self.profile
        zone = str(zone_of(profile.nuts or profile.country))
        return {"language": profile.language, "zone": zone, "where": profile.town}

    def form_valid(self, form: SoundingForm) -> HttpResponse:
        try:
            made = soundings.draft(content=form.content(), by=self.user, now=self.now)
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        return redirect("opportunities:sounding", made.pk)

    def form_invalid(self, form: SoundingForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class OfSounding(Confirmed):
    """A page of one sounding of the buyer; there is none for others."""

    kwargs: dict[str, Any]

    @cached_property
    def sounding(self) -> Sounding:
        """The sounding of the address."""
        found = get_object_or_404(Sounding.objects.select_related("buyer"), pk=self.kwargs["pk"])
        if found.buyer_id != self.profile.pk:
            raise Http404
        return found

    def suppliers(self) -> tuple[Found, ...]:
        """Who suits it, the best first."""
        one = self.sounding
        need = call_demands.need(
            cpv=(one.cpv,), country=one.country, nuts=one.nuts, value_eur=one.value_eur
        )
        return supply_search.search(need, today=timezone.localdate()).found


class EditSounding(OfSounding, FormView[SoundingForm]):
    """A draft said anew."""

    template_name = "opportunities/buyers/sounding_form.html"
    form_class = SoundingForm

    def get_initial(self) -> dict[str, Any]:
        zone = str(zone_of(self.profile.nuts or self.profile.country))
        return SoundingForm.shown_of(self.sounding, zone)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"sounding": self.sounding}

    def form_valid(self, form: SoundingForm) -> HttpResponse:
        try:
            soundings.change(
                sounding=self.sounding, content=form.content(), by=self.user, now=self.now
            )
        except ValidationError as error:
            tell(form, error)
            return self.form_invalid(form)
        return redirect("opportunities:sounding", self.sounding.pk)

    def form_invalid(self, form: SoundingForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class SoundingView(OfSounding, TemplateView):
    """A sounding: its draft before it is sent, its answers afterwards."""

    template_name = "opportunities/buyers/sounding.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        one = self.sounding
        questions = list(one.questions.all())
        context = super().get_context_data(**kwargs) | {
            "sounding": one,
            "questions": questions,
            "is_draft": one.state == SoundingState.DRAFT,
            "is_running": one.state == SoundingState.SENT and one.deadline > self.now,
            **_deadline(one),
        }
        if one.state == SoundingState.DRAFT:
            suited = self.suppliers()
            reachable = sounding_waves.reachable([each.supplier.pk for each in suited])
            return context | {"suited": len(suited), "reachable": len(reachable)}
        found = sounding_rows.replied(one)
        return context | {
            "counts": sounding_waves.counts(one),
            "rows": sounding_rows.table(questions, found),
            "summaries": sounding_rows.summaries(questions, found),
        }

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Send, close or drop it."""
        common = {"sounding": self.sounding, "by": self.user, "now": self.now}
        action = request.POST.get("do")
        try:
            if action == "send":
                soundings.send(**common, suppliers=self.suppliers())
                messages.success(request, _("The sounding is on its way."))
            elif action == "close":
                soundings.close(**common)
                messages.success(request, _("The sounding is closed."))
            elif action == "drop":
                soundings.drop(**common)
                return redirect("opportunities:soundings")
            else:
                raise Http404
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("opportunities:sounding", self.sounding.pk)


class SoundingFile(OfSounding, View):
    """The answers to take away; ``kind`` is csv, xlsx or json."""

    kind = "csv"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """The file."""
        questions = list(self.sounding.questions.all())
        found = sounding_rows.replied(self.sounding)
        columns = sounding_rows.columns(questions)
        records = sounding_rows.records(questions, found)
        about = {"title": self.sounding.title} | {f"q{one.number}": one.text for one in questions}
        return files.answer(
            records, columns, kind=self.kind, name="sounding", about=about, key="answers"
        )


class InvitationView(Signed, View):
    """Where somebody who speaks for an invited enterprise answers or declines."""

    @cached_property
    def invitation(self) -> Invitation:
        """The invitation of the address; there is none for others."""
        chosen = Invitation.objects.select_related("sounding__buyer", "enterprise")
        found = get_object_or_404(chosen, pk=self.kwargs["pk"])
        if found.reply == Reply.WAITING or not call_answers.speaks_for(self.user, found.enterprise):
            raise Http404
        return found

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The questions, with what was answered before."""
        given = {one.question_id: one.value for one in self.invitation.answers.all()}
        questions = list(self.invitation.sounding.questions.all())
        initial = {f"q{one.number}": given.get(one.pk, "") for one in questions}
        return self._show(ReplyingForm(questions=questions, initial=initial), DeclineForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer, or decline; problems stand at their fields."""
        questions = list(self.invitation.sounding.questions.all())
        declining = request.POST.get("do") == "decline"
        replying = ReplyingForm(None if declining else request.POST, questions=questions)
        decline = DeclineForm(request.POST if declining else None)
        form: Any = decline if declining else replying
        if form.is_valid():
            try:
                if declining:
                    soundings.decline(
                        invitation=self.invitation,
                        why=WhyNot(decline.cleaned_data["why"]),
                        note=decline.cleaned_data["note"],
                        by=self.user,
                        now=self.now,
                    )
                else:
                    soundings.answer(
                        invitation=self.invitation,
                        values=replying.values(),
                        by=self.user,
                        now=self.now,
                    )
            except ValidationError as error:
                tell(form, error)
            else:
                messages.success(request, _("Thank you. Your reply is stored."))
                return redirect("opportunities:invitation", pk)
        return self._show(replying, decline, status=422)

    def _show(self, replying: Any, decline: Any, status: int = 200) -> HttpResponse:
        one = self.invitation.sounding
        context = {
            "invitation": self.invitation,
            "sounding": one,
            "body": None if one.anonymous else one.buyer,
            "replying": replying,
            "decline": decline,
            "is_running": one.state == SoundingState.SENT and one.deadline > self.now,
            **_deadline(one),
        }
        template = "opportunities/buyers/invitation.html"
        return render(self.request, template, context, status=status)
