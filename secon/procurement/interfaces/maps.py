"""Counts by region: the list beside the map, and the same as JSON for the map to draw."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from secon.places.domain.correspondence import to_2021
from secon.procurement.domain import queries
from secon.procurement.domain.criteria import Criteria
from secon.procurement.interfaces.addresses import changed
from secon.procurement.interfaces.names import names_of


@dataclass(frozen=True, slots=True)
class RegionLink:
    """A region with its lots; ``query`` narrows the list to it."""

    code: str
    name: str
    lots: int
    query: str


def level_of(criteria: Criteria) -> int:
    """NUTS 2 for the wide view, NUTS 3 once a region is chosen."""
    return 3 if criteria.areas or criteria.nuts else 2


def region_links(
    criteria: Criteria, query: QueryDict, *, version: int, language: str
) -> list[RegionLink]:
    """Every region with lots, most first; ``version`` is the last import's key."""
    level = level_of(criteria)
    found = queries.remembered(
        criteria, version, f"places-{level}", lambda asked: queries.place_counts(asked, level=level)
    )
    names = names_of(language=language, regions=(place.code for place in found))
    around = changed(query, drop="nuts")
    around += "&" if around else ""
    return [
        RegionLink(
            place.code,
            f"{names.region(place.code)}, {names.country(place.code[:2])}",
            place.lots,
            f"{around}nuts={place.code}",
        )
        for place in found
    ]


def map_of(links: Sequence[RegionLink], *, path: str) -> dict[str, object]:
    """What ``map.js`` reads. Shapes are those of NUTS 2021: a code of 2024 lends its count to
    the regions it came from.
    """
    lots: Counter[str] = Counter()
    by_code: dict[str, RegionLink] = {}
    for link in links:
        for shape in to_2021(link.code):
            lots[shape.code] += link.lots
            by_code.setdefault(shape.code, link)
    return {
        "said": _("Lots by region. Choose one to narrow the list."),
        "regions": [
            {
                "code": code,
                "name": link.name,
                "count": lots[code],
                "href": f"{path}?{link.query}",
            }
            for code, link in by_code.items()
        ],
    }
