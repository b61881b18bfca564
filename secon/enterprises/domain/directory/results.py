"""What the directory answers: plain values for pages, exports and the API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from secon.enterprises.domain.directory.criteria import Sort
from secon.enterprises.enums import Reach

Facets = Mapping[str, Mapping[str | int | bool, int]]
"""Field of `Criteria` to value to how many entries it would give, the field's own choice left out.

Values are those the field takes; ``countries``, ``regions``, ``nuts`` (every level), ``statuses``
and ``themes`` are strings, ``sdgs`` and ``rural`` numbers, ``green`` and ``digital`` only True.
Values without an entry are left out, and so is what is unknown.
"""


class Field(TextChoices):
    """Where a word of the question was met, the strongest first."""

    NAME = "name", pgettext_lazy("where a word was found", "name")
    OFFER = "offer", pgettext_lazy("where a word was found", "offer")
    CODE = "code", pgettext_lazy("where a word was found", "code of an offer")
    TEXT = "text", pgettext_lazy("where a word was found", "description")
    TOWN = "town", pgettext_lazy("where a word was found", "town")
    POSTAL = "postal", pgettext_lazy("where a word was found", "postal code")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an entry answers: a word as asked, where it was met, and what stands there.

    ``found`` is the word as indexed (folded), or the code of eight digits.
    """

    field: Field
    word: str
    found: str


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of the answer. ``open_until`` is a minute of its local day, None if not asked."""

    pk: int
    distance_km: float | None = None
    reasons: tuple[Reason, ...] = ()
    delivery: Reach | None = None  # why it delivers there, None if not asked
    open_until: int | None = None


@dataclass(frozen=True, slots=True)
class CodeRead:
    """A code the words were read as, and how sure (0 to 1)."""

    code: str
    label: str
    language: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """How the question's words were understood."""

    words: tuple[str, ...] = ()  # folded, in order, without those that say nothing
    codes: tuple[CodeRead, ...] = ()  # best first
    towns: tuple[str, ...] = ()  # of ``words``, those read as a place
    dropped: tuple[str, ...] = ()  # of ``words``, those no entry answers along with the others


@dataclass(frozen=True, slots=True)
class Result:
    """A page of the answer. ``nearest`` is filled only where nothing lies in the area asked for."""

    total: int
    page: int
    pages: int
    rows: tuple[Row, ...]
    facets: Facets
    reading: Reading
    order: Sort
    districts: int  # how many districts the entries found lie in
    nearest: tuple[Row, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the map: its H3 index, where its entries lie on average, and how many."""

    index: str
    lon: float
    lat: float
    count: int
    verified: int


@dataclass(frozen=True, slots=True)
class Point:
    """One entry on the map."""

    pk: int
    lon: float
    lat: float
    verified: bool


@dataclass(frozen=True, slots=True)
class MapAnswer:
    """Either cells of one ``resolution`` or, when few, points; ``total`` entries in view."""

    total: int
    cells: tuple[Cell, ...] = ()
    points: tuple[Point, ...] = ()
    resolution: int | None = None
