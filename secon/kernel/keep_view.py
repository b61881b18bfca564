"""Where open forms write to while somebody types."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import time_format
from django.views import csrf
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from secon.kernel import drafts, presence
from secon.kernel.keeping import GO_ON, keep_posted
from secon.kernel.slots import Slot


@method_decorator([never_cache, csrf_exempt], name="dispatch")
class KeepView(View):
    """``kept_do``: ``keep`` what is typed, ``seen`` (the form is open), ``drop`` the draft.

    The slot is signed for a person, so it also stands for the token against forged requests, which
    a sign-in in another tab replaces; the answer brings the new one. After the end of a session its page may still keep what that
    person typed, but nothing is read or thrown away.
    """

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """JSON for a script; a redirect back to the form after ``drop``."""
        slot = Slot.read(request.POST.get("kept_slot"))
        if slot is None:
            return HttpResponse(status=400)
        if request.user.is_authenticated and request.user.pk != slot.user:
            return HttpResponse(status=403)
        do = request.POST.get("kept_do")
        if do == "drop":
            if request.user.is_authenticated:
                drafts.throw_away(user_id=slot.user, form=slot.form, key=slot.key)
            return redirect(slot.path)
        now = timezone.localtime()
        said: dict[str, Any] = {
            "signed_out": not request.user.is_authenticated,
            "csrf": get_token(request),
        }
        if do == "keep":
            is_kept = keep_posted(slot, request.POST)
            if not is_kept:
                return JsonResponse(said | {"too_large": True}, status=413)
            said["at"] = time_format(now, "TIME_FORMAT")
        if slot.target_id and request.user.is_authenticated:
            found = presence.come(
                user_id=slot.user, target=slot.target, target_id=slot.target_id, now=now
            )
            said["others"] = [one.said for one in found]
        return JsonResponse(said)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponseBase:
    """A form whose page is older than the last sign-in: keep what was typed and show it again."""
    slot = Slot.read(request.POST.get("kept_slot"))
    if slot is None or (request.user.is_authenticated and request.user.pk != slot.user):
        return csrf.csrf_failure(request, reason)
    keep_posted(slot, request.POST)
    return redirect(f"{slot.path}?kept={GO_ON}")
