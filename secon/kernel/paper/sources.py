"""The list of sources of one document: each address has one number, given when first named."""

from __future__ import annotations

from collections.abc import Iterable

from secon.kernel.paper.model import Source


class Sources:
    """Collects addresses while a document is written."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._said: dict[int, str] = {}

    def number(self, *addresses: str, said: str = "") -> tuple[int, ...]:
        """The numbers of ``addresses``, empty ones left out; ``said``: what is found there."""
        found = []
        for address in dict.fromkeys(filter(None, addresses)):
            one = self._numbers.setdefault(address, len(self._numbers) + 1)
            if said:
                self._said.setdefault(one, said)
            found.append(one)
        return tuple(found)

    def of(self, sources: object, *fields: str) -> tuple[int, ...]:
        """The numbers for ``fields`` (none named: all) of a record's ``sources``."""
        if not isinstance(sources, dict):
            return ()
        wanted: Iterable[str] = fields or sources
        return self.number(*(address for field in wanted for address in sources.get(field, ())))

    def listed(self) -> tuple[Source, ...]:
        """The list, by number."""
        return tuple(
            Source(one, address, self._said.get(one, "")) for address, one in self._numbers.items()
        )
