"""How alike the surroundings of a practice and of a region are, side by side."""

from __future__ import annotations

from secon.practices.fitting.shapes import Candidate, Code, Land, Side, Surroundings, Verdict

LAW: dict[Code, float | None] = {
    Code.SAME_COUNTRY: 1.0,
    Code.LISTED: 1.0,
    Code.NOT_LISTED: 0.2,  # our lists are not complete
}


def verdicts(here: Surroundings, one: Candidate) -> dict[Side, Verdict]:
    """What was found on each side."""
    there = one.around
    return {
        Side.RURAL: land(here.land, there.land),
        Side.LAW: Verdict(one.law, LAW.get(one.law)),
        Side.INSTRUMENT: _instrument(here.instrument_kind, there.instrument_kind),
        Side.MONEY: _money(here, there),
    }


def land(here: Land | None, there: Land | None) -> Verdict:
    """Town and country compared."""
    if here is None or there is None:
        return Verdict(_unknown(here is None, there is None), None)
    if there is Land.ANYWHERE or here is there:
        return Verdict(Code.SAME, 1.0)
    if {here, there} == {Land.RURAL, Land.URBAN}:
        return Verdict(Code.DIFFERENT, 0.0)
    return Verdict(Code.NEAR, 0.5)


def _instrument(here: str, there: str) -> Verdict:
    if not here or not there:
        return Verdict(_unknown(not here, not there), None)
    return Verdict(Code.SAME, 1.0) if here == there else Verdict(Code.DIFFERENT, 0.3)


def _money(here: Surroundings, there: Surroundings) -> Verdict:
    if here.amount is None or there.amount is None:
        return Verdict(_unknown(here.amount is None, there.amount is None), None)
    if here.currency != there.currency:
        return Verdict(Code.OTHER_CURRENCY, None)
    if there.amount <= here.amount:
        return Verdict(Code.ENOUGH, 1.0)
    return Verdict(Code.MORE, 0.0)


def _unknown(here: bool, there: bool) -> Code:
    if here and there:
        return Code.UNKNOWN
    return Code.UNKNOWN_HERE if here else Code.UNKNOWN_THERE
