"""The place that a reader asks around: read from a name, a postal code or a position."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from secon.enterprises.domain.directory import Criteria, Destination, Near
from secon.enterprises.interfaces import wording
from secon.enterprises.interfaces.filters import DirectoryFilter
from secon.partnership.domain.territories import territories
from secon.places.domain import gazetteer
from secon.places.domain.spots import Spot
from secon.places.enums import SpotKind

OFFERED = 6
WIDE = frozenset({SpotKind.REGION, SpotKind.COUNTRY})
"""Kinds whose point says little: the list is narrowed to the area instead."""


@dataclass(frozen=True, slots=True)
class PlaceAsked:
    """How the place was read; without a ``spot`` it is a position, or was not found."""

    label: str = ""
    spot: Spot | None = None
    others: tuple[Spot, ...] = ()
    problem: str = ""
    suggestions: tuple[Spot, ...] = ()
    point: tuple[float, float] | None = None


def pick_of(spot: Spot) -> str:
    """The address text that chooses this spot among those of its name."""
    return f"{spot.kind}-{spot.country}-{spot.code}"


def read_place(data: dict[str, Any], *, language: str) -> PlaceAsked:
    """The place of a cleaned form: one query for the names, some for postal codes."""
    text: str = data.get("near") or ""
    if not text:
        point = data.get("at")
        return PlaceAsked(_("your position"), point=point) if point else PlaceAsked()
    asked = gazetteer.read_near(text).place or text
    countries = tuple(dict.fromkeys(one.country for one in territories()))
    answer = gazetteer.look_up(asked, language=language, countries=countries, limit=OFFERED)
    if not answer.spots:
        return PlaceAsked(text, problem=answer.problem, suggestions=answer.suggestions)
    spot = next((one for one in answer.spots if pick_of(one) == data.get("place")), answer.spots[0])
    return PlaceAsked(
        label=spot.name,
        spot=spot,
        others=tuple(one for one in answer.spots if one is not spot),
        point=(spot.lon, spot.lat),
    )


def kilometres(data: dict[str, Any]) -> float | None:
    """How far around the place; None for any distance."""
    stated = gazetteer.read_near(data.get("near") or "").km
    if stated is not None:
        return stated
    km = data.get("km")
    return None if km == wording.ANY_DISTANCE else float(km or wording.USUAL_KM)


def around(criteria: Criteria, place: PlaceAsked, form: DirectoryFilter) -> Criteria:
    """``criteria`` narrowed to the place, and to what is delivered there if that was asked."""
    data, spot = form.cleaned_data, place.spot
    if spot and spot.kind in WIDE and not _states_distance(data):
        if spot.kind == SpotKind.COUNTRY:
            criteria = replace(criteria, countries=criteria.countries | {spot.country})
        else:
            criteria = replace(criteria, nuts=criteria.nuts | {spot.code})
    elif place.point:
        lon, lat = place.point
        criteria = replace(criteria, near=Near(lon, lat, kilometres(data), place.label))
    if not data.get("delivers"):
        return criteria
    if there := _destination(criteria, place):
        return replace(without_distance(criteria), delivers_to=there)
    form.add_error("delivers", _("Name the place to deliver to first."))
    return criteria


def without_distance(criteria: Criteria) -> Criteria:
    """Who delivers to a place may sit anywhere: only the order is by distance."""
    if criteria.near is None:
        return criteria
    return replace(criteria, near=replace(criteria.near, km=None))


def _states_distance(data: dict[str, Any]) -> bool:
    return bool(data.get("km")) or gazetteer.read_near(data.get("near") or "").km is not None


def _destination(criteria: Criteria, place: PlaceAsked) -> Destination | None:
    if spot := place.spot:
        if spot.kind == SpotKind.COUNTRY:
            return Destination(country=spot.country)
        if spot.kind == SpotKind.REGION:
            return Destination(spot.lon, spot.lat, spot.country, spot.code)
        return Destination(spot.lon, spot.lat, spot.country, spot.nuts3 or "")
    if place.point:
        return Destination(*place.point)
    codes = [*criteria.nuts] or [*criteria.countries]
    if len(codes) == 1:
        return Destination(country=codes[0][:2], nuts=codes[0] if len(codes[0]) > 2 else "")
    return None
