"""The API of codes."""

import pytest
from django.test import Client

from tests.factories.codes import CodeFactory, CodeListFactory

pytestmark = pytest.mark.django_db


def test_words_are_answered_with_reasons(client: Client) -> None:
    answer = client.get("/api/v1/codes/find", {"q": "Putzdienst", "lang": "el", "limit": 1}).json()

    (hit,) = answer["hits"]
    assert (hit["code"], hit["label"], hit["how"]) == (
        "90910000",
        "Υπηρεσίες καθαρισμού",
        "synonym",
    )
    assert (answer["query"], answer["searched"]["complete"]) == ("Putzdienst", False)


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": "x", "lang": "fi"},
        {"q": "x", "limit": 0},
        {"q": "x", "limit": 51},
        {"q": "x" * 401},
    ],
)
def test_what_cannot_be_asked_is_refused(client: Client, asked: dict[str, str]) -> None:
    assert client.get("/api/v1/codes/find", asked).status_code == 422


def test_nothing_near_is_an_empty_answer(client: Client) -> None:
    assert client.get("/api/v1/codes/find", {"q": "xyzzy"}).json()["hits"] == []


def test_the_lists_say_what_they_are(client: Client) -> None:
    lists = {one["id"]: one for one in client.get("/api/v1/codes").json()}

    assert lists["cpv"]["complete"] is False
    assert lists["reserved-procurement"]["codes"] == 3


def test_one_code_with_its_surroundings(client: Client) -> None:
    parent = CodeFactory(code="90000000", labels={"en": "Sewage"})
    CodeFactory(code="90900000", suffix="6", parent=parent, labels={"en": "Cleaning", "bg": "Ч"})

    answer = client.get("/api/v1/codes/cpv/90900000", {"lang": "bg"}).json()

    assert answer == {
        "list_id": "cpv",
        "code": "90900000",
        "suffix": "6",
        "active": True,
        "labels": {"bg": "Ч", "en": "Cleaning"},
        "above": [{"code": "90000000", "label": "Sewage", "language": "en"}],
        "below": [],
    }


def test_a_code_of_any_list_is_read_and_others_are_not_found(client: Client) -> None:
    colours = CodeListFactory(id="colours")
    CodeFactory(list=colours, code="red", labels={"en": "Red"})

    assert client.get("/api/v1/codes/colours/red").json()["labels"] == {"en": "Red"}
    assert client.get("/api/v1/codes/colours/blue").status_code == 404
    assert client.get("/api/v1/codes/cpv/red").status_code == 404
