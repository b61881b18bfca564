"""The list of tenders beside its map."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from django.views.generic import TemplateView, View

from secon.kernel.addresses import tidied
from secon.procurement.domain import queries
from secon.procurement.domain.criteria import Criteria
from secon.procurement.interfaces import wording
from secon.procurement.interfaces.addresses import active_filters, added, changed, paged
from secon.procurement.interfaces.alternatives import alternatives
from secon.procurement.interfaces.maps import map_of, region_links
from secon.procurement.interfaces.requests import Asked, asked
from secon.procurement.interfaces.rows import groups

REGIONS_SHOWN = 10


class TenderListView(TemplateView):
    """Lots that meet the filters, a page at a time, with counts by region."""

    template_name = "procurement/tender_list.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The list; empty parameters of the form leave the address, so that it can be shared."""
        tidy = tidied(request.GET).urlencode()
        address = f"{request.path}?{tidy}" if tidy else request.path
        if request.headers.get("HX-Request"):
            answer: HttpResponse = super().get(request, *args, **kwargs)
            answer["HX-Push-Url"] = address
        elif any("" in values for _name, values in request.GET.lists()):
            answer = redirect(address)
        else:
            answer = super().get(request, *args, **kwargs)
        patch_vary_headers(answer, ["HX-Request"])
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything the template shows; the number of queries does not depend on the rows."""
        now, query = timezone.now(), self.request.GET
        language = get_language() or "en"
        ask = asked(query, now=now)
        page = queries.list_page(ask.criteria, cursor=ask.cursor)
        run = queries.latest_run()
        version = run.pk if run else 0
        regions = region_links(ask.criteria, query, version=version, language=language)
        today = timezone.localdate(now)
        return super().get_context_data(**kwargs) | {
            "ask": ask,
            "form": ask.form,
            "problems": _problems(ask),
            "now": now,
            "today": today,
            "starts_elsewhere": not ask.day_chosen and ask.criteria.on != today,
            "counted": queries.remembered(ask.criteria, version, "count", queries.count),
            "groups": groups(page.rows, language=language, seen_from=ask.seen_from(now)),
            "next": paged(query, after=page.following),
            "previous": paged(query, before=page.previous),
            "filters": active_filters(ask.form, query),
            "stages": _stages(ask.criteria, query),
            "quick": _quick(ask, query),
            "regions": regions[:REGIONS_SHOWN],
            "more_regions": regions[REGIONS_SHOWN:],
            "address": changed(ask.readable),
            "sectors": _sectors(ask, query),
            "without_place": changed(query, drop="nuts"),
            "today_address": changed(query, on=today.isoformat()),
            "run": run,
            "alternatives": [] if page.rows else alternatives(ask, query, version=version),
        }


class RegionCountsView(View):
    """The counts by region for the map, with the same filters as the list."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """JSON as ``map.js`` reads it; 400 with the errors where the filters cannot be read."""
        ask = asked(request.GET, now=timezone.now())
        if ask.errors:
            return JsonResponse({"errors": ask.errors}, status=400)
        run = queries.latest_run()
        links = region_links(
            ask.criteria,
            request.GET,
            version=run.pk if run else 0,
            language=get_language() or "en",
        )
        answer = JsonResponse(map_of(links, path=reverse("procurement:list")))
        answer["Cache-Control"] = "max-age=60"
        return answer


def _stages(criteria: Criteria, query: QueryDict) -> list[tuple[str, str, bool]]:
    """(label, query, is it this one) of each stage."""
    return [
        (str(label), changed(query, stage=stage.value), stage is criteria.stage)
        for stage, label in wording.STAGES.items()
    ]


def _quick(ask: Asked, query: QueryDict) -> list[tuple[str, str, bool]]:
    """(label, query, is it on) of the filters most asked for, each one click to add or remove."""
    found = []
    for name, value, label in wording.QUICK:
        is_on = value in query.getlist(name)
        address = changed(query, drop=name, value=value) if is_on else added(query, name, value)
        found.append((str(label), address, is_on))
    return found


def _sectors(ask: Asked, query: QueryDict) -> list[tuple[str, str]]:
    """(label, query) of what else the words of the sector could have meant."""
    reading = ask.form.sector_reading
    hits = reading.alternatives if reading else ()
    return [(hit.label, changed(query, sector=hit.code)) for hit in hits]


def _problems(ask: Asked) -> list[tuple[str, str]]:
    """(what the field is called, what is wrong with it)."""
    fields = ask.form.fields
    return [
        (str(fields[name].label or name) if name in fields else name, error)
        for name, errors in ask.errors.items()
        for error in errors
    ]
