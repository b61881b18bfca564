"""Regions for machines: one by its code, those near a point, and the reading of dirty codes."""

from typing import Annotated

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override
from ninja import Query, Router
from ninja.errors import HttpError

from secon.places.countries import nuts_country
from secon.places.domain import gazetteer, queries
from secon.places.domain.correspondence import Counterpart, to_2021, to_2024
from secon.places.domain.lookup import read_code
from secon.places.interfaces.schemas import (
    CounterpartOut,
    FoundOut,
    NearOut,
    PlaceOut,
    ReadingOut,
    RegionOut,
    place,
)

router = Router(tags=["places"])

Limit = Annotated[int, Query(ge=1, le=50, description="How many regions")]
Level = Annotated[int, Query(ge=0, le=3, description="0 country to 3 small region")]
Language = Annotated[str, Query(pattern=r"^[a-z]{2}$", description="Language of the labels")]
Countries = Annotated[
    str, Query(max_length=60, description="Countries to put first, e.g. BE,NL (spelt as in NUTS)")
]
Point = Annotated[
    str,
    Query(pattern=r"^-?\d{1,3}(\.\d+)?,-?\d{1,2}(\.\d+)?$", description="Longitude,latitude"),
]


@router.get("", response=list[NearOut], summary="Regions near a point, the nearest first")
def list_near(
    request: HttpRequest, near: Point, level: Level = 3, limit: Limit = 10
) -> list[NearOut]:
    """Regions of NUTS 2021; 0 km means that the point lies inside."""
    lon, lat = map(float, near.split(","))
    if abs(lon) > 180 or abs(lat) > 90:
        raise HttpError(422, _("Longitude runs from -180 to 180, latitude from -90 to 90."))
    return [
        NearOut(km=round(km, 1), region=RegionOut.of(region))
        for region, km in queries.nearest(lon, lat, level=level, limit=limit)
    ]


@router.get("/read", response=ReadingOut, summary="What a place code from a notice says")
def read(request: HttpRequest, code: str, country: str = "") -> ReadingOut:
    """Any spelling; never an error: an unreadable code says so."""
    return ReadingOut.of(read_code(code[:40], country=country[:40]))


@router.get("/find", response=FoundOut, summary="Towns, postal codes and regions by name")
def find(
    request: HttpRequest,
    q: Annotated[str, Query(min_length=1, max_length=100, description="A name as typed")],
    lang: Language = "en",
    country: Countries = "",
    limit: Limit = 5,
) -> FoundOut:
    """In any language, letters and with a typing mistake; empty with a reason where none fits."""
    countries = [code for one in country.split(",") if (code := nuts_country(one))]
    with override(lang):
        return FoundOut.of(gazetteer.look_up(q, language=lang, countries=countries, limit=limit))


@router.get("/{code}", response=PlaceOut, summary="A region with its neighbours and types")
def read_region(request: HttpRequest, code: str) -> PlaceOut:
    """By its code of NUTS 2021 or 2024, in any spelling; 404 for an unknown one."""
    region = queries.region(read_code(code[:40]).code or "")
    if region is None:
        raise HttpError(404, _("There is no region with the code %(code)s.") % {"code": code})
    return place(
        region,
        neighbours=queries.neighbours(region.code),
        types=queries.kind_of(region.code),
        in_2021=_counterparts(to_2021(region.code)),
        in_2024=_counterparts(to_2024(region.code)),
    )


def _counterparts(counterparts: tuple[Counterpart, ...]) -> list[CounterpartOut]:
    return [CounterpartOut(code=one.code, kind=one.kind.value) for one in counterparts]
