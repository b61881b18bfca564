"""The shapes of example data and of one example. Degrees, kilometres, days; None is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from secon.enterprises.enums import (
    Audience,
    EvidenceKind,
    Family,
    Group,
    Headcount,
    Icnp,
    Met,
    Sector,
    SocialEnterprise,
    State,
    Turnover,
)

Hours = tuple[tuple[int, int, int], ...]
"""(weekday, from minute, to minute) of the day, local time; Monday is 0."""


@dataclass(frozen=True, slots=True)
class Trade:
    """A line of work, the same in every language. ``cpv`` has one tuple per offer."""

    code: str
    sector: Sector
    cpv: tuple[tuple[str, ...], ...]
    nace: str
    icnp: Icnp
    audiences: tuple[Audience, ...]
    employs: tuple[Group, ...]
    serves: tuple[Group, ...]
    sdgs: tuple[int, ...]
    themes: tuple[str, ...]
    green: bool
    digital: bool
    country: bool  # delivers everywhere
    km: tuple[int, ...]
    hours: Hours
    shop: bool  # sells online
    families: tuple[Family, ...]  # empty: any
    in_towns: int  # weight among examples in places of at least TOWN thousand people
    in_villages: int  # weight in smaller places


@dataclass(frozen=True, slots=True)
class Said:
    """What a trade says in one language; ``offers`` in the order of ``Trade.cpv``."""

    label: str
    about: str
    offers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """One language: names, legal forms and what each trade says. English has no names."""

    language: str
    example: str
    ended: str
    notes: tuple[str, ...]
    trades: Mapping[str, Said]
    nouns: tuple[str, ...]
    conjunction: str
    patterns: Mapping[Family, tuple[str, ...]]  # with {name} and {trade}
    forms: Mapping[Family, str]


@dataclass(frozen=True, slots=True)
class Place:
    """A town. ``names`` go with ``languages``; ``region`` is a partner's slug or "".

    ``nuts`` is a level-3 code of 2021, ``people`` are thousands.
    """

    names: tuple[str, ...]
    languages: tuple[str, ...]
    country: str
    nuts: str
    region: str
    lon: float
    lat: float
    people: float
    postal_code: str = ""


@dataclass(frozen=True, slots=True)
class DraftText:
    """The example's texts in one more language."""

    language: str
    summary: str
    description: str
    by_machine: bool


@dataclass(frozen=True, slots=True)
class DraftOffer:
    """One offer; ``translations`` are (language, title, by machine)."""

    title: str
    translations: tuple[tuple[str, str, bool], ...]
    sector: Sector
    cpv: tuple[str, ...]
    audiences: tuple[Audience, ...]


@dataclass(frozen=True, slots=True)
class DraftStatus:
    """A status of ``frames`` with its days. Examples have no number of a register."""

    code: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """One criterion of ``frames`` looked at."""

    subject: str
    met: Met
    evidence_kind: EvidenceKind
    checked_on: date
    check_again_on: date


@dataclass(frozen=True, slots=True)
class Draft:
    """One example, whole. ``key`` names it within its seed."""

    key: str
    trade: str
    name: str
    original_language: str
    summary: str
    description: str
    translations: tuple[DraftText, ...]
    country: str
    nuts: str
    region: str
    town: str
    postal_code: str
    lon: float
    lat: float
    company_number: str
    legal_form: str
    family: Family
    social_enterprise: SocialEnterprise | None
    nace_main: str
    nace_other: tuple[str, ...]
    icnp: Icnp
    sdgs: tuple[int, ...]
    themes: tuple[str, ...]
    green: bool
    digital: bool
    employs: tuple[Group, ...]
    serves: tuple[Group, ...]
    headcount: Headcount | None
    turnover: Turnover | None
    founded: int | None
    email: str
    website: str
    links: tuple[tuple[str, str], ...]  # (LinkKind, address)
    offers: tuple[DraftOffer, ...]
    delivers_country: bool
    delivery_km: int | None
    delivery_regions: tuple[str, ...]
    agrees_to_messages: bool
    hours: Hours
    statuses: tuple[DraftStatus, ...]
    checks: tuple[DraftCheck, ...]
    state: State
    listed_on: date
    verified_on: date | None
    check_again_on: date | None
    confirmed_on: date | None
    ended_on: date | None
    end_reason: str
    is_example: bool = True
