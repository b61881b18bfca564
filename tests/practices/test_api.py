"""Good practices for machines."""

import pytest
from django.utils import timezone

from secon.practices.models import PracticeContact
from tests.factories.practices import PracticeAnswerFactory, PracticeFactory

pytestmark = pytest.mark.django_db
API = "/api/v1/practices"


def test_the_list_tells_published_practices_and_no_person(client):
    practice = PracticeAnswerFactory().practice
    PracticeFactory(title="Secret plan")
    PracticeContact.objects.create(
        practice=practice,
        name="A. Person",
        email="a@example.org",
        agreed_at=timezone.now(),
        delete_after=timezone.localdate(),
    )
    answer = client.get(API)
    told = answer.json()
    assert [one["id"] for one in told["results"]] == [practice.pk]
    assert (told["count"], told["results"][0]["cost"]) == (1, None)
    body = answer.content.decode()
    assert [word for word in ("Secret", "Person", "a@example.org") if word in body] == []


def test_the_filters_of_the_page_hold(client):
    PracticeFactory(published=True, rural="rural")
    PracticeFactory(published=True, rural="urban")
    assert client.get(API, {"rural": "urban"}).json()["count"] == 1
    counted = client.get(f"{API}/facets", {"rural": "urban"}).json()
    assert (counted["count"], counted["facets"]["rural"]) == (1, {"rural": 1, "urban": 1})


def test_what_cannot_be_read_is_refused(client):
    for address in (API, f"{API}/facets"):
        answer = client.get(address, {"topic": "nonsense"})
        assert (answer.status_code, [*answer.json()["errors"]]) == (422, ["topic"])


def test_one_practice_and_none(client):
    practice, draft = PracticeFactory(published=True, round=0), PracticeFactory()
    assert client.get(f"{API}/{practice.pk}").json()["review"] == "named"
    assert client.get(f"{API}/{draft.pk}").status_code == 404


@pytest.mark.parametrize("item_count", [1, 3])
def test_the_list_takes_the_same_queries_for_every_number(
    client, django_assert_num_queries, item_count
):
    for _each in range(item_count):
        PracticeAnswerFactory()
    client.get(API)
    with django_assert_num_queries(8):
        client.get(API)
