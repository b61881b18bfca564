"""The orders of the list and its pages."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from secon.codes.domain.words import fold
from secon.enterprises.domain.directory import (
    PAGE,
    Criteria,
    Directory,
    Near,
    Sort,
    all_pks,
    search,
)
from secon.enterprises.domain.directory.building import build
from secon.enterprises.entry import Entry
from tests.enterprises.directory import making
from tests.enterprises.directory.making import DAY

ENTRIES = making.entries(400, seed=6)
DIRECTORY = Directory((build(ENTRIES),))
BY_PK = {one.pk: one for one in ENTRIES}
ANYTHING = Criteria(day=DAY)


def in_district(code: str, rural: int, pks: range) -> list[Entry]:
    return [making.plain(pk, nuts=code, rural=rural) for pk in pks]


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("words", ["", "care"])
def test_pages_hold_every_hit_once(sort: Sort, words: str) -> None:
    asked = replace(ANYTHING, sort=sort, near=Near(22.0, 37.0), words=words)
    first = search(DIRECTORY, asked)
    paged = [
        row.pk
        for page in range(1, first.pages + 1)
        for row in search(DIRECTORY, asked.on(page)).rows
    ]
    assert len(paged) == len(set(paged)) == first.total
    assert paged == all_pks(DIRECTORY, asked)


def test_a_page_beyond_the_last_is_the_last() -> None:
    answer = search(DIRECTORY, ANYTHING.on(10_000))
    assert (answer.page, len(answer.rows)) == (answer.pages, len(ENTRIES) % PAGE or PAGE)


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        (Criteria(day=DAY), Sort.FAIR),
        (Criteria(day=DAY, words=" "), Sort.FAIR),
        (Criteria(day=DAY, words="bread"), Sort.RELEVANCE),
        (Criteria(day=DAY, words="bread", near=Near(1.0, 50.0, 5)), Sort.DISTANCE),
        (Criteria(day=DAY, words="bread", near=Near(1.0, 50.0), sort=Sort.NAME), Sort.NAME),
        (Criteria(day=DAY, sort=Sort.DISTANCE), Sort.FAIR),
    ],
)
def test_the_order_suits_the_question_unless_one_is_chosen(asked: Criteria, order: Sort) -> None:
    assert search(DIRECTORY, asked).order == order


def test_names_are_ordered_without_case_and_accents() -> None:
    pks = all_pks(DIRECTORY, replace(ANYTHING, sort=Sort.NAME))
    names = [(fold(BY_PK[pk].names[0]), pk) for pk in pks]
    assert names == sorted(names)


def test_the_newest_are_those_that_changed_last() -> None:
    pks = all_pks(DIRECTORY, replace(ANYTHING, sort=Sort.NEWEST))
    assert pks == sorted(BY_PK, reverse=True)


def test_without_words_the_best_match_is_verified_and_freshly_checked() -> None:
    pks = all_pks(DIRECTORY, replace(ANYTHING, sort=Sort.RELEVANCE))
    told = [
        (one.state == "listed", -max(one.verified_on or 0, one.confirmed_on or 0, 730_120))
        for one in map(BY_PK.__getitem__, pks)
    ]
    assert told == sorted(told)


# The fair order -----------------------------------------------------------------------------------


def fair(entries: list[Entry], **asked: object) -> list[Entry]:
    by_pk = {one.pk: one for one in entries}
    pks = all_pks(Directory((build(entries),)), Criteria(day=DAY, sort=Sort.FAIR, **asked))
    return [by_pk[pk] for pk in pks]


def test_every_districts_first_comes_before_any_districts_second() -> None:
    rounds: Counter[str] = Counter()
    last = 0
    for one in fair(ENTRIES):
        district = one.nuts or one.country
        rounds[district] += 1
        assert rounds[district] >= last
        last = rounds[district]


def test_a_district_with_one_entry_is_seen_beside_a_city_with_hundreds() -> None:
    city = in_district("DE126", 1, range(1, 301))
    lonely = [
        *in_district("LV008", 3, range(301, 302)),
        *in_district("BG422", 3, range(302, 303)),
        *in_district("EL653", 2, range(303, 304)),
    ]
    first = fair(city + lonely)[:4]
    assert {one.nuts for one in first} == {"DE126", "LV008", "BG422", "EL653"}
    assert first[0].rural == 3


def test_rural_intermediate_and_urban_districts_alternate_in_a_round() -> None:
    entries = [
        making.plain(10 * kind + at, nuts=f"DE{kind}{at}1", rural=kind)
        for kind in (1, 2, 3)
        for at in range(5)
    ]
    assert [one.rural for one in fair(entries)] == [3, 2, 1] * 5


def test_within_a_district_the_verified_and_fresh_come_first() -> None:
    entries = [one for one in ENTRIES if one.nuts == "EL653"]
    relevance = all_pks(Directory((build(entries),)), replace(ANYTHING, sort=Sort.RELEVANCE))
    assert [one.pk for one in fair(entries)] == relevance


def test_a_good_match_in_a_city_comes_before_a_weak_one_in_the_country() -> None:
    city = making.plain(1, nuts="DE126", rural=1, names=("Anna",), offers=(offering("beeswax"),))
    country = making.plain(2, nuts="LV008", rural=3, words=(("en", "once sold beeswax"),))
    assert [one.pk for one in fair([country, city], words="beeswax")] == [1, 2]


def test_a_name_that_is_asked_for_comes_before_everything() -> None:
    named = making.plain(1, nuts="DE126", rural=1, names=("Beeswax",))
    others = [
        making.plain(pk, nuts=f"LV0{pk:02}", rural=3, offers=(offering("beeswax"),))
        for pk in range(2, 10)
    ]
    assert fair([*others, named], words="beeswax")[0].pk == 1


def test_the_districts_draw_new_lots_each_day_and_keep_them_all_day() -> None:
    entries = [making.plain(at, nuts=f"DE{at:03}", rural=3) for at in range(100, 150)]
    directory = Directory((build(entries),))
    today, again = (all_pks(directory, ANYTHING) for _ in range(2))
    tomorrow = all_pks(directory, replace(ANYTHING, day=DAY + timedelta(days=1)))
    assert today == again
    assert today != tomorrow
    assert sorted(today) == sorted(tomorrow)


def offering(text: str) -> making.Offered:
    return making.Offered((("en", text),))
