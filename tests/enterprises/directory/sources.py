"""A source without a database: entries kept in a file, so that several processes see the same."""

from __future__ import annotations

import os
import pickle
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from secon.enterprises.entry import Entry
from secon.enterprises.enums import PUBLIC_STATES, State


class FileSource:
    """As the database: every change takes the next number, deleting begins a new epoch."""

    def __init__(self, path: Path, *, slow: float = 0.0) -> None:
        """``slow``: seconds to wait at each entry, for tests that interrupt."""
        self.path = path
        self.slow = slow
        self.asked = 0
        self.read = 0
        self.undecided = False
        if not path.exists():
            self._write((0, 0, {}))

    def _state(self) -> tuple[int, int, dict[int, Entry]]:
        state: tuple[int, int, dict[int, Entry]] = pickle.loads(self.path.read_bytes())  # noqa: S301 -- our own
        return state

    def _write(self, state: tuple[int, int, dict[int, Entry]]) -> None:
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        draft.write_bytes(pickle.dumps(state))
        draft.replace(self.path)

    def put(self, *entries: Entry) -> None:
        """Add or change entries, with one number."""
        epoch, number, stored = self._state()
        for one in entries:
            stored[one.pk] = replace(one, version=number + 1)
        self._write((epoch, number + 1, stored))

    def end(self, *pks: int) -> None:
        """Entries that are listed no more."""
        _, _, stored = self._state()
        self.put(*(replace(stored[pk], state=State.ENDED) for pk in pks))

    def delete(self, *pks: int) -> None:
        """Entries that are no more."""
        epoch, number, stored = self._state()
        for pk in pks:
            del stored[pk]
        self._write((epoch + 1, number + 1, stored))

    # What the store asks ------------------------------------------------------------------------

    def latest(self) -> tuple[int, int]:
        self.asked += 1
        return self._state()[:2]

    def in_transaction(self) -> bool:
        return self.undecided

    def count(self) -> int:
        return len(list(self.pks()))

    def entries(self) -> Iterator[Entry]:
        for one in self._state()[2].values():
            if one.state in PUBLIC_STATES:
                time.sleep(self.slow)
                yield one

    def entries_since(self, version: int) -> Iterator[Entry]:
        for one in self._state()[2].values():
            if one.version > version:
                self.read += 1
                yield one

    def changed_since(self, version: int) -> int:
        return sum(one.version > version for one in self._state()[2].values())

    def pks(self) -> Iterator[int]:
        return (one.pk for one in self._state()[2].values() if one.state in PUBLIC_STATES)
