"""One opportunity as an enterprise sees it, and what it decides about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from secon.opportunities.domain import decisions, digests, offered, paths, sharing
from secon.opportunities.domain.demands import Key
from secon.opportunities.enterprise_enums import Step
from secon.opportunities.enums import DemandKind
from secon.opportunities.interfaces.enterprise_forms import HideForm, WonForm
from secon.opportunities.interfaces.enterprise_joint import views_of
from secon.opportunities.interfaces.enterprise_rows import rows
from secon.opportunities.views.enterprise import Own, reader_language

MOST_KEY = 2**63 - 1  # that a database takes
DONE = {
    "save": gettext_lazy("Saved. Its deadline is in your calendar."),
    "unsave": gettext_lazy("Taken out of the saved ones."),
    "hide": gettext_lazy("It leaves your list, and your reason improves what is shown next."),
    "bid": gettext_lazy("Noted that you sent a bid."),
    "won": gettext_lazy("Noted that you won. Congratulations!"),
    "lost": gettext_lazy("Noted that another won."),
    "undo": gettext_lazy("The last step is undone."),
}


class AboutOne(Own):
    """Something about one demand."""

    key: Key

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """A kind nobody knows is no page."""
        kind = self.kwargs["kind"]
        if kind not in DemandKind.values or self.kwargs["demand"] > MOST_KEY:
            raise Http404(_("There is no such opportunity."))
        self.key = (kind, self.kwargs["demand"])
        return super().dispatch(request, *args, **kwargs)

    def own_url(self) -> str:
        """The page of the demand."""
        return reverse("opportunities:one", args=[self.enterprise.pk, *self.key])

    def after(self) -> str:
        """Where the form wants to go on, if that is here."""
        wanted = self.request.POST.get("next", "")
        here = self.request.get_host()
        if url_has_allowed_host_and_scheme(wanted, {here}, require_https=self.request.is_secure()):
            return wanted
        return self.own_url()


class OneView(AboutOne, TemplateView):
    """The page: reasons, who may take part, what was decided, who bids along."""

    template_name = "opportunities/enterprise/one.html"
    hide_form: HideForm | None = None
    won_form: WonForm | None = None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = reader_language()
        found = offered.one(self.enterprise, self.key, language=language)
        if found is None:
            raise Http404(_("There is no such opportunity any more."))
        if self.request.method == "GET":
            self._note()
        shown = rows([found], enterprise=self.enterprise, language=language, now=self.now)[0]
        questions = sharing.about(self.enterprise, *self.key)
        return super().get_context_data(**kwargs) | {
            "enterprise": self.enterprise,
            "one": found,
            "row": shown,
            "here": self.request.path,
            "hide_form": self.hide_form or HideForm(),
            "won_form": self.won_form or WonForm(),
            "questions": views_of(questions, own=self.enterprise),
        }

    def _note(self) -> None:
        """That the page was opened, and the letter that led here."""
        paths.note(enterprise=self.enterprise.pk, keys=[self.key], step=Step.VIEWED, now=self.now)
        if (letter := self.request.GET.get("letter", "")).isdecimal():
            digests.note_opened(digest=int(letter[:18]), by=self.user, now=self.now)


class DecideView(OneView):
    """Takes one decision by ``action``; a problem is shown on the page of the demand."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save, unsave, hide, bid, won, lost or undo."""
        action = request.POST.get("action", "")
        if action not in DONE:
            raise Http404(_("There is no such step."))
        try:
            done = self._take(action)
        except ValidationError as error:
            return self._refused(action, error)
        if not done:
            return self.render_to_response(self.get_context_data(), status=422)
        if action != "hide" or "next" not in request.POST:
            messages.success(request, str(DONE[action]))
            return redirect(self.after())
        said = f"{self.key[0]}-{self.key[1]}"
        after = self.after()
        joint = "&" if "?" in after else "?"
        return redirect(f"{after}{joint}said={said}#said")

    def _take(self, action: str) -> bool:
        """False: the form says what is wrong."""
        about: dict[str, Any] = {
            "enterprise": self.enterprise,
            "kind": self.key[0],
            "demand": self.key[1],
            "by": self.user,
            "now": self.now,
        }
        if action == "hide":
            self.hide_form = HideForm(self.request.POST)
            if not self.hide_form.is_valid():
                return False
            decisions.hide(**about, **self.hide_form.cleaned_data)
        elif action == "won":
            self.won_form = WonForm(self.request.POST)
            if not self.won_form.is_valid():
                return False
            decisions.won(**about, **self.won_form.cleaned_data)
        else:
            getattr(decisions, action)(**about)
        return True

    def _refused(self, action: str, error: ValidationError) -> HttpResponse:
        """What the verb refused: at its field, or above the page."""
        form = {"hide": self.hide_form, "won": self.won_form}.get(action)
        if form is not None and hasattr(error, "error_dict"):
            for field, messages_ in error.message_dict.items():
                form.add_error(field if field in form.fields else None, messages_)
            return self.render_to_response(self.get_context_data(), status=422)
        for said in error.messages:
            messages.error(self.request, said)
        return redirect(self.after())
