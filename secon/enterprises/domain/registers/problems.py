"""What can be wrong with a value of a row, and which of it keeps the row out."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """``interfaces.register_words`` has a sentence for each."""

    NO_NAME = "no_name"
    NO_IDENTITY = "no_identity"
    TOO_LONG = "too_long"
    MARKUP = "markup"
    FORMULA_ERROR = "formula_error"
    COMPANY_NUMBER = "company_number"
    PERSONAL_NUMBER = "personal_number"
    DATE = "date"
    DATES_IN_DISORDER = "dates_in_disorder"
    YEAR = "year"
    COORDINATE = "coordinate"
    HALF_A_POINT = "half_a_point"
    POINT = "point"
    EMAIL = "email"
    WEBSITE = "website"
    NACE = "nace"
    STATUS = "status"
    FAMILY = "family"
    TOWN = "town"
    STATUS_OVER = "status_over"
    DOUBLED_ID = "doubled_id"
    FOREIGN_ENTRY = "foreign_entry"
    NUMBER_TAKEN = "number_taken"
    ENDED = "ended"
    CONFLICT = "conflict"


SEVERE = frozenset(
    {
        Code.NO_NAME,
        Code.NO_IDENTITY,
        Code.COMPANY_NUMBER,
        Code.PERSONAL_NUMBER,
        Code.DATE,
        Code.DATES_IN_DISORDER,
        Code.STATUS_OVER,
        Code.DOUBLED_ID,
        Code.FOREIGN_ENTRY,
        Code.NUMBER_TAKEN,
    }
)
"""The row says who it is or what it holds wrongly: nothing of it is taken over."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One wrong value, by the field it stands in; ``detail`` is what its sentence needs."""

    code: Code
    field: str = ""
    value: str = ""
    detail: dict[str, str | int | float] = dataclasses.field(default_factory=dict)
    always_severe: bool = False

    @property
    def severe(self) -> bool:
        """Whether the row is not taken over."""
        return self.always_severe or self.code in SEVERE
