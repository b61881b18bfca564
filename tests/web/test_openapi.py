"""The API keeps what its description says: every operation, every parameter, every answer."""

import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from secon.web import api
from tests.factories.procurement import LotFactory

pytestmark = pytest.mark.django_db
SPEC = "urn:spec"
NASTY = ("", "\x00", "'; --", "9" * 40, "-1", "ΑΒΓ", "../..", "[]", "%")
WITHOUT_EXAMPLE = {
    ("/api/v1/improvements", "where"),
    ("/api/v1/tenders", "after"),
    ("/api/v1/tenders", "before"),
    ("/api/v1/tenders/{publication}", "after"),
    ("/api/v1/enterprises", "place"),
    ("/api/v1/enterprises", "at"),
    ("/api/v1/enterprises", "bbox"),
    ("/api/v1/enterprises", "social"),
    ("/api/v1/enterprises", "sort"),
    ("/api/v1/enterprises/facets", "place"),
    ("/api/v1/enterprises/facets", "at"),
    ("/api/v1/enterprises/facets", "bbox"),
    ("/api/v1/enterprises/facets", "social"),
    ("/api/v1/enterprises/facets", "sort"),
    ("/api/v1/chains", "instrument"),
    ("/api/v1/chains", "practice"),
}
"""Keys and cursors come from answers; the others are said in words."""
NOT_LOADED_HERE = {
    ("/api/v1/codes/{list_id}/{code}", "lang"),
    ("/api/v1/enterprises", "near"),
    ("/api/v1/enterprises", "delivers"),
    ("/api/v1/enterprises/facets", "near"),
    ("/api/v1/enterprises/facets", "delivers"),
    ("/api/v1/chains", "origin"),
    ("/api/v1/chains", "target"),
}
"""Examples that need code lists, partners or a town to deliver to, which tests do not load."""


def described():
    return api.api.get_openapi_schema()


def operations():
    return [
        (path, operation)
        for path, methods in described()["paths"].items()
        for method, operation in methods.items()
        if method == "get"
    ]


OPERATIONS = [pytest.param(*one, id=one[0]) for one in operations()]


def registry():
    return Registry().with_resource(SPEC, Resource(contents=described(), specification=DRAFT202012))


def absolute(schema: Any) -> Any:
    """References of the description, from anywhere."""
    if isinstance(schema, dict):
        return {
            key: f"{SPEC}{value}" if key == "$ref" else absolute(value)
            for key, value in schema.items()
        }
    return [absolute(one) for one in schema] if isinstance(schema, list) else schema


def ask(client, path, operation, **given):
    """The answer for the examples of what must be given, and ``given``."""
    query = {}
    for parameter in operation.get("parameters", ()):
        name = parameter["name"]
        value = given.get(name, parameter.get("example"))
        if parameter["in"] == "path":
            path = path.replace(f"{{{name}}}", str(value))
        elif name in given or parameter.get("required"):
            query[name] = value
    return client.get(path, query)


def assert_as_described(answer, operation):
    assert answer.status_code in operation["responses"], answer.content[:300]
    content = operation["responses"][answer.status_code]["content"]
    (schema,) = [said["schema"] for said in content.values()]
    validator = Draft202012Validator(absolute(schema), registry=registry())
    assert [error.message for error in validator.iter_errors(answer.json())] == []


@pytest.fixture(autouse=True)
def _as_often_as_wanted(monkeypatch):
    monkeypatch.setattr(api.LIMIT, "num_requests", 10_000)


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_every_operation_says_what_it_does_and_answers(path, operation):
    assert operation["summary"]
    assert operation["description"]
    assert operation["tags"]
    good = operation["responses"][200]["content"]["application/json"]["schema"]
    assert good
    assert all(answer["description"] for answer in operation["responses"].values())
    assert 429 in operation["responses"]


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_every_parameter_says_what_it_means_with_an_example(path, operation):
    for parameter in operation.get("parameters", ()):
        name = parameter["name"]
        assert parameter["description"], name
        assert "example" in parameter or (path, name) in WITHOUT_EXAMPLE, name


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_the_examples_are_answered_as_described(client, path, operation):
    LotFactory(notice__publication="262891-2023")
    assert_as_described(ask(client, path, operation), operation)
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "query" and "example" in parameter:
            answer = ask(client, path, operation, **{parameter["name"]: parameter["example"]})
            if (path, parameter["name"]) not in NOT_LOADED_HERE:
                assert answer.status_code == 200, (parameter["name"], answer.content[:300])
            assert_as_described(answer, operation)


@pytest.mark.parametrize(("path", "operation"), OPERATIONS)
def test_nonsense_is_answered_as_described(client, path, operation):
    for parameter in operation.get("parameters", ()):
        if parameter["in"] != "query":
            continue
        for value in NASTY:
            answer = ask(client, path, operation, **{parameter["name"]: value})
            assert answer.status_code in operation["responses"], (parameter["name"], value)


def test_no_parameter_has_an_example_that_is_none():
    assert not re.search(r'"example": ?null', str(described()))


def test_the_guide_for_people_needs_nobody_else(client, trees):
    html = client.get("/en/api/").content.decode()

    assert "http://testserver" in html or "/api/v1" in html
    assert not re.search(r'<(script|link|img)[^>]+(src|href)="https?://(?!testserver)', html)
    assert "429" in html


def test_the_usual_address_of_the_docs_leads_to_the_guide(client):
    answer = client.get("/api/v1/docs")

    assert answer.status_code == 302
    assert answer["Location"].endswith("/api/")
