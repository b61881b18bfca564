"""Which partner's region an address lies in."""

from __future__ import annotations

from functools import cache

from secon.enterprises.domain.words import folded
from secon.partnership.domain.territories import Territory, territories
from secon.partnership.models import Partner
from secon.places.domain.queries import drawn_codes


def region_of(*, nuts: str, town: str = "", postal_code: str = "") -> str:
    """The slug of the partner whose territory holds the place; "" for none.

    In a territory narrowed to a municipality the town's name or the postal code decides.
    """
    return next(
        (
            slug
            for slug, codes, territory in _areas()
            if nuts.startswith(codes) and _inside(territory, town, postal_code)
        ),
        "",
    )


def partner_of(*, nuts: str, town: str = "", postal_code: str = "") -> Partner | None:
    """The partner that clears an entry there: one query, none outside every territory."""
    slug = region_of(nuts=nuts, town=town, postal_code=postal_code)
    return Partner.objects.filter(slug=slug).first() if slug else None


def _inside(territory: Territory, town: str, postal_code: str) -> bool:
    if not territory.municipality:
        return True
    if territory.postal_prefixes and postal_code.startswith(territory.postal_prefixes):
        return True
    return folded(town) == folded(territory.municipality)


@cache
def _areas() -> tuple[tuple[str, tuple[str, ...], Territory], ...]:
    return tuple(
        (one.slug, tuple({*one.codes, *drawn_codes(one.codes)}), one) for one in territories()
    )
