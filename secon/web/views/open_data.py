"""Open data: the page for people, the catalogue for portals, and our extension of OCDS."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from secon.procurement import ocds
from secon.web.domain import catalog as catalogue
from secon.web.domain.catalog_forms import ENGLISH
from secon.web.interfaces import dcat

TURTLE, JSON_LD = "text/turtle", "application/ld+json"
FORMS = {"ttl": TURTLE, "jsonld": JSON_LD}


class OpenData(TemplateView):
    """Every data set that can be taken away, with how to cite it."""

    template_name = "web/open_data.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "datasets": catalogue.datasets(language=get_language() or ENGLISH),
            "today": timezone.localdate(),
            "here": self.request.build_absolute_uri(),
            "site": self.request.build_absolute_uri("/").rstrip("/"),
            "ocid_prefix": settings.SECON_OCID_PREFIX,
            "is_unregistered": settings.SECON_OCID_PREFIX == ocds.DEFAULT_PREFIX,
        }


@require_safe
def catalog(request: HttpRequest, form: str = "") -> HttpResponse:
    """The catalogue (DCAT-AP): JSON-LD or Turtle, by the address's ending or what is accepted."""
    if form and form not in FORMS:
        raise Http404
    kind = FORMS.get(form) or request.get_preferred_type([JSON_LD, TURTLE]) or JSON_LD
    made = catalogue.catalog(absolute=request.build_absolute_uri, today=timezone.localdate())
    write = dcat.turtle if kind == TURTLE else dcat.json_ld
    answer = HttpResponse(write(made), content_type=f"{kind}; charset=utf-8")
    answer["Vary"] = "Accept"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def ocds_extension(request: HttpRequest) -> JsonResponse:
    """What the extension is called and where it is described."""
    described = {"en": request.build_absolute_uri(reverse("web:open-data"))}
    return _open(ocds.EXTENSION | {"documentationUrl": described})


@require_safe
def ocds_extension_schema(_request: HttpRequest) -> JsonResponse:
    """What the extension adds to the schema of a release."""
    return _open(ocds.SCHEMA_PATCH)


def _open(said: dict[str, Any]) -> JsonResponse:
    answer = JsonResponse(said, json_dumps_params={"indent": 2})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
