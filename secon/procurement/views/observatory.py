"""The pages of the observatory of responsible procurement."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from secon.kernel.addresses import tidied
from secon.places.domain.correspondence import to_2021
from secon.procurement.interfaces import observatory_requests as requests
from secon.procurement.interfaces import observatory_tables as tables
from secon.procurement.interfaces import wording
from secon.procurement.interfaces.observatory_lots import list_query, lot_rows
from secon.procurement.interfaces.observatory_requests import Asked, asked
from secon.procurement.interfaces.observatory_tables import Line
from secon.procurement.interfaces.observatory_words import ANSWERS, EXPLAINED, LEVELS, PAGES
from secon.procurement.notice import Rung
from secon.procurement.observatory.charts import chart
from secon.procurement.observatory.measures import MEASURES, Answer
from secon.procurement.observatory.reading import TERRITORIES
from secon.procurement.observatory.rolling import EVERYWHERE
from secon.procurement.observatory.shares import FEW

ROWS_SHOWN = 50
BESIDE_MAP = 10
SMALL = 0.05  # below this share the map counts in thousandths


class Page(TemplateView):
    """A page of the observatory: filters, tabs, and where its numbers come from."""

    page: ClassVar[str]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page; empty parameters of a form leave the address, so that it can be shared."""
        if any("" in values for _name, values in request.GET.lists()):
            tidy = tidied(request.GET).urlencode()
            return redirect(f"{request.path}?{tidy}" if tidy else request.path)
        return super().get(request, *args, **kwargs)

    def get_template_names(self) -> list[str]:
        """One template a page."""
        return [f"procurement/observatory/{self.page}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What every page shows, and what the page itself adds."""
        ask = asked(self.request.GET)
        shared = {
            "ask": ask,
            "form": ask.form,
            "problems": _problems(ask),
            "page": self.page,
            "tabs": _tabs(self.page, ask),
            "measure": EXPLAINED[ask.measure.key],
            "measure_key": ask.measure.key,
            "downloads": f"{self.page}" if self.page in requests.ROWS else "",
            "address": ask.query.urlencode(),
            "few": FEW,
            "span": _span(ask),
            "place_name": _place_name(ask),
            "kept": _kept(ask),
        }
        return super().get_context_data(**kwargs) | shared | self.own(ask)

    def own(self, ask: Asked) -> dict[str, Any]:
        """What only this page shows."""
        return {}


class OverviewView(Page):
    """Every measure of a place, sector and time; the measure shown on a map and over time."""

    page = "overview"

    def own(self, ask: Asked) -> dict[str, Any]:
        """Three passes: the whole, its regions, its months."""
        lines = requests.overview(ask)
        places = [line for line in requests.regions(ask) if line.lots]
        times = requests.drawn_times(ask, requests.times(ask))
        figures = ask.observatory.total(ask.selection) if ask.observatory else None
        return {
            "lines": tables.bars(lines),
            "shown": next((line for line in lines if line.measure == ask.measure.key), None),
            "figures": figures,
            "places": places[:BESIDE_MAP],
            "more_places": len(places) - BESIDE_MAP,
            "level_name": LEVELS[ask.form.chosen_level],
            "map_source": _map_source(ask),
            **_drawing(times),
            "times": tables.bars(times),
            "rung_bars": _rungs(figures),
            "regions_address": f"{reverse('procurement:observatory-regions')}?{ask.changed()}",
        }


class RegionsView(Page):
    """The measure shown, by region."""

    page = "regions"

    def own(self, ask: Asked) -> dict[str, Any]:
        """One pass; rows in leaves of fifty."""
        lines = requests.regions(ask)
        return _leaf(ask, self.request.GET.get("start", ""), lines) | {
            "map_source": _map_source(ask),
            "level_name": LEVELS[ask.form.chosen_level],
        }


class SectorsView(Page):
    """The measure shown, by sector."""

    page = "sectors"

    def own(self, ask: Asked) -> dict[str, Any]:
        """Divisions of CPV and suited sectors apart: they overlap."""
        lines = requests.sectors(ask)
        divisions = [line for line in lines if not line.sector.startswith("+")]
        suited = [line for line in lines if line.sector.startswith("+")]
        return {"lines": tables.bars(divisions), "suited": tables.bars(suited)}


class MonthsView(Page):
    """The measure shown, over time."""

    page = "months"

    def own(self, ask: Asked) -> dict[str, Any]:
        """A chart and the table it is drawn from, newest first."""
        lines = requests.times(ask)
        drawn = requests.drawn_times(ask, lines)
        return _leaf(ask, self.request.GET.get("start", ""), lines[::-1]) | {
            **_drawing(drawn),
            "drawn_by_year": drawn is not lines,
        }


class CompareView(Page):
    """Up to four regions beside each other."""

    page = "compare"

    def own(self, ask: Asked) -> dict[str, Any]:
        """A row for each measure, a column for each region."""
        columns = requests.compared(ask)
        rows = zip(*(column.lines for column in columns), strict=True)
        shown = [
            next(line for line in column.lines if line.measure == ask.measure.key)
            for column in columns
        ]
        return {
            "columns": columns,
            "compare_address": _without(ask, "measure"),
            "rows": [(lines[0].label, lines[0].measure, lines) for lines in rows],
            "shown": tables.bars(
                [_named(line, column.name) for line, column in zip(shown, columns, strict=True)]
            ),
            "choices": [
                (LEVELS[int(level)], choices) for level, choices in requests.comparable(ask)
            ],
        }


class LotsView(Page):
    """The lots behind a number."""

    page = "lots"

    def own(self, ask: Asked) -> dict[str, Any]:
        """The very lots that were counted, newest first."""
        said = self.request.GET.get("answer", "")
        group = Answer(said) if said in set(Answer) else Answer.YES
        start = _start(self.request.GET.get("start", ""))
        found = (
            ask.observatory.lots(
                ask.selection, ask.measure, group, start=start, size=ROWS_SHOWN + 1
            )
            if ask.observatory
            else []
        )
        share = ask.observatory.total(ask.selection).share(ask.measure) if ask.observatory else None
        numbers = (
            {
                Answer.YES: share.yes,
                Answer.NO: share.no,
                Answer.DOUBTFUL: share.doubtful,
                Answer.SILENT: share.silent,
                Answer.ASKED: share.asked,
            }
            if share
            else {}
        )
        whole = ask.changed(measure=ask.measure.key)
        here = f"?{whole}&answer={group.value}"
        listed = list_query(ask.selection, ask.measure.key)
        return {
            "lots": lot_rows(found[:ROWS_SHOWN], language=ask.language),
            "group": group.value,
            "groups": [
                (ANSWERS[one], f"{whole}&answer={one.value}", number, one is group)
                for one, number in numbers.items()
            ],
            "number": numbers.get(group, 0),
            "next": f"{here}&start={start + ROWS_SHOWN}" if len(found) > ROWS_SHOWN else "",
            "previous": f"{here}&start={max(0, start - ROWS_SHOWN)}" if start else "",
            "tender_list": f"{reverse('procurement:list')}?{listed}" if listed else "",
        }


class MethodView(Page):
    """What every number means."""

    page = "method"

    def own(self, ask: Asked) -> dict[str, Any]:
        """Words; and how many numbers winners were compared with."""
        return {
            "explained": [(key, EXPLAINED[key]) for key in MEASURES],
            "numbers": ask.observatory.numbers() if ask.observatory else 0,
            "rungs": [(wording.RUNGS[rung]) for rung in Rung],
        }


class MapView(View):
    """The shares of regions for the map, as ``map.js`` reads it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """JSON; 400 with the errors where the filters cannot be read."""
        ask = asked(request.GET)
        if ask.errors:
            return JsonResponse({"errors": ask.errors}, status=400)
        page = reverse("procurement:observatory")
        lines = requests.regions(ask)
        top = max((_sure(line) for line in lines), default=0.0)
        unit, scale = ("‰", 1000) if top < SMALL else ("%", 100)
        shapes: dict[str, dict[str, object]] = {}
        for line in lines:
            for code in _codes(line, ask.form.chosen_level):
                shapes.setdefault(
                    code,
                    {
                        "code": code,
                        "name": line.label,
                        "count": round(scale * _sure(line), 1),
                        "said": line.said,
                        "href": f"{page}?{line.of}",
                    },
                )
        said = _("%(measure)s: share of the lots that answer. Regions with few lots stay pale.")
        answer = JsonResponse(
            {
                "said": said % {"measure": EXPLAINED[ask.measure.key].label},
                "unit": f" {unit}",
                "regions": list(shapes.values()),
            }
        )
        answer["Cache-Control"] = "max-age=60"
        return answer


def _sure(line: Line) -> float:
    """The share as the map shades it: nothing where it rests on few lots."""
    return 0.0 if line.share.is_thin else line.share.share or 0.0


def _codes(line: Line, level: int) -> list[str]:
    """The shapes of a row: those of NUTS 2021 at its level; a partner's region is several."""
    if level == TERRITORIES:
        return requests.shapes_of(line.area)
    if level == 0:
        return [line.area]
    if level == 1:
        return requests.shapes_below(line.area)
    return [shape.code for shape in to_2021(line.area)]


def _problems(ask: Asked) -> list[tuple[str, str]]:
    """(what the field is called, what is wrong with it)."""
    return [
        (str(ask.form.fields[name].label or name) if name in ask.form.fields else name, error)
        for name, errors in ask.errors.items()
        for error in errors
    ]


def _tabs(page: str, ask: Asked) -> list[tuple[str, str, bool]]:
    """(label, address, is it this one) of every page, with what was chosen."""
    names = {"overview": "procurement:observatory"}
    query = ask.changed()
    return [
        (
            str(label),
            reverse(names.get(one, f"procurement:observatory-{one}"))
            + (f"?{query}" if query else ""),
            one == page,
        )
        for one, label in PAGES.items()
    ]


def _span(ask: Asked) -> tuple[str, str] | None:
    """First and last month in words."""
    if ask.extent is None:
        return None
    first = max(ask.selection.first, ask.extent.first)
    last = min(ask.selection.last or ask.extent.last, ask.extent.last)
    return requests.time_label(first), requests.time_label(last)


def _place_name(ask: Asked) -> str:
    if ask.selection.area == EVERYWHERE:
        return ""
    return tables.area_names([ask.selection.area], get_language() or "en")[ask.selection.area]


def _map_source(ask: Asked) -> str:
    return f"{reverse('procurement:observatory-map')}?{ask.query.urlencode()}"


def _drawing(lines: Sequence[Line]) -> dict[str, Any]:
    """A chart with its axis and a description in words, where there is more than one point."""
    if len(lines) < 2:
        return {"chart": None}
    drawn = chart([(line.label, line.share) for line in lines])
    sure = [line for line in lines if not line.share.is_thin]
    said = _("%(points)s points from %(first)s to %(last)s.") % {
        "points": len(lines),
        "first": lines[0].label,
        "last": lines[-1].label,
    }
    if sure:
        highest = max(sure, key=lambda line: line.share.share or 0)
        newest = sure[-1]
        said += " " + _(
            "Highest: %(label)s, %(share)s. Newest with enough lots: %(newest)s, %(now)s."
        ) % {
            "label": highest.label,
            "share": highest.percent,
            "newest": newest.label,
            "now": newest.percent,
        }
    return {
        "chart": drawn,
        "chart_lines": [(y, tables.percent(share)) for y, share in drawn.lines],
        "chart_said": said,
    }


def _kept(ask: Asked) -> list[tuple[str, str]]:
    """(name, value) of what a form of a page takes along to another."""
    return [
        (name, ask.query[name]) for name in requests.KEPT if name != "place" and ask.query.get(name)
    ]


def _without(ask: Asked, name: str) -> str:
    query = ask.query.copy()
    query.pop(name, None)
    return query.urlencode()


def _rungs(figures: Any) -> list[tuple[str, int, str]]:
    """(rung in words with its share, lots, no address), as bars are drawn from."""
    if figures is None:
        return []
    return [
        (
            f"{wording.RUNGS[Rung(rung)]}, {share}" if share else str(wording.RUNGS[Rung(rung)]),
            lots,
            "",
        )
        for rung, lots, share in tables.rung_shares(figures)
    ]


def _leaf(ask: Asked, start: str, lines: list[Line]) -> dict[str, Any]:
    """Fifty rows from ``start`` on, and the way to those before and behind."""
    first = _start(start)
    return {
        "lines": tables.bars(lines[first : first + ROWS_SHOWN]),
        "count": len(lines),
        "next": _started(ask, first + ROWS_SHOWN) if len(lines) > first + ROWS_SHOWN else "",
        "previous": _started(ask, max(0, first - ROWS_SHOWN)) if first else "",
    }


def _start(said: str) -> int:
    return min(int(said), 10**6) if said.isascii() and said.isdigit() and len(said) < 8 else 0


def _started(ask: Asked, start: int) -> str:
    query = ask.query.copy()
    query["start"] = str(start)
    return f"?{query.urlencode()}"


def _named(line: Line, name: str) -> Line:
    return tables.renamed(line, name)
