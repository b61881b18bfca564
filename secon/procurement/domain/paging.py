"""Pages by key: stable while rows arrive, as fast on the thousandth page as on the first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a list: a never-null ``key`` and the row's ``pk``, both in one direction.

    ``write`` and ``read`` turn a key into address text and back; ``read`` raises ValueError.
    """

    key: str
    descending: bool
    write: Callable[[Any], str]
    read: Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A row's key: the page goes on behind it (or, ``backwards``, ends before it)."""

    key: Any
    pk: int
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Rows with the address texts of the pages around; None where there is no such page."""

    rows: list[M]
    following: str | None
    previous: str | None


def read_cursor(text: str, *, order: Order, backwards: bool = False) -> Cursor:
    """The cursor written as ``key~pk``. ValueError when it is not one of this order."""
    key, separator, pk = text.rpartition("~")
    if not separator or not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        raise ValueError(text)
    return Cursor(order.read(key), int(pk), backwards)


def page(rows: QuerySet[M], *, order: Order, size: int, cursor: Cursor | None = None) -> Page[M]:
    """At most ``size`` rows of ``rows`` behind or before ``cursor``, in one query."""
    backwards = cursor is not None and cursor.backwards
    descending = order.descending is not backwards
    if cursor is not None:
        rows = rows.filter(_beyond(cursor, key=order.key, descending=descending))
    sign = "-" if descending else ""
    found = list(rows.order_by(f"{sign}{order.key}", f"{sign}pk")[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_next = more if not backwards else cursor is not None
    has_previous = more if backwards else cursor is not None
    return Page(
        found,
        following=_write(found[-1], order) if found and has_next else None,
        previous=_write(found[0], order) if found and has_previous else None,
    )


def _beyond(cursor: Cursor, *, key: str, descending: bool) -> Q:
    """Rows past the cursor. The outer range lets the database start at the right index entry."""
    side = "lt" if descending else "gt"
    return Q(**{f"{key}__{side}e": cursor.key}) & (
        Q(**{f"{key}__{side}": cursor.key}) | Q(**{f"pk__{side}": cursor.pk})
    )


def _write(row: Model, order: Order) -> str:
    return f"{order.write(getattr(row, order.key))}~{row.pk}"
