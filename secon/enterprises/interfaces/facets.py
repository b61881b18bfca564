"""What the directory can be narrowed by: the fields of a query string and the choices on a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from secon.enterprises import frames
from secon.enterprises.domain.directory import Facets
from secon.enterprises.enums import (
    Audience,
    Family,
    Group,
    Headcount,
    Icnp,
    Sector,
    SocialEnterprise,
    Standing,
)
from secon.enterprises.interfaces import wording
from secon.enterprises.interfaces.addresses import added
from secon.partnership.domain.territories import name_in, territories
from secon.partnership.enums import Theme
from secon.places.countries import NUTS_COUNTRIES, country_name
from secon.places.enums import UrbanType

Choices = Sequence[tuple[Any, Any]]


@dataclass(frozen=True)
class Facet:
    """A list of values of which any may hold: ``name`` in addresses, ``field`` of ``Criteria``.

    ``read`` turns the text of an address into the value the criteria take; ``by_count`` shows the
    most frequent values first.
    """

    name: str
    field: str
    label: Any
    choices: Callable[[str], Choices]  # of a language
    read: Callable[[str], Any] = str
    by_count: bool = False

    @cached_property
    def values(self) -> frozenset[str]:
        """All values as addresses write them."""
        return frozenset(str(value) for value, _label in self.choices("en"))


@dataclass(frozen=True, slots=True)
class Switch:
    """A single thing to ask for: on or not."""

    name: str
    field: str
    label: Any


@dataclass(frozen=True, slots=True)
class Option:
    """One choice on the page; ``count`` is None where nobody counted."""

    id: str
    value: str
    label: str
    count: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """The choices of one facet that lead to entries, or are chosen."""

    name: str
    label: Any
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Quick:
    """A filter as a link: the query string with it added."""

    label: str
    query: str
    count: int | None


def _of(choices: Iterable[tuple[Any, Any]]) -> Callable[[str], Choices]:
    found = tuple(choices)
    return lambda _language: found


def _countries(language: str) -> Choices:
    return [(code, country_name(code, language)) for code in sorted(NUTS_COUNTRIES)]


def _regions(language: str) -> Choices:
    return [(one.slug, name_in(one, language)) for one in territories()]


def _statuses(language: str) -> Choices:
    return frames.status_choices(language)


def _sdgs(_language: str) -> Choices:
    return [(number, f"{number}. {name}") for number, name in enumerate(wording.SDGS, 1)]


FACETS = (
    Facet("sector", "sectors", _("What it offers"), _of(Sector.choices), Sector, by_count=True),
    Facet("audience", "audiences", _("For whom"), _of(wording.AUDIENCES.items()), Audience),
    Facet("standing", "standing", _("Checked"), _of(wording.STANDINGS.items()), Standing),
    Facet("region", "regions", _("Partner region"), _regions),
    Facet("country", "countries", _("Country"), _countries, by_count=True),
    Facet("rural", "rural", _("Town or country"), _of(wording.RURAL.items()), int),
    Facet(
        "social",
        "social_enterprise",
        _("Social enterprise"),
        _of(wording.SOCIAL.items()),
        SocialEnterprise,
    ),
    Facet("family", "families", pgettext_lazy("legal form", "Family"), _of(Family.choices), Family),
    Facet("status", "statuses", _("National status"), _statuses, by_count=True),
    Facet("employs", "employs", _("Employs"), _of(Group.choices), Group, by_count=True),
    Facet("serves", "serves", _("Serves"), _of(Group.choices), Group, by_count=True),
    Facet("size", "headcount", _("People employed"), _of(Headcount.choices), Headcount),
    Facet("theme", "themes", _("Theme of the project"), _of(Theme.choices)),
    Facet("sdg", "sdgs", _("Sustainable development goal"), _sdgs, int),
    Facet("icnp", "icnp", _("Field of the third sector"), _of(Icnp.choices), Icnp, by_count=True),
)
SWITCHES = (
    Switch("open", "open_at", wording.OPEN_NOW),
    Switch("delivers", "delivers_to", wording.DELIVERS),
    Switch("green", "green", wording.GREEN),
    Switch("digital", "digital", wording.DIGITAL),
)
QUICK = (
    ("standing", "verified", wording.STANDINGS[Standing.VERIFIED]),
    ("delivers", "on", wording.DELIVERS),
    ("audience", "public_buyers", wording.AUDIENCES[Audience.PUBLIC_BUYERS]),
    ("social", "by_law", wording.SOCIAL[SocialEnterprise.BY_LAW]),
    ("family", "cooperative", Family.COOPERATIVE.label),
    ("rural", "3", wording.RURAL[UrbanType.RURAL]),
    ("open", "on", wording.OPEN_NOW),
)
"""Parameter, value and words of the filters that stand above the list."""
BY_NAME: Mapping[str, Facet] = {facet.name: facet for facet in FACETS}


def quick(facets: Facets, chosen: Mapping[str, Sequence[str]], query: QueryDict) -> list[Quick]:
    """The filters most asked for that are not on and lead to entries, each one click to add."""
    has_place = bool(chosen.get("near") or chosen.get("at"))
    found = []
    for name, value, label in QUICK:
        counts = facets.get(BY_NAME[name].field, {}) if name in BY_NAME else None
        count = None if counts is None else counts.get(BY_NAME[name].read(value), 0)
        is_on = value in chosen.get(name, ())
        if is_on or count == 0 or (name == "delivers" and not has_place):
            continue
        found.append(Quick(str(label), added(query, name, value), count))
    return found


def choices_of(
    facets: Facets, chosen: Mapping[str, Sequence[str]], *, language: str
) -> list[Choice]:
    """Every facet with the choices that lead somewhere; ``chosen`` is what the address says."""
    found = [_choice(facet, facets, chosen.get(facet.name, ()), language) for facet in FACETS]
    return [choice for choice in found if choice.options]


def switches_of(facets: Facets, chosen: Mapping[str, Sequence[str]]) -> list[Option]:
    """The switches; those that are counted stand only where they lead to entries."""
    found = []
    for switch in SWITCHES:
        counts = facets.get(switch.field)
        count = None if counts is None else counts.get(True, 0)
        is_on = bool(chosen.get(switch.name))
        if count != 0 or is_on:
            found.append(Option(f"f-{switch.name}", switch.name, str(switch.label), count, is_on))
    return found


def _choice(facet: Facet, facets: Facets, chosen: Sequence[str], language: str) -> Choice:
    counts = facets.get(facet.field, {})
    options = []
    for at, (value, label) in enumerate(facet.choices(language)):
        count, text = counts.get(value, 0), str(value)
        if count or text in chosen:
            options.append(Option(f"f-{facet.name}-{at}", text, str(label), count, text in chosen))
    if facet.by_count:
        options.sort(key=lambda one: -(one.count or 0))
    return Choice(facet.name, facet.label, tuple(options))
