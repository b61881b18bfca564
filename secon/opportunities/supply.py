"""An enterprise as matching and eligibility see it: plain values, no ORM.

``domain.gathering`` makes them of stored enterprises. None, an empty tuple or an empty set is
unknown and never a no.
"""

from __future__ import annotations

from dataclasses import dataclass

from secon.enterprises.entry import Delivery
from secon.enterprises.enums import Audience, Group, Headcount, Turnover


@dataclass(frozen=True, slots=True)
class OfferMade:
    """What it offers. ``words``: (language, text) of title and description; CPV of eight digits."""

    pk: int
    title: str
    language: str  # the title's
    words: tuple[tuple[str, str], ...]
    cpv: tuple[str, ...] = ()
    audiences: frozenset[Audience] = frozenset()


@dataclass(frozen=True, slots=True)
class Supplier:
    """A listed enterprise. ``statuses``: (code of ``enterprises.frames``, last day as ordinal)."""

    pk: int
    version: int
    name: str
    country: str  # as in NUTS: EL
    nuts: str
    lon: float | None
    lat: float | None
    delivery: Delivery
    offers: tuple[OfferMade, ...] = ()
    headcount: Headcount | None = None
    turnover: Turnover | None = None
    statuses: tuple[tuple[str, int | None], ...] = ()
    employs: frozenset[Group] = frozenset()
    criteria: tuple[tuple[str, bool], ...] = ()  # criterion of frames: found met, or not met
    mission_free: bool | None = None  # no contract under Art. 77 in three years; None: not known
    languages: tuple[str, ...] = ()  # it writes in; the original one first
    verified: bool = False
    is_example: bool = False
