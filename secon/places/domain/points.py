"""Whether a point that somebody stated can be true, and in which small region it lies.

Outlines are drawn at 1:3 million: a pier, a beach or a street on the border may lie outside them,
so a point counts as inside up to ``COAST_KM`` away.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secon.places.countries import country_name, nuts_country
from secon.places.domain import queries
from secon.places.domain.atlas import Atlas
from secon.places.enums import PointCode, UrbanType
from secon.places.models import Loading, Region

COAST_KM = 5.0
_NULL_ISLAND = 0.01  # degrees around 0, 0


@dataclass(frozen=True, slots=True)
class PointProblem:
    """Why a point cannot be true. ``lies_in`` is the country (or ``None``: sea, or not drawn).

    ``instead`` is the point with its numbers exchanged, where that would be right; ``stated`` the
    country, or the region's name, that the point was expected in.
    """

    code: PointCode
    lon: float
    lat: float
    stated: str = ""
    lies_in: str | None = None
    instead: tuple[float, float] | None = None

    @property
    def message(self) -> str:
        """The problem and what to do, in the active language."""
        language = get_language() or "en"
        words = {
            "lat": f"{self.lat:g}",
            "lon": f"{self.lon:g}",
            "stated": country_name(self.stated, language) if len(self.stated) == 2 else self.stated,
            "country": country_name(self.lies_in, language),
        }
        return _sentence(self) % words


@dataclass(frozen=True, slots=True)
class Ground:
    """The small region (NUTS level 3, version 2021) of a point, ``km`` away; 0 inside."""

    code: str
    urban: UrbanType | None
    km: float


def check_point(
    lon: float, lat: float, *, country: str, nuts: str | Sequence[str] | None = None
) -> PointProblem | None:
    """What is wrong with a point stated for a country (any spelling) and a region; else ``None``.

    A country that is not drawn cannot be checked, except that the point must not lie in another.
    """
    code = nuts_country(country) or country
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        return PointProblem(PointCode.OUT_OF_RANGE, lon, lat, code)
    if abs(lon) < _NULL_ISLAND and abs(lat) < _NULL_ISLAND:
        return PointProblem(PointCode.NULL_ISLAND, lon, lat, code)
    atlas = queries.atlas()
    if not len(atlas):
        return None
    problem = _elsewhere(atlas, lon, lat, code)
    if problem is None and nuts:
        return _outside_region(atlas, lon, lat, [nuts] if isinstance(nuts, str) else nuts)
    return problem


def nuts3_at(lon: float, lat: float, *, within_km: float = COAST_KM) -> Ground | None:
    """The small region of a point and its kind; just off the coast, the nearest. One query."""
    loading = Loading.objects.order_by("at").last()
    near = nearest_code(queries.atlas(), lon, lat, within_km=within_km)
    if loading is None or near is None:
        return None
    code, km = near
    return Ground(code, _urban_types(loading.digest).get(code), km)


def nearest_code(
    atlas: Atlas, lon: float, lat: float, *, within_km: float = COAST_KM
) -> tuple[str, float] | None:
    """The code of level 3 that a point lies in, or nearly, and how far off in km."""
    inside = atlas.region_at(lon, lat)
    if inside:
        return inside, 0.0
    near = atlas.nearest(lon, lat, limit=1, within_km=within_km)
    return (near[0].code, near[0].km) if near else None


@lru_cache(maxsize=1)
def _urban_types(digest: str) -> dict[str, UrbanType]:
    """Of the small regions of one loading."""
    rows = Region.objects.filter(level=3).values_list("code", "urban_type")
    return {code: UrbanType(kind) for code, kind in rows if kind is not None}


def _elsewhere(atlas: Atlas, lon: float, lat: float, country: str) -> PointProblem | None:
    if _in_country(atlas, lon, lat, country):
        return None
    lies_in = atlas.region_at(lon, lat, level=0)
    if not atlas.draws(country):
        return PointProblem(PointCode.OUTSIDE, lon, lat, country, lies_in) if lies_in else None
    if abs(lon) <= 90 and _in_country(atlas, lat, lon, country):
        return PointProblem(PointCode.SWAPPED, lon, lat, country, lies_in, instead=(lat, lon))
    if lies_in is None:
        near = nearest_code(atlas, lon, lat)
        lies_in = near[0][:2] if near else None
    return PointProblem(PointCode.OUTSIDE, lon, lat, country, lies_in)


def _in_country(atlas: Atlas, lon: float, lat: float, country: str) -> bool:
    if atlas.region_at(lon, lat, level=0) == country:
        return True
    near = atlas.nearest(lon, lat, level=0, within_km=COAST_KM)
    return country in {one.code for one in near}


def _outside_region(
    atlas: Atlas, lon: float, lat: float, codes: Sequence[str]
) -> PointProblem | None:
    drawn = queries.drawn_codes(codes)
    if not any(atlas.draws(code) for code in drawn):
        return None
    km = atlas.distance_km(lon, lat, drawn)
    if km is None or km <= COAST_KM:
        return None
    known = queries.names(codes)
    stated = ", ".join(known.get(code, code) for code in codes)
    at = nearest_code(atlas, lon, lat)
    return PointProblem(PointCode.OUTSIDE, lon, lat, stated, at[0][:2] if at else None)


def _sentence(problem: PointProblem) -> str:
    if problem.code == PointCode.OUT_OF_RANGE:
        return _(
            "Latitude %(lat)s and longitude %(lon)s are no place on Earth. Latitude runs from -90 "
            "to 90, longitude from -180 to 180."
        )
    if problem.code == PointCode.NULL_ISLAND:
        return _(
            "Latitude 0 and longitude 0 lie in the sea off Africa: the point was probably left "
            "empty. State the point, or leave both fields empty."
        )
    if problem.code == PointCode.SWAPPED:
        return _(
            "Latitude %(lat)s and longitude %(lon)s do not lie in %(stated)s, but they do when "
            "exchanged. Put latitude and longitude the other way round."
        )
    if problem.lies_in is None:
        return _(
            "Latitude %(lat)s and longitude %(lon)s do not lie in %(stated)s, but at sea or in a "
            "country whose borders we do not know. Check both numbers."
        )
    if len(problem.stated) > 2:
        return _(
            "Latitude %(lat)s and longitude %(lon)s do not lie in the region you stated, "
            "%(stated)s. Check the point, or choose another region."
        )
    return _(
        "Latitude %(lat)s and longitude %(lon)s lie in %(country)s, not in %(stated)s. Check the "
        "point, or the country."
    )
