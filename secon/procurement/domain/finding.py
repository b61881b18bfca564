"""Finding the signals of stored notices again, when rules, words or lists have learnt something.

Notices are read from the bytes they came in. Each remembers the version of the rules its signals
were found by, so a run that was stopped goes on where it was, and a second run has nothing to do.
"""

import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.core.cache import caches
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from secon.kernel.bulk import Table
from secon.procurement.domain.columns import COLUMNS, Row
from secon.procurement.domain.packages import Trouble
from secon.procurement.domain.reading import Parsed, Task, Terms
from secon.procurement.domain.storing import one_at_a_time
from secon.procurement.domain.workers import read_in_order
from secon.procurement.models import Lot, LotSignal, Notice, Reception
from secon.procurement.signals import SIGNALS_VERSION

BATCH = 200
"""Notices in one transaction."""
_AHEAD = 50  # notices whose bytes are held at once
_LOT = {name: place for place, name in enumerate(COLUMNS["Lot"])}
_SIGNAL = COLUMNS["LotSignal"]


@dataclass(slots=True)
class Found:
    """What a run did."""

    version: int
    asked: int = 0
    """Notices whose signals were out of date when the run began."""
    notices: int = 0
    lots: int = 0
    changed: int = 0
    """Lots whose signals are not what they were."""
    signals: int = 0
    seconds: float = 0.0
    troubles: list[Trouble] = field(default_factory=list)
    days: set[date | None] = field(default_factory=set)
    """Days of publication on which a lot has other signals: what the archive must write anew."""

    def record(self) -> dict[str, Any]:
        """What ``find_signals --json`` prints."""
        return {
            "version": self.version,
            "asked": self.asked,
            "notices": self.notices,
            "lots": self.lots,
            "changed": self.changed,
            "signals": self.signals,
            "seconds": round(self.seconds, 3),
            "problems": [
                {"code": one.code, "file": one.file, "where": one.where, "message": one.message}
                for one in self.troubles
            ],
        }


def outdated(*, since: date | None = None) -> QuerySet[Notice]:
    """Notices, published on ``since`` or later, whose signals older rules found."""
    notices = Notice.objects.exclude(signals_version=SIGNALS_VERSION)
    return notices.filter(published__gte=since) if since else notices


def find_again(
    *,
    now: datetime,
    since: date | None = None,
    jobs: int = 1,
    progress: Callable[[Found], None] = lambda _found: None,
) -> Found:
    """Find the signals of outdated notices again, a batch in each transaction.

    A notice that cannot be read any more keeps its signals and is a trouble; it is tried again by
    the next run. One that is replaced meanwhile is left to the import that did it.
    """
    began = timezone.now()
    found = Found(SIGNALS_VERSION, asked=outdated(since=since).count())
    where: dict[str, int] = {}
    tasks = _tasks(since, where)
    terms = Terms(today=timezone.localdate(now))
    parsed = (
        result for chunk in read_in_order(tasks, terms=terms, jobs=jobs) for result in chunk.results
    )
    for batch in iter(lambda: list(islice(parsed, BATCH)), []):
        _store(batch, where, found)
        found.seconds = (timezone.now() - began).total_seconds()
        progress(found)
    if found.changed:
        caches["counts"].clear()
    return found


def _tasks(since: date | None, where: dict[str, int]) -> Iterator[Task]:
    """The bytes of outdated notices, in the order of their keys. ``where`` is told whose they are."""
    last = -(1 << 62)
    while True:
        rows = outdated(since=since).filter(pk__gt=last).order_by("pk").select_related("payload")
        notices = list(rows[:_AHEAD])
        if not notices:
            return
        last = notices[-1].pk
        files = dict(
            Reception.objects.filter(notice__in=notices)
            .order_by("pk")
            .values_list("payload_id", "file")
        )
        for notice in notices:
            where[notice.payload.sha256] = notice.pk
            yield Task(
                files.get(notice.payload_id, notice.publication),
                zlib.decompress(notice.payload.data),
                notice.payload.sha256,
            )


def _store(batch: Sequence[Parsed | Trouble], where: dict[str, int], found: Found) -> None:
    with transaction.atomic():
        one_at_a_time()
        read: dict[int, Parsed] = {}
        for one in batch:
            if isinstance(one, Trouble):
                found.troubles.append(one)
                continue
            notice = where.pop(one.sha256)
            if one.rows.notice_id != notice:
                text = f"Read as {one.rows.publication}, stored as another notice."
                found.troubles.append(Trouble("other-notice", one.name, "", text))
            else:
                read[notice] = one
                found.notices += 1
        _replace(_still(read), found)


def _still(read: dict[int, Parsed]) -> list[Parsed]:
    """Those whose notice still has the bytes that were read."""
    now = Notice.objects.filter(pk__in=read).values_list("pk", "payload__sha256")
    return [read[pk] for pk, digest in now if read[pk].sha256 == digest]


def _replace(parsed: Sequence[Parsed], found: Found) -> None:
    """Write the signals that differ, and mark the notices as done."""
    notices = [one.rows.notice_id for one in parsed]
    stored = {lot.pk: lot for lot in Lot.objects.filter(notice__in=notices)}
    before: dict[int, list[Row]] = {}
    for row in LotSignal.objects.filter(lot__in=stored).order_by("pk").values_list(*_SIGNAL):
        before.setdefault(row[0], []).append(row)
    changed: list[Lot] = []
    rows: list[Row] = []
    for one in parsed:
        after: dict[int, list[Row]] = {}
        for row in one.rows.tables["LotSignal"]:
            after.setdefault(row[0], []).append(row)
        for lot_row in one.rows.tables["Lot"]:
            lot = stored.get(lot_row[0])
            if lot is None:
                continue  # read otherwise than it was: import_ted --again
            found.lots += 1
            new = after.get(lot.pk, [])
            found.signals += len(new)
            bits = (lot_row[_LOT["signals"]], lot_row[_LOT["doubts"]])
            if new != before.get(lot.pk, []) or bits != (lot.signals, lot.doubts):
                lot.signals, lot.doubts = bits
                changed.append(lot)
                rows += new
                found.days.add(lot.published)
    LotSignal.objects.filter(lot__in=changed).delete()
    Table(LotSignal, _SIGNAL).insert(rows)
    Lot.objects.bulk_update(changed, ["signals", "doubts"], batch_size=BATCH)
    Notice.objects.filter(pk__in=notices).update(signals_version=SIGNALS_VERSION)
    found.changed += len(changed)
