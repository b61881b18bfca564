"""Changes laid over a directory answer as if it had been built anew."""

import random
from dataclasses import replace
from functools import cache

import pytest

from secon.enterprises.domain.directory import (
    Criteria,
    Directory,
    Near,
    Sort,
    all_pks,
    cells,
    search,
)
from secon.enterprises.domain.directory.building import build
from secon.enterprises.domain.directory.directory import MOST_NEWER
from secon.enterprises.domain.directory.segment import Segment
from secon.enterprises.entry import Entry
from tests.enterprises.directory import making
from tests.enterprises.directory.making import DAY

EUROPE = (-30.0, 25.0, 40.0, 70.0)
QUESTIONS = {
    "everything": Criteria(day=DAY),
    "word": Criteria(day=DAY, words="catering"),
    "words": Criteria(day=DAY, words="sol garden", language="es"),
    "words, fair": Criteria(day=DAY, words="cleaning", sort=Sort.FAIR),
    "filters": Criteria(day=DAY, countries=frozenset({"EL", "DE"}), green=True),
    "near": Criteria(day=DAY, near=Near(22.3, 37.5, 100)),
    "nothing near": Criteria(day=DAY, near=Near(-40.0, 60.0, 10)),
}


def changed(seed: int) -> tuple[list[Entry], list[list[Entry]], list[list[int]], list[Entry]]:
    """Entries, two layers of changed ones, the keys each layer ended, and what it all comes to."""
    dice = random.Random(seed)  # noqa: S311 -- plausible, not secret
    entries = making.entries(400, seed=seed)
    now = {one.pk: one for one in entries}
    layers, ended = [], []
    for _ in range(2):
        pks = [*dice.sample(sorted(now), k=25), *range(max(now) + 1, max(now) + 15)]
        layer = [replace(making.entry(dice, pk), version=1000 + pk) for pk in pks]
        gone = dice.sample(sorted(now.keys() - {one.pk for one in layer}), k=10)
        now |= {one.pk: one for one in layer}
        for pk in gone:
            del now[pk]
        layers.append(layer)
        ended.append(gone)
    return entries, layers, ended, list(now.values())


@cache
def both(seed: int) -> tuple[Directory, Directory]:
    entries, layers, ended, now = changed(seed)
    segments: list[Segment] = [build(entries), *(build(layer) for layer in layers)]
    return Directory(segments, gone=(*ended, ())), Directory((build(now),))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("name", QUESTIONS)
def test_layers_answer_as_one_built_anew(name: str, sort: Sort, seed: int) -> None:
    laid_over, anew = both(seed)
    asked = QUESTIONS[name]
    asked = replace(asked, sort=sort) if asked.sort is None else asked
    assert search(laid_over, asked) == search(anew, asked)
    assert all_pks(laid_over, asked) == all_pks(anew, asked)


@pytest.mark.parametrize("zoom", [2, 6, 12])
def test_the_map_of_layers_counts_as_one_built_anew(zoom: int) -> None:
    laid_over, anew = both(1)
    asked = Criteria(day=DAY)
    counted = [
        {
            one.index: (one.count, one.verified)
            for one in cells(each, asked, bbox=EUROPE, zoom=zoom).cells
        }
        for each in (laid_over, anew)
    ]
    assert counted[0] == counted[1]
    assert counted[0]


def test_the_order_of_arrival_changes_nothing() -> None:
    entries = making.entries(100, seed=9)
    asked = Criteria(day=DAY, words="care")
    answers = [
        search(Directory((build(one),)), asked) for one in (entries, list(reversed(entries)))
    ]
    assert answers[0] == answers[1]


def test_an_entry_that_ended_and_came_back_is_shown_as_it_is_now() -> None:
    before, after = making.plain(1, names=("Before",)), making.plain(1, names=("After",))
    directory = Directory((build([before]), build([]), build([after])), gone=([1], [], []))
    assert search(directory, Criteria(day=DAY, words="before")).total == 0
    assert [row.pk for row in search(directory, Criteria(day=DAY, words="after")).rows] == [1]


def test_more_changes_than_can_be_laid_over_are_refused() -> None:
    many = build(making.plain(pk) for pk in range(MOST_NEWER + 1))
    with pytest.raises(ValueError, match="too many rows"):
        Directory((build([]), many))
