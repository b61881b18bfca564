"""What an author is told before a practice is handed in."""

from dataclasses import replace
from datetime import date

import pytest

from secon.practices.domain.completeness import Finding, Said, Weight, findings, is_young
from secon.practices.enums import Criterion

TODAY = date(2026, 3, 1)
LIMITS = {"title": 10, "summary": 20}
FULL = Said(
    texts={
        "title": "Title",
        "summary": "Summary",
        "description": "What it is",
        "resources": "Two people",
        "results": "Five jobs",
        "transfer": "Others can do it",
    },
    organisation="Coop",
    place="Kraina",
    rural="rural",
    topics=1,
    proofs=1,
    public_intervention="yes",
    starts=date(2020, 1, 1),
    is_ongoing="yes",
    judged={criterion.value: ("yes", "") for criterion in Criterion},
)


def told(**changes: object) -> list[tuple[str, Weight]]:
    found = findings(replace(FULL, **changes), on=TODAY, limits=LIMITS)
    return [(one.field, one.weight) for one in found]


def test_a_full_form_has_nothing_to_be_told():
    assert findings(FULL, on=TODAY, limits=LIMITS) == ()


def test_an_empty_form_lists_every_gap_at_its_field():
    found = findings(Said(), on=TODAY, limits=LIMITS)
    assert [one.field for one in found] == [
        "title",
        "summary",
        "description",
        "resources",
        "results",
        "transfer",
        "organisation",
        "place",
        "rural",
        "topics",
        "starts",
        "is_ongoing",
        "public_intervention",
        "proofs",
        *(f"met_{criterion.value}" for criterion in Criterion),
    ]
    assert {one.weight for one in found} == {Weight.GAP}


def test_a_text_may_be_as_long_as_its_limit_and_a_new_line_counts_once():
    texts = FULL.texts | {"title": "ab\r\ncdefghi"}
    assert told(texts=texts) == []
    found = findings(
        replace(FULL, texts=texts | {"title": "ab\r\ncdefghij"}), on=TODAY, limits=LIMITS
    )
    assert found == (Finding("title", "1 character too many: at most 10."),)


@pytest.mark.parametrize(
    ("starts", "young"),
    [
        (date(2024, 3, 1), False),
        (date(2024, 3, 2), True),
        (date(2026, 3, 1), True),
        (date(2024, 2, 29), False),
    ],
)
def test_young_is_what_began_less_than_two_years_ago(starts, young):
    assert is_young(starts, TODAY) is young


def test_a_practice_that_is_too_young_is_refused():
    assert told(starts=date(2025, 1, 1)) == [("starts", Weight.RULE)]


def test_a_young_lesson_needs_a_reason():
    texts = FULL.texts | {"lessons": "Ask the tax office first"}
    young = {"starts": date(2025, 1, 1), "is_lesson": True, "texts": texts}
    assert told(**young) == [("starts", Weight.WARNING), ("note_time", Weight.GAP)]
    judged = {**FULL.judged, "time": ("no", "It failed at once, and why is clear")}
    assert told(**young, judged=judged) == [("starts", Weight.WARNING)]


def test_a_lesson_needs_lessons_instead_of_results():
    texts = {key: text for key, text in FULL.texts.items() if key != "results"}
    assert told(is_lesson=True, texts=texts) == [("lessons", Weight.GAP)]


def test_what_has_not_begun_is_no_practice():
    assert told(starts=date(2026, 3, 2)) == [("starts", Weight.RULE)]


def test_a_private_initiative_names_the_policy_it_inspired():
    assert told(public_intervention="no") == [("inspired", Weight.RULE)]
    inspired = FULL.texts | {"inspired": "The county's grant"}
    assert told(public_intervention="no", texts=inspired) == []


def test_results_without_evidence_are_a_gap():
    assert told(proofs=0) == [("proofs", Weight.GAP)]


def test_what_ended_says_when():
    assert told(is_ongoing="no") == [("ends", Weight.GAP)]
    assert told(is_ongoing="", ends=date(2023, 1, 1)) == []


def test_a_second_hand_in_is_refused():
    assert told(handed_in_already=True) == [("title", Weight.RULE)]
