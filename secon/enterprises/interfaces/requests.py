"""From a request to a question of the directory: the form, the place, the criteria."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import get_language

from secon.enterprises.domain.directory import Criteria
from secon.enterprises.interfaces.filters import DirectoryFilter
from secon.enterprises.interfaces.places import PlaceAsked, around, read_place

EXAMPLES_COOKIE = "examples"
HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query string asks for. With errors, ``criteria`` hold only what could be read."""

    form: DirectoryFilter
    criteria: Criteria
    place: PlaceAsked
    errors: dict[str, list[str]]
    readable: QueryDict
    """The query string without what could not be read."""


def examples_hidden(request: HttpRequest) -> bool:
    """Whether this reader chose to see no examples."""
    return request.COOKIES.get(EXAMPLES_COOKIE) == HIDDEN


def asked_by(request: HttpRequest) -> Asked:
    """Read the query string of a request; never raises."""
    return asked(
        request.GET,
        now=timezone.now(),
        language=get_language() or "en",
        include_examples=not examples_hidden(request),
    )


def asked(
    query: QueryDict, *, now: datetime, language: str, include_examples: bool = True
) -> Asked:
    """Read the query string of a list; never raises."""
    form = DirectoryFilter(query, language=language)
    form.is_valid()
    place = read_place(form.cleaned_data, language=language)
    criteria = form.criteria(
        day=timezone.localdate(now), now=now, include_examples=include_examples
    )
    criteria = around(criteria, place, form)
    errors = {name: [str(e) for e in found] for name, found in form.errors.items()}
    if place.problem:
        errors["near"] = [place.problem]
    readable = QueryDict(mutable=True)
    for name, values in query.lists():
        if name not in errors:
            readable.setlist(name, values)
    return Asked(form, criteria, place, errors, readable)
