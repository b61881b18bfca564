"""Every filter and every count against plain Python."""

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from secon.enterprises.domain.directory import (
    Criteria,
    Destination,
    Directory,
    Near,
    all_pks,
    search,
)
from secon.enterprises.domain.directory.building import build
from secon.enterprises.enums import (
    Audience,
    Family,
    Group,
    Headcount,
    Icnp,
    Sector,
    SocialEnterprise,
    Standing,
    State,
)
from tests.enterprises.directory import making, reference
from tests.enterprises.directory.making import DAY

ENTRIES = making.entries(400, seed=5)
DIRECTORY = Directory((build(ENTRIES),))
NOON = datetime(2026, 6, 10, 12, 7, tzinfo=ZoneInfo("Europe/Athens"))

ONE_FILTER: dict[str, Any] = {
    "sectors": {Sector.FOOD, Sector.CARE},
    "cpv": "555",
    "audiences": {Audience.PUBLIC_BUYERS},
    "near": Near(22.37, 37.51, 60),
    "bbox": (20.0, 36.0, 25.0, 50.0),
    "delivers_to": Destination(8.5, 49.5, "DE", "DE126"),
    "countries": {"EL", "PT"},
    "regions": {"riga"},
    "nuts": {"EL6", "DE12"},
    "families": {Family.COOPERATIVE, Family.OTHER},
    "social_enterprise": {SocialEnterprise.NO},
    "statuses": {"kalo", "wfbm"},
    "standing": {Standing.VERIFIED, Standing.RECHECK},
    "employs": {Group.WOMEN, Group.EVERYONE},
    "serves": {Group.DISABILITY},
    "sdgs": {1, 17},
    "themes": {"awareness"},
    "green": True,
    "digital": True,
    "headcount": {Headcount.NONE, Headcount.LARGE},
    "rural": {3},
    "icnp": {Icnp.CULTURE, Icnp.OTHER},
    "open_at": NOON,
    "include_examples": False,
    "pks": {3, 5, 9_999},
}


def asking(**asked: Any) -> Criteria:
    return Criteria(
        day=DAY,
        **{name: frozenset(v) if isinstance(v, set) else v for name, v in asked.items()},
    )


@pytest.mark.parametrize("name", ONE_FILTER)
def test_each_filter_finds_what_plain_python_finds(name: str) -> None:
    asked = asking(**{name: ONE_FILTER[name]})
    expected = reference.found(ENTRIES, asked)
    assert 0 < len(expected) < len(ENTRIES)
    assert sorted(all_pks(DIRECTORY, asked)) == sorted(expected)


