"""An OpenAPI description as people read it: groups, endpoints, parameters."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an endpoint, with the kind of value in plain words of JSON Schema."""

    name: str
    place: str  # path or query
    kind: str
    required: bool
    description: str
    example: str = ""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One thing that can be asked."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    answer: str
    errors: tuple[tuple[str, str], ...] = ()
    """Status and what it means."""


@dataclass(frozen=True, slots=True)
class Guide:
    """All endpoints by the first of their tags, in the order of the description."""

    title: str
    version: str
    groups: dict[str, list[Endpoint]] = field(default_factory=dict)


def read(schema: Mapping[str, Any]) -> Guide:
    """The guide of an OpenAPI 3 description."""
    guide = Guide(title=schema["info"]["title"], version=schema["info"]["version"])
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            tag = (operation.get("tags") or ["other"])[0]
            guide.groups.setdefault(tag, []).append(_endpoint(method, path, operation))
    return guide


def _endpoint(method: str, path: str, operation: Mapping[str, Any]) -> Endpoint:
    return Endpoint(
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        description=_plain(operation.get("description", "")),
        parameters=tuple(_parameter(each) for each in operation.get("parameters", ())),
        answer=_answer(operation.get("responses", {})),
        errors=tuple(
            (str(code), _plain(said.get("description", "")))
            for code, said in sorted(operation.get("responses", {}).items())
            if not str(code).startswith("2")
        ),
    )


def _parameter(said: Mapping[str, Any]) -> Parameter:
    schema = said.get("schema", {})
    return Parameter(
        name=said["name"],
        place=said["in"],
        kind=_kind(schema),
        required=bool(said.get("required")),
        description=said.get("description") or schema.get("description", ""),
        example=_example(said.get("example")),
    )


def _plain(text: str) -> str:
    """Words without the marks of code."""
    return text.replace("`", "")


def _example(given: Any) -> str:
    return " ".join(map(str, given)) if isinstance(given, list) else str(given or "")


def _kind(schema: Mapping[str, Any]) -> str:
    """``string``, ``integer[]``, ``RegionOut[]``, ``a | b``; empty where anything goes."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "anyOf" in schema:
        kinds = (_kind(each) for each in schema["anyOf"] if each.get("type") != "null")
        return " | ".join(kinds)
    if schema.get("type") == "array":
        return f"{_kind(schema.get('items', {}))}[]"
    return str(schema.get("format") or schema.get("type", ""))


def _answer(responses: Mapping[Any, Any]) -> str:
    """The kind of the first good answer."""
    for code, response in responses.items():
        if str(code).startswith("2"):
            contents = response.get("content", {}).values()
            return next((_kind(each.get("schema", {})) for each in contents), "")
    return ""
