"""Points that cannot be true, and the small region of those that can."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from django.utils.translation import override

from secon.places.domain.geometry import pack
from secon.places.domain.points import Ground, check_point, nuts3_at
from secon.places.enums import PointCode, UrbanType
from secon.places.models import Loading, Outline
from tests.factories.places import NOW, RegionFactory


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def two_countries(squares: Path) -> None:
    """The four Latvian squares, and a Belgian one far off."""
    region = RegionFactory.create(code="BE242", name="Arr. Leuven", rural=True)
    ring = np.array([(4, 50), (4, 52), (6, 52), (6, 50), (4, 50)], dtype=float)
    Outline.objects.create(region=region, rings=pack([ring]))
    Loading.objects.create(digest="two countries", at=NOW + timedelta(minutes=1))


def test_a_point_in_its_country_and_region_is_fine(two_countries: None) -> None:
    assert check_point(5.05, 50.99, country="BE") is None
    assert check_point(5.05, 50.99, country="BEL", nuts="BE242") is None
    assert check_point(23.5, 56.5, country="LV", nuts=["LV006", "LV007"]) is None
    assert check_point(23.5, 56.5, country="LV", nuts="LV00A") is None  # a code of 2024


def test_a_point_just_off_the_coast_is_fine_and_far_out_is_not(two_countries: None) -> None:
    assert check_point(21.95, 56.5, country="LV") is None  # 3 km west of the coast

    problem = check_point(21.5, 56.5, country="LV")

    assert problem is not None
    assert (problem.code, problem.lies_in) == (PointCode.OUTSIDE, None)
    assert problem.message == (
        "Latitude 56.5 and longitude 21.5 do not lie in Latvia, but at sea or in a country whose "
        "borders we do not know. Check both numbers."
    )


def test_exchanged_latitude_and_longitude_are_seen(two_countries: None) -> None:
    problem = check_point(50.99, 5.05, country="BE")

    assert problem is not None
    assert (problem.code, problem.instead) == (PointCode.SWAPPED, (5.05, 50.99))
    assert problem.message == (
        "Latitude 5.05 and longitude 50.99 do not lie in Belgium, but they do when exchanged. Put "
        "latitude and longitude the other way round."
    )


def test_a_point_in_another_country_says_which(two_countries: None) -> None:
    problem = check_point(23.5, 56.5, country="BE")

    assert problem is not None
    assert (problem.code, problem.lies_in) == (PointCode.OUTSIDE, "LV")
    assert problem.message == (
        "Latitude 56.5 and longitude 23.5 lie in Latvia, not in Belgium. Check the point, or the "
        "country."
    )


def test_a_point_in_another_region_of_its_country_says_so(two_countries: None) -> None:
    problem = check_point(23.5, 56.5, country="LV", nuts="LV003")

    assert problem is not None
    assert (problem.code, problem.lies_in) == (PointCode.OUTSIDE, "LV")
    assert problem.message == (
        "Latitude 56.5 and longitude 23.5 do not lie in the region you stated, Kurzeme. Check the "
        "point, or choose another region."
    )


@pytest.mark.parametrize(
    ("lon", "lat"), [(5.0, 91.0), (-181.0, 50.0), (float("nan"), 50.0), (5.0, float("inf"))]
)
def test_numbers_that_are_no_place_are_refused(two_countries: None, lon: float, lat: float) -> None:
    problem = check_point(lon, lat, country="BE")

    assert problem is not None
    assert problem.code == PointCode.OUT_OF_RANGE
    assert "no place on Earth" in problem.message


def test_zero_and_zero_is_a_field_left_empty(two_countries: None) -> None:
    problem = check_point(0.0, 0.0, country="BE")

    assert problem is not None
    assert problem.code == PointCode.NULL_ISLAND
    assert "left empty" in problem.message


def test_the_sentence_names_countries_in_the_readers_language(two_countries: None) -> None:
    problem = check_point(23.5, 56.5, country="BE")

    assert problem is not None
    with override("el"):
        assert "Λετονία" in problem.message
        assert "Βέλγιο" in problem.message


def test_a_country_that_is_not_drawn_is_checked_only_against_others(two_countries: None) -> None:
    assert check_point(30.5, 50.4, country="UA") is None
    problem = check_point(5.05, 50.99, country="UA")

    assert problem is not None
    assert (problem.code, problem.lies_in) == (PointCode.OUTSIDE, "BE")


def test_a_region_that_is_not_drawn_is_not_held_against_a_point(two_countries: None) -> None:
    assert check_point(23.5, 56.5, country="LV", nuts="LV999") is None


def test_without_outlines_nothing_can_be_said(db: None) -> None:
    assert check_point(5.05, 50.99, country="BE") is None
    assert nuts3_at(5.05, 50.99) is None


def test_the_small_region_of_a_point_comes_with_its_kind(two_countries: None) -> None:
    assert nuts3_at(23.5, 56.5) == Ground("LV006", UrbanType.URBAN, 0.0)
    assert nuts3_at(5.05, 50.99) == Ground("BE242", UrbanType.RURAL, 0.0)


def test_the_small_region_just_off_the_coast_is_the_nearest(two_countries: None) -> None:
    ground = nuts3_at(21.95, 56.5)

    assert ground is not None
    assert (ground.code, round(ground.km, 1)) == ("LV003", 3.1)
    assert nuts3_at(21.95, 56.5, within_km=2) is None
    assert nuts3_at(0, 40) is None
