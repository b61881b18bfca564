"""Documents as plain values for JSON and back, so that an edition can be frozen and set again."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

from secon.kernel.paper.model import Block, Document

AnyPart = TypeVar("AnyPart")

KINDS: Mapping[str, type] = {kind.__name__: kind for kind in get_args(Block)}
"""Blocks carry their kind's name as ``is``."""


def plain_of(part: Any) -> Any:
    """``part`` of a document as values JSON knows."""
    if dataclasses.is_dataclass(part) and not isinstance(part, type):
        kind = type(part).__name__
        head = {"is": kind} if kind in KINDS else {}
        return head | {
            field.name: plain_of(getattr(part, field.name)) for field in dataclasses.fields(part)
        }
    if isinstance(part, tuple):
        return [plain_of(one) for one in part]
    if isinstance(part, Enum):
        return part.value
    return part.isoformat() if isinstance(part, date) else part


def document_of(values: Mapping[str, Any]) -> Document:
    """The document that ``plain_of`` made ``values`` from."""
    made: Document = _read(values, Document)
    return made


def absolute(values: dict[str, Any]) -> dict[str, Any]:
    """Plain values of a document whose links name their host, for paper."""
    host = urlsplit(values["address"])
    return _with_host(values, f"{host.scheme}://{host.netloc}") if host.netloc else values


def _with_host(value: Any, origin: str) -> Any:
    if isinstance(value, list):
        return [_with_host(one, origin) for one in value]
    if not isinstance(value, Mapping):
        return value
    made = {key: _with_host(one, origin) for key, one in value.items()}
    href = made.get("href")
    return made | {"href": origin + href} if href and href.startswith("/") else made


def _read(value: Any, kind: Any) -> Any:
    origin = get_origin(kind)
    if origin is tuple:
        return _read_tuple(value, get_args(kind))
    if origin in {Union, types.UnionType}:
        return _read_union(value, get_args(kind))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        known = {name: _read(value[name], hint) for name, hint in hints.items() if name in value}
        return kind(**known)
    if kind is date:
        return date.fromisoformat(value)
    return kind(value) if isinstance(kind, type) and issubclass(kind, Enum) else value


def _read_tuple(value: Any, kinds: tuple[Any, ...]) -> tuple[Any, ...]:
    if kinds[-1] is Ellipsis:
        return tuple(_read(one, kinds[0]) for one in value)
    return tuple(_read(one, kind) for one, kind in zip(value, kinds, strict=True))


def _read_union(value: Any, kinds: tuple[Any, ...]) -> Any:
    if isinstance(value, Mapping) and "is" in value:
        return _read(value, KINDS[value["is"]])
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
