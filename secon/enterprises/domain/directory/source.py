"""Where the index's entries come from: the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from django.db import transaction

from secon.enterprises.domain import flattening, versions
from secon.enterprises.entry import Entry
from secon.enterprises.models import Enterprise


class Source(Protocol):
    """What the store needs to know of the stored enterprises."""

    def latest(self) -> tuple[int, int]:
        """(epoch, number): the epoch grows when entries were deleted, the number with any change."""
        ...

    def in_transaction(self) -> bool:
        """Whether what is read now may still be undone."""
        ...

    def count(self) -> int:
        """How many entries are listed."""
        ...

    def entries(self) -> Iterator[Entry]:
        """All listed entries."""
        ...

    def entries_since(self, version: int) -> Iterator[Entry]:
        """All entries of a higher number, in whatever state they are."""
        ...

    def changed_since(self, version: int) -> int:
        """How many these are."""
        ...

    def pks(self) -> Iterable[int]:
        """The keys of all listed entries."""
        ...


class Stored:
    """The enterprises of the database."""

    def latest(self) -> tuple[int, int]:
        """One query."""
        return versions.latest()

    def in_transaction(self) -> bool:
        """No query."""
        return bool(transaction.get_connection().in_atomic_block)

    def count(self) -> int:
        """One query."""
        return Enterprise.objects.listed().count()

    def entries(self) -> Iterator[Entry]:
        """Seven queries for each 2,000 entries."""
        return flattening.listed_entries()

    def entries_since(self, version: int) -> Iterator[Entry]:
        """Seven queries for each 2,000 entries."""
        return flattening.entries_since(version)

    def changed_since(self, version: int) -> int:
        """One query."""
        return Enterprise.objects.filter(version__gt=version).count()

    def pks(self) -> Iterable[int]:
        """One query."""
        return Enterprise.objects.listed().values_list("pk", flat=True).iterator(10_000)
