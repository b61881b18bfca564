"""Which social instrument fits a need, from the supply that can really deliver it. Pure.

A ladder of five steps: reserve the whole contract, reserve a lot, a performance condition, an award
criterion, or none. The numbers are data (``data/advice.toml``) with their source.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from secon.enterprises.enums import Turnover
from secon.opportunities.buyer_enums import Reservation, Size, Step
from secon.opportunities.verdict import Answer

PATH = Path(__file__).parents[1] / "data" / "advice.toml"
MONTHS_A_YEAR = 12
ARTICLES = (Reservation.ARTICLE_20, Reservation.ARTICLE_77)


class Why(StrEnum):
    """Reasons of an advice. ``interfaces.advice_words`` has the sentences."""

    ENOUGH_FOR_ALL = "enough_for_all"
    ENOUGH_FOR_LOT = "enough_for_lot"
    LOT_BY_SPLITTING = "lot_by_splitting"
    SOME_ABLE = "some_able"
    NOT_ENOUGH_TO_RESERVE = "not_enough_to_reserve"
    ONLY_TOO_SMALL = "only_too_small"
    NONE_FOUND = "none_found"
    MAY_QUALIFY = "may_qualify"  # enough, if the unknown statuses were proven
    SPLIT_WOULD_HELP = "split_would_help"
    THIN_SUPPLY = "thin_supply"
    VALUE_UNKNOWN = "value_unknown"
    TURNOVER_UNKNOWN = "turnover_unknown"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When which step is advised; ``bands``: (lower, upper end or None) in euro by turnover."""

    reserve_all: int
    reserve_lot: int
    condition: int
    dependency: Decimal
    thin_supply: int
    bands: Mapping[Turnover, tuple[Decimal, Decimal | None]]


@dataclass(frozen=True, slots=True)
class Source:
    """Where the numbers come from."""

    title: str
    address: str
    country: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Need:
    """What is to be bought, as far as the size of it matters. Values in euro without tax."""

    value_eur: Decimal | None = None
    months: int = MONTHS_A_YEAR
    lots: int = 1  # into how many it may be split; 1: not at all

    def yearly(self, lots: int = 1) -> Decimal | None:
        """A year's value of one of ``lots`` equal parts."""
        if self.value_eur is None:
            return None
        years = Decimal(max(self.months, MONTHS_A_YEAR)) / MONTHS_A_YEAR
        return self.value_eur / years / max(lots, 1)


@dataclass(frozen=True, slots=True)
class Able:
    """A verified enterprise that offers the need and delivers there.

    ``answers``: whether it qualifies under Articles 20 and 77.
    """

    pk: int
    turnover: Turnover | None
    answers: Mapping[Reservation, Answer]


@dataclass(frozen=True, slots=True)
class Qualified:
    """Among those of a size that fits: who qualifies under one article."""

    yes: int = 0
    unknown: int = 0
    no: int = 0


@dataclass(frozen=True, slots=True)
class Supply:
    """Counts of suppliers: ``fit`` and ``may_fit`` can deliver, the others are told apart."""

    found: int = 0
    fit: int = 0
    may_fit: int = 0
    too_large: int = 0
    unknown: int = 0
    no_value: int = 0
    article_20: Qualified = Qualified()
    article_77: Qualified = Qualified()

    @property
    def able(self) -> int:
        """Those who count: the limit does not exclude them for certain."""
        return self.fit + self.may_fit + self.no_value

    def under(self, article: Reservation) -> Qualified:
        """Who qualifies under ``article``."""
        return self.article_20 if article is Reservation.ARTICLE_20 else self.article_77


@dataclass(frozen=True, slots=True)
class Advice:
    """The step, the article to reserve under (if so), the supply it rests on and the reasons.

    ``lot`` is the supply for one of ``need.lots`` parts; None where it may not be split.
    """

    step: Step
    article: Reservation
    whole: Supply
    lot: Supply | None
    why: tuple[Why, ...]


@cache
def thresholds() -> Thresholds:
    """The numbers in use."""
    data = _data()
    numbers = data["thresholds"]
    return Thresholds(
        reserve_all=numbers["reserve_all"],
        reserve_lot=numbers["reserve_lot"],
        condition=numbers["condition"],
        dependency=Decimal(str(numbers["dependency"])),
        thin_supply=numbers["thin_supply"],
        bands={Turnover(code): _band(ends) for code, ends in data["bands"].items()},
    )


@cache
def source() -> Source:
    """Where they come from."""
    return Source(**_data()["source"])


@cache
def law() -> tuple[str, str, Mapping[Step, tuple[str, ...]]]:
    """The Directive's name and address, and its articles by step."""
    data = _data()["law"]
    articles = {Step(step): tuple(found) for step, found in data["articles"].items()}
    return data["name"], data["address"], articles


def _data() -> dict[str, Any]:
    with PATH.open("rb") as file:
        return tomllib.load(file)


def _band(ends: list[int]) -> tuple[Decimal, Decimal | None]:
    return Decimal(ends[0]), Decimal(ends[1]) if len(ends) > 1 else None


