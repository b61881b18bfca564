"""Query strings of lists: the same list with one thing changed, and the filters that are on."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.http import QueryDict


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """A filter that is on: what it says and the query string without it."""

    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Addresses:
    """The query strings of one kind of list.

    ``paging``: parameters that name a page. ``follows``: for a parameter, those that only mean
    something for its value and leave with it.
    """

    paging: tuple[str, ...] = ("after", "before")
    follows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def changed(self, query: QueryDict, /, *, drop: str = "", value: str = "", **new: str) -> str:
        """The address text of ``query`` from its first page on, without ``drop`` (or only its
        ``value``), with ``new`` set; empty values are left out.
        """
        fresh = QueryDict(mutable=True)
        touched = {drop, *new} & self.follows.keys()
        gone = {*self.paging, *new, *(key for name in touched for key in self.follows[name])}
        for key, values in query.lists():
            if key not in gone:
                kept = [v for v in values if v and (key != drop or (value and v != value))]
                fresh.setlist(key, kept)
        for key, text in new.items():
            if text:
                fresh[key] = text
        return fresh.urlencode()

    def added(self, query: QueryDict, name: str, value: str) -> str:
        """The address text of ``query`` with one more value of ``name``, from its first page on."""
        fresh = QueryDict(self.changed(query), mutable=True)
        fresh.appendlist(name, value)
        return fresh.urlencode()

    def paged(self, query: QueryDict, /, **place: str | None) -> str:
        """The address text of another page of the same list; empty where there is none."""
        name, key = next(iter(place.items()))
        if key is None:
            return ""
        fresh = QueryDict(self.changed(query), mutable=True)
        fresh[name] = key
        return fresh.urlencode()


def tidied(query: QueryDict) -> QueryDict:
    """``query`` without empty values."""
    fresh = QueryDict(mutable=True)
    for key, values in query.lists():
        if kept := [value for value in values if value]:
            fresh.setlist(key, kept)
    return fresh
