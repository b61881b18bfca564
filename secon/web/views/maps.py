"""The nine regions as the map component wants them."""

from collections.abc import Iterable

from django.urls import reverse

from secon.kernel.shapes import MapRegion
from secon.web.domain.regions import Place


def map_regions(places: Iterable[Place], *, current: str = "") -> tuple[MapRegion, ...]:
    """Each region linked to its page; ``current`` is the slug of the page the reader is on."""
    return tuple(
        MapRegion(
            slug=place.territory.slug,
            name=place.name,
            href=reverse("web:region", args=[place.territory.slug]),
            codes=place.territory.codes,
            inside=place.territory.municipality is not None,
            current=place.territory.slug == current,
        )
        for place in places
    )
