"""A lot of a call as matching and eligibility see it: plain values, no ORM.

``domain.gathering`` makes them of stored lots and of short calls published on the platform.
As in ``procurement.notice``: None is unknown, an empty tuple or False a stated none or no.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from secon.opportunities.enums import DemandKind as DemandKind


@dataclass(frozen=True, slots=True)
class DemandPlace:
    """A place of performance: a NUTS code, or only a country, or an ``anywhere`` code."""

    nuts: str = ""
    country: str = ""
    anywhere: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked for. ``open_until`` is the last day on which it can be answered."""

    kind: DemandKind
    pk: int
    titles: tuple[tuple[str, str], ...]  # (language, text)
    words: tuple[tuple[str, str], ...]  # (language, title and description)
    language: str  # of the notice
    cpv: tuple[str, ...]  # the main one first
    places: tuple[DemandPlace, ...]
    published: date | None
    open_until: date | None
    value_eur: Decimal | None = None
    legal_basis: str = ""
    light_regime: bool = False
    reserved: tuple[str, ...] | None = None  # res-ws (Art. 20), res-pub-ser (Art. 77)
    reserved_execution: bool | None = None
    country: str = ""  # the buyer's, whose law decides
    is_example: bool = False
