"""Pages behind the links of letters: confirm an entry, start and stop a subscription."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, View
from ninja.throttling import AnonRateThrottle

from secon.enterprises.domain import changes, freshness, subscriptions
from secon.enterprises.domain.freshness import LinkError
from secon.enterprises.domain.subscriptions import SubscriptionError
from secon.enterprises.enums import ChangeKind
from secon.enterprises.interfaces.chips import active_filters
from secon.enterprises.interfaces.reader_forms import CorrectionForm, SubscribeForm
from secon.enterprises.interfaces.requests import asked
from secon.enterprises.models import ConfirmationLink, Enterprise
from secon.kernel.addresses import tidied

LETTERS = "6/h"


class LetterLimit(AnonRateThrottle):
    """How many addresses one reader may type: each gets a letter."""

    scope = "enterprise_letters"


def letters_page(request: HttpRequest) -> subscriptions.Address:
    """Where the link of a letter leads."""

    def address(language: str, token: str) -> str:
        with translation.override(language):
            return request.build_absolute_uri(reverse("enterprises:letters", args=[token]))

    return address


class SubscribeView(FormView[SubscribeForm]):
    """Asks for an address for letters about the list in the page's own query."""

    template_name = "enterprises/subscriptions/subscribe.html"
    form_class = SubscribeForm

    @cached_property
    def query(self) -> QueryDict:
        """The list, without what only names a page of it."""
        found = tidied(self.request.GET)
        for name in ("page", "after", "before", "sort"):
            found.pop(name, None)
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = get_language() or "en"
        ask = asked(self.query, now=timezone.now(), language=language)
        return super().get_context_data(**kwargs) | {
            "filters": active_filters(ask.form, ask.readable, ask.place, language=language),
            "query": ask.readable.urlencode(),
        }

    def form_valid(self, form: SubscribeForm) -> HttpResponse:
        if not LetterLimit(LETTERS).allow_request(self.request):
            form.add_error(None, _("That was too often. Please try again in an hour."))
            return self.form_invalid(form)
        subscriptions.ask(
            email=form.cleaned_data["email"],
            query=self.query.urlencode(),
            language=get_language() or "en",
            now=timezone.now(),
            confirm_at=letters_page(self.request),
        )
        messages.success(
            self.request, _("We have written to you. Open the link in the letter to start.")
        )
        return redirect(f"{reverse('enterprises:list')}?{self.query.urlencode()}")


@method_decorator([never_cache, csrf_exempt], name="dispatch")  # the signed link is the key
class LettersView(View):
    """Starts and stops one subscription; a mail program may stop it by itself (RFC 8058)."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        """What the link is about, with one button."""
        try:
            found = subscriptions.of_token(token)
        except SubscriptionError:
            return render(request, "enterprises/subscriptions/gone.html", status=404)
        return render(
            request,
            "enterprises/subscriptions/letters.html",
            {"subscription": found, "token": token},
        )

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        """``action=start``, or the end of the letters."""
        try:
            if request.POST.get("action") == "start":
                found = subscriptions.confirm(token=token, now=timezone.now())
                said = _("The letters begin. At most one a week.")
            else:
                found = subscriptions.stop(token=token)
                said = _("The letters have stopped and your address is deleted.")
        except SubscriptionError:
            return render(request, "enterprises/subscriptions/gone.html", status=404)
        messages.success(request, said)
        return redirect(f"{reverse('enterprises:list')}?{found.query}")


@method_decorator(never_cache, name="dispatch")
class ConfirmView(FormView[CorrectionForm]):
    """Shows what we hold of an entry; one button says it is right, the form corrects it."""

    template_name = "enterprises/freshness/confirm.html"
    form_class = CorrectionForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The page, or why the link does not work."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except LinkError as error:
            status = 404 if error.reason == "unknown" else 410
            context = {"reason": error.reason}
            return render(request, "enterprises/freshness/no_link.html", context, status=status)

    @cached_property
    def link(self) -> ConfirmationLink:
        """The letter behind the address. Raises ``LinkError``."""
        return freshness.link_of(self.kwargs["token"], timezone.now())

    def get_initial(self) -> dict[str, Any]:
        return {name: getattr(self.link.enterprise, name) for name in CorrectionForm.FIELDS}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        language = get_language() or "en"
        return super().get_context_data(**kwargs) | {
            "enterprise": self.link.enterprise,
            "statuses": self.link.enterprise.statuses.all(),
            "subject": freshness.subject_of(self.link.about, language),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """``action=confirm`` or ``action=correct``."""
        if request.POST.get("action") != "confirm":
            return super().post(request, *args, **kwargs)
        enterprise = freshness.confirm(token=kwargs["token"], now=timezone.now())
        return self.thanks(
            enterprise, _("Thank you. We note that your entry is right as of today.")
        )

    def form_valid(self, form: CorrectionForm) -> HttpResponse:
        now = timezone.now()
        with transaction.atomic():
            enterprise = freshness.use_for_correction(token=self.kwargs["token"], now=now)
            changes.propose(
                enterprise=enterprise,
                content=form.corrections(),
                kind=ChangeKind.CONFIRMATION,
                by=None,
                now=now,
                note=form.cleaned_data["note"],
            )
        return self.thanks(
            enterprise, _("Thank you. Your region looks at the correction before it is shown.")
        )

    def thanks(self, enterprise: Enterprise, said: str) -> HttpResponse:
        """Back to the entry; the link is used up."""
        messages.success(self.request, said)
        return redirect(enterprise)
