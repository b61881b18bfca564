"""Voices side by side: medians and spreads by hand-worked examples."""

from datetime import date
from typing import Any

import pytest

from secon.policy.domain import comparing
from secon.policy.domain.comparing import Cell, Summary, Voice, changes, summary, table


def voice(
    strength: int | None, *, region: int = 1, aspect: str = "finance", year: int = 2024, **more: Any
) -> Voice:
    return Voice(
        key=0,
        factor=more.pop("factor", 0),
        region=region,
        aspect=aspect,
        topic="funding",
        on=date(year, 6, 1),
        strength=strength,
        **more,
    )


def aspect_of(one: Voice) -> str:
    return one.aspect


def test_nobody_said_anything() -> None:
    assert summary(()) == Summary()


def test_voice_without_a_strength_counts_and_moves_no_median() -> None:
    said = summary((voice(2), voice(None), voice(5)))
    assert (said.voices, said.rated, said.unrated) == (3, 2, 1)
    assert (said.median, said.low, said.high) == (3.5, 2, 5)


def test_voices_that_all_lack_a_strength_have_no_median() -> None:
    said = summary((voice(None), voice(None)))
    assert (said.voices, said.median, said.low, said.is_split) == (2, None, None, False)


def test_quartiles_come_with_the_fifth_strength() -> None:
    four = summary([voice(strength) for strength in (1, 2, 3, 5)])
    five = summary([voice(strength) for strength in (1, 2, 3, 4, 5)])
    assert (four.lower_quartile, four.upper_quartile) == (None, None)
    assert (five.lower_quartile, five.upper_quartile) == (2.0, 4.0)


@pytest.mark.parametrize(("strengths", "split"), [((3, 4), False), ((2, 4), True), ((3,), False)])
def test_two_steps_apart_is_split(strengths: tuple[int, ...], split: bool) -> None:
    assert summary([voice(strength) for strength in strengths]).is_split is split


def test_many_people_behind_a_voice_are_counted_beside_it() -> None:
    said = summary((voice(5, people=200, people_at_least=True), voice(1, people=3), voice(1)))
    assert (said.median, said.people, said.people_at_least, said.people_unknown) == (
        1.0,
        203,
        True,
        1,
    )


def test_people_of_one_meeting_that_named_three_barriers_are_counted_once() -> None:
    meeting = [voice(None, factor=factor, people=11, occasion="m") for factor in (1, 2, 3)]
    interviews = [voice(2, factor=1, people=1, occasion="i") for _ in range(2)]
    assert summary([*meeting, *interviews]).people == 13


def test_table_has_rows_in_order_and_cells_where_something_was_named() -> None:
    rows = table(
        [(1, "finance"), (1, "finance"), (2, "finance"), (2, "law")],
        [voice(4), voice(2), voice(None, region=2), voice(5, region=2, aspect="law")],
        order=("law", "skills", "finance"),
        row_of=aspect_of,
    )
    assert [row.code for row in rows] == ["law", "finance"]
    finance = rows[1]
    assert finance.factors == 3
    assert finance.summary.median == 3.0
    assert finance.cells[1].summary.median == 3.0
    assert finance.cells[2] == Cell(1, summary((voice(None, region=2),)))
    assert rows[0].cells.keys() == {2}


def test_change_is_between_the_last_two_years_that_have_strengths() -> None:
    said = [
        voice(1, year=2022),
        voice(4, year=2023),
        voice(5, year=2023),
        voice(2, year=2025),
        voice(3, year=2025),
        voice(None, year=2026),
    ]
    (change,) = changes(said, row_of=aspect_of)
    assert (change.before.year, change.after.year) == (2023, 2025)
    assert change.by == -2.0
    assert change.overlap is False


def test_change_whose_spreads_overlap_says_so() -> None:
    (change,) = changes(
        [voice(2, year=2023), voice(4, year=2023), voice(4, year=2024)], row_of=aspect_of
    )
    assert change.overlap is True


def test_one_year_is_no_change() -> None:
    assert changes([voice(1), voice(5)], row_of=aspect_of) == ()


def test_years_of_two_regions_are_not_mixed() -> None:
    assert changes([voice(1, year=2023), voice(5, region=2, year=2024)], row_of=aspect_of) == ()


def test_waves_come_in_order_of_years() -> None:
    waves = comparing.by_year([voice(1, year=2025), voice(2, year=2023)])
    assert [wave.year for wave in waves] == [2023, 2025]