@pytest.mark.parametrize("seed", range(40))
def test_filters_together_and_their_counts_equal_plain_python(seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 -- plausible, not secret
    chosen = dice.sample(sorted(ONE_FILTER), k=dice.randrange(5))
    asked = asking(**{name: ONE_FILTER[name] for name in chosen})
    answer = search(DIRECTORY, asked)
    expected = reference.found(ENTRIES, asked)
    assert answer.total == len(expected)
    assert {row.pk for row in answer.rows} <= expected
    assert answer.facets == reference.facets(ENTRIES, asked)


def test_a_value_nobody_has_finds_nothing() -> None:
    for asked in (
        asking(countries={"SE"}),
        asking(themes={"no theme"}),
        asking(statuses={"none"}),
        asking(cpv="99"),
        asking(pks=set()),
        asking(delivers_to=Destination(country="SE")),
    ):
        assert search(DIRECTORY, asked).total == 0


def test_an_empty_directory_answers() -> None:
    empty = Directory((build(()),))
    answer = search(empty, asking(words="bread", near=Near(22.0, 37.0, 5), countries={"EL"}))
    assert (answer.total, answer.page, answer.pages, answer.rows) == (0, 1, 1, ())


def test_swapped_coordinates_find_nothing_and_break_nothing() -> None:
    swapped = asking(near=Near(lon=37.51, lat=22.37, km=30))
    assert search(DIRECTORY, swapped).total == 0
    assert search(DIRECTORY, asking(bbox=(37.0, 22.0, 38.0, 23.0))).total == 0


def test_distances_are_those_on_the_sphere() -> None:
    answer = search(DIRECTORY, asking(near=Near(22.37, 37.51, 300)))
    by_pk = {one.pk: one for one in ENTRIES}
    for row in answer.rows:
        expected = reference.distance_km(by_pk[row.pk], 22.37, 37.51)
        assert row.distance_km == pytest.approx(expected, abs=0.01)
    told = [row.distance_km for row in answer.rows]
    assert told == sorted(told)


def test_without_a_radius_everything_with_a_place_comes_by_distance_and_the_rest_last() -> None:
    pks = all_pks(DIRECTORY, asking(near=Near(22.37, 37.51)))
    by_pk = {one.pk: one for one in ENTRIES}
    distances = [reference.distance_km(by_pk[pk], 22.37, 37.51) for pk in pks]
    assert len(pks) == len(ENTRIES)
    assert distances == pytest.approx(sorted(distances), abs=0.01)


def test_the_nearest_are_told_where_nothing_lies_near() -> None:
    asked = asking(near=Near(-40.0, 60.0, 10), green=True)
    answer = search(DIRECTORY, asked)
    green = [one for one in ENTRIES if one.green and one.lon is not None]
    expected = sorted(green, key=lambda one: reference.distance_km(one, -40.0, 60.0))[:5]
    assert answer.total == 0
    assert [row.pk for row in answer.nearest] == [one.pk for one in expected]
    assert all(row.distance_km for row in answer.nearest)


def test_the_nearest_to_an_empty_window_are_those_nearest_to_its_middle() -> None:
    answer = search(DIRECTORY, asking(bbox=(-41.0, 59.0, -39.0, 61.0)))
    with_place = [one for one in ENTRIES if one.lon is not None]
    nearest = min(with_place, key=lambda one: reference.distance_km(one, -40.0, 60.0))
    assert answer.nearest[0].pk == nearest.pk


def test_nothing_is_said_to_be_near_where_no_place_was_asked_for() -> None:
    assert search(DIRECTORY, asking(countries={"SE"})).nearest == ()


@pytest.mark.parametrize("hours", range(0, 168, 5))
def test_open_now_follows_each_places_own_clock(hours: int) -> None:
    asked = asking(open_at=NOON + timedelta(hours=hours))
    assert sorted(all_pks(DIRECTORY, asked)) == sorted(reference.found(ENTRIES, asked))


@pytest.mark.parametrize(
    ("day", "hour", "until"),
    [(10, 22, 120), (11, 0, 120), (11, 1, 120), (11, 2, None), (10, 21, None)],
)
def test_a_bar_open_through_midnight_tells_until_when(
    day: int, hour: int, until: int | None
) -> None:
    bar = making.plain(1, country="PT", nuts="PT170", hours=((2, 22 * 60, 2 * 60),))
    when = datetime(2026, 6, day, hour, 30, tzinfo=ZoneInfo("Europe/Lisbon"))
    answer = search(Directory((build([bar]),)), asking(open_at=when))
    assert [row.open_until for row in answer.rows] == ([] if until is None else [until])


def test_a_delivery_area_counts_apart_from_the_seat() -> None:
    seat = {"country": "EL", "nuts": "EL653", "lon": 22.37, "lat": 37.51}
    delivery = making.Delivery
    entries = [
        making.plain(1, **seat),
        making.plain(2, **seat, delivery=delivery(frozenset({"EL"}))),
        making.plain(3, **seat, delivery=delivery(km=100)),
        making.plain(4, **seat, delivery=delivery(regions=frozenset({"EL30"}))),
        making.plain(5, **seat, delivery=delivery(km=200)),
    ]
    to_athens = asking(delivers_to=Destination(23.73, 37.98, "EL", "EL303"))
    answer = search(Directory((build(entries),)), to_athens)
    assert {row.pk: row.delivery and row.delivery.value for row in answer.rows} == {
        2: "country",
        4: "regions",
        5: "distance",
    }


def test_a_check_that_ran_out_is_told_from_the_day_it_does() -> None:
    checked = making.plain(1, state=State.VERIFIED, verified_on=1, check_again_on=making.TODAY)
    directory = Directory((build([checked]),))
    yesterday = Criteria(day=DAY - timedelta(days=1))
    assert search(directory, yesterday).facets["standing"] == {Standing.VERIFIED: 1}
    assert search(directory, replace(yesterday, day=DAY)).facets["standing"] == {
        Standing.RECHECK: 1
    }
