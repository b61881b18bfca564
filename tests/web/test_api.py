"""The open API and its description for people."""

import pytest

from secon.web import api
from secon.web.domain import api_guide

pytestmark = pytest.mark.django_db


def test_the_nine_regions_are_open_data(client):
    found = client.get("/api/v1/regions").json()

    assert len(found) == 9
    assert found[0] == {
        "slug": "peloponnese",
        "name": "Peloponnese",
        "country": "EL",
        "codes": ["EL65"],
        "municipality": None,
    }


def test_one_region_is_found_by_its_slug(client):
    assert client.get("/api/v1/regions/haskovo").json()["codes"] == ["BG422"]
    assert client.get("/api/v1/regions/atlantis").status_code == 404


def test_the_description_has_every_part(client):
    tags = {
        operation["tags"][0]
        for operations in client.get("/api/v1/openapi.json").json()["paths"].values()
        for operation in operations.values()
    }

    assert {"regions", "places", "tenders"} <= tags


def test_the_guide_shows_every_address_of_the_description(client, trees):
    html = client.get("/en/api/").content.decode()

    for path in client.get("/api/v1/openapi.json").json()["paths"]:
        assert path in html


def test_asking_too_often_is_refused(client, monkeypatch):
    monkeypatch.setattr(api.LIMIT, "num_requests", 2)

    answers = [client.get("/api/v1/regions").status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_a_parameter_is_described_in_plain_words():
    guide = api_guide.read(
        {
            "info": {"title": "T", "version": "1"},
            "paths": {
                "/things": {
                    "get": {
                        "tags": ["things"],
                        "summary": "Things",
                        "parameters": [
                            {
                                "name": "codes",
                                "in": "query",
                                "schema": {"type": "array", "items": {"type": "string"}},
                            },
                            {
                                "name": "size",
                                "in": "query",
                                "required": True,
                                "description": "How many",
                                "schema": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
                            },
                            {"name": "kind", "in": "query", "schema": {"enum": ["a", "b"]}},
                        ],
                        "responses": {
                            200: {
                                "content": {
                                    "application/json": {
                                        "schema": {"$ref": "#/components/schemas/ThingOut"}
                                    }
                                }
                            }
                        },
                    }
                }
            },
        }
    )

    (endpoint,) = guide.groups["things"]
    assert (endpoint.method, endpoint.answer) == ("GET", "ThingOut")
    assert [(p.name, p.kind, p.required) for p in endpoint.parameters] == [
        ("codes", "string[]", False),
        ("size", "integer", True),
        ("kind", "a | b", False),
    ]
