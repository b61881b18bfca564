"""The middles of regions."""

from __future__ import annotations

from collections.abc import Iterable

from secon.places.domain.queries import drawn_codes
from secon.places.models import Region


def points(codes: Iterable[str]) -> dict[str, tuple[float, float]]:
    """(longitude, latitude) of the middle of each region that is placed: one query."""
    drawn = {code: drawn_codes([code]) or (code,) for code in codes}
    wanted = {one for found in drawn.values() for one in found}
    if not wanted:
        return {}
    known = {row.code: row.centroid for row in Region.objects.filter(code__in=wanted)}
    return {
        code: point
        for code, found in drawn.items()
        if (point := next((known[one] for one in found if known.get(one)), None)) is not None
    }
