"""Regions for machines."""

from pathlib import Path

import pytest
from django.test import Client

PLACES = "/api/v1/places"


def test_a_region_comes_with_neighbours_types_and_codes_of_both_versions(
    squares: Path, client: Client
) -> None:
    answer = client.get(f"{PLACES}/lv006").json()

    assert answer["region"]["code"] == "LV006"
    assert answer["region"]["native_name"] == "Rīga"
    assert answer["region"]["parent"] == "LV00"
    assert answer["region"]["bbox"] == [23, 56, 24, 57]
    assert answer["neighbours"] == ["LV003", "LV007"]
    assert answer["types"]["urban"] == [{"type": 1, "label": "predominantly urban", "regions": 1}]
    assert answer["in_2021"] == [{"code": "LV006", "kind": "same"}]
    assert answer["in_2024"] == [{"code": "LV00A", "kind": "merged"}]


def test_an_unknown_region_is_not_found(squares: Path, client: Client) -> None:
    assert client.get(f"{PLACES}/EL651").status_code == 404
    assert client.get(f"{PLACES}/nowhere").status_code == 404


def test_regions_near_a_point_come_with_their_distance(squares: Path, client: Client) -> None:
    answer = client.get(PLACES, {"near": "23.9,56.5", "limit": 2}).json()

    assert [(one["region"]["code"], one["km"]) for one in answer] == [
        ("LV006", 0.0),
        ("LV007", 6.1),
    ]


@pytest.mark.parametrize("near", ["", "here", "1", "200,10", "10,95", "1,2,3"])
def test_a_point_that_is_none_is_refused(db: None, client: Client, near: str) -> None:
    assert client.get(PLACES, {"near": near}).status_code == 422


def test_a_code_from_a_notice_is_read_and_said(db: None, client: Client) -> None:
    answer = client.get(f"{PLACES}/read", {"code": "gr 651", "country": "GRC"}).json()

    assert answer == {
        "given": "gr 651",
        "code": "EL651",
        "version": "2021",
        "level": 3,
        "country": "EL",
        "how": "respelt",
        "candidates": [],
        "contradicts": None,
        "said": "“gr 651” was read as EL651, the spelling NUTS uses.",
    }


def test_a_place_is_found_by_its_name_in_the_readers_language(
    gazetteer: object, client: Client
) -> None:
    answer = client.get(f"{PLACES}/find", {"q": "riga", "lang": "lv", "limit": 1}).json()

    assert answer == {
        "places": [
            {
                "kind": "town",
                "name": "Rīga",
                "label": "Rīga, Latvija",
                "code": "16",
                "country": "LV",
                "lon": 23.5,
                "lat": 56.5,
                "nuts3": "LV006",
                "population": 605273,
                "within_km": None,
            }
        ],
        "problem": "",
        "suggestions": [],
    }


def test_countries_asked_for_come_first(gazetteer: object, client: Client) -> None:
    answer = client.get(f"{PLACES}/find", {"q": "Halle", "country": "BE,XX"}).json()

    assert [one["country"] for one in answer["places"]] == ["BE", "DE", "DE", "DE"]


def test_an_unknown_place_comes_with_a_reason(gazetteer: object, client: Client) -> None:
    answer = client.get(f"{PLACES}/find", {"q": "LV-1059"}).json()

    assert answer["places"] == []
    assert answer["problem"] == "We do not know the postal code LV-1059. Name the town instead."
    assert [one["code"] for one in answer["suggestions"]] == ["1055", "1056", "1001"]


@pytest.mark.parametrize(
    "query",
    [{}, {"q": ""}, {"q": "x" * 101}, {"q": "Diest", "lang": "english"}, {"q": "x", "limit": 99}],
)
def test_a_question_that_is_none_is_refused(db: None, client: Client, query: dict) -> None:
    assert client.get(f"{PLACES}/find", query).status_code == 422
