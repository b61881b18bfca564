"""Letters about opportunities: the choice, past letters, and the link that stops them."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, TemplateView, View

from secon.opportunities.domain import digests, wishes
from secon.opportunities.domain.addresses import confirmed_address
from secon.opportunities.interfaces.enterprise_forms import WishForm
from secon.opportunities.interfaces.enterprise_letters import parts_of_letter
from secon.opportunities.views.enterprise import reader_language
from secon.people.models import User

SHOWN = 20


@method_decorator(never_cache, name="dispatch")
class LettersView(LoginRequiredMixin, FormView[WishForm]):
    """How often letters come; what was sent before."""

    template_name = "opportunities/enterprise/wish.html"
    form_class = WishForm

    @property
    def user(self) -> User:
        """Whoever asks."""
        return cast("User", self.request.user)

    def get_initial(self) -> dict[str, Any]:
        wish = wishes.of(self.user)
        if wish is None:
            return {"frequency": "never", "language": reader_language()}
        return {"frequency": wish.frequency, "language": wish.language}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "kept": wishes.kept_by(self.user),
            "wish": wishes.of(self.user),
            "confirmed": confirmed_address(self.user),
            "letters": digests.of(self.user)[:SHOWN],
            "most_refusals": digests.MOST_REFUSALS,
        }

    def form_valid(self, form: WishForm) -> HttpResponse:
        now = timezone.now()
        if form.cleaned_data["frequency"] == "never":
            wishes.stop(user=self.user, by=self.user, now=now)
            messages.success(self.request, _("You get no letters."))
            return redirect("opportunities:letters")
        try:
            wishes.ask(user=self.user, by=self.user, now=now, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.form_invalid(form)
        except PermissionDenied:
            form.add_error(None, _("Letters are for those who speak for a listed enterprise."))
            return self.form_invalid(form)
        messages.success(
            self.request, _("Letters come as you chose. Each has a link that stops them.")
        )
        return redirect("opportunities:letters")


@method_decorator(never_cache, name="dispatch")
class LetterView(LoginRequiredMixin, TemplateView):
    """What one letter told, for its reader alone: also when it got lost on the way."""

    template_name = "opportunities/enterprise/letter.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = cast("User", self.request.user)
        found = digests.of(user).filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404(_("There is no such letter."))
        now = timezone.now()
        digests.note_opened(digest=found.pk, by=user, now=now)
        return super().get_context_data(**kwargs) | {
            "letter": found,
            "parts": parts_of_letter(found, language=reader_language(), now=now),
        }


@method_decorator([never_cache, csrf_exempt], name="dispatch")  # the signed link is the key
class StopView(View):
    """Stops the letters of whoever got the link; a mail program may do so itself (RFC 8058)."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """One button."""
        user = wishes.user_of(token)
        if user is None or wishes.of(user) is None:
            return render(request, "opportunities/enterprise/no_letters.html", status=404)
        return render(request, "opportunities/enterprise/stop.html")

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """The end of the letters."""
        user = wishes.user_of(token)
        if user is None:
            return render(request, "opportunities/enterprise/no_letters.html", status=404)
        wishes.stop(user=user, by=None, now=timezone.now())
        return render(request, "opportunities/enterprise/no_letters.html")
