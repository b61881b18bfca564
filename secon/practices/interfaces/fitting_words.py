"""Why a practice fits, in whole sentences; and what nobody knows yet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from secon.enterprises import frames
from secon.policy.enums import InstrumentKind
from secon.practices.domain.legal_forms import counterpart
from secon.practices.domain.standing import UNREVIEWED, Standing
from secon.practices.fitting.shapes import (
    Code,
    Fit,
    Land,
    Match,
    Proof,
    Side,
    Surroundings,
)
from secon.practices.interfaces.words import amount
from secon.practices.models import Practice

LANDS: dict[Land, Any] = {
    Land.RURAL: gettext_lazy("predominantly rural"),
    Land.BETWEEN: gettext_lazy("between urban and rural"),
    Land.URBAN: gettext_lazy("predominantly urban"),
    Land.MIXED: gettext_lazy("mixed: urban and rural side by side"),
    Land.ANYWHERE: gettext_lazy("town and country alike"),
}
MATCHES: dict[Match, Any] = {
    Match.DIRECT: gettext_lazy("it names this very barrier"),
    Match.ASPECT_RURAL: gettext_lazy(
        "it answers a barrier about the same elsewhere, in town or country as here"
    ),
    Match.ASPECT: gettext_lazy("it answers a barrier about the same elsewhere"),
    Match.TOPIC: gettext_lazy("only the topic is the same"),
}
SIDES: dict[Side, Any] = {
    Side.RURAL: gettext_lazy("Town or country"),
    Side.LAW: gettext_lazy("Legal frame"),
    Side.INSTRUMENT: gettext_lazy("Kind of policy instrument"),
    Side.MONEY: gettext_lazy("Money"),
}
MISSING: dict[tuple[Side, Code], Any] = {
    (Side.RURAL, Code.UNKNOWN_THERE): gettext_lazy(
        "Town or country: nobody has said where the practice works."
    ),
    (Side.RURAL, Code.UNKNOWN): gettext_lazy(
        "Town or country: unknown for the practice; choose a region to compare with."
    ),
    (Side.RURAL, Code.UNKNOWN_HERE): gettext_lazy(
        "Town or country: choose a region to compare with."
    ),
    (Side.LAW, Code.UNKNOWN_THERE): gettext_lazy("Legal form it needs: unknown. Ask the owner."),
    (Side.LAW, Code.UNKNOWN): gettext_lazy(
        "Legal form it needs: named in words that our list of legal forms does not have. Ask the owner."
    ),
    (Side.LAW, Code.UNKNOWN_HERE): gettext_lazy("Legal frame: choose a region to compare with."),
    (Side.LAW, Code.NOT_LISTED): gettext_lazy(
        "Legal form it needs: our list for your country names none like it. Ask whether there is one."
    ),
    (Side.INSTRUMENT, Code.UNKNOWN_THERE): gettext_lazy(
        "Policy instrument behind it: unknown. Ask the owner."
    ),
    (Side.INSTRUMENT, Code.UNKNOWN_HERE): gettext_lazy(
        "Policy instrument that your region wants to improve: not recorded yet."
    ),
    (Side.INSTRUMENT, Code.UNKNOWN): gettext_lazy(
        "Policy instrument: unknown for the practice and for your region."
    ),
    (Side.MONEY, Code.UNKNOWN_THERE): gettext_lazy("Cost: unknown. Ask the owner."),
    (Side.MONEY, Code.UNKNOWN_HERE): gettext_lazy(
        "Money of your region’s instrument: not recorded yet."
    ),
    (Side.MONEY, Code.UNKNOWN): gettext_lazy(
        "Cost: unknown, and so is the money of your region’s instrument. Ask the owner."
    ),
    (Side.MONEY, Code.OTHER_CURRENCY): gettext_lazy(
        "Cost and money are known in different currencies and are not compared."
    ),
}


def summary(fit: Fit, asked: int) -> str:
    """How many of the chosen barriers it answers."""
    answered = len(fit.answered)
    return ngettext(
        "Answers %(answered)s of %(asked)s barrier.",
        "Answers %(answered)s of %(asked)s barriers.",
        asked,
    ) % {"answered": answered, "asked": asked}


def reasons(fit: Fit, here: Surroundings, practice: Practice) -> list[str]:
    """What speaks for and against it, of its surroundings and of its evidence."""
    said = (
        _rural(fit, here),
        _law(fit, here, practice),
        _instrument(fit, here),
        _money(fit, here),
        *_evidence(fit),
    )
    return [one for one in said if one]


def missing(fit: Fit) -> list[str]:
    """What would have to be known to judge better."""
    sides = [
        str(MISSING[side, verdict.code])
        for side, verdict in fit.verdicts.items()
        if (side, verdict.code) in MISSING
    ]
    return sides + [str(said) for is_missing, said in GAPS if is_missing(fit)]


def land(value: Land | None) -> str:
    """Town or country in words; "" where it is unknown."""
    return str(LANDS[value]) if value else ""


def kind(value: str) -> str:
    """The kind of an instrument in words."""
    return str(InstrumentKind(value).label) if value else ""


def money(around: Surroundings) -> str:
    """An amount in words; "" where it is unknown."""
    return "" if around.amount is None else amount(around.amount, around.currency)


def notion(country: str) -> str:
    """What the law of a country makes of social enterprises; "" where we have no frame."""
    try:
        return str(frames.frame(country).notion.label)
    except KeyError:
        return ""


def _rural(fit: Fit, here: Surroundings) -> str:
    code, there = fit.verdicts[Side.RURAL].code, fit.candidate.around.land
    if here.land is None or there is None:
        return ""
    named = {"here": land(here.land), "there": land(there)}
    if there is Land.ANYWHERE:
        return _("It works in town and country alike.")
    if code is Code.SAME:
        return _("Your region is %(here)s, and so is its origin.") % named
    return _("Your region is %(here)s; its origin is %(there)s.") % named


def _law(fit: Fit, here: Surroundings, practice: Practice) -> str:
    code = fit.verdicts[Side.LAW].code
    if code is Code.SAME_COUNTRY:
        return _("It comes from the same country: the same law holds.")
    if code is not Code.LISTED:
        return ""
    like = counterpart(practice.legal_form, practice.country, here.country)
    named = {"form": practice.legal_form, "like": ", ".join(like.names)}
    return _("The legal form it needs, %(form)s, has its like here: %(like)s.") % named


def _instrument(fit: Fit, here: Surroundings) -> str:
    code = fit.verdicts[Side.INSTRUMENT].code
    named = {
        "here": kind(here.instrument_kind),
        "there": kind(fit.candidate.around.instrument_kind),
    }
    if code is Code.SAME:
        return (
            _(
                "The same kind of policy instrument stands behind it as you want to improve: %(here)s."
            )
            % named
        )
    if code is Code.DIFFERENT:
        return (
            _("Another kind of policy instrument stands behind it: %(there)s; yours: %(here)s.")
            % named
        )
    return ""


def _money(fit: Fit, here: Surroundings) -> str:
    code = fit.verdicts[Side.MONEY].code
    named = {"cost": money(fit.candidate.around), "known": money(here)}
    if code is Code.ENOUGH:
        return _("It costs %(cost)s; your instrument is known to have %(known)s.") % named
    if code is Code.MORE:
        return (
            _("It costs %(cost)s, more than your instrument is known to have: %(known)s.") % named
        )
    return ""


def _evidence(fit: Fit) -> list[str]:
    one = fit.candidate
    said = []
    if one.figures:
        said.append(
            ngettext("%(number)s result in numbers.", "%(number)s results in numbers.", one.figures)
            % {"number": one.figures}
        )
    if one.proofs:
        said.append(
            ngettext(
                "%(number)s piece of evidence can be opened.",
                "%(number)s pieces of evidence can be opened.",
                one.proofs,
            )
            % {"number": one.proofs}
        )
    return [*said, *_judged(fit), *_ran(fit), *_elsewhere(fit)]


def _judged(fit: Fit) -> list[str]:
    found = list((fit.candidate.met or {}).values())
    if not found:
        return []
    named = {"yes": found.count("yes"), "partly": found.count("partly"), "no": found.count("no")}
    return [
        _("Reviewers judged the criteria: %(yes)s met, %(partly)s partly, %(no)s not, of seven.")
        % named
    ]


def _ran(fit: Fit) -> list[str]:
    if fit.years is None:
        return []
    if fit.years < 1:
        return [_("It has run for less than a year.")]
    return [
        ngettext("It has run for %(number)s year.", "It has run for %(number)s years.", fit.years)
        % {"number": fit.years}
    ]


def _elsewhere(fit: Fit) -> list[str]:
    one, said = fit.candidate, []
    if one.elsewhere:
        said.append(
            ngettext(
                "%(number)s other region has adapted it.",
                "%(number)s other regions have adapted it.",
                one.elsewhere,
            )
            % {"number": one.elsewhere}
        )
    if one.dropped:
        said.append(
            ngettext(
                "%(number)s other region has dropped it.",
                "%(number)s other regions have dropped it.",
                one.dropped,
            )
            % {"number": one.dropped}
        )
    return said


def _is_unreviewed(fit: Fit) -> bool:
    standing = fit.candidate.standing
    return not standing or Standing(standing) in UNREVIEWED


GAPS: tuple[tuple[Callable[[Fit], bool], Any], ...] = (
    (lambda fit: not fit.proofs[Proof.FIGURES], gettext_lazy("Results in numbers: none yet.")),
    (lambda fit: not fit.proofs[Proof.ROWS], gettext_lazy("Evidence: none yet.")),
    (lambda fit: fit.years is None, gettext_lazy("Since when it runs: unknown.")),
    (_is_unreviewed, gettext_lazy("Review: nobody has judged it here.")),
)
