"""Entries that may be the same organisation. Nothing here reads all entries for one question.

One draft: four indexed questions (number, name, longest word, place), a few hundred rows, scored
by ``likeness``. Many drafts: the entries of their countries stream by once and each is compared
with the drafts that share a block with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from secon.enterprises.domain.likeness import (
    SHOWN,
    Asked,
    Draft,
    Keys,
    Stored,
    blocks,
    compare,
    name_key,
)
from secon.enterprises.enums import SameBy, State
from secon.enterprises.models import Enterprise

MOST = 400  # rows of one block; larger ones hold names too common to tell anything
CHUNK = 5_000
_COLUMNS = (
    "pk",
    "number_key",
    "name_key",
    "other_names",
    "town_key",
    "postal_code",
    "lon",
    "lat",
    "word_key",
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """An entry that may be the one described, how alike in percent, and by what."""

    enterprise: Enterprise
    percent: int
    why: SameBy


@dataclass(frozen=True, slots=True)
class Match:
    """As ``Likeness``, for many: the entry's key only."""

    enterprise_id: int
    percent: int
    why: SameBy


def like(
    *,
    draft: Draft,
    limit: int = 5,
    apart_from: int | None = None,
    least: int = SHOWN,
    waiting: bool = False,
) -> list[Likeness]:
    """The most similar entries with ``least`` percent or more. At most seven queries.

    Only entries that everybody can see, and, for those who decide, with the ``waiting`` ones.
    """
    among = _comparable() if waiting else Enterprise.objects.public()
    asked = draft.asked()
    found: dict[int, tuple[int, SameBy]] = {}
    for rows in _near(draft, asked, among):
        for row in rows:
            if row[0] not in found and row[0] != apart_from:
                found[row[0]] = compare(asked, _stored(row))
    best = sorted(
        ((pk, *score) for pk, score in found.items() if score[0] >= least),
        key=lambda one: (-one[1], one[0]),
    )[:limit]
    entries = Enterprise.objects.select_related("partner").in_bulk([pk for pk, _p, _w in best])
    return [Likeness(entries[pk], percent, why) for pk, percent, why in best]


def find_many(
    drafts: Sequence[Draft], *, least: int = SHOWN, among: QuerySet[Enterprise] | None = None
) -> list[Match | None]:
    """For each draft, in order, the most similar entry: 50 000 drafts in seconds.

    Reads the entries (``among``: only some of them) of the drafts' countries once, in chunks. An
    equal number wins.
    """
    by_block: dict[tuple[str, ...], list[int]] = defaultdict(list)
    asked = [draft.asked() for draft in drafts]
    for at, (draft, one) in enumerate(zip(drafts, asked, strict=True)):
        for block in _blocks(one.number_key, one.key, one.postal_code):
            by_block[(draft.country, *block)].append(at)
    best: list[Match | None] = [None] * len(drafts)
    for country in sorted({draft.country for draft in drafts}):
        chosen = _comparable() if among is None else among.exclude(state=State.DECLINED)
        chosen = chosen.filter(country=country)
        for row in chosen.order_by().values_list(*_COLUMNS).iterator(chunk_size=CHUNK):
            near: set[int] = set()
            for block in _blocks(row[1], Keys(row[2], row[8], row[4]), row[5]):
                near.update(by_block.get((country, *block), ()))
            if near:
                stored = _stored(row)
                for at in near:
                    _keep_best(best, at, stored, asked[at], least)
    return best


def _keep_best(best: list[Match | None], at: int, stored: Stored, asked: Asked, least: int) -> None:
    percent, why = compare(asked, stored)
    before = best[at]
    if percent >= least and (before is None or percent > before.percent):
        best[at] = Match(stored.pk, percent, why)


def _blocks(number_key: str, key: Keys, postal_code: str) -> Iterator[tuple[str, ...]]:
    if number_key:
        yield ("number", number_key)
    yield from blocks(key, postal_code)


def _near(draft: Draft, asked: Asked, among: QuerySet[Enterprise]) -> Iterator[Iterable[Any]]:
    """Rows worth comparing, the most telling block first."""
    here = among.filter(country=draft.country)
    if draft.number_key:
        yield _rows(here.filter(number_key=draft.number_key))
    key = asked.key
    for name in asked.names:
        yield _rows(here.filter(name_key=name))
    if key.word:
        yield _rows(here.filter(word_key=key.word))
    place = Q()
    if key.town:
        place |= Q(town_key=key.town)
    if draft.postal_code:
        place |= Q(postal_code=draft.postal_code)
    if place:
        there = here.filter(place)
        yield _rows(there)
        if key.word:  # a large town is cut off above: here come its likely ones
            yield _rows(there.filter(Q(word_key=key.word) | Q(name_key__startswith=key.name[:3])))


def _rows(chosen: QuerySet[Enterprise]) -> Iterable[Any]:
    return chosen.order_by().values_list(*_COLUMNS)[:MOST]


def _comparable() -> QuerySet[Enterprise]:
    return Enterprise.objects.exclude(state=State.DECLINED)


def _stored(row: Any) -> Stored:
    pk, number, name, others, town, code, lon, lat, _word = row
    return Stored(pk, number, (name, *map(name_key, others)), town, code, lon, lat)