def size_for(turnover: Turnover | None, yearly: Decimal | None, numbers: Thresholds) -> Size:
    """How ``yearly`` euro of one contract stand to a band of turnover.

    Certain at its ends: above the limit at the upper end it is too large, within it at the lower
    end it fits.
    """
    if yearly is None:
        return Size.NO_VALUE
    if turnover is None:
        return Size.UNKNOWN
    low, high = numbers.bands[turnover]
    if high is not None and yearly > numbers.dependency * high:
        return Size.TOO_LARGE
    return Size.FITS if yearly <= numbers.dependency * low else Size.MAY_FIT


def supply_of(suppliers: Iterable[Able], yearly: Decimal | None, numbers: Thresholds) -> Supply:
    """The counts for one contract or lot of ``yearly`` euro a year."""
    sizes: Counter[Size] = Counter()
    answers: dict[Reservation, Counter[Answer]] = {article: Counter() for article in ARTICLES}
    for one in suppliers:
        size = size_for(one.turnover, yearly, numbers)
        sizes[size] += 1
        if size in {Size.FITS, Size.MAY_FIT, Size.NO_VALUE}:
            for article in ARTICLES:
                answers[article][one.answers.get(article, Answer.UNKNOWN)] += 1
    return Supply(
        found=sizes.total(),
        fit=sizes[Size.FITS],
        may_fit=sizes[Size.MAY_FIT],
        too_large=sizes[Size.TOO_LARGE],
        unknown=sizes[Size.UNKNOWN],
        no_value=sizes[Size.NO_VALUE],
        article_20=_qualified(answers[Reservation.ARTICLE_20]),
        article_77=_qualified(answers[Reservation.ARTICLE_77]),
    )


def _qualified(found: Counter[Answer]) -> Qualified:
    return Qualified(found[Answer.YES], found[Answer.UNKNOWN], found[Answer.NO])


def advise(
    *, need: Need, suppliers: Iterable[Able], near: int, numbers: Thresholds | None = None
) -> Advice:
    """The step for ``need``. ``near``: verified enterprises that deliver there, whatever they offer."""
    numbers = numbers or thresholds()
    known = list(suppliers)
    whole = supply_of(known, need.yearly(), numbers)
    lot = supply_of(known, need.yearly(need.lots), numbers) if need.lots > 1 else None
    step, article, why = _step(whole, lot, numbers)
    return Advice(
        step, article, whole, lot, (*why, *_also(step, need, known, whole, near, numbers))
    )


def _step(
    whole: Supply, lot: Supply | None, numbers: Thresholds
) -> tuple[Step, Reservation, tuple[Why, ...]]:
    best = _most(whole)
    if whole.under(best).yes >= numbers.reserve_all:
        return Step.RESERVE_ALL, best, (Why.ENOUGH_FOR_ALL,)
    if lot is not None and lot.under(_most(lot)).yes >= numbers.reserve_lot:
        split = whole.under(best).yes < numbers.reserve_lot
        reason = Why.LOT_BY_SPLITTING if split else Why.ENOUGH_FOR_LOT
        return Step.RESERVE_LOT, _most(lot), (reason,)
    hints = tuple(_hints(whole, lot, numbers))
    if whole.able >= numbers.condition:
        return Step.CONDITION, Reservation.NONE, (Why.SOME_ABLE, *hints)
    if whole.too_large or whole.unknown:
        reason = Why.ONLY_TOO_SMALL if whole.too_large else Why.TURNOVER_UNKNOWN
        return Step.CRITERION, Reservation.NONE, (reason, *hints)
    return Step.PLAIN, Reservation.NONE, (Why.NONE_FOUND,)


def _hints(whole: Supply, lot: Supply | None, numbers: Thresholds) -> Iterable[Why]:
    """What would lead higher up the ladder."""
    best = whole.under(_most(whole))
    if whole.able and best.yes < numbers.reserve_all:
        yield Why.NOT_ENOUGH_TO_RESERVE
    parts = lot or whole
    likely = max(parts.under(one).yes + parts.under(one).unknown for one in ARTICLES)
    if likely >= numbers.reserve_lot:
        yield Why.MAY_QUALIFY
    if lot is None and best.yes >= numbers.reserve_lot:
        yield Why.SPLIT_WOULD_HELP


def _also(
    step: Step, need: Need, known: list[Able], whole: Supply, near: int, numbers: Thresholds
) -> Iterable[Why]:
    """What the advice cannot see."""
    if near < numbers.thin_supply:
        yield Why.THIN_SUPPLY
    if need.value_eur is None and known:
        yield Why.VALUE_UNKNOWN
    if whole.unknown and (step is not Step.CRITERION or whole.too_large):
        yield Why.TURNOVER_UNKNOWN


def _most(supply: Supply) -> Reservation:
    """The article under which most qualify; Article 20 where both are alike."""
    return max(ARTICLES, key=lambda one: (supply.under(one).yes, one is Reservation.ARTICLE_20))
