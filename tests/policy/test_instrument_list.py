"""What exists where: the list by what is asked, the matrix, the map, files and feed."""

import json

import pytest
from django.urls import reverse

from secon.kernel.enums import TranslationState
from secon.policy.domain import instrument_list
from secon.policy.domain.instrument_list import Criteria
from secon.policy.enums import Topic
from secon.policy.models import (
    InstrumentMoney,
    InstrumentTheme,
    InstrumentTopic,
    InstrumentTranslation,
)
from tests.factories.partnership import PartnerFactory
from tests.factories.policy import InstrumentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stock():
    """Three instruments of different kinds, and one nobody may see."""
    greek = PartnerFactory(slug="peloponnese", country="EL", territory_name="Πελοπόννησος")
    regional = InstrumentFactory(
        name="Πρόγραμμα", original_language="el", country="EL", partner=greek, addressed=True
    )
    InstrumentTopic.objects.create(instrument=regional, topic="funding")
    InstrumentTopic.objects.create(instrument=regional, topic="skills")
    InstrumentTheme.objects.create(instrument=regional, theme="business_support")
    InstrumentMoney.objects.create(instrument=regional, fund="esf")
    InstrumentTranslation.objects.create(
        record=regional, language="en", summary="Grants for cooperatives"
    )
    law = InstrumentFactory(name="Law", national=True, country="EL", kind="law")
    InstrumentTopic.objects.create(instrument=law, topic="funding")
    union = InstrumentFactory(name="Recommendation", national=True, level="eu", country="EU")
    InstrumentFactory(name="Secret", draft=True, partner=greek, country="EL")
    return {"regional": regional.pk, "law": law.pk, "union": union.pk}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["union", "law", "regional"]),
        ({"level": "national"}, ["law"]),
        ({"kind": "law"}, ["law"]),
        ({"where": "EL"}, ["law"]),
        ({"where": "EU"}, ["union"]),
        ({"where": "peloponnese"}, ["regional"]),
        ({"topic": "funding"}, ["law", "regional"]),
        ({"topic": "taxation"}, []),
        ({"theme": "business_support"}, ["regional"]),
        ({"fund": "esf"}, ["regional"]),
        ({"addressed": True}, ["regional"]),
        ({"topic": "funding", "level": "regional"}, ["regional"]),
        ({"words": "ΠΡΟΓΡΑΜΜΑ"}, ["regional"]),
        ({"words": "cooperatives grants"}, ["regional"]),
        ({"words": "cooperatives law"}, []),
        ({"words": "secret"}, []),
    ],
)
def test_the_list_by_what_is_asked(stock, asked, expected):
    found = instrument_list.keys(Criteria(**asked), "en")
    assert found == [stock[name] for name in expected]


def test_the_matrix_counts_by_area_and_topic(stock):
    areas = instrument_list.matrix([("peloponnese", "EL", None), ("riga", "LV", None)])
    counted = {
        area.where: (area.total, {topic.value: n for topic, n in area.by_topic if n})
        for area in areas
    }
    assert counted == {
        "EU": (1, {}),
        "EL": (1, {"funding": 1}),
        "peloponnese": (1, {"funding": 1, "skills": 1}),
        "LV": (0, {}),
        "riga": (0, {}),
    }
    assert [topic for topic, _number in areas[0].by_topic] == list(Topic)


def test_examples_are_listed_but_not_counted_in_the_matrix():
    InstrumentFactory(is_example=True, national=True, country="EL")
    assert len(instrument_list.keys(Criteria(), "en")) == 1
    areas = instrument_list.matrix([("peloponnese", "EL", None)])
    assert [area.total for area in areas] == [0, 0, 0]


def test_our_english_summary_counts_as_original_where_the_original_has_none(stock):
    [row] = instrument_list.rows([stock["regional"]], "el")
    assert (row.summary["summary"], row.summary.language, row.summary.state) == (
        "Grants for cooperatives",
        "en",
        None,
    )
    assert (row.name["name"], row.name.state) == ("Πρόγραμμα", None)


def test_a_summary_somebody_translated_is_shown_as_translated(stock):
    InstrumentTranslation.objects.create(
        record_id=stock["regional"], language="de", summary="Zuschüsse"
    )
    [row] = instrument_list.rows([stock["regional"]], "de")
    assert (row.summary["summary"], row.summary.state) == ("Zuschüsse", TranslationState.HUMAN)


def test_the_page_shows_what_is_published_and_nothing_else(client, stock):
    page = client.get(reverse("policy:map"))
    assert page.status_code == 200
    assert "3 instruments" in page.text
    assert "Secret" not in page.text
    assert reverse("policy:instrument_new") not in page.text


def test_a_cell_of_the_matrix_leads_to_its_list(client, stock):
    page = client.get(reverse("policy:map"))
    assert 'href="?where=peloponnese&amp;topic=skills#list"' in page.text
    found = client.get(reverse("policy:map"), {"where": "peloponnese", "topic": "skills"})
    assert [card.row.instrument.pk for card in found.context["cards"]] == [stock["regional"]]


def test_a_value_that_cannot_be_read_narrows_nothing(client, stock):
    page = client.get(reverse("policy:map"), {"topic": "nonsense", "page": "x"})
    assert len(page.context["cards"]) == 3


def test_nothing_found_says_that_this_is_no_proof_of_nothing(client, stock):
    page = client.get(reverse("policy:map"), {"topic": "taxation"})
    assert "does not mean that there is none" in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_for_more_instruments(
    client, count, django_assert_num_queries
):
    for _ in range(count):
        one = InstrumentFactory()
        InstrumentTopic.objects.create(instrument=one, topic="funding")
        InstrumentMoney.objects.create(instrument=one, fund="esf")
    with django_assert_num_queries(12):
        client.get(reverse("policy:map"))


def test_the_list_as_json_says_unknown_as_null(client, stock):
    answer = client.get(reverse("policy:map_file", args=["json"]), {"where": "EL"})
    told = json.loads(b"".join(answer.streaming_content))
    assert told["query"] == "where=EL"
    [one] = told["policies"]
    assert (one["name"], one["managing_authority"], one["funds"], one["topics"]) == (
        "Law",
        None,
        None,
        ["funding"],
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_as_a_file_to_keep(client, stock, kind):
    answer = client.get(reverse("policy:map_file", args=[kind]))
    assert answer["Content-Disposition"] == f'attachment; filename="policies.{kind}"'
    assert b"".join(answer.streaming_content)
    answer.close()


def test_a_file_of_another_kind_is_not_found(client):
    assert client.get(reverse("policy:map_file", args=["exe"])).status_code == 404


def test_the_feed_has_what_changed_last_first(client, stock):
    answer = client.get(reverse("policy:map_feed"))
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    names = answer.text.split("<title>")[2:]
    assert [name.split(" (")[0] for name in names] == ["Recommendation", "Law", "Πρόγραμμα"]
