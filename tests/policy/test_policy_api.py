"""Instruments and improvements for machines."""

import pytest
from django.urls import reverse

from tests.factories.policy import ImprovementFactory, InstrumentFactory

pytestmark = pytest.mark.django_db


def test_published_instruments_are_listed_with_unknown_as_null(client):
    one = InstrumentFactory(name="Programme", authority="")
    InstrumentFactory(name="Secret", draft=True)
    told = client.get(reverse("api:policies")).json()
    assert (told["count"], told["pages"]) == (1, 1)
    [record] = told["results"]
    assert (record["id"], record["name"], record["managing_authority"]) == (
        one.pk,
        "Programme",
        None,
    )


def test_instruments_are_filtered_as_on_the_page(client):
    InstrumentFactory(kind="law", name="Law")
    InstrumentFactory(kind="strategy")
    told = client.get(reverse("api:policies"), {"kind": "law"}).json()
    assert [one["name"] for one in told["results"]] == ["Law"]


def test_a_value_that_cannot_be_read_is_refused_in_words(client):
    answer = client.get(reverse("api:policies"), {"kind": "nonsense"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["kind"])


def test_one_instrument_and_none_that_is_not_published(client):
    shown, hidden = InstrumentFactory(), InstrumentFactory(draft=True, name="Secret")
    assert client.get(reverse("api:policy", args=[shown.pk])).json()["id"] == shown.pk
    answer = client.get(reverse("api:policy", args=[hidden.pk]))
    assert (answer.status_code, "Secret" in answer.text) == (404, False)


def test_improvements_of_published_instruments_with_their_state(client):
    ImprovementFactory(title="Criterion", amount=None)
    ImprovementFactory(title="Secret", instrument=InstrumentFactory(draft=True))
    told = client.get(reverse("api:improvements"), {"state": "done"}).json()
    [record] = told["results"]
    assert (record["title"], record["state"], record["amount"], record["currency"]) == (
        "Criterion",
        "done",
        None,
        None,
    )
    refused = client.get(reverse("api:improvements"), {"state": "x"})
    assert refused.status_code == 422
