"""Public contracts an enterprise won, asked of those who know: sources are registered from above.

Enterprises and tenders do not know each other; ``web`` joins them by the number's key.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class AwardWon:
    """One lot won. ``value`` is None where it was not published or looks wrong.

    ``language`` is that of ``title``. ``others``: how many organisations won it together with it.
    """

    title: str
    language: str
    buyer: str
    buyer_language: str
    value: Decimal | None
    currency: str
    published: date | None
    publication: str
    lot: str
    url: str
    others: int = 0


@dataclass(frozen=True, slots=True)
class Awards:
    """The newest awards, and how many there are in all."""

    newest: Sequence[AwardWon] = ()
    total: int = 0

    @property
    def more(self) -> int:
        """How many are not among the newest."""
        return self.total - len(self.newest)


Source = Callable[[str, str], Awards]
"""(key of the number as ``numbers.key`` writes it, the reader's language) to awards."""

_sources: list[Source] = []


def add_source(source: Source) -> None:
    """Ask ``source`` too, from now on; asking it twice does not double its awards."""
    if source not in _sources:
        _sources.append(source)


def won(number_key: str, *, language: str) -> Awards:
    """What an organisation with this number won; nothing where no number is known."""
    if not number_key:
        return Awards()
    found = [source(number_key, language) for source in _sources]
    newest = [award for awards in found for award in awards.newest]
    newest.sort(key=lambda award: award.published or date.min, reverse=True)
    return Awards(tuple(newest), sum(awards.total for awards in found))
