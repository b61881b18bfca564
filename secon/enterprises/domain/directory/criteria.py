"""What a reader asks of the directory, and in which order. Plain values; all optional."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Self

from secon.enterprises.enums import (
    Audience,
    Family,
    Group,
    Headcount,
    Icnp,
    Sector,
    SocialEnterprise,
    Standing,
)

PAGE = 20  # rows on a page

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


class Sort(StrEnum):
    """The orders of a list. ``fair`` is told on the page: see ``ordering``."""

    RELEVANCE = "relevance"
    DISTANCE = "distance"
    FAIR = "fair"
    NAME = "name"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Near:
    """A point in degrees; ``km`` around it, None for any distance; ``label`` is its name."""

    lon: float
    lat: float
    km: float | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where something is to be delivered: a point, a country as in NUTS, a NUTS code; any part."""

    lon: float | None = None
    lat: float | None = None
    country: str = ""
    nuts: str = ""


@dataclass(frozen=True, slots=True)
class Criteria:
    """All that is asked must hold; within one set any member may.

    ``day`` decides about statuses and checks; ``open_at`` must know its time zone and is read in
    the local time of each place. ``sort`` is None for the order that suits the question.
    """

    day: date
    words: str = ""
    language: str = "en"
    sectors: frozenset[Sector] = frozenset()
    cpv: str = ""  # the digits a code starts with
    audiences: frozenset[Audience] = frozenset()
    near: Near | None = None
    bbox: Box | None = None
    delivers_to: Destination | None = None
    countries: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()  # slugs of partners
    nuts: frozenset[str] = frozenset()  # codes of any level, each with all below it
    families: frozenset[Family] = frozenset()
    social_enterprise: frozenset[SocialEnterprise] = frozenset()
    statuses: frozenset[str] = frozenset()  # codes of the frames
    standing: frozenset[Standing] = frozenset()
    employs: frozenset[Group] = frozenset()
    serves: frozenset[Group] = frozenset()
    sdgs: frozenset[int] = frozenset()
    themes: frozenset[str] = frozenset()
    green: bool = False
    digital: bool = False
    headcount: frozenset[Headcount] = frozenset()
    rural: frozenset[int] = frozenset()  # places.enums.UrbanType
    icnp: frozenset[Icnp] = frozenset()
    open_at: datetime | None = None
    include_examples: bool = True
    pks: frozenset[int] | None = field(default=None)  # only these: a collection chosen by hand
    sort: Sort | None = None
    page: int = 1

    @property
    def order(self) -> Sort:
        """``sort``, or what suits: nearest for a place, best match for words, else fair."""
        if self.sort is Sort.DISTANCE and not self.near:
            return Sort.FAIR
        if self.sort is not None:
            return self.sort
        if self.near:
            return Sort.DISTANCE
        return Sort.RELEVANCE if self.words.strip() else Sort.FAIR

    def on(self, page: int) -> Self:
        """The same question, another page."""
        return replace(self, page=page)
