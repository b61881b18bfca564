"""The rows that answer what a request of the observatory asks for."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from secon.partnership.domain.territories import territories, territory_of
from secon.places.domain.tables import NUTS3, codes_2021
from secon.procurement.interfaces import observatory_tables as tables
from secon.procurement.interfaces.observatory_filters import area_of, place_of, said_of
from secon.procurement.interfaces.observatory_requests import Asked
from secon.procurement.interfaces.observatory_tables import Line
from secon.procurement.interfaces.observatory_words import EXPLAINED
from secon.procurement.observatory.measures import MEASURES, Measure
from secon.procurement.observatory.reading import TERRITORIES, Figures, Step, territory
from secon.procurement.observatory.rolling import EVERYWHERE

LONG = 36  # months; a longer time is drawn by years


def overview(ask: Asked) -> list[Line]:
    """Every measure of the selection."""
    if not ask.observatory:
        return []
    return measures_of(ask, ask.observatory.total(ask.selection))


def measures_of(ask: Asked, figures: Figures) -> list[Line]:
    """Every measure of these figures."""
    base = _base(ask)
    return [
        tables.line(
            measure,
            figures,
            label=str(EXPLAINED[key].label),
            explained=str(EXPLAINED[key].yes),
            area=ask.selection.area,
            base=base,
            shown=key,
        )
        for key, measure in MEASURES.items()
    ]


def _base(ask: Asked, *without: str) -> str:
    """The query of the page without its measure and these."""
    kept = QueryDict(ask.changed(), mutable=True)
    for name in ("measure", *without):
        kept.pop(name, None)
    return kept.urlencode()


def regions(ask: Asked) -> list[Line]:
    """The measure shown, by region of the level asked for."""
    if not ask.observatory:
        return []
    inside, names = _inside(ask.selection.area), _names(ask.measure)
    if ask.form.chosen_level == TERRITORIES and inside:
        found = ask.observatory.of_areas(ask.selection, _ours_in(inside), names)
    else:
        found = ask.observatory.by_area(
            ask.selection, level=ask.form.chosen_level, inside=inside, names=names
        )
    labels = tables.area_names(found, ask.language)
    base = _base(ask, "place")
    lines = [
        _line(
            ask,
            figures,
            label=labels[area],
            area=area,
            base=base,
            narrowed=(("place", place_of(area)),),
        )
        for area, figures in found.items()
    ]
    return tables.ordered(lines, ask.form.chosen_order)


def sectors(ask: Asked) -> list[Line]:
    """The measure shown, by division of CPV and by suited sector."""
    if not ask.observatory:
        return []
    found = ask.observatory.by_sector(ask.selection, names=_names(ask.measure))
    labels = tables.sector_names(found, ask.language)
    base = _base(ask, "sector")
    lines = [
        _line(
            ask,
            figures,
            label=labels[sector],
            area=ask.selection.area,
            sector=sector,
            base=base,
            narrowed=(("sector", said_of(sector)),),
        )
        for sector, figures in found.items()
    ]
    return tables.ordered(lines, ask.form.chosen_order)


def times(ask: Asked) -> list[Line]:
    """The measure shown, by month or longer step, oldest first; months without lots are left out."""
    if not ask.observatory:
        return []
    step = ask.form.chosen_step or Step.MONTH
    found = ask.observatory.by_time(ask.selection, step=step, names=_names(ask.measure))
    base = _base(ask, "first", "last")
    return [
        _line(
            ask,
            figures,
            label=time_label(time),
            area=ask.selection.area,
            time=time,
            base=base,
            narrowed=tuple(zip(("first", "last"), span_of(time), strict=True)),
        )
        for time, figures in found.items()
    ]


def drawn_times(ask: Asked, lines: list[Line]) -> list[Line]:
    """The rows of a chart: those of the table, or years where these would be too many."""
    if ask.form.chosen_step or len(lines) <= LONG or not ask.observatory:
        return lines
    found = ask.observatory.by_time(ask.selection, step=Step.YEAR, names=_names(ask.measure))
    return [
        tables.line(ask.measure, figures, label=time, time=time) for time, figures in found.items()
    ]


@dataclass(frozen=True, slots=True)
class Compared:
    """A region beside others: its name, every measure of it, and the address without it."""

    name: str
    area: str
    figures: Figures
    lines: list[Line]
    without: str

    @property
    def place(self) -> str:
        """Its area as addresses write it."""
        return place_of(self.area)


def compared(ask: Asked) -> list[Compared]:
    """The regions chosen, each with every measure, in the order chosen."""
    chosen: list[str] = ask.form.cleaned_data.get("area") or []
    areas = [area_of(place) for place in chosen]
    if not ask.observatory or not areas:
        return []
    found = ask.observatory.of_areas(ask.selection, areas)
    labels = tables.area_names(areas, ask.language)
    columns = []
    for area in areas:
        here = replace(ask, selection=replace(ask.selection, area=area))
        figures = found.get(area, Figures())
        lines = [
            replace(one, base=_base(ask, "place"), narrowed=(("place", place_of(area)),))
            for one in measures_of(here, figures)
        ]
        others = ask.query.copy()
        others.setlist("area", [place for place in chosen if area_of(place) != area])
        columns.append(Compared(labels[area], area, figures, lines, others.urlencode()))
    return columns


def comparable(ask: Asked) -> list[tuple[str, list[tuple[str, str]]]]:
    """(kind of region, choices) to add to a comparison: those that have lots."""
    if not ask.observatory:
        return []
    examples = ask.selection.examples
    found = []
    for level in (TERRITORIES, 0, 2):
        areas = ask.observatory.areas(level=level, examples=examples)
        if level == TERRITORIES:
            areas = [territory(one.slug) for one in territories()]
        labels = tables.area_names(areas, ask.language)
        choices = sorted(((place_of(a), labels[a]) for a in areas), key=lambda one: one[1])
        found.append((str(level), choices))
    return found


def _line(ask: Asked, figures: Figures, **own: object) -> Line:
    """A row of the measure shown; a page narrowed to it keeps a measure that was chosen."""
    return tables.line(ask.measure, figures, shown=ask.query.get("measure", ""), **own)


def _names(measure: Measure) -> tuple[str, ...]:
    return tuple(dict.fromkeys(("calls", "call", "won", *measure.flags)))


def _ours_in(inside: tuple[str, ...]) -> list[str]:
    """Partners' regions that lie in, or around, what these beginnings of codes cover."""
    return [
        territory(one.slug)
        for one in territories()
        if any(
            code.startswith(inside) or any(i.startswith(code) for i in inside) for code in one.codes
        )
    ]


