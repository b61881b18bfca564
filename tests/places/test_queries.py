"""Reads shared by pages and the API: right, and in few queries."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from secon.places.domain import queries
from secon.places.domain.typology import Share
from secon.places.enums import CoastType, MountainType, UrbanType, Version
from secon.places.models import Region
from tests.factories.places import BorderFactory, RegionFactory

Queries = Callable[[int], AbstractContextManager[object]]


def test_neighbours_share_a_border_the_longest_first(squares: Path) -> None:
    assert [one.code for one in queries.neighbours("LV007")] == ["LV006", "LV008"]


def test_neighbours_of_a_code_of_2024_are_those_of_what_it_came_from(squares: Path) -> None:
    assert [one.code for one in queries.neighbours("LV00A")] == ["LV003", "LV008"]


@pytest.mark.parametrize("count", [1, 3])
def test_neighbours_take_one_query(
    db: None, count: int, django_assert_num_queries: Queries
) -> None:
    region = RegionFactory.create(code="AT111")
    for number in range(count):
        BorderFactory.create(first=region, second=RegionFactory.create(code=f"AT12{number + 1}"))

    with django_assert_num_queries(1):
        found = queries.neighbours("AT111")

    assert [one.code for one in found] == [f"AT12{number + 1}" for number in range(count)]


@pytest.mark.parametrize("count", [1, 3])
def test_nearest_regions_take_two_queries_once_the_outlines_are_in_memory(
    squares: Path, count: int, django_assert_num_queries: Queries
) -> None:
    queries.atlas()

    with django_assert_num_queries(2):
        found = queries.nearest(23.9, 56.5, limit=count)

    assert [region.code for region, _km in found] == ["LV006", "LV007", "LV008"][:count]


def test_the_region_of_a_point_is_found_at_each_level(squares: Path) -> None:
    found = [queries.region_at(23.5, 56.5, level=level) for level in range(4)]

    assert [one and one.code for one in found] == ["LV", "LV0", "LV00", "LV006"]
    assert queries.region_at(0, 0) is None


def test_without_regions_no_point_lies_in_one(db: None) -> None:
    assert queries.region_at(23.5, 56.5) is None


def test_the_kind_of_a_territory_counts_its_small_regions(squares: Path) -> None:
    mix = queries.kind_of("LV00")

    assert mix.regions == 4
    assert mix.is_mixed
    assert mix.urban == (
        Share(UrbanType.RURAL, 2),
        Share(UrbanType.URBAN, 1),
        Share(UrbanType.INTERMEDIATE, 1),
    )
    assert mix.mountain == (Share(MountainType.NONE, 4),)
    assert mix.coast == (Share(CoastType.COAST, 3), Share(CoastType.NONE, 1))


def test_the_kind_of_a_code_of_2024_is_that_of_the_regions_it_came_from(squares: Path) -> None:
    assert queries.kind_of("LV00A").urban == (
        Share(UrbanType.URBAN, 1),
        Share(UrbanType.INTERMEDIATE, 1),
    )


def test_a_region_counts_once_though_two_codes_name_it(squares: Path) -> None:
    assert queries.kind_of("LV006", "LV00A", "LV006").regions == 2


def test_what_is_not_classified_is_said_so(db: None) -> None:
    RegionFactory.create(code="AT111", urban_type=None, rural=False)

    mix = queries.kind_of("AT111")

    assert mix.urban == (Share(None, 1),)
    assert queries.kind_of("nowhere").regions == 0


def test_distance_is_between_centres_and_unknown_without_them(squares: Path) -> None:
    kurzeme, riga, kosovo = (Region.objects.get(pk=code) for code in ("LV003", "LV006", "XK001"))

    assert queries.distance_km(kurzeme, riga) == pytest.approx(61.4, abs=0.3)
    assert queries.distance_km(kurzeme, kosovo) is None


def test_names_come_in_one_query(squares: Path, django_assert_num_queries: Queries) -> None:
    with django_assert_num_queries(1):
        names = queries.names(["LV006", "LV00A", "nowhere"])

    assert names == {"LV006": "Rīga", "LV00A": "Rīga"}


def test_versions_hold_their_own_codes(squares: Path) -> None:
    level3 = Region.objects.filter(level=3, country="LV")

    assert [one.code for one in level3.of_version(Version.V2021)] == [
        "LV003",
        "LV006",
        "LV007",
        "LV008",
    ]
    assert [one.code for one in level3.of_version(Version.V2024)] == ["LV00A", "LV00B", "LV00C"]
