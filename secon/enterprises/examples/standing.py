"""What examples hold and how far they were checked: statuses of the country's frame, dates, states.

A verified example has what ``domain.verification`` asks for: the status its country's criteria
speak of, and a check of every criterion that stands in the way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from random import Random

from secon.enterprises import frames
from secon.enterprises.enums import EvidenceKind, Family, Met, SocialEnterprise, State
from secon.enterprises.examples.kinds import DraftCheck, DraftStatus
from secon.enterprises.frames.kinds import add_months

_VERIFIED, _ENDED = 0.6, 0.03  # shares; the rest is only listed
_HOLDS_STATUS = 0.6  # of those that need none
_SECOND_STATUS = 0.3
_NEWLY_CHECKED = 0.85  # of the verified; of the others the check has run out
_IN_FACT = 0.7  # of those that no status makes social enterprises; the others do not say
_ASKED_FOR = frozenset({"EL", "RO", "PL", "LV", "BG"})
"""Countries whose criteria ask for a status or an entry in the register."""
_OTHER_FORMS = frozenset({"el-koispe", "el-synerg", "es-ei"})  # forms no example has
_BESIDE = frozenset({"ro-marca-sociala"})  # held beside another status only
_OLDEST, _NEWEST = 1_100, 30  # days since a status was given
_OLDEST_VALID, _NEWEST_VALID = 1_300, 780  # before the check that rests on it
_MONTH = 30  # days, roughly


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


@dataclass(frozen=True, slots=True)
class _Asked:
    """A criterion or status to check: its code, what proves it, for how many months."""

    code: str
    evidence: EvidenceKind
    months: int


def standing(country: str, family: Family, *, today: date, rng: Random) -> Standing:
    """Where an example of a family in a country (EL) stands on ``today``."""
    draw = rng.random()
    listed_on = today - timedelta(days=20 + int(rng.random() * 880))
    if draw < _ENDED:
        ended_on = today - timedelta(days=int(rng.random() * 20))
        return Standing(State.ENDED, (), (), None, listed_on, ended_on=ended_on)
    possible = _possible(country, family)
    verifies = draw < _ENDED + _VERIFIED and (bool(possible) or country not in _ASKED_FOR)
    held = _statuses(possible, valid=verifies, asked=country in _ASKED_FOR, today=today, rng=rng)
    kind = _social_enterprise(held, today, rng)
    if not verifies:
        return Standing(State.LISTED, held, (), kind, listed_on)
    return _verified(country, held, kind, listed_on=listed_on, today=today, rng=rng)


def _verified(
    country: str,
    held: tuple[DraftStatus, ...],
    kind: SocialEnterprise | None,
    *,
    listed_on: date,
    today: date,
    rng: Random,
) -> Standing:
    codes = tuple(one.code for one in held)
    shortest = min(one.months for one in _asked(country, codes)) * _MONTH
    ago = int(rng.random() * shortest)
    if rng.random() > _NEWLY_CHECKED:
        ago += shortest + _MONTH
    on = max([today - timedelta(days=ago), *(one.valid_from for one in held)])
    checks, again_on = _checks(country, codes, on)
    ends = [one.valid_to for one in held if one.valid_to]
    return Standing(
        State.VERIFIED,
        held,
        checks,
        kind,
        min(listed_on, on),
        verified_on=on,
        check_again_on=min([again_on, *ends]),
        confirmed_on=today - timedelta(days=int(rng.random() * ((today - on).days + 1))),
    )


@cache
def _possible(country: str, family: Family) -> tuple[frames.Status, ...]:
    """Statuses that the examples' legal forms do not gainsay."""
    other_forms = _OTHER_FORMS | ({"el-special"} if family == Family.COOPERATIVE else set())
    return tuple(
        one
        for one in frames.statuses_of(country)
        if family in one.families and one.code not in other_forms
    )


def _statuses(
    possible: tuple[frames.Status, ...], *, valid: bool, asked: bool, today: date, rng: Random
) -> tuple[DraftStatus, ...]:
    """One status or none; ``valid``: it holds today, and there is one if it is ``asked``."""
    alone = [one for one in possible if one.code not in _BESIDE]
    if not alone or (not (valid and asked) and rng.random() > _HOLDS_STATUS):
        return ()
    chosen = [alone[int(rng.random() * len(alone))]]
    chosen += [one for one in possible if one.code in _BESIDE and rng.random() < _SECOND_STATUS]
    return tuple(_held(one, valid=valid, today=today, rng=rng) for one in chosen)


def _held(status: frames.Status, *, valid: bool, today: date, rng: Random) -> DraftStatus:
    oldest, newest = _OLDEST, _NEWEST
    if valid:
        oldest = (status.months - 1) * _MONTH if status.months else _OLDEST_VALID
        newest = min(_NEWEST_VALID, oldest - _MONTH)
    begun = today - timedelta(days=newest + int(rng.random() * (oldest - newest)))
    return DraftStatus(status.code, begun, status.valid_until(begun))


def _social_enterprise(
    held: tuple[DraftStatus, ...], today: date, rng: Random
) -> SocialEnterprise | None:
    for one in held:
        makes = frames.status(one.code).makes
        if makes == SocialEnterprise.BY_LAW and (one.valid_to is None or one.valid_to >= today):
            return SocialEnterprise.BY_LAW
    return SocialEnterprise.IN_FACT if rng.random() < _IN_FACT else None


@cache
def _checks(country: str, held: tuple[str, ...], on: date) -> tuple[tuple[DraftCheck, ...], date]:
    """The checks of a day, and when the first of them runs out."""
    days = [(one, add_months(on, one.months)) for one in _asked(country, held)]
    checks = tuple(DraftCheck(one.code, Met.YES, one.evidence, on, day) for one, day in days)
    return checks, min(day for _one, day in days)


@cache
def _asked(country: str, held: tuple[str, ...]) -> tuple[_Asked, ...]:
    """What has to be checked; of alternatives the first, of what is unconfirmed nothing."""
    groups: set[str] = set()
    found = []
    for one in frames.criteria_for(country):
        if (
            one.to_confirm
            or one.one_of in groups
            or (one.statuses and not one.statuses & set(held))
        ):
            continue
        if one.one_of:
            groups.add(one.one_of)
        found.append(_Asked(one.code, min(one.evidence), one.months))
    found += [
        _Asked(code, EvidenceKind.REGISTER, frames.CHECK_AGAIN_MONTHS) for code in sorted(held)
    ]
    return tuple(found)
