"""The page of one enterprise, and what a reader takes away from it."""

from typing import Any

from csp.constants import NONCE
from csp.decorators import csp_update
from django.contrib.auth.mixins import LoginRequiredMixin
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from secon.enterprises.domain import profiles
from secon.enterprises.domain.directory.zones import zone_of
from secon.enterprises.domain.profiles import Profile
from secon.enterprises.enums import PUBLIC_STATES
from secon.enterprises.interfaces import embeds, jsonld
from secon.enterprises.interfaces.calendar import hours_calendar
from secon.enterprises.interfaces.poster import qr_code
from secon.enterprises.interfaces.profile import page_of
from secon.enterprises.interfaces.profile_history import versions_of
from secon.enterprises.models import Enterprise

SAVED = "max-age=3600"


class One(View):
    """Something about one enterprise that the reader may see; 404 otherwise."""

    enterprise: Enterprise
    language: str

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.language = get_language() or "en"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Find it; an address with another name leads to the present one."""
        found = profiles.find(self.kwargs["pk"], self.language)
        if found is None or not self.may_see(found):
            raise Http404(_("There is no such enterprise."))
        self.enterprise = found
        slug = self.kwargs.get("slug", found.slug)
        if slug != found.slug:
            path = request.get_full_path().replace(
                f"/{found.pk}/{slug}/", f"/{found.pk}/{found.slug}/", 1
            )
            return redirect(path, permanent=True)
        return super().dispatch(request, *args, **kwargs)

    def may_see(self, enterprise: Enterprise) -> bool:
        """Who sees the page."""
        return self.request.user.has_perm("enterprises.view_enterprise", enterprise)

    def profile(self) -> Profile:
        """With everything that hangs on it."""
        today = timezone.localdate()
        return profiles.read(self.enterprise, language=self.language, today=today)

    def address(self) -> str:
        """The page's own address, in full."""
        return self.request.build_absolute_uri(self.enterprise.get_absolute_url())


class Short(One):
    """The address without a name, as it is printed: leads to the page."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The page's own address."""
        return redirect(self.enterprise)


class Public(One):
    """Only of what the directory lists: nothing to take away of an entry that waits or has ended."""

    def may_see(self, enterprise: Enterprise) -> bool:
        return enterprise.state in PUBLIC_STATES


@method_decorator(csp_update({"script-src": [NONCE]}), name="dispatch")
class Detail(One, TemplateView):
    """The page. What only some may see is left out for others, and kept by nobody on the way."""

    template_name = "enterprises/profile/detail.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page."""
        answer: HttpResponse = super().get(request, *args, **kwargs)
        if request.user.is_authenticated:
            add_never_cache_headers(answer)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now, profile = timezone.now(), self.profile()
        page = page_of(profile, language=self.language, now=now)
        may = self._may()
        described = jsonld.described(profile, language=self.language, url=self.address())
        return super().get_context_data(**kwargs) | {
            "page": page,
            "enterprise": self.enterprise,
            "may": may,
            "contacts": profiles.contacts(self.enterprise) if may["contact"] else [],
            "address": self.address(),
            "described": jsonld.script_text(described),
            "slug": self.enterprise.slug,
            "embed_code": self._embed_code(),
        }

    def _embed_code(self) -> str:
        """To paste into another site; "" where no partner could allow it."""
        frame = embeds.frame_of_one(self.enterprise, self.language)
        if frame is None:
            return ""
        return embeds.code(self.request.build_absolute_uri(frame.path), frame.title, frame.size)

    def _may(self) -> dict[str, bool]:
        """What this reader may do; nobody is asked about anonymous readers."""
        user, one = self.request.user, self.enterprise
        if not user.is_authenticated:
            return dict.fromkeys(("claim", "propose", "change", "contact"), False)
        propose = user.has_perm("enterprises.propose_enterprise", one)
        return {
            "claim": user.has_perm("enterprises.claim_enterprise", one),
            "propose": propose,
            "change": user.has_perm("enterprises.publish_enterprise", one),
            "contact": propose,
        }


class History(LoginRequiredMixin, One, TemplateView):
    """Every public version of an entry, for those who clear it."""

    template_name = "enterprises/profile/history.html"

    def may_see(self, enterprise: Enterprise) -> bool:
        """Only the region and those who run all."""
        return self.request.user.has_perm("enterprises.publish_enterprise", enterprise)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "enterprise": self.enterprise,
            "versions": versions_of(self.enterprise),
        }


class Calendar(Public):
    """The opening hours as a calendar file."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The file; 404 where the hours are unknown."""
        one = self.enterprise
        week = profiles.hours_of(one)
        if not week:
            raise Http404(_("The opening hours are unknown."))
        title = one.best(self.language, "name")["name"]
        data = hours_calendar(
            week,
            key=f"enterprise-{one.pk}",
            title=_("%(name)s: open") % {"name": title},
            place=", ".join(filter(None, (one.street, f"{one.postal_code} {one.town}".strip()))),
            url=self.address(),
            zone=zone_of(one.nuts or one.country),
            language=self.language,
            now=timezone.now(),
        )
        answer = HttpResponse(data, content_type="text/calendar; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{one.slug}.ics"'
        return answer


class QrCode(Public):
    """The page's address as a QR code."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """SVG."""
        answer = HttpResponse(qr_code(self.address()), content_type="image/svg+xml")
        answer["Cache-Control"] = SAVED
        return answer


class Described(Public):
    """schema.org as JSON-LD."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The same as in the page."""
        described = jsonld.described(self.profile(), language=self.language, url=self.address())
        return JsonResponse(
            described,
            content_type="application/ld+json",
            json_dumps_params={"ensure_ascii": False, "indent": 1},
        )
