"""What the scripts of the directory's map and position work out, run by Node."""

import pytest

from tests.web.test_scripts import evaluated


def test_a_ring_lies_at_its_distance_all_around():
    ring = evaluated("spots", "ring(5, 51, 20)")
    assert len(ring) == 65
    assert ring[0] == pytest.approx(ring[-1])
    assert ring[16] == pytest.approx([5, 51 + 20 / 111.2])
    assert ring[0] == pytest.approx([5 + 20 / 111.2 / 0.62932, 51], rel=1e-4)


def test_counts_are_short_enough_for_their_circles():
    assert evaluated("spots", "[7, 999, 1000, 1234, 9949, 9950, 34000].map(short)") == [
        "7",
        "999",
        "1.0k",
        "1.2k",
        "9.9k",
        "10k",
        "34k",
    ]


def test_pins_of_one_spot_stand_side_by_side():
    assert evaluated("spots", "aside([[5, 51], [6, 51], [5, 51.00001], [5, 51]])") == [0, 0, 16, 32]


def test_a_window_is_asked_for_with_few_digits():
    assert (
        evaluated("spots", "windowed([1.23456, -2, 3.1, 44.99999])") == "1.235,-2.000,3.100,45.000"
    )


def test_a_box_holds_every_spot():
    assert evaluated("spots", "around([[5, 51], [4, 52]])") == [4, 51, 5, 52]
    assert evaluated("spots", "around([]) ?? null") is None


def test_a_position_is_told_to_about_a_kilometre():
    assert evaluated("position", "[5.04871, -0.004].map(rounded)") == ["5.05", "0"]
