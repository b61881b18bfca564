"""The directory every worker answers from: one file that all map, and what changed since in memory.

The database is the record; the file is a copy that may be deleted at any time. `current` asks the
database for the newest version at each call, so a committed change is seen by the next question:
entries changed since the file was built are read and laid over it. When there are many of them the
file is built anew by a process of its own while workers go on; only when there are too many to lay
over are they told what was before, until the builder is done.

A directory of a few entries has no file: each worker builds it in memory.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import numpy as np
from django.conf import settings

from secon.enterprises.domain.directory import builder, building
from secon.enterprises.domain.directory.builder import Stamp
from secon.enterprises.domain.directory.directory import MOST_NEWER, Directory
from secon.enterprises.domain.directory.segment import Longs, Segment
from secon.enterprises.domain.directory.source import Source, Stored
from secon.enterprises.entry import Entry
from secon.enterprises.enums import PUBLIC_STATES

SMALL = 2_000  # entries below which there is no file
TIP = 100  # changed entries that are indexed again at each change; older ones stay as they are
REBUILD = 2_000  # changed entries from which the first segment is built anew

Ask = Callable[[], bool]
"""Has a builder started, if none is at work; False where there can be none."""


@dataclass(frozen=True, slots=True)
class Base:
    """The first segment and the state of the database it holds; ``stamp`` of the file then there."""

    segment: Segment
    epoch: int
    number: int
    stamp: Stamp | None


@dataclass(frozen=True, slots=True)
class Held:
    """What a worker holds: the base, entries changed long ago and of late, and what they make."""

    base: Base
    epoch: int
    number: int  # entries up to it have been read
    middle: Mapping[int, Entry] = field(default_factory=dict)
    tip: Mapping[int, Entry] = field(default_factory=dict)
    lost: Longs = field(default_factory=lambda: np.empty(0, np.int64))  # keys deleted since
    middle_segment: Segment = field(default_factory=lambda: building.build(()))
    directory: Directory = field(default_factory=lambda: Directory((building.build(()),)))


class Store:
    """A worker's directory. Threads share it; one of them at a time brings it up to date."""

    def __init__(self, source: Source, path: Path, *, ask: Ask = lambda: False) -> None:
        """``path`` of the file; nothing is read yet."""
        self._source = source
        self._path = path
        self._ask = ask
        self._held: Held | None = None
        self._own = threading.local()  # of a thread in a transaction: it may be undone
        self._lock = threading.Lock()

    def current(self) -> Directory:
        """The directory as the database is now; one query where nothing changed.

        Inside a transaction it shows what that has done so far, to this thread only.
        """
        latest = self._source.latest()
        if self._source.in_transaction():
            return self._undecided(latest)
        self._own.held = None
        held = self._held
        if held is None or not self._is_new(held, latest):
            with self._lock:
                held = self._held
                if held is None or not self._is_new(held, latest):
                    held = self._held = self._refreshed(held, latest)
        return held.directory

    def _undecided(self, latest: tuple[int, int]) -> Directory:
        held: Held | None = getattr(self._own, "held", None) or self._held
        if held is None or not self._is_new(held, latest):
            held = self._refreshed(held, latest)
        self._own.held = held
        return held.directory

    def forget(self) -> None:
        """Let go of everything; the next call reads it anew."""
        self._held = self._own.held = None

    def _is_new(self, held: Held, latest: tuple[int, int]) -> bool:
        return (held.epoch, held.number) == latest and held.base.stamp == builder.stamp(self._path)

    def _refreshed(self, held: Held | None, latest: tuple[int, int]) -> Held:
        if held is None or held.base.stamp != builder.stamp(self._path) or held.number > latest[1]:
            held = self._begun(latest)
        changed = self._source.changed_since(held.number)
        changed += len(held.middle) + len(held.tip)
        if changed > REBUILD:
            held = self._shortened(held, latest)
            if self._source.changed_since(held.number) > MOST_NEWER - REBUILD:
                return held  # as it was, until the builder is done
        return self._laid_over(held, latest)

    def _begun(self, latest: tuple[int, int]) -> Held:
        base = self._base(latest)
        return Held(base, base.epoch, base.number, directory=Directory((base.segment,)))

    def _shortened(self, held: Held, latest: tuple[int, int]) -> Held:
        """Begun anew with nothing to lay over, or ``held`` where a builder is at work for that."""
        if self._source.count() < SMALL:
            return self._begun(latest)
        if len(held.base.segment) and self._ask():
            return held
        builder.build(self._source, self._path, at_least=latest)
        return self._begun(latest)

    def _base(self, latest: tuple[int, int]) -> Base:
        """What the file holds; without a file a small directory in memory, or a file built now."""
        stamp = builder.stamp(self._path)
        if base := self._loaded(stamp, latest):
            return base
        if self._source.count() < SMALL:
            return Base(building.build(self._source.entries()), *latest, stamp)
        builder.build(self._source, self._path, at_least=latest)
        base = self._loaded(builder.stamp(self._path), latest=None)
        if base is None:
            raise OSError(self._path)
        return base

    def _loaded(self, stamp: Stamp | None, latest: tuple[int, int] | None) -> Base | None:
        found = builder.read(self._path) if stamp else None
        if found is None:
            return None
        segment, epoch, number = found
        if latest and (epoch, number) > latest:
            return None  # of a database that has been put back since
        return Base(segment, epoch, number, stamp)

    def _laid_over(self, held: Held, latest: tuple[int, int]) -> Held:
        """With what changed since, as a new object: readers of the old one are not disturbed."""
        epoch, number = latest
        new = {one.pk: one for one in self._source.entries_since(held.number)}
        middle, tip, middle_segment = held.middle, {**held.tip, **new}, held.middle_segment
        if len(tip) > TIP:
            middle, tip = {**middle, **tip}, {}
            middle_segment = _segment_of(middle)
        lost = np.setdiff1d(held.lost, np.array(list(new), np.int64))
        if epoch != held.epoch:
            known = np.concatenate([held.base.segment.pk, np.array([*middle, *tip], np.int64)])
            lost = np.setdiff1d(known, np.fromiter(self._source.pks(), np.int64))
        directory = Directory(
            (held.base.segment, middle_segment, _segment_of(tip)),
            gone=(_ended(middle), _ended(tip), lost),
        )
        return Held(held.base, epoch, number, middle, tip, lost, middle_segment, directory)


