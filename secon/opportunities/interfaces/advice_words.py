"""Advice in sentences: the step, its law, its reasons, its counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.opportunities.buyer_enums import Reservation, Step
from secon.opportunities.domain import advice
from secon.opportunities.domain.advice import Advice, Supply, Why
from secon.opportunities.eligibility import rules

DESCRIPTIONS = {
    Step.RESERVE_ALL: gettext_lazy(
        "Only sheltered workshops and enterprises that integrate people into work may take part, "
        "or, for certain services, organisations with a public service mission."
    ),
    Step.RESERVE_LOT: gettext_lazy(
        "Split the contract, and keep one lot for those enterprises. The others stay open to all."
    ),
    Step.CONDITION: gettext_lazy(
        "Leave it open to all, and ask whoever wins to perform it with a social result: hours of "
        "work for disadvantaged people, for example, alone or together with a social enterprise."
    ),
    Step.CRITERION: gettext_lazy(
        "Leave it open to all, and let a social result count when tenders are compared."
    ),
    Step.PLAIN: gettext_lazy(
        "We know of nobody who could deliver it. Ask the market before you decide, and look again "
        "before the next contract."
    ),
}
ARTICLES = {
    "20": gettext_lazy("Article 20: reserved contracts"),
    "46": gettext_lazy("Article 46: division into lots"),
    "77": gettext_lazy("Article 77: contracts reserved for certain services"),
    "70": gettext_lazy("Article 70: conditions for performance of contracts"),
    "67": gettext_lazy("Article 67: award criteria"),
    "40": gettext_lazy("Article 40: preliminary market consultations"),
}
_OF_RESERVATION = {Reservation.ARTICLE_20: "20", Reservation.ARTICLE_77: "77"}


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder as shown."""

    step: Step
    label: str
    about: str
    advised: bool
    passed: bool  # stronger than what is advised


@dataclass(frozen=True, slots=True)
class Law:
    """An article or a national addition, with where it can be read."""

    said: str
    address: str
    to_confirm: bool


def ladder(found: Advice) -> list[Rung]:
    """All five steps; which is advised."""
    steps = list(Step)
    at = steps.index(found.step)
    return [
        Rung(step, str(step.label), str(DESCRIPTIONS[step]), step is found.step, place < at)
        for place, step in enumerate(steps)
    ]


def laws(found: Advice, country: str) -> list[Law]:
    """What the step rests on: the Directive's articles, then the country's own rules as we have them."""
    name, address, articles = advice.law()
    kept = _OF_RESERVATION.get(found.article)
    said = [
        Law(f"{name}, {ARTICLES[number]}", address, to_confirm=False)
        for number in articles[found.step]
        if kept is None or number in {kept, "46"}
    ]
    own = rules().additions.get((country, found.article.value))
    if own is not None and kept is not None:
        source = next(iter(own.proven.sources), "")
        said.append(Law(own.law, source, own.proven.to_confirm))
    return said


def reasons(found: Advice, *, place: str, near: int) -> list[str]:
    """Why, as sentences."""
    numbers = advice.thresholds()
    supply = found.lot if found.step is Step.RESERVE_LOT and found.lot else found.whole
    best = max(supply.article_20.yes, supply.article_77.yes)
    values: dict[str, Any] = {
        "able": found.whole.able,
        "qualify": best,
        "all": numbers.reserve_all,
        "lot": numbers.reserve_lot,
        "large": found.whole.too_large,
        "unknown": found.whole.unknown,
        "percent": int(numbers.dependency * 100),
        "place": place,
        "near": near,
    }
    return sentences(found.why, values)


def kept_reasons(answer: Mapping[str, Any], *, step: Step, place: str) -> list[str]:
    """The same for an advice kept with a line of a plan (``plan_answers``)."""
    numbers = advice.thresholds()
    prefix = "lot_" if step is Step.RESERVE_LOT and answer["lot_able"] is not None else ""
    values = {
        "able": answer["able"],
        "qualify": max(answer[f"{prefix}yes_20"], answer[f"{prefix}yes_77"]),
        "all": numbers.reserve_all,
        "lot": numbers.reserve_lot,
        "large": answer["too_large"],
        "unknown": answer["unknown"],
        "percent": int(numbers.dependency * 100),
        "place": place,
        "near": answer["near"],
    }
    return sentences([Why(one) for one in answer["why"]], values)


def sentences(why: Iterable[Why], values: Mapping[str, Any]) -> list[str]:
    """Reasons in words."""
    return [str(_SAID[one] % values) for one in why]


_SAID = {
    Why.ENOUGH_FOR_ALL: gettext_lazy(
        "%(qualify)d verified enterprises could deliver the whole contract and qualify. From "
        "%(all)d on, competition among them is likely."
    ),
    Why.ENOUGH_FOR_LOT: gettext_lazy(
        "%(qualify)d verified enterprises could deliver one lot and qualify. That is enough for a "
        "lot (%(lot)d), and too few for the whole contract (%(all)d)."
    ),
    Why.LOT_BY_SPLITTING: gettext_lazy(
        "One lot is small enough for %(qualify)d verified enterprises that qualify; the whole "
        "contract is too large for most of them."
    ),
    Why.SOME_ABLE: gettext_lazy(
        "Verified enterprises that could deliver it: %(able)d. So whoever wins can meet a social "
        "condition, or finds a partner for it."
    ),
    Why.NOT_ENOUGH_TO_RESERVE: gettext_lazy(
        "Of these, as far as we know, qualify for reserved contracts: %(qualify)d. A reservation "
        "needs about %(all)d, a reserved lot about %(lot)d."
    ),
    Why.ONLY_TOO_SMALL: gettext_lazy(
        "The enterprises found are too small: the contract would make up more than %(percent)d "
        "percent of what they turn over in a year. Enterprises: %(large)d."
    ),
    Why.NONE_FOUND: gettext_lazy(
        "No verified enterprise that offers this and delivers to %(place)s is in the directory."
    ),
    Why.MAY_QUALIFY: gettext_lazy(
        "More may qualify than we know: their status or the share of their workers is not known "
        "yet. Ask the market before you rule a reservation out."
    ),
    Why.SPLIT_WOULD_HELP: gettext_lazy(
        "If the contract can be split, a reserved lot is possible. Say into how many lots."
    ),
    Why.THIN_SUPPLY: gettext_lazy(
        "The directory has few verified enterprises that deliver to %(place)s (%(near)d). That "
        "says more about the directory than about the market: supply is not really known."
    ),
    Why.VALUE_UNKNOWN: gettext_lazy(
        "You gave no value, so the limit on economic dependency was not applied."
    ),
    Why.TURNOVER_UNKNOWN: gettext_lazy(
        "Enterprises whose turnover is not known: %(unknown)d. They are counted apart."
    ),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A row of the table of supply."""

    said: str
    number: int
    counts: bool  # among those the advice rests on


def counts(supply: Supply) -> list[Count]:
    """Suppliers by whether the size fits them."""
    rows = [
        Count(_("The contract fits their size"), supply.fit, counts=True),
        Count(_("It fits if they are at the upper end of their size"), supply.may_fit, counts=True),
        Count(_("You gave no value"), supply.no_value, counts=True),
        Count(_("Too large for them"), supply.too_large, counts=False),
        Count(_("Their turnover is not known"), supply.unknown, counts=False),
    ]
    return [row for row in rows if row.number]
