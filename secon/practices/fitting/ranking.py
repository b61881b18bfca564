"""Ranks practices for a region. The same question always gets the same order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import cast, overload

from secon.practices.fitting import weights
from secon.practices.fitting.likeness import verdicts
from secon.practices.fitting.shapes import (
    Answered,
    Barrier,
    Candidate,
    Fit,
    Match,
    Proof,
    Side,
    Surroundings,
    Verdict,
)

CRITERIA = 7


@dataclass(frozen=True, slots=True)
class Fits(Sequence[Fit]):
    """Practices in their order; how each fits is told again where it is looked at.

    Of thousands a page shows twenty: keeping all their reasons would cost more than the ranking.
    """

    barriers: Sequence[Barrier]
    here: Surroundings
    today: date
    order: Sequence[Candidate]

    def __len__(self) -> int:
        """How many there are."""
        return len(self.order)

    @overload
    def __getitem__(self, place: int) -> Fit: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Fit]: ...
    def __getitem__(self, place: int | slice) -> Fit | Sequence[Fit]:
        """One, or a page of them."""
        if isinstance(place, slice):
            return [self._told(one) for one in self.order[place]]
        return self._told(self.order[place])

    def _told(self, one: Candidate) -> Fit:
        return cast("Fit", fit(self.barriers, self.here, one, today=self.today))


def rank(
    barriers: Sequence[Barrier],
    here: Surroundings,
    candidates: Iterable[Candidate],
    *,
    today: date,
) -> Fits:
    """Those that answer at least one of ``barriers``, the best fit first, then the older record."""
    places = []
    for one in candidates:
        found = fit(barriers, here, one, today=today)
        if found is not None:
            places.append((-found.score, -found.direct, one.key, one))
    places.sort(key=itemgetter(0, 1, 2))
    return Fits(barriers, here, today, [one for *_place, one in places])


def fit(
    barriers: Sequence[Barrier], here: Surroundings, one: Candidate, *, today: date
) -> Fit | None:
    """How one practice fits; None if it answers nothing that was chosen."""
    answered = tuple(
        Answered(barrier, match) for barrier in barriers if (match := match_of(barrier, one))
    )
    if not answered:
        return None
    need = sum(worth(each) for each in answered) / len(barriers)
    sides = verdicts(here, one)
    around = _weighed(sides)
    years = _years(one, today)
    proofs = _proofs(one, years)
    evidence = sum(weights.PROOF[kind] * share for kind, share in proofs.items())
    points = (
        round(100 * weights.NEED * need),
        round(100 * weights.SURROUNDINGS * around),
        round(100 * weights.EVIDENCE * evidence),
    )
    return Fit(one, points, need, around, evidence, answered, sides, proofs, years)


def match_of(barrier: Barrier, one: Candidate) -> Match | None:
    """The closest way in which a practice answers a barrier."""
    best: Match | None = None
    for answer in one.answers:
        if answer.factor == barrier.key:
            return Match.DIRECT
        if barrier.aspect and answer.aspect == barrier.aspect:
            alike = answer.rural and answer.rural == barrier.rural
            if alike or best is not Match.ASPECT_RURAL:
                best = Match.ASPECT_RURAL if alike else Match.ASPECT
        elif best is None and barrier.topic and answer.topic == barrier.topic:
            best = Match.TOPIC
    if best is None and barrier.topic and barrier.topic in one.topics:
        best = Match.TOPIC
    return best


def worth(answered: Answered) -> float:
    """From 0 to 1: against the best that could be found for such a barrier."""
    barrier = answered.barrier
    best = Match.DIRECT if barrier.key else Match.ASPECT if barrier.aspect else Match.TOPIC
    return min(weights.MATCH[answered.match] / weights.MATCH[best], 1.0)


def _weighed(sides: Mapping[Side, Verdict]) -> float:
    return sum(
        weights.SIDE[side]
        * (weights.UNKNOWN_SIDE if verdict.likeness is None else verdict.likeness)
        for side, verdict in sides.items()
    )


def _years(one: Candidate, today: date) -> int | None:
    """Whole years it ran, or has run; None where its beginning is unknown."""
    if one.starts is None:
        return None
    last = min(one.ends or today, today)
    passed = (
        last.year - one.starts.year - ((last.month, last.day) < (one.starts.month, one.starts.day))
    )
    return max(passed, 0)


def _proofs(one: Candidate, years: int | None) -> dict[Proof, float]:
    points = {"yes": 1.0, "partly": weights.PARTLY}
    met = sum(points.get(said, 0.0) for said in (one.met or {}).values())
    return {
        Proof.FIGURES: _share(one.figures, weights.ENOUGH_FIGURES),
        Proof.ROWS: _share(one.proofs, weights.ENOUGH_ROWS),
        Proof.CRITERIA: min(met / CRITERIA, 1.0),
        Proof.REVIEW: weights.STANDING.get(one.standing, 0.0),
        Proof.YEARS: _share(years or 0, weights.ENOUGH_YEARS),
        Proof.ELSEWHERE: _share(one.elsewhere, weights.ENOUGH_ELSEWHERE),
    }


def _share(number: int, enough: int) -> float:
    return min(number / enough, 1.0)