def _segment_of(entries: Mapping[int, Entry]) -> Segment:
    return building.build(one for one in entries.values() if one.state in PUBLIC_STATES)


def _ended(entries: Mapping[int, Entry]) -> list[int]:
    return [one.pk for one in entries.values() if one.state not in PUBLIC_STATES]


# The store of this process ----------------------------------------------------------------------

_stores: dict[Path, Store] = {}


def path_here() -> Path:
    """The file of the database that is configured."""
    database = settings.DATABASES["default"]
    named = "\0".join(str(database.get(key, "")) for key in ("ENGINE", "HOST", "PORT", "NAME"))
    name = sha256(named.encode()).hexdigest()[:12]
    return Path(settings.SECON_DIRECTORY_DIR) / f"{name}.index"


def here() -> Store:
    """This process's store of the configured database."""
    path = path_here()
    if path not in _stores:
        _stores[path] = Store(Stored(), path, ask=builder.start_process)
    return _stores[path]


def current() -> Directory:
    """The directory as the database is now: what pages call, once for each answer."""
    return here().current()


def rebuild(*, on_entry: Callable[[int], None] | None = None) -> bool:
    """Build this machine's file now, as after an import; False if another process was at it."""
    return builder.build(Stored(), path_here(), wait=False, on_entry=on_entry)


def forget() -> None:
    """Let go of what this process holds: for tests, whose database goes back in time."""
    for store in _stores.values():
        store.forget()
