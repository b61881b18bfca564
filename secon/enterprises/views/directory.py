"""The directory of social enterprises beside its map."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from secon.enterprises.domain import queries
from secon.enterprises.domain.directory import PAGE, Box, Result, Sort
from secon.enterprises.interfaces import facets, maps, wording
from secon.enterprises.interfaces.addresses import changed, paged, tidied
from secon.enterprises.interfaces.alternatives import Alternative, alternatives
from secon.enterprises.interfaces.cards import cards
from secon.enterprises.interfaces.chips import active_filters
from secon.enterprises.interfaces.filters import DegreesField
from secon.enterprises.interfaces.readings import place_read, words_read
from secon.enterprises.interfaces.requests import (
    EXAMPLES_COOKIE,
    HIDDEN,
    Asked,
    asked_by,
    examples_hidden,
)
from secon.enterprises.interfaces.titles import title

YEAR = 365 * 24 * 3600  # seconds
MAP_SECONDS = 60


class DirectoryView(TemplateView):
    """Enterprises that meet the filters, a page at a time, with the counts of every filter."""

    template_name = "enterprises/directory.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; what the form sends needlessly leaves the address, so that it can be shared."""
        tidy = tidied(request.GET).urlencode()
        address = f"{request.path}?{tidy}" if tidy else request.path
        if request.headers.get("HX-Request"):
            request.GET = QueryDict(tidy)
            answer: HttpResponse = super().get(request, *args, **kwargs)
            answer["HX-Push-Url"] = address
        elif tidy != request.GET.urlencode():
            answer = redirect(address)
        else:
            answer = super().get(request, *args, **kwargs)
        patch_vary_headers(answer, ["HX-Request", "Cookie"])
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the template shows; the number of queries does not depend on the rows."""
        query, language, today = self.request.GET, get_language() or "en", timezone.localdate()
        ask = asked_by(self.request)
        result = queries.found(ask.criteria)
        chosen = dict(query.lists())
        rows = cards(
            result.rows, first=(result.page - 1) * PAGE + 1, language=language, today=today
        )
        areas = maps.areas(ask.criteria, result.facets, ask.readable, language=language)
        return super().get_context_data(**kwargs) | {
            "ask": ask,
            "form": ask.form,
            "result": result,
            "title": title(result.total, ask),
            "cards": rows,
            "nearest": cards(result.nearest, first=1, language=language, today=today),
            "problems": _problems(ask),
            "reading": words_read(ask, result.reading, query, language=language),
            "place": place_read(ask.place, query),
            "filters": active_filters(ask.form, ask.readable, ask.place, language=language),
            "quick": facets.quick(result.facets, chosen, ask.readable),
            "choices": facets.choices_of(result.facets, chosen, language=language),
            "switches": facets.switches_of(result.facets, chosen),
            "areas": areas[: maps.SHOWN],
            "more_areas": areas[maps.SHOWN :],
            "wider": changed(ask.readable, drop="nuts"),
            "previous": paged(query, page=_page(result, -1)),
            "next": paged(query, page=_page(result, +1)),
            "address": changed(ask.readable),
            "is_fair": result.order is Sort.FAIR,
            "order_said": wording.SORTS[result.order],
            "alternatives": _alternatives(ask, result, language),
            "examples": _examples(self.request),
            "today": today,
        }


class MapView(View):
    """What the map shows, with the same filters as the list."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """JSON as ``places.js`` reads it; 400 where the filters or the window cannot be read."""
        ask = asked_by(request)
        view, zoom, wrong = _window(request.GET)
        errors = ask.errors | ({"view": [wrong]} if wrong else {})
        if errors:
            return JsonResponse({"errors": errors}, status=400)
        content = maps.map_of(ask.criteria, view=view, zoom=zoom, language=get_language() or "en")
        answer = JsonResponse(content, json_dumps_params={"separators": (",", ":")})
        answer["Cache-Control"] = f"private, max-age={MAP_SECONDS}"
        patch_vary_headers(answer, ["Cookie"])
        return answer


class ExamplesView(View):
    """One click shows or hides the examples everywhere."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        """Remember the choice in a cookie and go back."""
        back = request.POST.get("next", "")
        if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
            back = reverse("enterprises:list")
        answer = redirect(back)
        if request.POST.get("show"):
            answer.delete_cookie(EXAMPLES_COOKIE)
        else:
            answer.set_cookie(
                EXAMPLES_COOKIE,
                HIDDEN,
                max_age=YEAR,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure(),
            )
        return answer


def _examples(request: HttpRequest) -> str:
    """Whether examples are "shown" or "hidden"; "" where there are none."""
    if not settings.SECON_LOCAL or not queries.has_examples():
        return ""
    return "hidden" if examples_hidden(request) else "shown"


def _alternatives(ask: Asked, result: Result, language: str) -> list[Alternative]:
    if result.total or result.nearest:
        return []
    return alternatives(ask, now=timezone.now(), language=language)


def _page(result: Result, step: int) -> str | None:
    """The number of the page beside, None where there is none."""
    number = result.page + step
    return str(number) if 1 <= number <= result.pages else None


def _problems(ask: Asked) -> list[tuple[str, str]]:
    """(what the field is called, what is wrong with it); an unknown place is told apart."""
    fields = ask.form.fields
    return [
        (str(fields[name].label or name) if name in fields else name, error)
        for name, errors in ask.errors.items()
        for error in errors
        if error != ask.place.problem
    ]


def _window(query: QueryDict) -> tuple[Box | None, float | None, str]:
    """The window of the map and its zoom, or what is wrong with them."""
    field = DegreesField(count=4)
    try:
        view = field.clean(query.get("view"))
        zoom = float(text) if (text := query.get("zoom")) else None
    except ValidationError as error:
        return None, None, error.messages[0]
    except ValueError:
        return None, None, _("Write the zoom as a number.")
    return view, zoom, ""  # type: ignore[return-value]  # four numbers
