"""Cells and points of the map."""

from collections import Counter

import pytest
from h3.api import numpy_int as h3

from secon.enterprises.domain.directory import Criteria, Directory, bounds, cells
from secon.enterprises.domain.directory.building import build
from secon.enterprises.domain.directory.mapping import MAX_CELLS
from secon.enterprises.domain.directory.segment import FINEST
from secon.enterprises.entry import Entry
from tests.enterprises.directory import making, reference
from tests.enterprises.directory.making import DAY, TODAY

ENTRIES = making.entries(700, seed=8)
DIRECTORY = Directory((build(ENTRIES),))
EUROPE = (-30.0, 25.0, 40.0, 70.0)
PLACED = [one for one in ENTRIES if one.lon is not None and one.lat is not None]
ANYTHING = Criteria(day=DAY)


def cell_of(entry: Entry, resolution: int) -> str:
    """The cell above the finest cell that holds the point."""
    finest = h3.latlng_to_cell(entry.lat, entry.lon, FINEST)
    return f"{h3.cell_to_parent(finest, resolution):x}"


@pytest.mark.parametrize(
    ("zoom", "resolution"), [(0, 2), (3.9, 2), (4, 3), (6, 4), (8, 5), (9, 6), (14, 7)]
)
def test_cells_count_what_lies_in_them(zoom: float, resolution: int) -> None:
    answer = cells(DIRECTORY, ANYTHING, bbox=EUROPE, zoom=zoom)
    of = {one.pk: cell_of(one, resolution) for one in PLACED}
    verified = [one for one in PLACED if reference.standing(one, TODAY) == "verified"]
    assert answer.resolution == resolution
    assert answer.total == len(PLACED)
    assert {one.index: one.count for one in answer.cells} == Counter(of.values())
    assert sum(one.verified for one in answer.cells) == len(verified)
    assert Counter({one.index: one.verified for one in answer.cells}) == Counter(
        of[one.pk] for one in verified
    )


def test_a_cell_lies_where_its_entries_do() -> None:
    answer = cells(DIRECTORY, ANYTHING, bbox=EUROPE, zoom=6)
    for cell in answer.cells:
        assert cell.lon == round(cell.lon, 3)
        inside = [one for one in PLACED if cell_of(one, 4) == cell.index]
        assert cell.lon == pytest.approx(
            sum(one.lon or 0 for one in inside) / len(inside), abs=1e-3
        )
        assert cell.lat == pytest.approx(
            sum(one.lat or 0 for one in inside) / len(inside), abs=1e-3
        )


def test_few_entries_are_points_of_those_in_the_window() -> None:
    window = (20.0, 36.0, 23.0, 38.0)
    answer = cells(DIRECTORY, ANYTHING, bbox=window, zoom=8)
    inside = reference.found(ENTRIES, Criteria(day=DAY, bbox=window))
    by_pk = {one.pk: one for one in ENTRIES}
    assert 0 < len(inside) <= 300
    assert answer.cells == ()
    assert [one.pk for one in answer.points] == sorted(inside)
    for point in answer.points:
        one = by_pk[point.pk]
        assert (point.lon, point.lat) == pytest.approx((one.lon, one.lat), abs=2e-5)
        assert point.verified == (reference.standing(one, TODAY) == "verified")


def test_the_map_follows_the_filters() -> None:
    asked = Criteria(day=DAY, countries=frozenset({"LV"}), words="care")
    answer = cells(DIRECTORY, asked, bbox=EUROPE, zoom=5)
    assert 0 < answer.total < len(PLACED)
    assert {by.country for by in ENTRIES if by.pk in {one.pk for one in answer.points}} == {"LV"}


def test_too_many_cells_become_wider_ones() -> None:
    spread = [
        making.plain(at, lon=-5 + (at % 80) / 2.3, lat=36 + (at // 80) / 2.9) for at in range(3_600)
    ]
    answer = cells(Directory((build(spread),)), ANYTHING, bbox=EUROPE, zoom=12)
    assert len(answer.cells) <= MAX_CELLS
    assert answer.resolution is not None
    assert answer.resolution < 7
    assert sum(one.count for one in answer.cells) == 3_600


def test_bounds_hold_everything_asked_for() -> None:
    asked = Criteria(day=DAY, countries=frozenset({"LV"}))
    box = bounds(DIRECTORY, asked)
    latvian = [one for one in PLACED if one.country == "LV"]
    assert box == pytest.approx(
        (
            min(one.lon or 0 for one in latvian),
            min(one.lat or 0 for one in latvian),
            max(one.lon or 0 for one in latvian),
            max(one.lat or 0 for one in latvian),
        ),
        abs=1e-5,
    )
    assert bounds(DIRECTORY, Criteria(day=DAY, countries=frozenset({"SE"}))) is None
