"""The file of barriers: every one has its page, loads twice alike, and keeps what people said."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from secon.policy.domain import loading_factors
from secon.policy.domain.loading import MissingPartnerError
from secon.policy.enums import Aspect, Effect, Level, Rural
from secon.policy.models import Assessment, Factor
from tests.factories.partnership import PartnerFactory
from tests.factories.people import UserFactory
from tests.factories.policy import AssessmentFactory

NOW = datetime(2025, 3, 14, 9, 30, tzinfo=UTC)
FACTS: dict[str, Any] = {
    "pages": {"one": "https://example.org/one"},
    "occasions": {
        "meeting": {
            "basis": "meeting",
            "assessed_on": date(2024, 8, 2),
            "said_by": "Experts",
            "people": 11,
        }
    },
    "factors": [
        {
            "code": "money",
            "partner": "kraina",
            "effect": "barrier",
            "aspect": "finance",
            "title": "No money",
            "page": "one",
            "occasion": "meeting",
        }
    ],
}


def test_file_is_coded_in_our_lists_and_names_a_page_for_each() -> None:
    facts = loading_factors.read()
    assert len(facts["factors"]) == 25
    assert len({said["code"] for said in facts["factors"]}) == 25
    for said in facts["factors"]:
        assert said["aspect"] in Aspect.values
        assert said["effect"] in Effect.values
        assert said.get("level", "national") in Level.values
        assert said.get("rural", "rural") in Rural.values
        assert facts["pages"][said["page"]].startswith("https://")
        assert "strength" not in said


@pytest.mark.django_db
def test_shipped_file_loads() -> None:
    slugs = {said["partner"] for said in loading_factors.read()["factors"]}
    for slug in slugs:
        PartnerFactory(slug=slug)
    loading_factors.load(now=NOW)
    assert Factor.objects.filter(live=True).count() == 25
    assert set(Assessment.objects.values_list("strength", flat=True)) == {None}


@pytest.mark.django_db
def test_second_load_changes_nothing() -> None:
    PartnerFactory(slug="kraina")
    loading_factors.load(now=NOW, facts=FACTS)
    again = loading_factors.load(now=NOW, facts=FACTS)
    assert again.changes == ()
    one = Assessment.objects.get()
    assert (one.people, one.strength, one.factor.topic) == (11, None, "funding")


@pytest.mark.django_db
def test_new_wording_is_taken_over_and_an_editors_is_kept() -> None:
    PartnerFactory(slug="kraina")
    loading_factors.load(now=NOW, facts=FACTS)
    said = {**FACTS["factors"][0], "title": "Too little money"}
    loading_factors.load(now=NOW, facts={**FACTS, "factors": [said]})
    assert Factor.objects.get().title == "Too little money"
    Factor.objects.update(title="The editor’s words")
    loading_factors.load(now=NOW, facts={**FACTS, "factors": [{**said, "title": "Third"}]})
    assert Factor.objects.get().title == "The editor’s words"


@pytest.mark.django_db
def test_factor_people_spoke_on_stays_when_the_file_has_it_no_more() -> None:
    PartnerFactory(slug="kraina")
    loading_factors.load(now=NOW, facts=FACTS)
    AssessmentFactory(factor=Factor.objects.get(), by=UserFactory(), strength=5)
    loading_factors.load(now=NOW, facts={**FACTS, "factors": []})
    assert Assessment.objects.count() == 2


@pytest.mark.django_db
def test_factor_nobody_spoke_on_goes_with_the_file() -> None:
    PartnerFactory(slug="kraina")
    loading_factors.load(now=NOW, facts=FACTS)
    loading_factors.load(now=NOW, facts={**FACTS, "factors": []})
    assert not Factor.objects.exists()


@pytest.mark.django_db
def test_partner_that_is_not_there_is_named() -> None:
    with pytest.raises(MissingPartnerError, match="kraina"):
        loading_factors.load(now=NOW, facts=FACTS)
