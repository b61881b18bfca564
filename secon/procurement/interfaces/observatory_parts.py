"""What pages of the observatory are put together from, beside their rows."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secon.procurement.interfaces import observatory_tables as tables
from secon.procurement.interfaces import wording
from secon.procurement.interfaces.observatory_requests import KEPT, Asked
from secon.procurement.interfaces.observatory_rows import time_label
from secon.procurement.interfaces.observatory_tables import Line
from secon.procurement.interfaces.observatory_words import PAGES
from secon.procurement.notice import Rung
from secon.procurement.observatory.charts import chart
from secon.procurement.observatory.rolling import EVERYWHERE


def problems(ask: Asked) -> list[tuple[str, str]]:
    """(what the field is called, what is wrong with it)."""
    return [
        (str(ask.form.fields[name].label or name) if name in ask.form.fields else name, error)
        for name, errors in ask.errors.items()
        for error in errors
    ]


def tabs(page: str, ask: Asked) -> list[tuple[str, str, bool]]:
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


def span(ask: Asked) -> tuple[str, str] | None:
    """First and last month in words."""
    if ask.extent is None:
        return None
    first = max(ask.selection.first, ask.extent.first)
    last = min(ask.selection.last or ask.extent.last, ask.extent.last)
    return time_label(first), time_label(last)


def place_name(ask: Asked) -> str:
    if ask.selection.area == EVERYWHERE:
        return ""
    return tables.area_names([ask.selection.area], get_language() or "en")[ask.selection.area]


def map_source(ask: Asked) -> str:
    return f"{reverse('procurement:observatory-map')}?{ask.query.urlencode()}"


def drawing(lines: Sequence[Line]) -> dict[str, Any]:
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


def kept(ask: Asked) -> list[tuple[str, str]]:
    """(name, value) of what a form of a page takes along to another."""
    return [
        (name, str(ask.query[name])) for name in KEPT if name != "place" and ask.query.get(name)
    ]


def without(ask: Asked, name: str) -> str:
    query = ask.query.copy()
    query.pop(name, None)
    return query.urlencode()


def rungs(figures: Any) -> list[tuple[str, int, str]]:
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
