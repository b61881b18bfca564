"""Pages by key: stable while rows arrive, as fast on the thousandth page as on the first."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Q, QuerySet

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Order:
    """One order of a list: a never-null ``key``, then ``ties``, all in one direction.

    The last of ``ties`` is a number that tells rows of one key apart; those before it do not
    change the order and name the index that serves it. ``write`` and ``read`` turn a key into
    address text and back; ``read`` raises ValueError.
    """

    key: str
    descending: bool
    write: Callable[[Any], str]
    read: Callable[[str], Any]
    ties: tuple[str, ...] = ("pk",)

    def columns(self, *, turned: bool = False) -> list[str]:
        """What to order by; ``turned`` round to read a page from its end."""
        sign = "-" if self.descending is not turned else ""
        return [f"{sign}{name}" for name in (self.key, *self.ties)]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A row's place: the page goes on behind it (or, ``backwards``, ends before it)."""

    key: Any
    number: int
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Rows with the address texts of the pages around; None where there is no such page."""

    rows: list[R]
    following: str | None
    previous: str | None


def read_cursor(text: str, *, order: Order, backwards: bool = False) -> Cursor:
    """The cursor written as ``key~number``. ValueError when it is not one of this order."""
    key, separator, number = text.rpartition("~")
    if not separator or not number.isascii() or not number.isdigit() or len(number) > 18:
        raise ValueError(text)
    return Cursor(order.read(key), int(number), backwards)


def page(
    rows: QuerySet[Any, R],
    *,
    order: Order,
    place: Callable[[R], tuple[Any, int]],
    size: int,
    cursor: Cursor | None = None,
) -> Page[R]:
    """At most ``size`` rows of ``rows`` behind or before ``cursor``, in one query.

    ``place`` reads the key and the number of a row.
    """
    backwards = cursor is not None and cursor.backwards
    if cursor is not None:
        rows = rows.filter(_beyond(cursor, order))
    found = list(rows.order_by(*order.columns(turned=backwards))[: size + 1])
    more = len(found) > size
    found = found[:size]
    if backwards:
        found.reverse()
    has_next = more if not backwards else cursor is not None
    has_previous = more if backwards else cursor is not None
    return Page(
        found,
        following=_write(*place(found[-1]), order) if found and has_next else None,
        previous=_write(*place(found[0]), order) if found and has_previous else None,
    )


def _beyond(cursor: Cursor, order: Order) -> Q:
    """Rows past the cursor. The outer range lets the database start at the right index entry."""
    side = "lt" if order.descending is not cursor.backwards else "gt"
    return Q(**{f"{order.key}__{side}e": cursor.key}) & (
        Q(**{f"{order.key}__{side}": cursor.key})
        | Q(**{f"{order.ties[-1]}__{side}": cursor.number})
    )


def _write(key: Any, number: int, order: Order) -> str:
    return f"{order.write(key)}~{number}"
