"""The tables of the observatory: the same rows for the page, its chart, its map and its files."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import floor, log10
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from secon.codes.domain.labels import labels
from secon.kernel.tables import Record
from secon.partnership.domain.territories import name_in, territory_of
from secon.procurement.interfaces.names import names_of
from secon.procurement.interfaces.observatory_filters import place_of, said_of
from secon.procurement.interfaces.observatory_words import EXPLAINED
from secon.procurement.observatory.measures import Answer, Measure
from secon.procurement.observatory.reading import Figures
from secon.procurement.observatory.rolling import EVERYWHERE, NO_SECTOR, SUITED, TERRITORY
from secon.procurement.observatory.shares import Share

COLUMNS = (
    "place", "place_name", "sector", "sector_name", "time", "measure", "calls", "lots",
    "yes", "answered", "doubtful", "silent", "share", "low", "high", "share_at_least",
)  # fmt: skip


def percent(value: float | None) -> str:
    """A share from 0 to 1 as percent, with as many decimals as it deserves."""
    if value is None:
        return _("unknown")
    return _("%(number)s %%") % {"number": _number(value)}


def _number(value: float) -> str:
    whole = 100 * value
    near = min(whole, 100 - whole)
    decimals = 0 if near <= 0 or 10 <= whole <= 90 else min(3, max(1, -floor(log10(near))))
    return str(number_format(round(whole, decimals), decimals))


def span(share: Share) -> str:
    """The interval in words."""
    found = share.interval
    return _("%(low)s to %(high)s %%") % {"low": _number(found.low), "high": _number(found.high)}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: a share of something, with what it is and where its lots are.

    ``base`` is the query of the page without measure and without what ``narrowed`` sets; None for
    rows that lead nowhere. Addresses are made when they are asked for: of many rows few are shown.
    """

    label: str
    share: Share
    measure: str
    calls: int
    lots: int
    area: str = EVERYWHERE
    sector: str = ""
    time: str = ""
    base: str | None = None
    narrowed: tuple[tuple[str, str], ...] = ()
    shown: str = ""
    """The measure that a page narrowed to this row shows, where one was chosen."""
    explained: str = ""

    @property
    def of(self) -> str:
        """The query that narrows a page to this row."""
        if self.base is None:
            return ""
        more = (*self.narrowed, ("measure", self.shown)) if self.shown else self.narrowed
        return "&".join(filter(None, (self.base, urlencode(more))))

    @property
    def links(self) -> dict[str, str]:
        """Addresses of the lots behind each of its numbers."""
        if self.base is None:
            return {}
        query = "&".join(filter(None, (self.base, urlencode(self.narrowed))))
        return lots_links(self.share, query, self.measure)

    @property
    def place(self) -> str:
        """Its area as addresses write it."""
        return place_of(self.area)

    @property
    def percent(self) -> str:
        """The share."""
        return percent(self.share.share)

    @property
    def span(self) -> str:
        """Its interval."""
        return span(self.share)

    @property
    def at_least(self) -> str:
        """The share if every silent lot were a no."""
        return percent(self.share.at_least)

    @property
    def said(self) -> str:
        """The whole of it as one sentence, for a map or a screen reader; the interval first where
        there are few.
        """
        share = self.share
        if not share.known:
            return _("nothing known of %(asked)s lots") % {"asked": number_format(share.asked)}
        words = {
            "yes": number_format(share.yes, force_grouping=True),
            "known": number_format(share.known, force_grouping=True),
            "percent": self.percent,
            "span": self.span,
        }
        if share.is_thin:
            return _("%(span)s: %(yes)s of %(known)s lots, too few to say more") % words
        return _("%(percent)s (%(span)s): %(yes)s of %(known)s lots") % words


@dataclass(frozen=True, slots=True)
class Bar:
    """A line's interval as a drawing 100 wide."""

    low: float
    width: float
    at: float | None


def bars(lines: Iterable[Line]) -> list[tuple[Line, Bar]]:
    """The lines with their intervals on one scale, which ends at the highest sure one."""
    lines = list(lines)
    highs = [line.share.interval.high for line in lines if not line.share.is_thin]
    top = max(highs, default=1.0) or 1.0
    return [(line, _bar(line.share, top)) for line in lines]


