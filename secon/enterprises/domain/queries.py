"""What screens read of the directory: answers of the index, and the records behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch

from secon.enterprises import frames
from secon.enterprises.domain import directory, versions
from secon.enterprises.domain.directory import PAGE, Box, Criteria, MapAnswer, Result, Sort
from secon.enterprises.enums import PUBLIC_STATES, Met, State
from secon.enterprises.models import Check, Enterprise, Offer
from secon.enterprises.models.enterprise import EnterpriseQuerySet

CHUNK = 500  # records read at a time for a file
LAST_KEY = 2**62  # after every key of a version
CARD_FIELDS = (
    "pk",
    "version",
    "original_language",
    "name",
    "summary",
    "town",
    "country",
    "nuts",
    "lon",
    "lat",
    "state",
    "verified_on",
    "check_again_on",
    "confirmed_on",
    "listed_on",
    "family",
    "social_enterprise",
    "employs",
    "green",
    "digital",
    "is_example",
)


@dataclass(frozen=True, slots=True)
class StatusCheck:
    """The newest check of a status that the enterprise holds."""

    code: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Changes:
    """A part of what changed: ``following`` is where to go on, ``is_all`` whether this is the end."""

    entries: Sequence[Enterprise]
    epoch: int
    following: tuple[int, int]
    is_all: bool


def found(criteria: Criteria) -> Result:
    """A page of the list: one query where the index is up to date."""
    return directory.search(directory.current(), criteria)


def in_view(criteria: Criteria, *, view: Box, zoom: float) -> MapAnswer:
    """What a window of the map shows."""
    return directory.cells(directory.current(), criteria, bbox=view, zoom=zoom)


def extent(criteria: Criteria) -> Box | None:
    """The window around everything asked for."""
    return directory.bounds(directory.current(), criteria)


def keys_in_order(criteria: Criteria) -> list[int]:
    """The keys of the whole list in its order."""
    return directory.all_pks(directory.current(), criteria)


def newest_keys(criteria: Criteria, most: int) -> list[int]:
    """The keys of the entries that changed last, without ordering the whole list."""
    newest, keys = replace(criteria, sort=Sort.NEWEST), []
    for page in range(1, -(-most // PAGE) + 1):
        answer = found(newest.on(page))
        keys += [row.pk for row in answer.rows]
        if page >= answer.pages:
            break
    return keys[:most]


def for_cards(pks: Iterable[int], language: str) -> dict[int, Enterprise]:
    """Enterprises by key with what a card shows: five queries, however many."""
    offers = Offer.objects.in_language(language).order_by("order", "pk")
    rows = (
        Enterprise.objects.filter(pk__in=list(pks))
        .only(*CARD_FIELDS)
        .in_language(language)
        .prefetch_related(Prefetch("offers", offers), "statuses")
        .order_by()
    )
    return {row.pk: row for row in rows}


def status_checks(pks: Iterable[int]) -> dict[int, StatusCheck]:
    """The newest check that found a national status held, by enterprise: one query."""
    codes = [one.code for one in frames.statuses()]
    rows = (
        Check.objects.filter(enterprise__in=list(pks), subject__in=codes, met=Met.YES)
        .order_by("checked_on", "pk")
        .values_list("enterprise_id", "subject", "checked_on")
    )
    return {pk: StatusCheck(code, day) for pk, code, day in rows}


def for_records(pks: Sequence[int], language: str) -> Iterator[Enterprise]:
    """Whole enterprises in the order of ``pks``, read in chunks; those gone since are left out."""
    for at in range(0, len(pks), CHUNK):
        part = pks[at : at + CHUNK]
        rows = Enterprise.objects.public().filter(pk__in=part)
        known = {row.pk: row for row in _with_parts(rows, language)}
        yield from (known[pk] for pk in part if pk in known)


def one(pk: int, language: str) -> Enterprise | None:
    """An enterprise that has a page, with its parts."""
    return next(iter(_with_parts(Enterprise.objects.public().filter(pk=pk), language)), None)


def changes(*, after: tuple[int, int], size: int, language: str) -> Changes:
    """What changed after (version, key), oldest first; entries that ended are among them.

    Numbers are given under a lock, so that no change with a smaller number appears later. Reads
    along the index of versions: a part may hold fewer than ``size``, as others are not public.
    """
    epoch, _number = versions.latest()
    version, pk = after
    rows = _keys(Enterprise.objects.filter(version=version, pk__gt=pk), size) if version else []
    if len(rows) <= size:
        rows += _keys(Enterprise.objects.filter(version__gt=version), size - len(rows))
    is_all, rows = len(rows) <= size, rows[:size]
    told = [key for _version, key, state in rows if state in {*PUBLIC_STATES, State.ENDED}]
    last = rows[-1][:2] if rows else after
    return Changes([*for_records(told, language)], epoch, last, is_all)


def _keys(rows: EnterpriseQuerySet, size: int) -> list[tuple[int, int, str]]:
    """(version, key, state) of the first rows, one more than ``size``."""
    return list(rows.order_by("version", "pk").values_list("version", "pk", "state")[: size + 1])


def has_examples() -> bool:
    """Whether an example is listed. Asked only where examples are allowed."""
    return Enterprise.objects.filter(is_example=True, state__in=PUBLIC_STATES).exists()


def names_of(pks: Iterable[int]) -> dict[int, str]:
    """The names of listed enterprises."""
    return dict(Enterprise.objects.filter(pk__in=list(pks)).values_list("pk", "name"))


def last_change(enterprise: Enterprise) -> date | None:
    """The newest day of what is known to have happened to an entry."""
    days = (
        enterprise.listed_on,
        enterprise.verified_on,
        enterprise.confirmed_on,
        enterprise.ended_on if enterprise.state == State.ENDED else None,
    )
    return max((day for day in days if day), default=None)


def _with_parts(rows: EnterpriseQuerySet, language: str) -> EnterpriseQuerySet:
    offers = Offer.objects.in_language(language).order_by("order", "pk")
    return (
        rows.select_related("partner")
        .in_language(language)
        .prefetch_related(Prefetch("offers", offers), "statuses")
    )
