"""The live selection of a collection: who meets its filters now, perhaps in one region."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone

from secon.enterprises.domain import directory
from secon.enterprises.interfaces.cards import Card, cards
from secon.enterprises.interfaces.requests import asked
from secon.partnership.domain.territories import name_in, territories
from secon.web.domain import languages
from secon.web.models import CampaignPage, address_in

OPTION, FACET = "region", "regions"


@dataclass(frozen=True, slots=True)
class Choice:
    """A region to narrow the collection to; "" is all of them."""

    slug: str
    name: str
    number: int
    current: bool


@dataclass(frozen=True, slots=True)
class Selection:
    """The entries shown, how many there are, and the query of the directory that shows all."""

    cards: list[Card]
    total: int
    query: str
    choices: list[Choice]


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection in a list; ``foreign`` names a language not the reader's."""

    page: CampaignPage
    url: str
    foreign: str | None


def collections(*, language: str) -> list[Collection]:
    """Every collection once, in the best language there is: two queries."""
    live = CampaignPage.objects.live().public().filter(alias_of=None).order_by("path")
    rows = live.values_list("pk", "translation_key", "locale__language_code")
    versions: dict[UUID, dict[str, tuple[int, str]]] = {}
    for pk, key, code in rows:
        versions.setdefault(key, {})[code] = (pk, code)
    chosen = [languages.best(each, reader=language) for each in versions.values()]
    pages = (
        CampaignPage.objects.select_related("image")
        .defer("body")
        .in_bulk([pk for pk, _code in chosen])
    )
    return [
        Collection(pages[pk], address_in(pages[pk], language), None if code == language else code)
        for pk, code in chosen
    ]


def selection(
    text: str, *, shown: int, region: str, language: str, now: datetime, include_examples: bool
) -> Selection:
    """What a collection shows to a reader: one search and the queries of one list."""
    query = QueryDict(text, mutable=True)
    ask = asked(query, now=now, language=language, include_examples=include_examples)
    known = {one.slug: one for one in territories()}
    chosen = region if region in known else ""
    if chosen:
        query.setlist(OPTION, [chosen])
    regions = frozenset({chosen}) if chosen else ask.criteria.regions
    result = directory.search(directory.current(), replace(ask.criteria, regions=regions))
    counts = result.facets.get(FACET, {})
    return Selection(
        cards(result.rows[:shown], first=1, language=language, today=timezone.localdate(now)),
        result.total,
        query.urlencode(),
        [
            Choice(slug, name_in(one, language), counts.get(slug, 0), slug == chosen)
            for slug, one in known.items()
            if counts.get(slug) or slug == chosen
        ],
    )
