"""What an enterprise with an empty list can do about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from secon.enterprises.models import Enterprise

NARROW_KM = 60


class Hint(StrEnum):
    """What would widen the list."""

    NO_OFFER = "no_offer"
    NO_CODE = "no_code"
    SOME_CODES = "some_codes"
    NO_AREA = "no_area"
    SMALL_AREA = "small_area"
    ONE_LANGUAGE = "one_language"
    NO_STATUS = "no_status"


@dataclass(frozen=True, slots=True)
class Advice:
    """Why nothing is there and what would widen it. ``is_narrowed``: filters are on."""

    is_narrowed: bool
    hints: tuple[Hint, ...]

    @property
    def cannot_match(self) -> bool:
        """Whether nothing can be found before the entry says more."""
        return Hint.NO_OFFER in self.hints or Hint.NO_CODE in self.hints


def advice(enterprise: Enterprise, *, is_narrowed: bool) -> Advice:
    """Three queries, asked only of an empty list."""
    return Advice(is_narrowed, tuple(_hints(enterprise)))


def _hints(enterprise: Enterprise) -> Iterator[Hint]:
    codes = list(enterprise.offers.values_list("cpv", flat=True))
    coded = [one for one in codes if one]
    if not codes:
        yield Hint.NO_OFFER
    elif not coded:
        yield Hint.NO_CODE
    elif len(coded) < len(codes):
        yield Hint.SOME_CODES
    if not enterprise.delivers_country:
        if not enterprise.delivery_km and not enterprise.delivery_regions:
            yield Hint.NO_AREA
        elif not enterprise.delivery_regions and (enterprise.delivery_km or 0) < NARROW_KM:
            yield Hint.SMALL_AREA
    if not enterprise.translations.exists():
        yield Hint.ONE_LANGUAGE
    if not enterprise.statuses.exists():
        yield Hint.NO_STATUS
