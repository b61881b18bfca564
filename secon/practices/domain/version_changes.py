"""What a new version of a practice says otherwise than the one readers see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from secon.practices.domain.writing import OWN_FIELDS
from secon.practices.models import Practice

PARTS: tuple[tuple[str, Callable[[Any], str]], ...] = (
    ("topics", str),
    ("themes", str),
    ("figures", lambda one: f"{one.label}: {one.number.normalize():f} {one.unit}".strip()),
    ("proofs", lambda one: " · ".join(filter(None, (one.title, one.url, str(one.file or ""))))),
    ("pictures", lambda one: f"{one.alt} ({one.image_id})"),
    ("answers", lambda one: f"{one.factor} {one.note}".strip()),
    ("translations", lambda one: f"{one.language}: {' · '.join(_texts(one))}"),
)


@dataclass(frozen=True, slots=True)
class Changed:
    """One field or part, before and after, as lines of text; none: it was or is empty."""

    label: str | Promise
    before: tuple[str, ...]
    after: tuple[str, ...]


def changed(seen: Practice, version: Practice) -> tuple[Changed, ...]:
    """Fields and parts that differ, in the order of the form."""
    return tuple(one for one in _compared(seen, version) if one.before != one.after)


def _compared(seen: Practice, version: Practice) -> Iterator[Changed]:
    for name in OWN_FIELDS:
        field = Practice._meta.get_field(name)
        label = getattr(field, "verbose_name", name)
        yield Changed(label, _said(seen, name), _said(version, name))
    for name, words in PARTS:
        related: Any = Practice._meta.get_field(name).related_model
        before, after = (_rows(one, name, words) for one in (seen, version))
        yield Changed(related._meta.verbose_name_plural, before, after)


def _said(practice: Practice, name: str) -> tuple[str, ...]:
    display = getattr(practice, f"get_{name}_display", None)
    value = display() if display is not None else getattr(practice, name)
    return () if value is None or value == "" else tuple(str(value).splitlines())


def _rows(practice: Practice, name: str, words: Callable[[Any], str]) -> tuple[str, ...]:
    return tuple(sorted(words(one) for one in getattr(practice, name).all()))


def _texts(row: Any) -> list[str]:
    return [said for name in Practice.translated_fields if (said := getattr(row, name))]
