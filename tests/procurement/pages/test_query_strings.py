"""Whatever stands in the address, the list answers and says what it could not read."""

import pytest

from tests.factories.procurement import LotFactory
from tests.procurement.pages.conftest import DAY

pytestmark = pytest.mark.django_db

WRONG = [
    ("on", "yesterday"),
    ("on", "1850-01-01"),
    ("on", "2023-13-45"),
    ("region", "atlantis"),
    ("nuts", "el65"),
    ("nuts", "EL65' OR 1=1"),
    ("country", "ZZ"),
    ("reserved", "article-99"),
    ("signal", "reserved"),
    ("within", "many"),
    ("closes_from", "x"),
    ("closes_from", "0001-01-01"),
    ("closes_to", "9999-12-31"),
    ("value_min", "-1"),
    ("value_min", "NaN"),
    ("value_max", "1e400"),
    ("currency", "XXX"),
    ("language", "tlh"),
    ("stage", "closed"),
    ("sort", "best"),
    ("q", "x" * 101),
    ("after", "nonsense"),
    ("after", "2023-12-01~99999999999999999999"),
    ("before", "~"),
    ("after", "x~5"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_page_shows_the_error_and_the_rest_of_the_list(client, name, value):
    LotFactory()
    answer = client.get("/en/tenders/", {"on": DAY} | {name: value})
    assert answer.status_code == 200
    assert list(answer.context["ask"].errors) == [name]
    assert answer.context["groups"] if name != "on" else True
    assert 'role="alert"' in answer.content.decode()


@pytest.mark.parametrize(("name", "value"), WRONG)
@pytest.mark.parametrize("file", ["tenders.csv", "regions.json", "feed.xml", "deadlines.ics"])
def test_a_download_is_refused_rather_than_wider_than_asked(client, name, value, file):
    LotFactory()
    answer = client.get(f"/en/tenders/{file}", {"on": DAY} | {name: value})
    assert answer.status_code == 400
    assert name in answer.content.decode()


@pytest.mark.parametrize(
    ("low", "high", "parameters"),
    [
        ("closes_from", "closes_to", {"closes_from": "2023-12-20", "closes_to": "2023-12-10"}),
        ("value_min", "value_max", {"value_min": "20", "value_max": "10"}),
    ],
)
def test_a_range_turned_round_is_an_error_at_its_end(client, low, high, parameters):
    answer = client.get("/en/tenders/", {"on": DAY} | parameters)
    assert list(answer.context["ask"].errors) == [high]


def test_the_error_stands_at_its_field(client):
    answer = client.get("/en/tenders/", {"on": DAY, "value_min": "-1"})
    assert "value_min_error" in answer.content.decode()


def test_empty_parameters_leave_the_address(client):
    answer = client.get("/en/tenders/?q=&sector=&sort=deadline&on=2023-12-01&region=")
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/en/tenders/?sort=deadline&on=2023-12-01",
    )


def test_a_fragment_request_is_answered_at_once_with_the_tidy_address(client):
    answer = client.get("/en/tenders/?q=&sort=deadline", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["HX-Push-Url"]) == (200, "/en/tenders/?sort=deadline")
    assert "HX-Request" in answer["Vary"]


def test_markup_in_the_address_stays_words(client):
    answer = client.get("/en/tenders/", {"on": DAY, "q": "<script>alert(1)</script>"})
    assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize(
    "place",
    [
        "0001-01-01T00:00:00+14:00~1",
        "9999-12-31T23:59:59-14:00~1",
        "0001-01-01T00:00:00~1",
        "2023-12-01T00:00:00~1",
    ],
)
def test_a_moment_no_database_holds_is_no_page_of_a_list(client, place):
    answer = client.get("/en/tenders/", {"on": DAY, "sort": "deadline", "after": place})
    assert answer.status_code == 200
    assert list(answer.context["ask"].errors) == ["after"]


def test_a_calendar_of_a_lot_with_nul_in_its_name_is_not_found(client):
    lot = LotFactory()
    address = f"/en/tenders/{lot.notice.publication}/deadline.ics"
    assert client.get(address).status_code == 200
    assert client.get(address, {"lot": "\x00"}).status_code == 404
