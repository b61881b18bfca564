"""Where is delivered against where the work is: points for every pair of the two. Pure.

A NUTS code is a number of five bytes, filled up with zeros, so that a region is a beginning.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import pi, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from secon.opportunities.demand import DemandPlace
from secon.opportunities.matching.score import (
    ANYWHERE,
    BEYOND,
    BEYOND_SHARE,
    EDGE,
    ELSEWHERE_UNSTATED,
    NEAR,
    OWN_LEVELS,
    PARTLY,
    PLACE_UNKNOWN,
    WHOLE_COUNTRY,
    Bytes,
    Floats,
    Longs,
)
from secon.opportunities.supply import Supplier
from secon.places.domain.geometry import EARTH_KM

_BYTES = 5
MASK = (1 << 8 * _BYTES) - 1
OWN, BASE, COUNTRY, REGION = range(4)
EVERYWHERE, IN_COUNTRY = 1, 2
_ANYWHERE: Final = {"anyw": EVERYWHERE, "anyw-eea": EVERYWHERE, "anyw-cou": IN_COUNTRY}


def encoded(code: str) -> int:
    """A NUTS code or country as a number; 0 for none."""
    return int.from_bytes(code[:_BYTES].encode("ascii", "ignore").ljust(_BYTES, b"\0"), "big")


def decoded(code: int) -> str:
    """What `encoded` encoded."""
    return code.to_bytes(_BYTES, "big").rstrip(b"\0").decode()


def beginnings(codes: Longs, length: int) -> Longs:
    """The first characters of codes."""
    shift = 8 * (_BYTES - length)
    found: Longs = codes >> shift << shift
    return found


def lengths(codes: Longs) -> Longs:
    """How many characters codes have."""
    found: Longs = np.sum(
        [(codes >> 8 * at & 0xFF) > 0 for at in range(_BYTES)], axis=0, dtype=np.int64
    )
    return found


def delivery_keys(row: Supplier) -> list[int]:
    """The rows of `by_codes` that hold for an enterprise."""
    to = row.delivery
    if not to.known:
        return [OWN << 40 | encoded(row.nuts or row.country)]
    keys = [BASE << 40 | encoded(row.country)]
    keys += [COUNTRY << 40 | encoded(country) for country in sorted(to.countries)]
    keys += [REGION << 40 | encoded(region) for region in sorted(to.regions)]
    return keys


def element(
    place: DemandPlace, regions: Mapping[str, tuple[float, float, float]]
) -> tuple[int, float, float, float, float]:
    """A place as a number, and for a region the centre (radius 1) and its radius in km, or NaN."""
    code = place.nuts or place.country
    key = _ANYWHERE.get(place.anywhere, 0) << 40 | encoded(code)
    known = regions.get(place.nuts) if len(place.nuts) > 2 else None
    if known is None:
        nan = float("nan")
        return key, nan, nan, nan, nan
    lon, lat = np.radians(known[:2])
    centre = (np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat))
    x, y, z = map(float, centre)
    return key, x, y, z, sqrt(known[2] / pi)


def by_codes(keys: Longs, elements: Longs) -> Bytes:
    """Points of delivery rows (their keys) for places (theirs), by codes alone."""
    kind, code = (keys >> 40)[:, None], (keys & MASK)[:, None]
    anywhere, place = (elements >> 40)[None, :], (elements & MASK)[None, :]
    code_length, place_length = lengths(code), lengths(place)
    shared = np.zeros(np.broadcast_shapes(code.shape, place.shape), np.int64)
    for length in range(2, _BYTES + 1):
        same = beginnings(code, length) == beginnings(place, length)
        both = (code_length >= length) & (place_length >= length)
        shared = np.where(same & both, length, shared)
    same_country = (shared >= 2) & (place_length >= 2)
    whole_row = (shared == code_length) & (code_length > 0)
    whole_place = (shared == place_length) & (place_length > 0)
    points = np.zeros(shared.shape, np.uint8)
    is_own, is_base = kind == OWN, kind == BASE

    levels = np.full(shared.shape, ELSEWHERE_UNSTATED, np.uint8)
    for length, worth in OWN_LEVELS.items():
        levels[shared == length] = worth
    levels = np.where(whole_place & (place_length < code_length), PLACE_UNKNOWN, levels)
    points = np.where(is_own, levels, points)
    points = np.where(is_base & same_country & (place_length == 2), PLACE_UNKNOWN, points)
    unknown = (place_length == 0) & (anywhere == 0)
    points = np.where((is_own | is_base) & unknown, PLACE_UNKNOWN, points)
    points = np.where((kind == COUNTRY) & same_country, WHOLE_COUNTRY, points)
    points = np.where((kind == REGION) & whole_row, NEAR, points)
    points = np.where((kind == REGION) & whole_place & ~whole_row, PARTLY, points)

    in_country = anywhere == IN_COUNTRY
    everywhere = anywhere == EVERYWHERE
    points = np.where((is_own | is_base) & everywhere, ANYWHERE, points)
    own_country = (is_own | is_base) & in_country
    elsewhere = np.where(is_own, ELSEWHERE_UNSTATED, 0)
    points = np.where(own_country, np.where(same_country, ANYWHERE, elsewhere), points)
    found: Bytes = points.astype(np.uint8)
    return found


def distances_km(
    x: Floats, y: Floats, z: Floats, at: tuple[Floats, Floats, Floats]
) -> NDArray[np.float64]:
    """Whole kilometres between points (rows) and centres (columns); NaN where one is not known."""
    product = x[:, None] * at[0] + y[:, None] * at[1] + z[:, None] * at[2]
    found: NDArray[np.float64] = np.rint(EARTH_KM * np.arccos(np.clip(product, -1, 1)))
    return found


def by_distance(km: NDArray, distance: NDArray[np.float64], radius: Floats) -> Bytes:
    """Points of those who deliver within ``km`` (rows) for regions so far away (columns)."""
    reach = km.astype(np.float64)[:, None]
    edge = np.maximum(distance - np.floor(radius), 0)
    points = np.zeros(distance.shape, np.uint8)
    points[edge <= BEYOND_SHARE * reach] = BEYOND
    points[edge <= reach] = EDGE
    points[distance <= reach] = NEAR
    points[(km == 0), :] = 0
    return points
