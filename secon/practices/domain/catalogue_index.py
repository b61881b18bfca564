"""The entries of the list, held by each process and brought up to date when practices changed.

Two small queries say whether anything changed; only what did is read again. After ``MOST_AGE``
all of it is, for changes that leave no mark on a practice (a barrier that it answers was renamed).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from threading import Lock
from time import monotonic
from typing import Any

from django.db.models import Count, Max, Sum

from secon.kernel.collation import sort_key
from secon.kernel.folding import fold
from secon.practices.domain.catalogue import Entry, Kind
from secon.practices.domain.standing import standing_of
from secon.practices.enums import TransferState
from secon.practices.models import (
    Practice,
    PracticeAnswer,
    PracticeResult,
    PracticeTheme,
    PracticeTopic,
    PracticeTranslation,
    Transfer,
)

MOST_AGE = 900  # seconds
CHUNK = 500  # keys in one query
ARRIVED = {TransferState.ADAPTED, TransferState.IN_INSTRUMENT}
_COLUMNS = (
    "pk",
    "changed_at",
    "partner__slug",
    "country",
    "rural",
    "state",
    "round",
    "named_by_project",
    "is_lesson",
    "cost",
    "currency",
    "original_language",
    "title",
    "summary",
    "keywords",
    "organisation",
    "place",
    "first_published_at",
)
Version = tuple[object, ...]
Values = dict[int, set[str]]


@dataclass(slots=True)
class Held:
    """What a process knows; never changed once it is handed out."""

    version: Version
    read_at: float
    entries: dict[int, Entry]
    stamps: dict[int, datetime]
    orders: dict[str, dict[int, int]] = field(default_factory=dict)

    def rank(self, language: str) -> dict[int, int]:
        """Place of every key in the order of titles as readers of ``language`` expect it."""
        if language not in self.orders:
            titles = [(one.title(language), pk) for pk, one in self.entries.items()]
            ordered = sorted(titles, key=lambda one: (sort_key(one[0], language), one[1]))
            self.orders[language] = {pk: place for place, (_title, pk) in enumerate(ordered)}
        return self.orders[language]


_lock = Lock()
_held: Held | None = None


def held() -> Held:
    """The list as it is now: two queries where nothing changed."""
    global _held  # noqa: PLW0603 -- one for the process
    version = _version()
    now = _held
    if now is not None and now.version == version and monotonic() - now.read_at < MOST_AGE:
        return now
    with _lock:
        _held = _read(version, _held)
        return _held


def forget() -> None:
    """Read everything again next time."""
    global _held  # noqa: PLW0603 -- one for the process
    _held = None


def _version() -> Version:
    stored = Practice.objects.published().aggregate(
        Count("pk"), Max("changed_at"), Max("pk"), Sum("pk")
    )
    moved = Transfer.objects.aggregate(Count("pk"), Max("changed_at"))
    return (*stored.values(), *moved.values())


def _read(version: Version, before: Held | None) -> Held:
    is_fresh = before is not None and monotonic() - before.read_at < MOST_AGE
    old = before if is_fresh else None
    kept = {} if old is None else old.entries
    stamps: dict[int, datetime] = dict(
        Practice.objects.published().order_by().values_list("pk", "changed_at")
    )
    transfers = _transfers()
    changed = [pk for pk in stamps if old is None or _differs(pk, old, stamps, transfers)]
    fresh = {one.pk: one for one in _entries(_rows(changed), transfers)}
    entries = {pk: fresh.get(pk) or kept[pk] for pk in stamps if pk in fresh or pk in kept}
    return Held(version, monotonic() if old is None else old.read_at, entries, stamps)


def _differs(
    pk: int, old: Held, stamps: dict[int, datetime], transfers: dict[int, list[str]]
) -> bool:
    if old.stamps.get(pk) != stamps[pk]:
        return True
    known = old.entries[pk]
    now = (len(transfers.get(pk, ())), _has_arrived(transfers, pk))
    return (known.transfers, bool(known.facets["arrived"])) != now


def _rows(keys: Collection[int]) -> dict[int, Any]:
    return {
        row["pk"]: row
        for chunk in _chunks(keys)
        for row in Practice.objects.published().filter(pk__in=chunk).values(*_COLUMNS)
    }


def _entries(rows: dict[int, Any], transfers: dict[int, list[str]]) -> Iterator[Entry]:
    topics = _values(PracticeTopic, "topic", rows)
    aims = _values(PracticeTheme, "theme", rows)
    aspects = _values(PracticeAnswer, "factor__aspect", rows)
    figures = _values(PracticeResult, "label", rows)
    texts = _texts(rows)
    for pk, row in rows.items():
        said = texts.get(pk, [])
        own = (row["title"], row["summary"], row["keywords"], row["organisation"], row["place"])
        shown = standing_of(row["state"], row["round"], named=row["named_by_project"])
        euro: Decimal | None = row["cost"] if row["currency"] == "EUR" else None
        yield Entry(
            pk=pk,
            kind=Kind.LESSON if row["is_lesson"] else Kind.PRACTICE,
            facets={
                "region": frozenset({row["partner__slug"]}),
                "country": frozenset({row["country"]}),
                "topic": frozenset(topics[pk]),
                "aim": frozenset(aims[pk]),
                "aspect": frozenset(aspects[pk]),
                "rural": frozenset({row["rural"]} - {""}),
                "review": frozenset({str(shown)} if shown else ()),
                "costed": _on(row["cost"] is not None),
                "figures": _on(bool(figures[pk])),
                "taken_up": _on(pk in transfers),
                "arrived": _on(_has_arrived(transfers, pk)),
            },
            words="\n".join(map(fold, [*own, *(text for _, *both in said for text in both)])),
            titles={row["original_language"]: row["title"]}
            | {language: title for language, title, _summary in said if title},
            original=row["original_language"],
            since=row["first_published_at"] or row["changed_at"],
            cost=euro,
            transfers=len(transfers.get(pk, ())),
        )


def _transfers() -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    stored = Transfer.objects.exclude(state=TransferState.DROPPED)
    for pk, state in stored.values_list("practice_id", "state"):
        found[pk].append(state)
    return dict(found)


def _has_arrived(transfers: dict[int, list[str]], pk: int) -> bool:
    return not ARRIVED.isdisjoint(transfers.get(pk, ()))


def _values(model: Any, column: str, rows: Collection[int]) -> Values:
    found: Values = defaultdict(set)
    for keys in _chunks(rows):
        stored = model.objects.filter(practice__in=keys)
        for pk, value in stored.values_list("practice_id", column):
            found[pk].add(value)
    return found


def _texts(rows: Collection[int]) -> dict[int, list[tuple[str, str, str]]]:
    found: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    for keys in _chunks(rows):
        stored = PracticeTranslation.objects.filter(record__in=keys)
        columns = stored.values_list("record_id", "language", "title", "summary")
        for pk, language, title, summary in columns:
            found[pk].append((language, title, summary))
    return found


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    every = list(keys)
    for start in range(0, len(every), CHUNK):
        yield every[start : start + CHUNK]


def _on(value: bool) -> frozenset[str]:
    return frozenset({"on"} if value else ())
