"""One enterprise as the directory's index sees it: flat, plain values, no ORM.

``domain.flattening`` makes entries of stored enterprises, ``domain.directory`` searches them.
Dates are ``date.toordinal()`` so that they fit a column; None is unknown and never zero.
"""

from __future__ import annotations

from dataclasses import dataclass

from secon.enterprises.enums import (
    Audience,
    Family,
    Group,
    Headcount,
    Icnp,
    Sector,
    SocialEnterprise,
    State,
)


@dataclass(frozen=True, slots=True)
class Offered:
    """An offer: its words by language, its CPV codes (8 digits), sector and audiences."""

    words: tuple[tuple[str, str], ...]  # (language, text)
    cpv: tuple[str, ...] = ()
    sector: Sector | None = None
    audiences: frozenset[Audience] = frozenset()


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where it delivers: ISO-like country codes as in NUTS, kilometres around it, NUTS codes."""

    countries: frozenset[str] = frozenset()
    km: int | None = None
    regions: frozenset[str] = frozenset()

    @property
    def known(self) -> bool:
        """Whether anything is said."""
        return bool(self.countries or self.km or self.regions)


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed enterprise. ``version`` grows with every change of what the public sees."""

    pk: int
    version: int
    state: State
    names: tuple[str, ...]  # the name, then other names and the name in other languages
    words: tuple[tuple[str, str], ...]  # (language, text) of the description
    country: str  # as in NUTS: EL
    nuts: str  # NUTS 3 of 2021, or as much of it as is known
    region: str  # slug of the partner whose territory it lies in, or ""
    town: str
    postal_code: str
    lon: float | None
    lat: float | None
    family: Family | None = None
    social_enterprise: SocialEnterprise | None = None
    statuses: tuple[tuple[str, int | None], ...] = ()  # (code of frames, holds until or None)
    nace: tuple[str, ...] = ()  # the main one first
    icnp: Icnp | None = None
    sdgs: frozenset[int] = frozenset()
    themes: frozenset[str] = frozenset()  # partnership.enums.Theme
    green: bool = False
    digital: bool = False
    rural: int = 0  # places.enums.UrbanType of its NUTS 3 region; 0: unknown
    employs: frozenset[Group] = frozenset()
    serves: frozenset[Group] = frozenset()
    headcount: Headcount | None = None
    offers: tuple[Offered, ...] = ()
    delivery: Delivery = Delivery()
    hours: tuple[tuple[int, int, int], ...] = ()  # (weekday, from minute, to minute) local time
    verified_on: int | None = None
    check_again_on: int | None = None
    confirmed_on: int | None = None
    is_example: bool = False
