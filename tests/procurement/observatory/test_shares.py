"""Wilson's interval against published values, and what a share says of silent lots."""

import pytest

from secon.procurement.observatory.shares import Interval, Share, wilson


@pytest.mark.parametrize(
    ("number", "base", "low", "high"),
    [  # R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_interval_is_as_published(number, base, low, high):
    found = wilson(number, base)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_wilson_interval_of_all_mirrors_that_of_none():
    assert wilson(20, 20) == Interval(pytest.approx(1 - 0.1611, abs=1e-4), 1.0)


def test_nothing_counted_may_be_anything():
    assert wilson(0, 0) == Interval(0.0, 1.0)


@pytest.mark.parametrize(("number", "base"), [(-1, 3), (4, 3)])
def test_more_than_all_is_no_share(number, base):
    with pytest.raises(ValueError, match="no share"):
        wilson(number, base)


def test_silent_lots_are_in_no_share_and_in_the_least_one():
    share = Share(yes=2, known=10, asked=40, doubtful=1)
    assert (share.share, share.at_least) == (0.2, 0.05)
    assert (share.no, share.silent) == (7, 30)


def test_share_of_nothing_is_unknown():
    assert Share(0, 0, 5).share is None
    assert Share(0, 0, 0).at_least is None


def test_share_of_fewer_than_twenty_is_thin():
    assert [Share(1, known, known).is_thin for known in (19, 20)] == [True, False]


def test_more_yes_than_known_is_refused():
    with pytest.raises(ValueError, match="no share"):
        Share(yes=2, known=2, asked=2, doubtful=1)
