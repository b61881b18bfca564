"""Where something is bought: a town, postal code, region or country as people type it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from secon.partnership.domain.territories import territories
from secon.places.domain import gazetteer
from secon.places.domain.spots import Spot
from secon.places.enums import SpotKind

OFFERED = 5


@dataclass(frozen=True, slots=True)
class Place:
    """How a place was read. ``nuts`` is the region it lies in, "" for a whole country."""

    typed: str
    label: str
    nuts: str
    country: str
    others: tuple[str, ...] = ()


def read_place(text: str, *, language: str) -> Place:
    """The place that ``text`` means. ValidationError where nothing is found, with what comes near."""
    countries = tuple(dict.fromkeys(one.country for one in territories()))
    answer = gazetteer.look_up(text, language=language, countries=countries, limit=OFFERED)
    if not answer.spots:
        near = ", ".join(spot.label for spot in answer.suggestions[:3])
        hint = f" {_('Perhaps: %(places)s') % {'places': near}}" if near else ""
        raise ValidationError(f"{answer.problem}{hint}", code="no_place")
    spot, *others = answer.spots
    return Place(
        text, spot.label, region_of(spot), spot.country, tuple(one.label for one in others)
    )


def region_of(spot: Spot) -> str:
    """The region's code; "" for a country."""
    if spot.kind == SpotKind.COUNTRY:
        return ""
    return spot.code if spot.kind == SpotKind.REGION else spot.nuts3 or ""


class PlaceField(forms.CharField):
    """Cleans to a `Place`, or None where nothing was typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=100, **options)

    def clean(self, value: object) -> Any:
        text = super().clean(value)
        return read_place(text, language=get_language() or "en") if text else None
