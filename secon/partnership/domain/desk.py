"""The desk: what waits for a person, and what is missing at a partner. Filled by the apps above.

An app adds sources in ``AppConfig.ready``; each asks the database as often for three records as for
three hundred.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from secon.kernel.models import Text
from secon.partnership.models import Partner
from secon.people.models import User


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do: a record (``title``, of somebody's words) and what is to be done, in ours."""

    said: str
    href: str
    title: str = ""
    language: str = ""  # the title's
    due: date | None = None
    count: int | None = None  # of what is said, where it counts

    @classmethod
    def of(
        cls,
        text: Text,
        field: str,
        said: str,
        href: str,
        *,
        due: date | None = None,
        count: int | None = None,
    ) -> Item:
        """An item about a record as the reader best reads it."""
        return cls(said, href, text[field], text.language, due, count)


@dataclass(frozen=True, slots=True)
class Section:
    """Items of one kind, the most urgent first."""

    key: str
    title: str
    items: tuple[Item, ...]
    order: int = 50
    lead: str = ""

    @property
    def late(self) -> int:
        """How many items have a day."""
        return sum(item.due is not None for item in self.items)


@dataclass(frozen=True, slots=True)
class Ask:
    """Whose desk, at which partner (None: none chosen), in which language, when."""

    user: User
    partner: Partner | None
    language: str
    now: datetime

    @property
    def today(self) -> date:
        """The day on the platform's clock."""
        return timezone.localdate(self.now)


Source = Callable[[Ask], Iterable[Section]]

_waiting: list[Source] = []
_gaps: list[Source] = []


def add_waiting(source: Source) -> None:
    """Let ``source`` tell what waits for ``ask.user`` (and for ``ask.partner``, if they edit there)."""
    if source not in _waiting:
        _waiting.append(source)


def add_gaps(source: Source) -> None:
    """Let ``source`` tell what is missing at ``ask.partner``, which is never None for it."""
    if source not in _gaps:
        _gaps.append(source)


def waiting(ask: Ask) -> tuple[Section, ...]:
    """What waits, without empty sections."""
    return _sections(_waiting, ask)


def gaps(ask: Ask) -> tuple[Section, ...]:
    """What is missing at the partner, without empty sections."""
    return () if ask.partner is None else _sections(_gaps, ask)


def by_day(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items with a day first, the nearest before."""
    return tuple(sorted(items, key=lambda one: one.due or date.max))


def _sections(sources: Iterable[Source], ask: Ask) -> tuple[Section, ...]:
    found = [section for source in sources for section in source(ask) if section.items]
    return tuple(sorted(found, key=lambda one: one.order))