def _inside(area: str) -> tuple[str, ...]:
    """Beginnings of the codes of what lies in an area."""
    if area == EVERYWHERE:
        return ()
    ours = territory_of(place_of(area))
    return ours.codes if ours else (area,)


def shapes_of(area: str) -> list[str]:
    """The shapes of the map that a partner's region covers: NUTS 3 of 2021."""
    ours = territory_of(place_of(area))
    return [
        code
        for code in sorted(codes_2021())
        if len(code) == NUTS3 and ours and code.startswith(ours.codes)
    ]


def shapes_below(area: str) -> list[str]:
    """The shapes of NUTS 2 of a large region: the map has none of NUTS 1."""
    return [
        code for code in sorted(codes_2021()) if len(code) == NUTS3 - 1 and code.startswith(area)
    ]


def span_of(time: str) -> tuple[str, str]:
    """First and last month of a month, quarter or year as the archive writes it."""
    if "Q" in time:
        year, quarter = time.replace("-", "").split("Q")
        last = 3 * int(quarter)
        return f"{year}-{last - 2:02}", f"{year}-{last:02}"
    return (f"{time}-01", f"{time}-12") if len(time) == 4 else (time, time)


def time_label(time: str) -> str:
    """A month, quarter or year in words."""
    if "Q" in time:
        year, quarter = time.replace("-", "").split("Q")
        return _("%(year)s, quarter %(quarter)s") % {"year": year, "quarter": quarter}
    if len(time) == 4:
        return time
    return date_format(date.fromisoformat(f"{time}-01"), "YEAR_MONTH_FORMAT")


ROWS: dict[str, Callable[[Asked], list[Line]]] = {
    "overview": overview,
    "regions": regions,
    "sectors": sectors,
    "months": times,
    "compare": lambda ask: [
        replace(one, label=column.name, area=column.area)
        for column in compared(ask)
        for one in column.lines
    ],
}
"""Page to the rows of its table, which its files hold too."""
