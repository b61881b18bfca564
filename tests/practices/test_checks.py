"""The limits of the form, as a deployment may set them."""

from secon.practices.checks import limits_fit


def test_the_limits_that_ship_fit():
    assert limits_fit() == []


def test_a_limit_of_no_text_or_above_what_is_held_is_an_error(settings):
    settings.SECON_PRACTICE_LIMITS = {"headline": 10, "title": 201, "summary": 0}
    assert [one.id for one in limits_fit()] == [
        "practices.E001",
        "practices.E002",
        "practices.E002",
    ]
