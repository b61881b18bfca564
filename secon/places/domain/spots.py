"""What is found where a place was asked for, and how it is called for a reader."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from rapidfuzz.distance import OSA

from secon.kernel.folding import fold_name
from secon.places.countries import country_name
from secon.places.domain import queries
from secon.places.domain.atlas import Atlas
from secon.places.domain.letters import in_latin
from secon.places.domain.names import Hit
from secon.places.domain.points import nearest_code
from secon.places.enums import SpotKind
from secon.places.models import PostalCode, Region

_ALIKE = 0.3  # share of letters that differ: Haskovo, Χάσκοβο
TOWN_KM = 5.0
"""How far the true place of a postal code may be from its town's point."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that was asked for, with its point in degrees.

    ``name`` is in the reader's language if it is known, ``label`` tells the place from others.
    ``code`` is the GeoNames number, postal code, NUTS code or country code; ``given`` the name
    that fitted. ``nuts3`` is the small region (2021) around the point; ``None`` for a country.
    ``within_km`` is how far the true place may be from the point, where that is more than a
    town's size: a postal code of which only the region is known, a region, a country.
    """

    name: str
    country: str
    lon: float
    lat: float
    kind: SpotKind
    population: int | None
    nuts3: str | None
    label: str
    code: str
    given: str
    within_km: float | None = None


@dataclass(frozen=True, slots=True)
class Learned:
    """A postal code as other records know it: the mean of their points."""

    country: str
    code: str
    lon: float
    lat: float
    town: str = ""


def of_hit(hit: Hit, language: str) -> Spot:
    """A town, region or country by its name."""
    entry = hit.entry
    name = entry.shown.get(language[:2], entry.name)
    return Spot(
        name=name,
        country=entry.country,
        lon=entry.lon,
        lat=entry.lat,
        kind=entry.kind,
        population=entry.population,
        nuts3=entry.code if entry.kind == SpotKind.REGION and len(entry.code) == 5 else None,
        label=name if hit.given == entry.code else _called(hit.given, name),
        code=entry.code,
        given=hit.given,
    )


def _called(given: str, name: str) -> str:
    """The name, with the one that was typed where nobody would see that they are the same."""
    typed, usual = in_latin(fold_name(given)), in_latin(fold_name(name))
    if typed in usual or OSA.normalized_distance(typed, usual) < _ALIKE:
        return name
    return given if usual in typed else f"{given} ({name})"


def of_row(row: PostalCode) -> Spot:
    """A postal code from the table."""
    return Spot(
        name=row.code,
        country=row.country,
        lon=row.lon,
        lat=row.lat,
        kind=SpotKind.POSTAL,
        population=None,
        nuts3=row.nuts3 or None,
        label=f"{row.code} {row.town}".strip(),
        code=row.code,
        given=row.code,
        within_km=None if row.exact else TOWN_KM if row.town else math.inf,
    )


def of_learned(learned: Learned) -> Spot:
    """A postal code that another app knows."""
    return Spot(
        name=learned.code,
        country=learned.country,
        lon=learned.lon,
        lat=learned.lat,
        kind=SpotKind.POSTAL,
        population=None,
        nuts3=None,
        label=f"{learned.code} {learned.town}".strip(),
        code=learned.code,
        given=learned.code,
    )


def placed(spots: Iterable[Spot], language: str) -> list[Spot]:
    """Spots with region, radius and a label that no other of them has. Two queries."""
    found = list(spots)
    if not found:
        return []
    atlas = queries.atlas()
    lying = [_lying(atlas, spot) for spot in found]
    regions = _regions(lying)
    same = Counter((_heard(spot), spot.kind) for spot in lying)
    called = Counter(map(_heard, lying))
    return [
        _told(
            spot,
            regions,
            language,
            twin=same[_heard(spot), spot.kind] > 1,
            namesake=called[_heard(spot)] > 1,
        )
        for spot in lying
    ]


def _heard(spot: Spot) -> tuple[str, str]:
    return fold_name(spot.label), spot.country


def _lying(atlas: Atlas, spot: Spot) -> Spot:
    """With the small region around its point."""
    if spot.nuts3 or spot.kind in {SpotKind.COUNTRY, SpotKind.REGION}:
        return spot
    near = nearest_code(atlas, spot.lon, spot.lat)
    return replace(spot, nuts3=near[0] if near else None)


def _regions(spots: Sequence[Spot]) -> dict[str, Region]:
    codes = {spot.nuts3 for spot in spots if spot.nuts3}
    codes |= {spot.code for spot in spots if spot.kind == SpotKind.REGION}
    codes |= {spot.country for spot in spots if spot.kind == SpotKind.COUNTRY}
    return Region.objects.in_bulk(codes)


def _told(
    spot: Spot, regions: Mapping[str, Region], language: str, *, twin: bool, namesake: bool
) -> Spot:
    """With country, and what tells it from a twin (same kind) or a namesake (another kind)."""
    if spot.kind == SpotKind.COUNTRY:
        return replace(spot, within_km=_radius(regions.get(spot.code)))
    region = regions.get(spot.nuts3 or "")
    within, parts = spot.within_km, [spot.label]
    if spot.kind == SpotKind.REGION:
        within = _radius(regions.get(spot.code))
        parts = [_("%(name)s (region)") % {"name": spot.label}] if namesake else parts
        parts += [spot.code] if twin else []
    elif region and (twin or within == math.inf):
        parts.append(region.native_name)
    if within == math.inf:
        within = _radius(region)
    label = ", ".join([*parts, country_name(spot.country, language)])
    return replace(spot, within_km=within, label=label)


def _radius(region: Region | None) -> float | None:
    """Of a circle of the region's surface, in whole km."""
    if region is None or region.area_km2 is None:
        return None
    return float(round(math.sqrt(region.area_km2 / math.pi)))
