"""Where nothing meets all filters: how many there are without each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict

from secon.enterprises.domain import queries
from secon.enterprises.interfaces.chips import active_filters
from secon.enterprises.interfaces.requests import Asked, asked

TRIED = 5


@dataclass(frozen=True, slots=True)
class Alternative:
    """The list without the filter ``label``, and how many entries it has."""

    label: str
    query: str
    count: int


def alternatives(ask: Asked, *, now: datetime, language: str) -> list[Alternative]:
    """What is left without one filter, most first; a question to the index for each."""
    filters = active_filters(ask.form, ask.readable, ask.place, language=language)
    found = []
    for one in filters[:TRIED] if len(filters) > 1 else ():
        other = asked(
            QueryDict(one.without),
            now=now,
            language=language,
            include_examples=ask.criteria.include_examples,
        )
        if count := queries.found(other.criteria).total:
            found.append(Alternative(one.label, one.without, count))
    return sorted(found, key=lambda each: -each.count)
