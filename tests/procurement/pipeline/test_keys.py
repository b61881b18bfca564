"""Keys are made from publication numbers."""

import pytest

from secon.procurement.keys import CHILDREN, child_key, normal_publication, notice_key


def test_key_turns_the_publication_number_round_so_that_it_sorts_by_time():
    assert notice_key("262891-2023") == 202300262891
    assert notice_key("99999999-2023") < notice_key("1-2024")


def test_padding_and_blanks_make_no_other_notice():
    assert normal_publication(" 00262891-2023 ") == "262891-2023"
    assert notice_key("00262891-2023") == notice_key("262891-2023")


def test_key_of_another_form_is_steady_and_cannot_meet_a_publication_number():
    key = notice_key("national/2023/17")
    assert key == notice_key("national/2023/17")
    assert key != notice_key("national/2023/18")
    assert key > notice_key("99999999-2099")


def test_largest_keys_fit_a_signed_64_bit_number():
    assert child_key((1 << 49) - 1, CHILDREN - 1) < 1 << 63


def test_children_of_two_notices_never_share_a_key():
    assert child_key(1, CHILDREN - 1) < child_key(2, 0)


@pytest.mark.parametrize("index", [-1, CHILDREN])
def test_child_beyond_the_range_is_refused(index):
    with pytest.raises(ValueError, match="is not between"):
        child_key(1, index)
