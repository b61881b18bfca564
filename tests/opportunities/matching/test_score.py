"""The parts of the score, one by one, and across languages."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pytest

from secon.enterprises.entry import Delivery
from secon.enterprises.enums import Headcount, Turnover
from secon.opportunities.demand import DemandPlace
from secon.opportunities.eligibility import rules
from secon.opportunities.matching import columns, score, whole
from secon.opportunities.matching.lessons import Lesson, LessonKind
from secon.opportunities.matching.score import Part, parts_of
from secon.opportunities.matching.sides import code_table
from tests.opportunities.made import TODAY, demand, offer, supplier
from tests.opportunities.matching.made import REGIONS, lexicon


def parts(who, what, *lessons: Lesson) -> dict[Part, int] | None:
    """Of a pair; None where it is no match."""
    people = columns.suppliers(
        [who], lexicon=lexicon(), regions=REGIONS, lessons={who.pk: list(lessons)}
    )
    asked = columns.demands([what], lexicon=lexicon(), regions=REGIONS, rules=rules())
    found = whole.match_supplier(people, 0, asked, TODAY, rules())
    both = whole.match_demand(people, asked, 0, TODAY, rules())
    assert np.array_equal(found.parts, both.parts)
    return parts_of(int(found.parts[0])) if len(found) else None


GARDENER = supplier(
    offers=(offer("onderhoud van groen", "77310000"),),
    delivery=Delivery(regions=frozenset({"BE24"})),
    turnover=Turnover.SMALL,
    languages=("nl",),
)
LOT = demand(value_eur=Decimal(100_000))


@pytest.mark.parametrize(
    ("offered", "asked", "points"),
    [
        ("77310000", "77310000", 100),
        ("77300000", "77310000", 88),
        ("77310000", "77300000", 88),
        ("77311000", "77312000", 76),
        ("77310000", "77341000", 64),
        ("77000000", "77310000", 52),
        ("77310000", "77000000", 42),
        ("77310000", "77200000", 21),
        ("77000000", "77000000", 100),
        ("77310000", "90910000", 0),
        ("03000000", "03100000", 56),
    ],
)
def test_codes_are_near_by_steps_in_the_tree(offered: str, asked: str, points: int) -> None:
    assert code_table(np.array([int(offered)]), np.array([int(asked)])).item() == points


@pytest.mark.parametrize(
    ("delivery", "places", "points"),
    [
        (Delivery(regions=frozenset({"BE24"})), (DemandPlace("BE242", "BE"),), 100),
        (Delivery(regions=frozenset({"BE242"})), (DemandPlace("BE2", "BE"),), 55),
        (Delivery(regions=frozenset({"BE1"})), (DemandPlace("BE242", "BE"),), None),
        (Delivery(frozenset({"BE"})), (DemandPlace("BE100", "BE"),), 95),
        (Delivery(frozenset({"BE"})), (DemandPlace("EL651", "EL"),), None),
        (Delivery(km=50), (DemandPlace("BE242", "BE"),), 100),
        (Delivery(km=5), (DemandPlace("BE242", "BE"),), 80),
        (Delivery(km=5), (DemandPlace("EL651", "EL"),), None),
        (Delivery(), (DemandPlace("BE242", "BE"),), 80),
        (Delivery(), (DemandPlace("BE241", "BE"),), 65),
        (Delivery(), (DemandPlace("BE100", "BE"),), 35),
        (Delivery(km=5), (), 40),
        (Delivery(), (), 40),
        (Delivery(km=5), (DemandPlace(anywhere="anyw"),), 90),
        (Delivery(km=5), (DemandPlace(country="BE", anywhere="anyw-cou"),), 90),
        (Delivery(km=5), (DemandPlace(country="EL", anywhere="anyw-cou"),), None),
        (Delivery(km=5), (DemandPlace("EL651"), DemandPlace("BE242")), 80),
    ],
)
def test_place(delivery: Delivery, places: tuple, points: int | None) -> None:
    found = parts(replace(GARDENER, delivery=delivery), replace(LOT, places=places))
    assert (found and found[Part.PLACE]) == points


@pytest.mark.parametrize(
    ("turnover", "people", "value", "points"),
    [
        (Turnover.SMALL, None, 3_000_000, 100),
        (Turnover.SMALL, None, 5_000_000, 85),
        (Turnover.SMALL, None, 10_000_000, 60),
        (Turnover.SMALL, None, 20_000_000, 35),
        (Turnover.SMALL, None, 20_000_001, 15),
        (Turnover.SMALL, None, 1_000, 85),
        (Turnover.TINY, Headcount.LARGE, 15_000, 100),
        (None, Headcount.MICRO, 600_000, 100),
        (None, None, 600_000, 90),
        (Turnover.SMALL, None, None, 90),
        (Turnover.LARGE, None, 900_000_000, 100),
    ],
)
def test_size(turnover, people, value: int | None, points: int) -> None:
    cents = np.array([-1 if value is None else value * 100])
    assert score.size_points(score.size_class(turnover, people), cents).item() == points


@pytest.mark.parametrize(
    ("days", "points"), [(-1, 0), (0, 20), (1, 40), (6, 65), (7, 85), (40, 100)]
)
def test_time(days: int, points: int) -> None:
    assert score.time_points(np.array([days])).item() == points


@pytest.mark.parametrize(
    ("written", "language", "points"),
    [
        (("nl",), "nl", 100),
        (("fr",), "nl", 90),
        (("fr",), "el", 55),
        ((), "el", 80),
        (("fr",), "", 80),
    ],
)
def test_language(written: tuple, language: str, points: int) -> None:
    found = parts(replace(GARDENER, languages=written), replace(LOT, language=language))
    assert found is not None
    assert found[Part.LANGUAGE] == points


@pytest.mark.parametrize(
    ("lesson", "points"),
    [
        (Lesson(LessonKind.WORK, "77340000"), 40),
        (Lesson(LessonKind.WORK, "77100000"), 100),
        (Lesson(LessonKind.FAR, "BE241"), 40),
        (Lesson(LessonKind.FAR, "BE100"), 100),
        (Lesson(LessonKind.BIG, "100000"), 40),
        (Lesson(LessonKind.BIG, "100000.01"), 100),
        (Lesson(LessonKind.SMALL, "100000"), 40),
        (Lesson(LessonKind.LANGUAGE, "nl"), 40),
        (Lesson(LessonKind.LANGUAGE, "fr"), 100),
        (Lesson(LessonKind.RESERVED, "yes"), 100),
    ],
)
def test_lessons_lower_what_is_alike(lesson: Lesson, points: int) -> None:
    found = parts(GARDENER, LOT, lesson)
    assert found is not None
    assert found[Part.LESSONS] == points


def test_two_kinds_of_lessons_leave_too_little() -> None:
    two = (Lesson(LessonKind.WORK, "77310000"), Lesson(LessonKind.SMALL, "200000"))
    assert parts(GARDENER, LOT, *two) is None


def test_a_greek_offer_meets_a_dutch_lot_by_its_words() -> None:
    cleaner = replace(
        GARDENER,
        offers=(offer("Υπηρεσίες καθαρισμού κτιρίων", language="el"),),
        languages=("el",),
    )
    lot = replace(LOT, cpv=(), words=(("nl", "Schoonmaak van kantoren"),), language="nl")
    found = parts(cleaner, lot)
    assert found is not None
    assert found[Part.CODE] == 0
    assert found[Part.WORDS] > 40


def test_a_demand_that_has_ended_or_has_no_end_is_no_match() -> None:
    assert parts(GARDENER, replace(LOT, open_until=TODAY - timedelta(days=1))) is None
    asked = columns.demands(
        [replace(LOT, open_until=None)], lexicon=lexicon(), regions=REGIONS, rules=rules()
    )
    assert not len(asked)


def test_parts_are_packed_and_unpacked_without_loss() -> None:
    some = np.array([[at + 1, 100] for at in range(len(Part))], np.uint8)
    assert np.array_equal(score.unpacked(score.packed(some)), some)
    assert parts_of(int(score.packed(some)[0])) == {part: part + 1 for part in Part}
    assert score.scores(score.raw_scores(np.full((8, 1), 100, np.uint8))).item() == 100
