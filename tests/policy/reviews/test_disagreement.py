"""The figures of answers: who cannot say moves none of them."""

import pytest

from secon.policy.domain.disagreement import Distance, Spread, order, spread


def test_figures_of_six_answers():
    found = spread([2, 8, None, 8, 7, 3])
    assert found == Spread(
        scores=(2, 3, 7, 8, 8),
        cannot_say=1,
        median=7.0,
        low=2,
        high=8,
        quartiles=(3.0, 8.0),
        apart=3.4,
    )


def test_an_even_number_of_scores_has_its_median_between_the_two_in_the_middle():
    assert spread([4, 5]).median == 4.5


@pytest.mark.parametrize("answers", [(), (None,), (None, None)])
def test_nobody_who_can_say_leaves_all_figures_unknown(answers):
    found = spread(answers)
    assert found == Spread((), len(answers), None, None, None, None, None)
    assert found.distance is Distance.UNKNOWN


def test_one_score_has_a_median_and_no_distance():
    found = spread([0, None])
    assert (found.median, found.low, found.high, found.apart) == (0.0, 0, 0, None)
    assert found.distance is Distance.UNKNOWN


@pytest.mark.parametrize(
    ("answers", "apart", "distance"),
    [
        ((5, 5, 5), 0, Distance.CLOSE),
        ((4, 5), 1, Distance.CLOSE),
        ((5, 7), 2, Distance.SOME),
        ((5, 5, 9, 9), 8 / 3, Distance.FAR),
        ((0, 10), 10, Distance.FAR),
    ],
)
def test_distance_is_the_average_difference_of_two_reviewers(answers, apart, distance):
    found = spread(answers)
    assert found.apart == pytest.approx(apart)
    assert found.distance is distance


def test_questions_are_ordered_by_disagreement_unknown_last_and_equal_as_they_were():
    spreads = [spread(one) for one in ([5, 5], [1], [0, 10], [7, 7], [4, 6])]
    assert order(spreads) == [2, 4, 0, 3, 1]
