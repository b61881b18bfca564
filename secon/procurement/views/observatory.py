"""The pages of the observatory of responsible procurement."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import TemplateView

from secon.kernel.addresses import tidied
from secon.procurement.interfaces import observatory_parts as parts
from secon.procurement.interfaces import observatory_rows as rows
from secon.procurement.interfaces import observatory_tables as tables
from secon.procurement.interfaces import wording
from secon.procurement.interfaces.observatory_lots import list_query, lot_rows
from secon.procurement.interfaces.observatory_requests import Asked, asked
from secon.procurement.interfaces.observatory_tables import Line
from secon.procurement.interfaces.observatory_words import ANSWERS, EXPLAINED, LEVELS
from secon.procurement.notice import Rung
from secon.procurement.observatory.measures import MEASURES, Answer
from secon.procurement.observatory.shares import FEW

ROWS_SHOWN = 50
BESIDE_MAP = 10


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
            "problems": parts.problems(ask),
            "page": self.page,
            "tabs": parts.tabs(self.page, ask),
            "measure": EXPLAINED[ask.measure.key],
            "measure_key": ask.measure.key,
            "downloads": f"{self.page}" if self.page in rows.ROWS else "",
            "address": ask.query.urlencode(),
            "few": FEW,
            "span": parts.span(ask),
            "place_name": parts.place_name(ask),
            "kept": parts.kept(ask),
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
        lines = rows.overview(ask)
        places = [line for line in rows.regions(ask) if line.lots]
        times = rows.drawn_times(ask, rows.times(ask))
        figures = ask.observatory.total(ask.selection) if ask.observatory else None
        return {
            "lines": tables.bars(lines),
            "shown": next((line for line in lines if line.measure == ask.measure.key), None),
            "figures": figures,
            "places": places[:BESIDE_MAP],
            "more_places": len(places) - BESIDE_MAP,
            "level_name": LEVELS[ask.form.chosen_level],
            "map_source": parts.map_source(ask),
            **parts.drawing(times),
            "times": tables.bars(times),
            "rung_bars": parts.rungs(figures),
            "regions_address": f"{reverse('procurement:observatory-regions')}?{ask.changed()}",
        }


class RegionsView(Page):
    """The measure shown, by region."""

    page = "regions"

    def own(self, ask: Asked) -> dict[str, Any]:
        """One pass; rows in leaves of fifty."""
        lines = rows.regions(ask)
        return _leaf(ask, self.request.GET.get("start", ""), lines) | {
            "map_source": parts.map_source(ask),
            "level_name": LEVELS[ask.form.chosen_level],
        }


class SectorsView(Page):
    """The measure shown, by sector."""

    page = "sectors"

    def own(self, ask: Asked) -> dict[str, Any]:
        """Divisions of CPV and suited sectors apart: they overlap."""
        lines = rows.sectors(ask)
        divisions = [line for line in lines if not line.sector.startswith("+")]
        suited = [line for line in lines if line.sector.startswith("+")]
        return {"lines": tables.bars(divisions), "suited": tables.bars(suited)}


class MonthsView(Page):
    """The measure shown, over time."""

    page = "months"

    def own(self, ask: Asked) -> dict[str, Any]:
        """A chart and the table it is drawn from, newest first."""
        lines = rows.times(ask)
        drawn = rows.drawn_times(ask, lines)
        return _leaf(ask, self.request.GET.get("start", ""), lines[::-1]) | {
            **parts.drawing(drawn),
            "drawn_by_year": drawn is not lines,
        }


class CompareView(Page):
    """Up to four regions beside each other."""

    page = "compare"

    def own(self, ask: Asked) -> dict[str, Any]:
        """A row for each measure, a column for each region."""
        columns = rows.compared(ask)
        by_sign = zip(*(column.lines for column in columns), strict=True)
        shown = [
            next(line for line in column.lines if line.measure == ask.measure.key)
            for column in columns
        ]
        return {
            "columns": columns,
            "compare_address": parts.without(ask, "measure"),
            "rows": [(lines[0].label, lines[0].measure, lines) for lines in by_sign],
            "shown": tables.bars(
                [_named(line, column.name) for line, column in zip(shown, columns, strict=True)]
            ),
            "choices": [(LEVELS[int(level)], choices) for level, choices in rows.comparable(ask)],
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
