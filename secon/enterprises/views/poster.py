"""An enterprise on paper."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.throttling import AnonRateThrottle

from secon.enterprises.domain.posters import poster
from secon.enterprises.interfaces.poster import poster_data
from secon.enterprises.interfaces.profile import page_of
from secon.enterprises.views.profile import Public

FILES = "12/m"


class PosterLimit(AnonRateThrottle):
    """How many posters one reader has made: each keeps a process busy for a while."""

    scope = "enterprise_posters"


class Poster(Public):
    """A4 as PDF, in the reader's language."""

    def get(self, request: HttpRequest, **kwargs: object) -> HttpResponse:
        """The file, or 429 in plain words."""
        if not PosterLimit(FILES).allow_request(request):
            said = _("That was too often in a short time")
            wait = {"Retry-After": "60"}
            return HttpResponse(said, status=429, content_type="text/plain", headers=wait)
        page = page_of(self.profile(), language=self.language, now=timezone.now())
        made = poster(poster_data(page, address=self.address(), language=self.language))
        answer = HttpResponse(made, content_type="application/pdf")
        name = f"{self.enterprise.slug}-{self.language}.pdf"
        answer["Content-Disposition"] = f'inline; filename="{name}"'
        return answer
