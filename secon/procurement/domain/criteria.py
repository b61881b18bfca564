"""What a reader asks of the tender lists, as plain data: the one meaning of a query string.

Pages, downloads, the feed and the API all turn their parameters into :class:`Criteria`; everything
that reads lots takes one.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class ListStage(StrEnum):
    """Which lots a list shows, seen from its day."""

    OPEN = "open"  # calls whose deadline has not passed
    PLANNED = "planned"
    RESULTS = "results"
    ALL = "all"  # everything published, closed calls and calls without a deadline too


class Reserved(StrEnum):
    """The three ways a lot is kept for social enterprises."""

    ARTICLE_20 = "article-20"  # BT-71 res-ws: sheltered workshops and work integration
    ARTICLE_77 = "article-77"  # BT-71 res-pub-ser: mission-led organisations, certain services
    EXECUTION = "execution"  # BT-736: performed within sheltered employment programmes


class Sort(StrEnum):
    """The orders of a list; each is unique through the row's own key."""

    NEWEST = "newest"
    DEADLINE = "deadline"
    VALUE = "value"


@dataclass(frozen=True, slots=True)
class Area:
    """NUTS prefixes, narrowed to one municipality where a territory has no code of its own."""

    codes: tuple[str, ...]
    municipality: str = ""
    postal_prefixes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Criteria:
    """The day a list stands on and what it is narrowed by. Empty means: not narrowed."""

    on: date
    stage: ListStage = ListStage.OPEN
    words: str = ""
    notice: str = ""
    """A publication number: only lots of this notice."""
    areas: tuple[Area, ...] = ()
    """A lot matches when any of its places lies in any of them."""
    nuts: str = ""
    """One more NUTS prefix that a place must lie in: what a click on the map adds."""
    country: str = ""
    cpv: str = ""
    """A CPV prefix: ``9091`` is 90910000 and everything below it."""
    reserved: tuple[Reserved, ...] = ()
    signals: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    """Kinds of binding clauses in the text; with ``uses``, one clause must meet both."""
    uses: tuple[str, ...] = ()
    sure: bool = False
    """Without lots whose only such signal is a doubtful flag."""
    closes_from: date | None = None
    closes_to: date | None = None
    value_min: Decimal | None = None
    value_max: Decimal | None = None
    language: str = ""
    currency: str = "EUR"
    """The currency that ``value_min``, ``value_max`` and the order by value speak of."""
    sme: bool = False
    sort: Sort = Sort.NEWEST
