"""Matches in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from secon.enterprises.entry import Delivery
from secon.enterprises.enums import Turnover
from secon.opportunities.eligibility import judge, rules
from secon.opportunities.enums import Answer
from secon.opportunities.interfaces import reasons, verdicts
from secon.opportunities.models import Match
from tests.factories.places import RegionFactory
from tests.opportunities.eligibility.test_judge import CASES
from tests.opportunities.made import TODAY, demand, offer, supplier
from tests.opportunities.test_runs import DAY, caterer, meals, run

pytestmark = pytest.mark.django_db


def said(who: Any, what: Any) -> list[str]:
    return [str(one) for one in reasons.explain(None, who, what, "en", on=TODAY).sentences]


def test_a_match_reads_as_sentences() -> None:
    RegionFactory(
        code="BE242",
        name="Arr. Leuven",
        native_name="Arr. Leuven",
        lon=4.7,
        lat=50.9,
        area_km2=1169,
    )
    who = supplier(
        offers=(offer("onderhoud van tuinen", "77300000"),),
        delivery=Delivery(regions=frozenset({"BE24"})),
        statuses=(("be-maatwerkbedrijf", None),),
        turnover=Turnover.SMALL,
        languages=("nl",),
    )
    what = demand(
        reserved=("res-ws",),
        value_eur=1_000_000,
        words=(("nl", "onderhoud van het groen"),),
        open_until=TODAY + timedelta(days=19),
    )
    assert said(who, what) == [
        (
            "Your offer “onderhoud van tuinen” is one step from CPV 77310000 "
            "(Planting and maintenance services of green areas)."
        ),
        "You and the buyer both write “onderhoud”.",
        "Arr. Leuven is in your area.",
        "The value suits your size: 10 % of the most that such enterprises turn over in a year.",
        "The notice is in Dutch, in which you write.",
        "It is reserved under Article 20 of Directive 2014/24/EU, and you qualify.",
        "19 days left.",
    ]


@pytest.mark.parametrize(
    ("who", "what", "part", "sentence"),
    [
        ({"delivery": Delivery(km=30)}, {}, 0, "Arr. Leuven is about 26 km away; you deliver within 30 km."),
        ({"delivery": Delivery(km=10)}, {}, 0, "The near part of Arr. Leuven is within the 10 km in which you deliver."),
        ({"delivery": Delivery(frozenset({"BE"}))}, {}, 0, "Arr. Leuven is in your area: you deliver in the whole country."),
        ({}, {}, 0, "Arr. Leuven is your own region. You have not said where you deliver."),
        ({}, {"places": ()}, 0, "The buyer does not say where the work is."),
        ({}, {"value_eur": 5}, 1, "We do not know your size, so we cannot compare the value with it."),
        ({}, {}, 1, "The buyer does not state the value."),
        ({"turnover": Turnover.TINY}, {"value_eur": 100_000}, 1, "The value is large for you: 200 % of the most that enterprises of your size turn over in a year."),
        ({"languages": ("fr",)}, {}, 2, "The notice is in Dutch, a language of your country."),
        ({"country": "PL", "languages": ("pl",)}, {}, 2, "The notice is in Dutch, in which you do not write here."),
        ({}, {}, 3, "It is open to all: not reserved."),
        ({}, {"reserved": None}, 3, "The notice states no reservation, so it is open to all."),
        ({}, {"open_until": TODAY}, 4, "It closes today."),
        ({}, {"open_until": TODAY + timedelta(days=1)}, 4, "1 day left."),
    ],
)  # fmt: skip
def test_each_part_has_its_sentence(who: dict, what: dict, part: int, sentence: str) -> None:
    RegionFactory(
        code="BE242",
        name="Arr. Leuven",
        native_name="Arr. Leuven",
        lon=4.7,
        lat=50.9,
        area_km2=1169,
    )
    assert said(supplier(**who), demand(**what))[part] == sentence


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.says)
def test_every_verdict_has_words_for_all_it_says(case: Any) -> None:
    verdict = judge(supplier(**case.supplier), demand(**case.demand), TODAY, rules())
    words = verdicts.words(verdict, "en")
    assert words.answer
    assert bool(words.proof) is bool(case.proof)
    if verdict.answer != Answer.OPEN_TO_ALL:
        assert words.fact
        assert bool(words.rule) is bool(case.rule)
    assert not any("%(" in one for one in words.sentences())


def test_a_page_of_matches_asks_no_more_for_three_than_for_one() -> None:
    caterer()
    for _ in range(3):
        meals()
    run()
    every = list(Match.objects.all())
    counts = []
    for chosen in (every[:1], every):
        with CaptureQueriesContext(connection) as seen:
            found = reasons.for_matches(chosen, language="en", on=DAY)
        counts.append(len(seen))
        assert len(found) == len(chosen)
    assert counts == [21, 21]
    (one, *_rest) = found.values()
    assert str(one.sentences[0]).startswith("Your offer “Catering na spotkania” is this work")


def test_reasons_agree_with_the_parts_of_the_score() -> None:
    caterer(), meals()
    run()
    match = Match.objects.get()
    ((_, found),) = reasons.for_matches([match], language="en", on=DAY).items()
    parts = reasons.parts_of(match.parts)
    for sentence in found.sentences:
        assert sentence.points == parts[sentence.part]
    assert replace(found, sentences=()).answer == match.eligibility
