"""Why an opportunity suits an enterprise, in sentences, for a page of them at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from secon.enterprises.models import Enterprise
from secon.opportunities.domain.demands import Key
from secon.opportunities.domain.offered import Opportunity


@dataclass(frozen=True, slots=True)
class Told:
    """``reasons`` in order of weight; ``answer`` whether it may take part, with the rule in
    ``may`` and what would settle it in ``proof``.
    """

    reasons: tuple[str, ...] = ()
    answer: str = ""
    may: str = ""
    proof: str = ""


def told(
    found: Sequence[Opportunity], *, enterprise: Enterprise, language: str, now: datetime
) -> Mapping[Key, Told]:
    """The reasons of each."""
    del enterprise, language, now
    return {one.key: Told() for one in found}
