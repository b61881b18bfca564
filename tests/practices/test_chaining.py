"""From what is on record to the five links: nothing is said that nobody recorded."""

from datetime import date
from decimal import Decimal

import pytest

from secon.kernel.models import Text
from secon.policy.domain.linked import Link, Stage, Standing
from secon.policy.enums import ImprovementState
from secon.practices.domain import chaining
from secon.practices.domain.chaining import Change, Move, Origin, Shown, Way
from secon.practices.enums import TransferState

DAY = date(2024, 10, 2)
LATER = date(2025, 2, 3)
ORIGIN = Origin(date(2011, 1, 1), None)
WHY = Text({"dropped_because": "Nu există lege"}, "ro", "en", None)
REPORT = Shown("/report", "Raport", "ro")


def way(*moves: TransferState, state: TransferState | None = None, **known: object) -> Way:
    return Way(
        state=state or moves[-1],
        moves=tuple(Move(one, DAY) for one in moves),
        **known,  # type: ignore[arg-type]
    )


def change(state: ImprovementState, amount: Decimal | None = None) -> Change:
    return Change(
        state, Text({"title": "Criteriu"}, "ro", "en", None), "/i", on=LATER, amount=amount
    )


S = TransferState
CHAIN = (S.INTEREST, S.CONTACT, S.VISIT, S.PLAN, S.ADAPTED, S.IN_INSTRUMENT)


def standings(found: tuple[Link, ...]) -> list[Standing]:
    return [one.standing for one in found]


D, U, O, X = Standing.DONE, Standing.UNDER_WAY, Standing.OPEN, Standing.DROPPED  # noqa: E741


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        ((S.INTEREST,), [D, O, O, O, O]),
        ((S.INTEREST, S.CONTACT), [D, U, O, O, O]),
        ((S.INTEREST, S.CONTACT, S.VISIT), [D, D, O, O, O]),
        ((S.INTEREST, S.CONTACT, S.VISIT, S.PLAN), [D, D, D, O, O]),
        ((S.INTEREST, S.CONTACT, S.PLAN), [D, O, D, O, O]),  # without a visit, and so said
        ((S.INTEREST, S.DROPPED), [D, X, O, O, O]),
        ((S.INTEREST, S.CONTACT, S.VISIT, S.DROPPED), [D, D, X, O, O]),
        ((S.INTEREST, S.CONTACT, S.PLAN, S.DROPPED), [D, O, D, X, O]),
        ((S.INTEREST, S.CONTACT, S.VISIT, S.PLAN, S.DROPPED, S.INTEREST), [D, D, O, O, O]),
    ],
)
def test_links_stand_where_the_steps_came_to(
    moves: tuple[TransferState, ...], expected: list[Standing]
) -> None:
    found = chaining.links(ORIGIN, way(*moves, why_dropped=WHY), None, None)
    assert [one.stage for one in found] == list(Stage)
    assert standings(found) == expected


@pytest.mark.parametrize(
    ("state", "change_stands", "money_stands"),
    [
        (ImprovementState.PLANNED, O, U),
        (ImprovementState.DONE, U, U),
        (ImprovementState.SUBMITTED, U, U),
        (ImprovementState.VALIDATED, D, D),
        (ImprovementState.REFUSED, O, U),
    ],
)
def test_change_and_money_are_reached_only_when_validated(
    state: ImprovementState, change_stands: Standing, money_stands: Standing
) -> None:
    found = chaining.links(ORIGIN, way(*CHAIN), change(state, Decimal(500)), None)
    assert standings(found)[3:] == [change_stands, money_stands]
    assert (found[3].name, found[3].language, found[3].on) == ("Criteriu", "ro", LATER)
    assert found[4].amount == Decimal(500)


@pytest.mark.parametrize(
    ("amount", "standing", "said"),
    [
        (None, O, "Unknown: nobody stated an amount"),
        (Decimal(0), D, "Influenced, validated"),
    ],
)
def test_money_nobody_stated_is_unknown_and_none_at_all_is_zero(
    amount: Decimal | None, standing: Standing, said: str
) -> None:
    link = chaining.money_link(change(ImprovementState.VALIDATED, amount))
    assert (link.standing, link.said, link.amount) == (standing, said, amount)


def test_reason_of_a_drop_keeps_its_language_and_day() -> None:
    dropped = way(S.INTEREST, S.CONTACT, S.VISIT, S.DROPPED, why_dropped=WHY)
    link = chaining.plan_link(dropped)
    assert (link.name, link.language, link.on, link.said) == (
        "Nu există lege",
        "ro",
        DAY,
        "Dropped",
    )


def test_what_was_in_the_instrument_and_is_dropped_is_shown_as_dropped() -> None:
    found = chaining.links(
        ORIGIN,
        way(*CHAIN, S.DROPPED, why_dropped=WHY),
        change(ImprovementState.DONE, Decimal(5)),
        None,
    )
    assert standings(found) == [D, D, D, X, U]


def test_visit_shows_its_report() -> None:
    link = chaining.visit_link(way(S.INTEREST, S.CONTACT, S.VISIT, visit=REPORT))
    assert (link.proof, link.proof_title, link.proof_language) == ("/report", "Raport", "ro")


@pytest.mark.parametrize(
    ("moves", "tasks", "said"),
    [
        (CHAIN[:4], 0, "Plan made"),
        (CHAIN[:4], 1, "Plan made, 1 of 1 step done"),
        (CHAIN[:5], 3, "Adapted and tried, 1 of 3 steps done"),
    ],
)
def test_plan_says_how_many_of_its_steps_are_done(
    moves: tuple[TransferState, ...], tasks: int, said: str
) -> None:
    assert chaining.plan_link(way(*moves, tasks=tasks, tasks_done=min(tasks, 1))).said == said


def test_plan_is_under_way_once_something_is_written() -> None:
    link = chaining.plan_link(way(S.INTEREST, is_planned=True))
    assert (link.standing, link.said) == (U, "Being written")


@pytest.mark.parametrize(
    ("origin", "said"),
    [
        (Origin(None, None), "Since when it runs is unknown"),
        (Origin(date(2011, 1, 1), None), "Running since 2011"),
        (Origin(date(2011, 1, 1), date(2015, 1, 1)), "Ran from 2011 to 2015"),
    ],
)
def test_practice_says_since_when_only_where_it_is_known(origin: Origin, said: str) -> None:
    assert chaining.practice_link(origin).said == said


def test_instrument_it_shall_change_is_named_before_it_changed() -> None:
    aim = Text({"name": "Program"}, "ro", "ro", None)
    link = chaining.change_link(None, aim)
    assert (link.name, link.language, link.standing) == ("Program", "", O)


@pytest.mark.parametrize(
    ("is_hidden", "said"),
    [
        (False, "Began without a practice on record"),
        (True, "It began with a practice that is not published"),
    ],
)
def test_change_without_a_public_practice_says_so(is_hidden: bool, said: str) -> None:
    found = chaining.links_without_practice(
        change(ImprovementState.VALIDATED, Decimal(3)), is_hidden=is_hidden
    )
    assert found[0].said == said
    assert standings(found) == [O, O, O, D, D]
