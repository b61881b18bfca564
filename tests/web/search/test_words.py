"""How the search reads words."""

import pytest

from secon.web.search_words import asked, distinct, padded


@pytest.mark.parametrize(
    ("typed", "folded", "beginning"),
    [
        ("Spółdzielni", "spoldzielni", "spoldzie"),
        ("ΚΟΙΝΩΝΙΚΉΣ", "κοινωνικησ", "κοινωνι"),
        ("кооперации", "кооперации", "коопера"),
        ("jobs", "jobs", "jobs"),
        ("2021EL16FFPR013", "2021el16ffpr013", "2021el16ffpr013"),
    ],
)
def test_a_word_is_folded_and_keeps_what_its_forms_share(typed, folded, beginning):
    (word,) = asked(typed)
    assert (word.form, word.beginning) == (folded, beginning)


def test_words_that_say_nothing_are_left_out_unless_alone():
    assert [word.form for word in asked("the barriers of the region")] == ["barriers", "region"]
    assert [word.form for word in asked("the")] == ["the"]


def test_signs_alone_ask_for_nothing():
    assert asked('"*% (-') == ()


def test_texts_keep_order_with_edges_and_once_each():
    assert padded(["Jobs for all", "Jobs!"]) == " jobs for all jobs "
    assert distinct(["Jobs for all", "Jobs!"]) == "jobs for all"
