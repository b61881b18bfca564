"""What the ranking reads and says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Match(StrEnum):
    """How a practice answers a barrier, the closest first."""

    DIRECT = "direct"
    ASPECT_RURAL = "aspect_rural"
    ASPECT = "aspect"
    TOPIC = "topic"


class Side(StrEnum):
    """A side of the surroundings."""

    RURAL = "rural"
    LAW = "law"
    INSTRUMENT = "instrument"
    MONEY = "money"


class Proof(StrEnum):
    """A side of the evidence."""

    FIGURES = "figures"
    ROWS = "rows"
    CRITERIA = "criteria"
    REVIEW = "review"
    YEARS = "years"
    ELSEWHERE = "elsewhere"


class Land(StrEnum):
    """Town or country, as the level-3 regions of a place are mostly classified."""

    RURAL = "rural"
    BETWEEN = "between"
    URBAN = "urban"
    MIXED = "mixed"  # none of them is most
    ANYWHERE = "anywhere"  # said of a practice: town and country alike


class Code(StrEnum):
    """What was found on one side of the surroundings."""

    SAME = "same"
    NEAR = "near"
    DIFFERENT = "different"
    SAME_COUNTRY = "same_country"
    LISTED = "listed"  # the form it needs has its like here
    NOT_LISTED = "not_listed"  # our list of forms has none: to be asked, not proof
    ENOUGH = "enough"
    MORE = "more"  # it costs more than the money known
    OTHER_CURRENCY = "other_currency"
    UNKNOWN_THERE = "unknown_there"
    UNKNOWN_HERE = "unknown_here"
    UNKNOWN = "unknown"  # on both sides


@dataclass(frozen=True, slots=True)
class Barrier:
    """One barrier chosen: a region's own, or an aspect or topic alone (``key`` None)."""

    key: int | None = None
    aspect: str = ""
    topic: str = ""
    rural: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A barrier that a practice says it answers."""

    factor: int
    aspect: str
    topic: str
    rural: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a place and its policy. ``land`` None, texts "": unknown."""

    country: str = ""
    land: Land | None = None
    instrument_kind: str = ""
    amount: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A practice as far as the ranking cares; ``around.amount`` is what it costs.

    ``law``: whether the legal form it needs has its like where it would go.
    """

    key: int
    around: Surroundings
    answers: tuple[Answer, ...] = ()
    topics: frozenset[str] = frozenset()
    law: Code = Code.UNKNOWN_THERE
    figures: int = 0
    proofs: int = 0
    met: Mapping[str, str] | None = None  # criterion: yes, partly or no, by lead or expert
    standing: str = ""  # by ``domain.standing``
    starts: date | None = None
    ends: date | None = None
    elsewhere: int = 0  # transfers that were adapted or reached an instrument
    dropped: int = 0


@dataclass(frozen=True, slots=True)
class Answered:
    """A barrier of the region and how a practice answers it."""

    barrier: Barrier
    match: Match


@dataclass(frozen=True, slots=True)
class Verdict:
    """One side of the surroundings: what was found, and how alike it is (None: unknown)."""

    code: Code
    likeness: float | None


@dataclass(frozen=True, slots=True)
class Fit:
    """How a practice fits. ``points``: of need, surroundings and evidence, as weighed; the rest 0 to 1."""

    candidate: Candidate
    points: tuple[int, int, int]
    need: float
    surroundings: float
    evidence: float
    answered: tuple[Answered, ...]
    verdicts: Mapping[Side, Verdict]
    proofs: Mapping[Proof, float]
    years: int | None

    @property
    def score(self) -> int:
        """All points, from 0 to 100."""
        return sum(self.points)

    @property
    def direct(self) -> int:
        """How many of the barriers it names itself."""
        return sum(one.match is Match.DIRECT for one in self.answered)
