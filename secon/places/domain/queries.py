"""Reads of regions shared by pages, filters and the API. Codes may be of 2021 or of 2024."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.db.models import Q

from secon.places.domain.atlas import Atlas
from secon.places.domain.correspondence import to_2021
from secon.places.domain.geometry import haversine_km, unpack
from secon.places.domain.typology import Mix, Types, mix_of
from secon.places.enums import CoastType, MountainType, UrbanType, Version
from secon.places.models import Border, Loading, Outline, Region

NATIVE = {"el": "EL", "de": "DE", "nl": "BE", "ro": "RO", "hu": "HU", "pl": "PL", "pt": "PT"} | {
    "lv": "LV",
    "es": "ES",
    "bg": "BG",
}
"""Interface language to the country whose own names its readers know."""


def region(code: str) -> Region | None:
    """One region with its parent, by its exact code."""
    return Region.objects.select_related("parent").filter(pk=code).first()


def names(codes: Iterable[str]) -> dict[str, str]:
    """Code to the region's own name, for those that are known: one query."""
    return dict(Region.objects.filter(pk__in=set(codes)).values_list("code", "native_name"))


def region_names(codes: Iterable[str], language: str) -> dict[str, str]:
    """NUTS code to name: as written in the country for its own readers, in Latin letters for
    others. Codes nobody knows are left out.
    """
    rows = Region.objects.filter(code__in=set(codes))
    home = NATIVE.get(language, "")
    return {
        row.code: row.native_name if row.country == home and row.native_name else row.name
        for row in rows.only("code", "country", "name", "native_name")
    }


def drawn_codes(codes: Iterable[str]) -> tuple[str, ...]:
    """The codes of 2021 that cover codes of either version, without doubles, in order."""
    found: dict[str, None] = {}
    for code in codes:
        found.update(dict.fromkeys(one.code for one in to_2021(code)))
    return tuple(found)


def neighbours(code: str) -> list[Region]:
    """Regions of the same level (2021) that share a border on land, the longest border first.

    A code of 2024 is taken as the regions of 2021 that it came from.
    """
    here = drawn_codes([code])
    touching = Border.objects.filter(Q(first__in=here) | Q(second__in=here)).select_related(
        "first", "second"
    )
    shared: dict[str, float] = {}
    regions: dict[str, Region] = {}
    for border in touching:
        for one in (border.first, border.second):
            if one.code not in here:
                regions[one.code] = one
                shared[one.code] = shared.get(one.code, 0.0) + border.length_km
    return sorted(regions.values(), key=lambda one: (-shared[one.code], one.code))


def distance_km(one: Region, other: Region) -> float | None:
    """Between the centres of two regions; ``None`` where one is not placed."""
    if one.centroid is None or other.centroid is None:
        return None
    return haversine_km(one.centroid, other.centroid)


def kind_of(*codes: str) -> Mix:
    """Urban or rural, mountains, sea: of one region or of a territory of several. One query."""
    inside = Region.objects.within(*drawn_codes(codes)).of_version(Version.V2021).filter(level=3)
    return mix_of(
        Types(
            UrbanType(urban) if urban else None,
            MountainType(mountain) if mountain else None,
            CoastType(coast) if coast else None,
        )
        for urban, mountain, coast in inside.values_list(
            "urban_type", "mountain_type", "coast_type"
        )
    )


def atlas() -> Atlas:
    """All outlines, read from the database once per loading and process (about 30 ms)."""
    loading = Loading.objects.order_by("at").last()
    return _atlas(loading.digest if loading else None)


@lru_cache(maxsize=1)
def _atlas(digest: str | None) -> Atlas:
    if digest is None:
        return Atlas({})
    outlines = Outline.objects.values_list("region_id", "rings")
    return Atlas({code: unpack(bytes(rings)) for code, rings in outlines})


def region_at(lon: float, lat: float, *, level: int = 3) -> Region | None:
    """The region of a level that a point lies in; ``None`` at sea and where nothing is drawn."""
    code = atlas().region_at(lon, lat, level=level)
    return region(code) if code else None


def nearest(
    lon: float, lat: float, *, level: int = 3, limit: int = 10
) -> Sequence[tuple[Region, float]]:
    """Regions of 2021 nearest to a point with their distance in km (0 inside): two queries."""
    near = atlas().nearest(lon, lat, level=level, limit=limit)
    regions = Region.objects.in_bulk([one.code for one in near])
    return [(regions[one.code], one.km) for one in near]
