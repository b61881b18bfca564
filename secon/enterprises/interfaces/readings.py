"""How words and places were read, and what else they could have meant."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import QueryDict

from secon.codes.domain.labels import label
from secon.codes.rules import CPV
from secon.enterprises.domain.directory import Reading
from secon.enterprises.interfaces.addresses import changed
from secon.enterprises.interfaces.places import PlaceAsked, pick_of
from secon.enterprises.interfaces.requests import Asked
from secon.kernel.folding import fold_name
from secon.places.domain import gazetteer
from secon.places.domain.spots import Spot
from secon.places.enums import SpotKind


@dataclass(frozen=True, slots=True)
class Other:
    """Something else that was perhaps meant: its name, and the query string that asks for it."""

    label: str
    query: str


@dataclass(frozen=True, slots=True)
class CodesRead:
    """The words as a code; ``is_chosen`` by the reader, else ``others`` are offered.

    ``dropped`` are words that no entry has along with the others, ``towns`` those of them that
    are places: as a place to look near.
    """

    typed: str
    code: str = ""
    label: str = ""
    others: tuple[Other, ...] = ()
    dropped: tuple[str, ...] = ()
    towns: tuple[Other, ...] = ()
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class PlaceRead:
    """The place that was read, or the problem; ``others`` are places it could also be."""

    label: str
    problem: str
    others: tuple[Other, ...]


def words_read(
    ask: Asked, reading: Reading, query: QueryDict, *, language: str
) -> CodesRead | None:
    """How the words were read as codes; None where there are none, or nobody knows a code."""
    data = ask.form.cleaned_data
    typed, code = data.get("q") or "", data.get("code") or ""
    if code:
        words = Other("", changed(query, q=typed))
        return CodesRead(typed, code, label(CPV, code, language) or "", (words,), is_chosen=True)
    if not reading.codes and not reading.dropped:
        return None
    first = reading.codes[0] if reading.codes else None
    return CodesRead(
        typed,
        first.code if first else "",
        first.label if first else "",
        others=tuple(
            Other(one.label, changed(query, code=one.code, code_for=typed))
            for one in reading.codes[1:]
        ),
        dropped=reading.dropped,
        towns=tuple(_near(word, typed, query) for word in reading.dropped if word in reading.towns),
    )


def _near(town: str, typed: str, query: QueryDict) -> Other:
    """The question without a word of it, near the place that the word names."""
    words = typed.split()
    named = [word for word in words if fold_name(word) == town]
    rest = " ".join(word for word in words if word not in named)
    said = " ".join(named) or town
    return Other(said, changed(query, q=rest, near=said))


def place_read(place: PlaceAsked, query: QueryDict) -> PlaceRead | None:
    """What is told of the place: a problem, or that there are more of its name; else None."""
    if place.problem:
        others = tuple(_other(spot, query) for spot in place.suggestions)
        return PlaceRead(place.label, place.problem, others)
    if place.spot is None:
        return None
    typed = fold_name(gazetteer.read_near(query.get("near", "")).place)
    is_sure = _is_called(place.spot, typed)
    others = tuple(
        _other(spot, query) for spot in place.others if not is_sure or _is_called(spot, typed)
    )
    if is_sure and not others:
        return None
    return PlaceRead(place.spot.label, "", others)


def _is_called(spot: Spot, typed: str) -> bool:
    return spot.kind == SpotKind.POSTAL or typed in {fold_name(spot.given), fold_name(spot.name)}


def _other(spot: Spot, query: QueryDict) -> Other:
    return Other(spot.label, changed(query, near=spot.name, place=pick_of(spot)))
