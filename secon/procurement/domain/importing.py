"""Importing notices from a file, folder or package: one run with its record."""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.db import connection, transaction
from django.utils import timezone

from secon.procurement.domain import archive, packages, storing
from secon.procurement.domain.memory import peak_mb
from secon.procurement.domain.packages import Item, Member, Skipped, Trouble
from secon.procurement.domain.quality import Tally
from secon.procurement.domain.reading import Parsed, Task, Terms, digest
from secon.procurement.domain.workers import read_in_order
from secon.procurement.enums import RunState, SourceKind
from secon.procurement.models import ImportProblem, ImportRun

_BATCH = 250  # notices in one transaction
_LOOK_UP = 64  # files whose digests are asked for at once


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is, told after every batch."""

    read: int
    done: int  # bytes of the source
    total: int
    seconds: float

    @property
    def rate(self) -> float:
        """Notices a second, until now."""
        return self.read / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """At the speed until now; ``None`` before anything is known."""
        if not self.done or not self.total:
            return None
        return max(self.seconds * (self.total / self.done - 1), 0.0)


def ignore(_progress: Progress) -> None:
    """Whoever asks for no progress."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be imported, and how.

    ``paths`` are read in turn; ``source`` is what people are told, without a machine's folders.
    ``again`` reads known bytes anew, for when the reader has learnt something.
    """

    paths: tuple[Path, ...]
    source: str
    kind: SourceKind = SourceKind.GIVEN
    fingerprint: str = ""
    jobs: int = 0  # processes; 0: as many as cores
    archive: Path | None = None
    limit: int | None = None  # at most so many files
    again: bool = False


def run(order: Order, *, now: datetime, progress: Callable[[Progress], None] = ignore) -> ImportRun:
    """Import as ordered; returns the finished run.

    Nothing in the source stops it: what cannot be read is a problem of the run. Interrupted or
    killed, it keeps the batches stored, and the next run goes on from there.
    """
    return _Import(order, now, progress).run()


class _Import:
    def __init__(self, order: Order, now: datetime, progress: Callable[[Progress], None]) -> None:
        self.order = order
        self.now = now
        self.progress = progress
        self.began = time.monotonic()
        self.tally = Tally()
        self.troubles: list[Trouble] = []
        self.position = 0
        self.total = sum(packages.total_size(path) for path in order.paths)
        self.peaks: dict[int, float] = {}
        self.days: set[archive.Day] = set()
        self.record = _begin(order, now)

    def run(self) -> ImportRun:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA mmap_size=0")  # mapped pages would count as our memory
        try:
            self._import()
            if self.order.archive is not None:
                archive.write(self.order.archive, days=self.days)
        except BaseException as error:
            stopped = isinstance(error, KeyboardInterrupt)
            self._finish(RunState.INTERRUPTED if stopped else RunState.FAILED)
            raise
        if self.tally.stored or self.tally.replaced:
            _tell_planner()
        self._finish(RunState.DONE)
        return self.record

    def _import(self) -> None:
        jobs = self.order.jobs or os.cpu_count() or 1
        terms = Terms(
            today=timezone.localdate(self.now), examples=self.order.kind == SourceKind.EXAMPLES
        )
        batch: list[Parsed] = []
        for chunk in read_in_order(self._tasks(), terms=terms, jobs=jobs):
            self.peaks[chunk.pid] = chunk.peak_mb
            for result in chunk.results:
                if isinstance(result, Parsed):
                    batch.append(result)
                else:
                    self.troubles.append(result)
            if len(batch) >= _BATCH:
                self._store(batch)
                batch = []
        self._store(batch)

    def _tasks(self) -> Iterator[Task]:
        """The files that are not known yet; counts the rest."""
        source = self._items()
        while group := list(islice(source, _LOOK_UP)):
            tasks = [
                Task(one.name, one.data, digest(one.data))
                for one in group
                if isinstance(one, Member)
            ]
            known = set() if self.order.again else storing.known([one.sha256 for one in tasks])
            if known and self.order.archive is not None:
                self.days |= archive.days_of(known)
            for one in group:
                if isinstance(one, Trouble):
                    self.troubles.append(one)
                elif isinstance(one, Skipped):
                    self.tally.skipped[one.why] += 1
            self.tally.read += len(tasks)
            self.tally.unchanged += sum(one.sha256 in known for one in tasks)
            yield from (one for one in tasks if one.sha256 not in known)
            if len(self.troubles) >= _BATCH:
                self._store([])

    def _items(self) -> Iterator[Item]:
        """Everything in the paths, until the limit of files is reached."""
        count, base = 0, 0
        for path in self.order.paths:
            for item in packages.items(path):
                if isinstance(item, Member):
                    if count == self.order.limit:
                        return
                    count += 1
                    self.position = base + item.position
                yield item
            base += packages.total_size(path)

    def _store(self, batch: list[Parsed]) -> None:
        with transaction.atomic():
            outcome = storing.store(batch, run=self.record, now=self.now, again=self.order.again)
            troubles = [*self.troubles, *outcome.troubles]
            ImportProblem.objects.bulk_create(_problem(self.record, one) for one in troubles)
            self.troubles = []
            tally = self.tally
            tally.stored += len(outcome.stored)
            tally.replaced += len(outcome.replaced)
            tally.unchanged += outcome.unchanged
            tally.count(outcome.stored)
            tally.count(outcome.replaced)
            tally.trouble(troubles)
            self._save("read", "stored", "replaced", "unchanged", "lots", "problem_count")
        self.days |= outcome.days
        self.progress(
            Progress(tally.read, self.position, self.total, time.monotonic() - self.began)
        )

    def _save(self, *fields: str) -> None:
        record, tally = self.record, self.tally
        record.read, record.stored, record.replaced = tally.read, tally.stored, tally.replaced
        record.unchanged, record.lots = tally.unchanged, tally.lots
        record.problem_count = tally.problems
        record.save(update_fields=fields)

    def _finish(self, state: RunState) -> None:
        record = self.record
        record.state = state
        record.seconds = round(time.monotonic() - self.began, 3)
        record.finished_at = self.now + timedelta(seconds=record.seconds)
        self.peaks[os.getpid()] = peak_mb()
        record.peak_memory_mb = round(sum(self.peaks.values()), 1)
        record.quality = self.tally.report()
        record.save()


def _tell_planner() -> None:
    """Let the database look at what the tables hold now: lists choose their index by it."""
    with connection.cursor() as cursor:
        for model in apps.get_app_config("procurement").get_models():
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _begin(order: Order, now: datetime) -> ImportRun:
    """Open the run; runs of the same source that never ended are marked as interrupted."""
    ImportRun.objects.filter(source=order.source, state=RunState.RUNNING).update(
        state=RunState.INTERRUPTED, finished_at=now
    )
    return ImportRun.objects.create(
        source=order.source[:300],
        source_kind=order.kind,
        fingerprint=order.fingerprint,
        started_at=now,
    )


def _problem(run: ImportRun, trouble: Trouble) -> ImportProblem:
    def fit(text: str, length: int) -> str:
        return text.replace("\0", "").encode(errors="replace").decode()[:length]

    return ImportProblem(
        run=run,
        code=fit(trouble.code, 60),
        file=fit(trouble.file, 500),
        where=fit(trouble.where, 500),
        message=fit(trouble.message, 4000),
    )