def _bar(share: Share, top: float) -> Bar:
    low = 100 * min(share.interval.low / top, 1)
    high = 100 * min(share.interval.high / top, 1)
    at = None if share.share is None else round(100 * min(share.share / top, 1), 1)
    return Bar(round(low, 1), round(max(high - low, 0.8), 1), at)


def line(measure: Measure, figures: Figures, **own: object) -> Line:
    """A row of a measure's share, from counts."""
    lots = figures["won" if measure.asked == "won" else "call"]
    return Line(
        share=figures.share(measure),
        measure=measure.key,
        calls=figures["calls"],
        lots=lots,
        **own,  # type: ignore[arg-type]  # fields of Line
    )


def ordered(lines: Iterable[Line], order: str) -> list[Line]:
    """Rows in the order asked for; by share, those that rest on few lots come last."""
    orders = {
        "lots": lambda one: (-one.lots, one.label),
        "share": lambda one: (one.share.is_thin, -one.share.interval.low, -one.lots, one.label),
        "name": lambda one: one.label,
    }
    return sorted(lines, key=orders[order])


def lots_links(share: Share, query: str, measure: str) -> dict[str, str]:
    """Addresses of the lots behind each number of a share."""
    numbers = {
        Answer.YES: share.yes,
        Answer.NO: share.no,
        Answer.DOUBTFUL: share.doubtful,
        Answer.SILENT: share.silent,
    }
    page = reverse("procurement:observatory-lots")
    start = f"{page}?{query}&" if query else f"{page}?"
    return {
        group.value: f"{start}measure={measure}&answer={group.value}"
        for group, number in numbers.items()
        if number
    }


def area_names(areas: Iterable[str], language: str) -> dict[str, str]:
    """What areas are called, regions with their country."""
    areas = list(areas)
    names = names_of(language=language, regions=[a for a in areas if not a.startswith(TERRITORY)])
    found = {}
    for area in areas:
        if area == EVERYWHERE:
            found[area] = _("Everywhere")
        elif area.startswith(TERRITORY):
            ours = territory_of(area.removeprefix(TERRITORY))
            found[area] = name_in(ours, language) if ours else area.removeprefix(TERRITORY)
        elif len(area) == 2:
            found[area] = names.country(area)
        else:
            found[area] = f"{names.region(area)}, {names.country(area[:2])}"
    return found


def sector_names(sectors: Iterable[str], language: str) -> dict[str, str]:
    """What sectors are called, with their CPV code."""
    codes = {sector: sector.removeprefix(SUITED).ljust(8, "0") for sector in sectors}
    known = labels("cpv", set(codes.values()), language)
    found = {}
    for sector, code in codes.items():
        shown = sector.removeprefix(SUITED)
        found[sector] = f"{shown} {known.get(code, '')}".strip()
    return found | {
        SUITED: _("Any sector suited to social enterprises"),
        NO_SECTOR: _("No code stated"),
    }


def record(one: Line) -> Record:
    """A row as files have it: numbers as numbers, shares from 0 to 1, unknown left empty."""
    share, interval = one.share, one.share.interval
    return {
        "place": place_of(one.area),
        "place_name": one.label if not one.sector and not one.time else "",
        "sector": said_of(one.sector) if one.sector else "",
        "sector_name": one.label if one.sector else "",
        "time": one.time,
        "measure": one.measure,
        "calls": one.calls,
        "lots": one.lots,
        "yes": share.yes,
        "answered": share.known,
        "doubtful": share.doubtful,
        "silent": share.silent,
        "share": _rounded(share.share),
        "low": _rounded(interval.low) if share.known else None,
        "high": _rounded(interval.high) if share.known else None,
        "share_at_least": _rounded(share.at_least),
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def rung_shares(figures: Figures) -> list[tuple[str, int, str]]:
    """How the places of call lots are known: (rung, lots, share in percent)."""
    total = figures["call"]
    return [
        (name.removeprefix("rung_"), lots, percent(lots / total) if total else "")
        for name, lots in figures.counts.items()
        if name.startswith("rung_")
    ]


def renamed(one: Line, label: str) -> Line:
    """The same row by another name."""
    return replace(one, label=label)


def measure_label(key: str) -> str:
    """The name of a measure."""
    return str(EXPLAINED[key].label)


def said_lots(number: int) -> str:
    """A number of lots in words."""
    return ngettext("%(number)s lot", "%(number)s lots", number) % {
        "number": number_format(number, force_grouping=True)
    }
