"""Where a town, postal code, region or country lies that somebody typed, in eleven languages.

Names come from GeoNames (towns), NUTS (regions) and the project's own list of countries; postal
codes from the table ``PostalCode`` and from what other apps know (:func:`add_source`).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from secon.places.domain import postal, spots
from secon.places.domain.codes import Codes, codes_of
from secon.places.domain.names import Grade, Names, names_of
from secon.places.domain.packing import unpack
from secon.places.domain.spots import Learned, Spot
from secon.places.enums import SpotKind
from secon.places.models import Gazetteer

SHORTEST_KM, LONGEST_KM = 1.0, 500.0
_REACH = re.compile(
    r"[\s,;]+(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:km|klm|χλμ|χιλ|км)\.?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Held:
    names: Names
    codes: Codes


Source = Callable[[str, Sequence[str]], Iterable[Learned]]
"""Asked with a tidied code (``1000``, ``10115``) and the preferred countries (maybe none)."""
_sources: list[Source] = []

HOME = {
    "el": ("EL", "CY"),
    "de": ("DE", "AT", "CH", "LI"),
    "nl": ("BE", "NL"),
    "ro": ("RO",),
    "hu": ("HU", "RO"),
    "pl": ("PL",),
    "pt": ("PT",),
    "lv": ("LV",),
    "es": ("ES",),
    "bg": ("BG",),
}
"""Where a reader of a language is likelier to look, if no country is preferred."""


class Near(NamedTuple):
    """A place as typed and how far around it; ``km`` is ``None`` where nothing was said."""

    place: str
    km: float | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; otherwise why nothing was, in the active language, and what comes near."""

    spots: tuple[Spot, ...]
    problem: str = ""
    suggestions: tuple[Spot, ...] = ()


def add_source(source: Source) -> None:
    """Let another app tell postal codes it knows (call it in ``AppConfig.ready``)."""
    if source not in _sources:
        _sources.append(source)


def remove_source(source: Source) -> None:
    """Ask a source no more."""
    _sources.remove(source)


def read_near(text: str) -> Near:
    """A place and a distance typed in one field; the distance is kept between 1 and 500 km.

    >>> read_near("Diest, 20km").km, read_near("Καλαμάτα, 10 χλμ").place, read_near("3290 Diest").km
    (20.0, 'Καλαμάτα', None)
    """
    found = _REACH.search(text)
    place = text[: found.start()].strip() if found else ""
    if found is None or not place:
        return Near(text.strip(), None)
    km = float(found[1].replace(",", "."))
    return Near(place, min(max(km, SHORTEST_KM), LONGEST_KM))


def find(text: str, *, language: str, countries: Sequence[str] = (), limit: int = 5) -> list[Spot]:
    """Places called ``text``, the best first: the same name, a name that begins so, one nearly so.

    Among equals those in ``countries`` come first, in that order, then the larger place, one where
    the reader's language is spoken counting as larger. A postal code with or without its town (``3290 Diest``) and a town with its country (``Valencia,
    España``) are read too.
    """
    code, rest = postal.split_code(text)
    found = _by_code(code, rest, [*countries, *HOME.get(language[:2], ())]) if code else []
    if rest or not found:
        named = _by_name(rest or text, language, countries, limit)
        found = _together(found, named)
    return spots.placed(found[:limit], language)


def _together(coded: Sequence[Spot], named: Sequence[Spot]) -> list[Spot]:
    """A town's own point before the region of its code; the code's own point before the town's."""
    lands = {spot.country for spot in coded}
    exact = [spot for spot in coded if spot.within_km is None]
    there = [spot for spot in named if spot.country in lands]
    rest = [spot for spot in (*coded, *named) if spot not in exact and spot not in there]
    return [*exact, *there, *rest]


def look_up(text: str, *, language: str, countries: Sequence[str] = (), limit: int = 5) -> Answer:
    """As :func:`find`; where nothing is found, why, and places that come near."""
    found = find(text, language=language, countries=countries, limit=limit)
    if found:
        return Answer(tuple(found))
    code, _rest = postal.split_code(text)
    tidied = postal.tidy(code)
    if tidied is None:
        hits = names().nearly(text, countries=countries, limit=limit)
        near = [spots.of_hit(hit, language) for hit in hits]
        problem = _(
            "We do not know a place called “%(text)s”. Check the spelling, or name a larger town "
            "nearby."
        ) % {"text": text}
    else:
        number, stated = tidied
        rows = postal.similar(number, _held().codes, [stated] if stated else countries, limit)
        near = [spots.of_row(row) for row in rows]
        problem = _("We do not know the postal code %(code)s. Name the town instead.") % {
            "code": code
        }
    return Answer((), problem, tuple(spots.placed(near, language)))


def largest_towns(
    box: Sequence[float], *, language: str, limit: int
) -> list[tuple[str, float, float]]:
    """(name, longitude, latitude) of the towns with most people in a window, the largest first.

    ``box`` is west, south, east, north in degrees.
    """
    found = names().largest(box, limit)
    return [(one.shown.get(language[:2], one.name), one.lon, one.lat) for one in found]


def names() -> Names:
    """All names, read from the database once per loading and process."""
    return _held().names


def _held() -> _Held:
    digest = Gazetteer.objects.order_by("at").values_list("digest", flat=True).last()
    return _read(digest)


@lru_cache(maxsize=1)
def _read(digest: str | None) -> _Held:
    if digest is None:
        return _Held(names_of([]), codes_of([]))
    arrays = unpack(bytes(Gazetteer.objects.filter(digest=digest).latest().data))
    return _Held(Names(arrays), Codes(arrays))


def _by_name(text: str, language: str, countries: Sequence[str], limit: int) -> list[Spot]:
    index, home = names(), HOME.get(language[:2], ())
    hits = index.search(text, countries=countries, home=home, limit=limit)
    place, comma, last = text.rpartition(",")
    if comma and all(hit.grade != Grade.EXACT for hit in hits):
        lands = [hit.entry for hit in index.search(last) if hit.grade == Grade.EXACT]
        country = next((one.country for one in lands if one.kind == SpotKind.COUNTRY), None)
        order = [country, *countries] if country else countries
        hits = index.search(place, countries=order, home=home, limit=limit) or hits
        hits = [hit for hit in hits if hit.entry.country == country] or hits
    return [spots.of_hit(hit, language) for hit in hits]


def _by_code(code: str, town: str, countries: Sequence[str]) -> list[Spot]:
    """The code's places, where it is one: what is known exactly before what is not."""
    tidied = postal.tidy(code)
    if tidied is None:
        return []
    number, stated = tidied
    wanted = [stated] if stated else list(countries)
    found = {row.country: spots.of_row(row) for row in postal.find(number, _held().codes)}
    for learned in (one for source in _sources for one in source(number, wanted)):
        known = found.get(learned.country)
        if known is None or known.within_km is not None:
            found[learned.country] = spots.of_learned(learned)
    if town:
        there = [hit.entry.country for hit in names().search(town, countries=wanted)]
        wanted = [*dict.fromkeys(there), *wanted]
    inside = [spot for spot in found.values() if not stated or spot.country == stated]
    return sorted(inside, key=lambda one: (postal.rank(one.country, wanted), one.country))
