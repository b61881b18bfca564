"""Keeps ``SearchRecord`` in step with the records: one at a time after a commit, or all anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, transaction
from django.db.models.signals import post_delete, post_save

from secon.web.domain.search.sources import CHUNK, Entry, Source, sources
from secon.web.enums import SearchKind
from secon.web.models import SearchRecord
from secon.web.search_words import distinct, padded


@dataclass(frozen=True, slots=True)
class Refresh:
    """Reads one record again; equal ones of a transaction run once."""

    kind: SearchKind
    key: int

    def __call__(self) -> None:
        """Store what readers may see of the record now, or nothing."""
        source = next(one for one in sources() if one.kind is self.kind)
        with transaction.atomic():
            SearchRecord.objects.filter(kind=self.kind, record_id=self.key).delete()
            SearchRecord.objects.bulk_create(_rows(source.entries([self.key])))


def rebuild() -> dict[SearchKind, int]:
    """Read every record again, in one transaction; returns how many of each kind are found."""
    counts: dict[SearchKind, int] = {}
    with transaction.atomic():
        SearchRecord.objects.all().delete()
        for source in sources():
            rows = _rows(source.entries())
            counts[source.kind] = 0
            while chunk := list(islice(rows, CHUNK)):
                SearchRecord.objects.bulk_create(chunk)
                counts[source.kind] += len(chunk)
    return counts


def watch() -> None:
    """Hear of every saved and deleted row of the records the search knows."""
    for source in sources():
        for model in (source.model, *source.watched):
            name = f"search-{source.kind}-{model._meta.label_lower}"
            for signal in (post_save, post_delete):
                signal.connect(_heard(source), sender=model, weak=False, dispatch_uid=name)


def _heard(source: Source) -> Any:
    def hear(instance: Any, **_rest: Any) -> None:
        key = source.key_of(instance)
        if key is not None:
            _later(Refresh(source.kind, key))

    return hear


def _later(refresh: Refresh) -> None:
    """After the commit; once, however many rows of the record are saved."""
    if not any(waiting[1] == refresh for waiting in connection.run_on_commit):
        transaction.on_commit(refresh)


def _rows(entries: Iterable[Entry]) -> Iterator[SearchRecord]:
    for entry in entries:
        yield SearchRecord(
            kind=entry.kind,
            record_id=entry.record_id,
            partner_id=entry.partner_id,
            topics=f" {' '.join(entry.topics)} " if entry.topics else "",
            on=entry.on,
            is_example=entry.is_example,
            titles=padded(entry.titles),
            summaries=padded(entry.summaries),
            words=distinct((*entry.titles, *entry.summaries, *entry.rest)),
        )
