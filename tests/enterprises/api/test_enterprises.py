"""Social enterprises for machines: the list, its counts, one entry, and every change since."""

from datetime import UTC, datetime

import pytest

from secon.enterprises import api
from secon.enterprises.domain import versions
from secon.enterprises.enums import State
from secon.enterprises.models import ContactPerson
from tests.factories.enterprises import EnterpriseFactory, OfferFactory

pytestmark = pytest.mark.django_db
LIST = "/api/v1/enterprises"


def test_the_list_has_the_filters_of_the_page(client):
    found = EnterpriseFactory(family="mutual")
    EnterpriseFactory(family="foundation")
    answer = client.get(LIST, {"family": "mutual"}).json()
    assert (answer["count"], [one["id"] for one in answer["results"]]) == (1, [found.pk])
    assert (answer["next"], answer["previous"], answer["order"]) == (None, None, "fair")


def test_pages_follow_each_other_by_their_addresses(client):
    EnterpriseFactory.create_batch(21)
    first = client.get(LIST, {"sort": "name"}).json()
    assert len(first["results"]) == 20
    second = client.get(first["next"]).json()
    assert (len(second["results"]), second["previous"]) == (
        1,
        "http://testserver/api/v1/enterprises?sort=name&page=1",
    )


def test_what_cannot_be_read_is_told_at_its_parameter(client):
    for address in (LIST, f"{LIST}/facets"):
        answer = client.get(address, {"sdg": "99"})
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["sdg"])


def test_distance_and_the_nearest_are_told(client, towns):
    near = EnterpriseFactory(country="BE", nuts="BE242", lon=5.06, lat=50.99)
    answer = client.get(LIST, {"near": "Diest"}).json()
    assert [(one["id"], round(one["distance_km"], 1)) for one in answer["results"]] == [
        (near.pk, 0.7)
    ]
    far = client.get(LIST, {"near": "Leuven", "km": "5"}).json()
    assert (far["results"], [one["id"] for one in far["nearest"]]) == ([], [near.pk])


def test_counts_are_told_by_parameter_and_value(client):
    OfferFactory(enterprise=EnterpriseFactory(family="mutual", green=True, sdgs=[8]))
    answer = client.get(f"{LIST}/facets", {"family": "mutual"}).json()
    assert answer["count"] == 1
    assert answer["facets"] == {
        "sector": {"food": 1},
        "audience": {"citizens": 1, "public_buyers": 1},
        "standing": {"listed": 1},
        "country": {"PL": 1},
        "family": {"mutual": 1},
        "sdg": {"8": 1},
        "green": {"on": 1},
        "nuts": {"PL": 1, "PL9": 1, "PL92": 1, "PL921": 1},
    }


@pytest.mark.parametrize(
    ("trait", "status"), [({}, 200), ({"ended": True}, 200), ({"proposed": True}, 404)]
)
def test_an_entry_is_told_while_it_has_a_page(client, trait, status):
    one = EnterpriseFactory(**trait)
    assert client.get(f"{LIST}/{one.pk}").status_code == status


def test_persons_are_never_told(client):
    one = EnterpriseFactory(name="Kuchnia", email="office@coop.example")
    now = datetime(2026, 1, 1, tzinfo=UTC)
    ContactPerson.objects.create(
        enterprise=one, name="Zofia Sekret", agreed_at=now, delete_after=now
    )
    for address in (LIST, f"{LIST}/{one.pk}", f"{LIST}/changes"):
        content = client.get(address).content
        assert b"Kuchnia" in content
        assert [part for part in (b"Sekret", b"coop.example") if part in content] == []


def test_a_copy_that_follows_the_changes_has_everything_once(client, monkeypatch):
    monkeypatch.setattr(api, "CHANGES", 2)
    entries = EnterpriseFactory.create_batch(5)
    versions.touch([one.pk for one in entries])  # as an import does: one number for all
    seen, address = [], f"{LIST}/changes"
    for _answer in range(3):
        answer = client.get(address).json()
        seen += [one["id"] for one in answer["results"]]
        address = answer["next"]
    assert seen == [one.pk for one in entries]
    assert answer["complete"]
    assert client.get(address).json()["results"] == []


def test_the_feed_goes_on_after_its_end(client):
    one, _other = EnterpriseFactory(), EnterpriseFactory()
    end = client.get(f"{LIST}/changes").json()["next"]
    versions.touch([one.pk])
    answer = client.get(end).json()
    assert [entry["id"] for entry in answer["results"]] == [one.pk]
    assert client.get(answer["next"]).json()["results"] == []


def test_an_entry_that_ended_is_a_change(client):
    one = EnterpriseFactory()
    end = client.get(f"{LIST}/changes").json()["next"]
    type(one).objects.filter(pk=one.pk).update(state=State.ENDED)
    versions.touch([one.pk])
    assert [(e["id"], e["standing"]) for e in client.get(end).json()["results"]] == [
        (one.pk, "ended")
    ]


def test_entries_that_were_never_public_are_no_changes(client):
    EnterpriseFactory(proposed=True), EnterpriseFactory(declined=True)
    assert client.get(f"{LIST}/changes").json()["results"] == []


def test_a_copy_begins_again_after_entries_were_deleted(client):
    one = EnterpriseFactory()
    end = client.get(f"{LIST}/changes").json()["next"]
    one.delete()
    versions.deleted()
    assert client.get(end).status_code == 410
    assert client.get(f"{LIST}/changes").json()["results"] == []


def test_changes_since_a_version_are_those_with_a_greater_one(client):
    first, second = EnterpriseFactory(), EnterpriseFactory()
    answer = client.get(f"{LIST}/changes", {"after": str(first.version)}).json()
    assert [one["id"] for one in answer["results"]] == [second.pk]


@pytest.mark.parametrize("after", ["x", "-1", "1.2", "1.2.3.4", "9" * 30, "1.2.x"])
def test_a_place_in_the_feed_that_cannot_be_read_is_refused(client, after):
    answer = client.get(f"{LIST}/changes", {"after": after})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["after"])


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_api_takes_the_same_queries_for_every_number_of_rows(
    client, django_assert_num_queries, item_count
):
    for one in EnterpriseFactory.create_batch(item_count):
        OfferFactory(enterprise=one)
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)
    with django_assert_num_queries(7):
        client.get(f"{LIST}/changes")
