"""What examples hold and how far they were checked: statuses of the country's frame, dates, states."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from secon.enterprises import frames
from secon.enterprises.enums import EvidenceKind, Family, Met, SocialEnterprise, State
from secon.enterprises.examples.kinds import DraftCheck, DraftStatus

_VERIFIED, _ENDED = 0.55, 0.03  # shares; the rest is only listed
_HOLDS_STATUS = 0.6
_NEWLY_CHECKED = 0.85  # of the verified; of the others the check has run out
_CHECK_DAYS = frames.CHECK_AGAIN_MONTHS * 365 // 12
_OLDEST = 1_100  # days since a status was given: some have run out
_OTHER_FORMS = frozenset({"el-koispe", "el-synerg", "es-ei"})  # forms no example has
_LEFT_OPEN = 0.3  # of the criteria nobody looked at


@dataclass(frozen=True, slots=True)
class Standing:
    """State and dates of one example."""

    state: State
    statuses: tuple[DraftStatus, ...]
    checks: tuple[DraftCheck, ...]
    social_enterprise: SocialEnterprise | None
    listed_on: date
    verified_on: date | None = None
    check_again_on: date | None = None
    confirmed_on: date | None = None
    ended_on: date | None = None


def standing(country: str, family: Family, *, today: date, rng: Random) -> Standing:
    """Where an example of a family in a country (EL) stands on ``today``."""
    draw = rng.random()
    listed_on = today - timedelta(days=20 + int(rng.random() * 880))
    held = _statuses(country, family, today=today, rng=rng)
    kind = _social_enterprise(held, rng)
    if draw < _ENDED:
        ended_on = today - timedelta(days=rng.randrange(0, 20))
        return Standing(State.ENDED, (), (), kind, listed_on, ended_on=ended_on)
    if draw > _ENDED + _VERIFIED:
        return Standing(State.LISTED, held, (), kind, listed_on)
    ago = (
        rng.randrange(0, _CHECK_DAYS)
        if rng.random() < _NEWLY_CHECKED
        else rng.randrange(_CHECK_DAYS, _CHECK_DAYS + 200)
    )
    verified_on = today - timedelta(days=ago)
    again_on = verified_on + timedelta(days=_CHECK_DAYS)
    return Standing(
        State.VERIFIED,
        held,
        _checks(country, held, on=verified_on, again_on=again_on, rng=rng),
        kind,
        min(listed_on, verified_on),
        verified_on,
        again_on,
        confirmed_on=today - timedelta(days=rng.randrange(0, ago + 1)),
    )


@cache
def _possible(country: str, family: Family) -> tuple[frames.Status, ...]:
    """Statuses whose name the examples' legal forms do not gainsay."""
    return tuple(
        one
        for one in frames.statuses_of(country)
        if family in one.families and one.code not in _OTHER_FORMS
    )


def _statuses(country: str, family: Family, *, today: date, rng: Random) -> tuple[DraftStatus, ...]:
    possible = _possible(country, family)
    if not possible or rng.random() > _HOLDS_STATUS:
        return ()
    status = rng.choice(possible)
    begun = today - timedelta(days=rng.randrange(30, _OLDEST))
    return (DraftStatus(status.code, begun, status.valid_until(begun)),)


def _social_enterprise(held: tuple[DraftStatus, ...], rng: Random) -> SocialEnterprise | None:
    if any(frames.status(one.code).makes == SocialEnterprise.BY_LAW for one in held):
        return SocialEnterprise.BY_LAW
    return SocialEnterprise.IN_FACT if rng.random() < 0.7 else None


@cache
def _criteria(country: str, held: frozenset[str]) -> tuple[tuple[str, EvidenceKind], ...]:
    return tuple(
        (one.code, min(one.evidence))
        for one in frames.criteria_for(country)
        if not one.statuses or one.statuses & held
    )


def _checks(
    country: str, held: tuple[DraftStatus, ...], *, on: date, again_on: date, rng: Random
) -> tuple[DraftCheck, ...]:
    criteria = _criteria(country, frozenset(one.code for one in held))
    return tuple(
        DraftCheck(code, Met.YES, evidence, on, again_on)
        for position, (code, evidence) in enumerate(criteria)
        if position == 0 or rng.random() > _LEFT_OPEN
    )
