"""The ladder: which step for which supply. Pure."""

from datetime import date
from decimal import Decimal

import pytest

from secon.enterprises.enums import Turnover
from secon.opportunities.buyer_enums import Reservation, Size, Step
from secon.opportunities.domain import advice
from secon.opportunities.domain.advice import Able, Need, Why, advise, size_for, supply_of
from secon.opportunities.enums import Answer

NUMBERS = advice.thresholds()


def suppliers(count, *, turnover=Turnover.SMALL, a20=Answer.YES, a77=Answer.UNKNOWN, first=0):
    answers = {Reservation.ARTICLE_20: a20, Reservation.ARTICLE_77: a77}
    return [Able(first + pk, turnover, answers) for pk in range(count)]


def asked(able, *, value=100_000, lots=1, months=12, near=100):
    need = Need(None if value is None else Decimal(value), months, lots)
    return advise(need=need, suppliers=able, near=near)


def test_the_numbers_are_data_with_their_source():
    assert (NUMBERS.reserve_all, NUMBERS.reserve_lot, NUMBERS.condition) == (30, 10, 1)
    assert NUMBERS.dependency == Decimal("0.3")
    assert advice.source().country == "FR"
    assert advice.source().read_on == date(2026, 8, 21)
    assert set(advice.law()[2]) == set(Step)


def test_thirty_who_qualify_let_the_whole_be_reserved():
    found = asked(suppliers(30))
    assert (found.step, found.article) == (Step.RESERVE_ALL, Reservation.ARTICLE_20)
    assert found.why == (Why.ENOUGH_FOR_ALL,)


def test_one_fewer_is_a_lot_where_it_may_be_split():
    found = asked(suppliers(29), lots=3)
    assert (found.step, found.why[0]) == (Step.RESERVE_LOT, Why.ENOUGH_FOR_LOT)


def test_one_fewer_is_a_condition_where_it_may_not_be_split():
    found = asked(suppliers(29))
    assert found.step is Step.CONDITION
    assert Why.SPLIT_WOULD_HELP in found.why


def test_a_lot_is_small_enough_where_the_whole_is_not():
    """30 % of 2 million a year is 600,000: the whole is too large, a tenth of it is not."""
    able = suppliers(12, turnover=Turnover.MICRO)
    whole = asked(able, value=900_000)
    split = asked(able, value=900_000, lots=10)
    assert (whole.step, whole.whole.too_large) == (Step.CRITERION, 12)
    assert (split.step, split.why[0]) == (Step.RESERVE_LOT, Why.LOT_BY_SPLITTING)


def test_article_77_is_named_where_more_qualify_under_it():
    found = asked(suppliers(30, a20=Answer.NO, a77=Answer.YES))
    assert (found.step, found.article) == (Step.RESERVE_ALL, Reservation.ARTICLE_77)


def test_unknown_is_never_counted_as_qualified():
    found = asked(suppliers(40, a20=Answer.UNKNOWN))
    assert found.step is Step.CONDITION
    assert Why.MAY_QUALIFY in found.why
    assert found.whole.article_20.unknown == 40


def test_only_too_small_ones_lead_to_a_criterion():
    found = asked(suppliers(5, turnover=Turnover.TINY), value=1_000_000)
    assert (found.step, found.why[0]) == (Step.CRITERION, Why.ONLY_TOO_SMALL)


def test_only_unknown_turnovers_lead_to_a_criterion_and_are_counted_apart():
    found = asked(suppliers(5, turnover=None))
    assert (found.step, found.why[0]) == (Step.CRITERION, Why.TURNOVER_UNKNOWN)
    assert (found.whole.able, found.whole.unknown) == (0, 5)


def test_nobody_is_plain_and_said_to_be_thin():
    found = asked([], near=2)
    assert (found.step, found.why) == (Step.PLAIN, (Why.NONE_FOUND, Why.THIN_SUPPLY))


def test_without_a_value_nobody_is_too_large_and_it_is_said():
    found = asked(suppliers(30), value=None)
    assert found.step is Step.RESERVE_ALL
    assert Why.VALUE_UNKNOWN in found.why


@pytest.mark.parametrize(
    ("turnover", "yearly", "size"),
    [
        (Turnover.MICRO, "15000.00", Size.FITS),
        (Turnover.MICRO, "15000.01", Size.MAY_FIT),
        (Turnover.MICRO, "600000.00", Size.MAY_FIT),
        (Turnover.MICRO, "600000.01", Size.TOO_LARGE),
        (Turnover.LARGE, "99999999", Size.MAY_FIT),
        (None, "1", Size.UNKNOWN),
    ],
)
def test_the_limit_is_certain_at_the_ends_of_a_band(turnover, yearly, size):
    assert size_for(turnover, Decimal(yearly), NUMBERS) is size


def test_several_years_count_as_one_year_and_a_short_time_as_its_whole():
    need = Need(Decimal(120_000), months=24, lots=2)
    assert (need.yearly(), need.yearly(need.lots)) == (Decimal(60_000), Decimal(30_000))
    assert Need(Decimal(120_000), months=3).yearly() == Decimal(120_000)


def test_counts_add_up():
    mixed = [*suppliers(3), *suppliers(2, turnover=None), *suppliers(4, turnover=Turnover.TINY)]
    found = supply_of(mixed, Decimal(100_000), NUMBERS)
    assert found.found == found.able + found.unknown + found.too_large == 9
    assert found.article_20.yes == found.able == 3


def test_unknown_turnover_is_said_beside_those_that_are_too_small():
    small = suppliers(1, turnover=Turnover.MICRO)
    found = asked([*small, *suppliers(9, turnover=None, first=1)], value=900_000)
    assert found.step is Step.CRITERION
    assert found.why[:1] == (Why.ONLY_TOO_SMALL,)
    assert Why.TURNOVER_UNKNOWN in found.why
