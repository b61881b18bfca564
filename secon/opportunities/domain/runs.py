"""Runs that match enterprises with what is open: everything, or what changed since the last run.

One at a time, held by the database. A run that was stopped leaves what it wrote; the next compares
everything and writes only what is missing. Running twice changes nothing.
"""

from __future__ import annotations

import resource
import sys
import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, TypeVar

import numpy as np
from django.conf import settings
from django.db import IntegrityError, transaction

from secon.opportunities.domain import gathering, gathering_suppliers, kept_columns, match_rows
from secon.opportunities.domain.kept_columns import Head, Kept
from secon.opportunities.domain.vocabulary import lexicon
from secon.opportunities.eligibility import rules
from secon.opportunities.enums import MatchRunKind, MatchRunState
from secon.opportunities.matching import columns, score, whole
from secon.opportunities.matching.columns import Demands, Suppliers, demand_key
from secon.opportunities.matching.score import Longs
from secon.opportunities.models import MatchRun

SILENT: Final = timedelta(minutes=30)
"""A run that gave no sign of life for so long is taken for dead."""


class AlreadyRunning(Exception):  # noqa: N818 -- a state, not a mistake
    """Another run is at work."""


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What is compared, and what of it is new or changed since the run before."""

    suppliers: Suppliers
    demands: Demands
    changed_suppliers: Longs
    changed_demands: Longs


def run(*, day: date, now: datetime, full: bool = False) -> MatchRun:
    """Match everything open on ``day``; returns the finished run.

    AlreadyRunning where another is at work.
    """
    return _Run(_begin(day, now), now).go(full=full)


class _Run:
    def __init__(self, record: MatchRun, now: datetime) -> None:
        self.record = record
        self.now = now
        self.began = time.monotonic()

    def go(self, *, full: bool) -> MatchRun:
        try:
            kept = kept_columns.load()
            last = self._last()
            why = "asked" if full else self._why_full(last, kept)
            self.record.kind = MatchRunKind.FULL if why else MatchRunKind.INCREMENTAL
            self.record.why_full = why
            gathered = self._gather(None if why else kept, last)
            found = self._compare(gathered, None if why else last)
            written = match_rows.write(found, day=self.record.day, alive=self._alive)
        except BaseException as error:
            stopped = isinstance(error, KeyboardInterrupt)
            self._finish(MatchRunState.INTERRUPTED if stopped else MatchRunState.FAILED)
            raise
        record = self.record
        record.suppliers, record.demands = len(gathered.suppliers), len(gathered.demands)
        record.suppliers_changed = len(gathered.changed_suppliers)
        record.demands_changed = len(gathered.changed_demands)
        record.matches = len(found)
        record.added, record.altered = written.added, written.altered
        record.gone = written.gone
        self._finish(MatchRunState.DONE)
        head = Head(record.pk, _rules(), gathered.suppliers.lexicon)
        kept_columns.save(Kept(head, gathered.suppliers, gathered.demands))
        return record

    def _last(self) -> MatchRun | None:
        """The newest run before this one, whatever became of it."""
        return MatchRun.objects.exclude(pk=self.record.pk).order_by("-pk").first()

    def _why_full(self, last: MatchRun | None, kept: Kept | None) -> str:
        """Why what changed is not enough; empty where it is."""
        reasons = {
            "first": last is None,
            "unfinished": last is not None and last.state != MatchRunState.DONE,
            "columns": kept is None or last is None or kept.head.run != last.pk,
            "rules": kept is None or kept.head.rules != _rules(),
            "words": kept is None or kept.head.lexicon != lexicon().digest,
            "day": last is not None and last.day > self.record.day,
        }
        return next((name for name, holds in reasons.items() if holds), "")

    def _gather(self, kept: Kept | None, last: MatchRun | None) -> _Gathered:
        """Read what is not known; keep the columns of the rest."""
        day = self.record.day
        people = gathering_suppliers.supplier_marks()
        lots = gathering.lot_marks(day)
        calls = {demand_key(one.kind, one.pk): one for one in gathering.short_calls(self.now)}
        asked = lots | {key: gathering.mark_of(one) for key, one in calls.items()}
        suppliers = kept.suppliers if kept else None
        demands = kept.demands if kept else None
        turned = gathering_suppliers.turned(last.day, day) if kept and last else set()
        new_people = _new(suppliers, people) | (turned & people.keys())
        new_demands = _new(demands, asked)
        words, regions = lexicon(), gathering.regions()
        read = columns.suppliers(
            list(gathering_suppliers.suppliers(new_people, on=day)),
            lexicon=words,
            regions=regions,
            lessons=gathering_suppliers.lessons(),
            marks=people,
        )
        self._alive()
        lot_pks = [_pk(key) for key in new_demands if key in lots]
        rows = [*gathering.lots(lot_pks), *(calls[key] for key in new_demands if key in calls)]
        read_demands = columns.demands(
            rows, lexicon=words, regions=regions, rules=rules(), marks=asked
        )
        self._alive()
        return _Gathered(
            _joined(suppliers, read, people, new_people),
            _joined(demands, read_demands, asked, new_demands),
            np.array(sorted(new_people), np.int64),
            np.array(sorted(new_demands), np.int64),
        )

    def _compare(self, gathered: _Gathered, last: MatchRun | None) -> whole.Found:
        day = self.record.day
        if last is None:
            return whole.everything(gathered.suppliers, gathered.demands, day, rules())
        return whole.updated(
            match_rows.current(),
            gathered.suppliers,
            gathered.demands,
            since=last.day,
            day=day,
            changed_suppliers=gathered.changed_suppliers,
            changed_demands=gathered.changed_demands,
            rules=rules(),
        )

    def _alive(self) -> None:
        """A sign of life, by the clock that only goes forward."""
        self.record.heard_at = self._clock()
        self.record.save(update_fields=["heard_at"])

    def _clock(self) -> datetime:
        return self.now + timedelta(seconds=time.monotonic() - self.began)

    def _finish(self, state: MatchRunState) -> None:
        record = self.record
        record.state = state
        record.rules = _rules()
        record.seconds = round(time.monotonic() - self.began, 3)
        record.finished_at = record.heard_at = self._clock()
        record.peak_memory_mb = round(_peak_mb(), 1)
        record.save()


def _begin(day: date, now: datetime) -> MatchRun:
    """Open the run, after taking a dead one out of the way."""
    dead = MatchRun.objects.filter(state=MatchRunState.RUNNING, heard_at__lt=now - SILENT)
    dead.update(state=MatchRunState.INTERRUPTED, finished_at=now)
    try:
        with transaction.atomic():
            return MatchRun.objects.create(day=day, started_at=now, heard_at=now)
    except IntegrityError as error:
        raise AlreadyRunning from error


def _rules() -> str:
    """What a score rests on beside enterprises and demands."""
    return f"{score.digest()}-{rules().digest}-{int(settings.SECON_LOCAL)}"


def _new(table: Suppliers | Demands | None, marks: dict[int, int]) -> set[int]:
    """Keys that the table does not have with this mark."""
    if table is None:
        return set(marks)
    known = dict(zip(table.order().tolist(), table.array("mark").tolist(), strict=True))
    return {key for key, mark in marks.items() if known.get(key) != mark}


_Table = TypeVar("_Table", Suppliers, Demands)


def _joined(kept: _Table | None, read: _Table, marks: dict[int, int], new: set[int]) -> _Table:
    """The kept rows that still hold, with those that were read."""
    if kept is None:
        return read
    holds = [key in marks and key not in new for key in kept.order().tolist()]
    return kept.take(np.flatnonzero(np.array(holds, np.bool_))).with_rows(read)


def _pk(key: int) -> int:
    return key & ((1 << 61) - 1)


def _peak_mb() -> float:
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1024 / 1024
