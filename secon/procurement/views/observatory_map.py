"""The map of the observatory: the shares of regions, as ``map.js`` reads them."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from secon.places.domain.correspondence import to_2021
from secon.procurement.interfaces import observatory_rows as rows
from secon.procurement.interfaces.observatory_requests import asked
from secon.procurement.interfaces.observatory_tables import Line
from secon.procurement.interfaces.observatory_words import EXPLAINED
from secon.procurement.observatory.reading import TERRITORIES

SMALL = 0.05  # below this share the map counts in thousandths


class MapView(View):
    """The shares of regions for the map, as ``map.js`` reads it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """JSON; 400 with the errors where the filters cannot be read."""
        ask = asked(request.GET)
        if ask.errors:
            return JsonResponse({"errors": ask.errors}, status=400)
        page = reverse("procurement:observatory")
        lines = rows.regions(ask)
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
        return rows.shapes_of(line.area)
    if level == 0:
        return [line.area]
    if level == 1:
        return rows.shapes_below(line.area)
    return [shape.code for shape in to_2021(line.area)]
