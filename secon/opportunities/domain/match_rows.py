"""Stored matches brought to what a run found: the one writer of `Match`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db import connection, transaction

from secon.opportunities.enums import Answer, DemandKind, MatchState
from secon.opportunities.matching.answers import ANSWERS
from secon.opportunities.matching.columns import KINDS, demand_key
from secon.opportunities.matching.score import Longs, Part
from secon.opportunities.matching.whole import Found
from secon.opportunities.models import Match

BATCH = 2_000  # rows written in one transaction
KEPT_DAYS = 120  # a match that is gone is forgotten after so many
_NEWS = sum(0x7F << (8 * part) for part in Part if part not in (Part.TIME, Part.LESSONS))
"""Bits of the parts whose change is news: days pass, and what an enterprise taught it knows."""

_COLUMNS = (
    "enterprise_id",
    "kind",
    "demand",
    "score",
    "parts",
    "eligibility",
    "open_until",
    "state",
    "first_seen",
    "changed",
)
_KEY = 3  # of the columns
_KEPT = ("first_seen", "changed")


@dataclass(frozen=True, slots=True)
class Written:
    """How many rows were new, altered (of them with news), and gone."""

    added: int
    altered: int
    gone: int


@dataclass(frozen=True, slots=True)
class _Stored:
    """The current rows as columns."""

    pk: Longs
    found: Found
    changed: Longs


def current() -> Found:
    """The matches that hold, best first within an enterprise: one query."""
    stored = _stored().found
    return stored.take(np.lexsort((stored.demand, -stored.raw(), stored.supplier)))


def write(found: Found, *, day: date, alive: Callable[[], None]) -> Written:
    """Make the stored matches those of ``found``. ``alive`` is called after each transaction.

    Done again, or after an interruption, it writes only what is missing.
    """
    stored = _stored()
    before, after = _keys(stored.found), _keys(found)
    _, at_before, at_after = np.intersect1d(before, after, return_indices=True)
    differs = (
        (stored.found.parts[at_before] != found.parts[at_after])
        | (stored.found.answer[at_before] != found.answer[at_after])
        | (stored.found.until[at_before] != found.until[at_after])
    )
    is_news = (
        ((stored.found.parts[at_before] ^ found.parts[at_after]) & np.int64(_NEWS) != 0)
        | (stored.found.answer[at_before] != found.answer[at_after])
        | (stored.found.until[at_before] != found.until[at_after])
    )
    changed = np.full(len(found), day.toordinal())
    changed[at_after[~is_news]] = stored.changed[at_before[~is_news]]
    altered = at_after[differs]
    added = np.setdiff1d(np.arange(len(found)), at_after)
    gone = stored.pk[np.setdiff1d(np.arange(len(before)), at_before)]
    _upsert(found, np.concatenate([added, altered]), changed, day, alive)
    _end(gone, day, alive)
    Match.objects.filter(gone_on__lt=day - timedelta(days=KEPT_DAYS)).delete()
    return Written(len(added), len(altered), len(gone))


def _keys(found: Found) -> np.ndarray:
    """Pairs of enterprise and demand as one sortable value each."""
    keys = np.empty(len(found), [("supplier", np.int64), ("demand", np.int64)])
    keys["supplier"], keys["demand"] = found.supplier, found.demand
    return keys


def _stored() -> _Stored:
    rows = Match.objects.current().values_list(
        "pk",
        "enterprise_id",
        "kind",
        "demand",
        "score",
        "parts",
        "eligibility",
        "open_until",
        "changed",
    )
    answers = {answer.value: number for number, answer in enumerate(ANSWERS)}
    table = np.array(
        [
            (
                pk,
                enterprise,
                demand_key(kind, demand),
                score,
                parts,
                answers[answer],
                until.toordinal(),
                changed.toordinal(),
            )
            for pk, enterprise, kind, demand, score, parts, answer, until, changed in rows.iterator(
                chunk_size=20_000
            )
        ],
        np.int64,
    ).reshape(-1, 8)
    found = Found(
        table[:, 1],
        table[:, 2],
        table[:, 3].astype(np.uint8),
        table[:, 4],
        table[:, 5].astype(np.uint8),
        table[:, 6],
    )
    return _Stored(table[:, 0], found, table[:, 7])


def _upsert(
    found: Found, rows: Longs, changed: Longs, day: date, alive: Callable[[], None]
) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(name) for name in _COLUMNS)
    table = quote(Match._meta.db_table)
    updated = [name for name in _COLUMNS[_KEY:] if name not in _KEPT]
    updates = ", ".join(f"{quote(name)} = excluded.{quote(name)}" for name in updated)
    not_before = f"CASE WHEN excluded.changed < {table}.first_seen THEN {table}.first_seen ELSE excluded.changed END"
    statement = (
        f"INSERT INTO {table} ({names}) "  # noqa: S608 -- names of our own
        f"VALUES ({', '.join(['%s'] * len(_COLUMNS))}) "
        f"ON CONFLICT ({', '.join(map(quote, _COLUMNS[:_KEY]))}) "
        f"DO UPDATE SET {updates}, {quote('changed')} = {not_before}, {quote('gone_on')} = NULL"
    )
    rows = rows[np.argsort(found.supplier[rows], kind="stable")]
    for start in range(0, len(rows), BATCH):
        with transaction.atomic(), connection.cursor() as cursor:
            part = rows[start : start + BATCH]
            cursor.executemany(statement, list(_values(found, part, changed, day)))
        alive()


def _values(found: Found, rows: Longs, changed: Longs, day: date) -> Iterator[list[Any]]:
    adapt = connection.ops.adapt_datefield_value
    key_bits = (1 << 61) - 1
    for row in rows.tolist():
        demand = int(found.demand[row])
        news = date.fromordinal(int(changed[row]))
        yield [
            int(found.supplier[row]),
            str(DemandKind(KINDS[demand >> 61]).value),
            demand & key_bits,
            int(found.score[row]),
            int(found.parts[row]),
            str(Answer(ANSWERS[found.answer[row]]).value),
            adapt(date.fromordinal(int(found.until[row]))),
            MatchState.CURRENT.value,
            adapt(min(day, news)),  # of a new row; a known one keeps its own
            adapt(news),
        ]


def _end(pks: Longs, day: date, alive: Callable[[], None]) -> None:
    for start in range(0, len(pks), BATCH):
        chosen = [int(pk) for pk in pks[start : start + BATCH]]
        Match.objects.filter(pk__in=chosen).update(state=MatchState.GONE, gone_on=day)
        alive()
