"""What an enterprise is checked against, by country, with the evidence that can prove it.

How long a check counts is the platform's own rule, not a country's: ``CHECK_AGAIN_MONTHS``.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy

from secon.enterprises.enums import EvidenceKind
from secon.enterprises.frames.reading import frame, spell_out
from secon.enterprises.frames.words import Text

PATH = Path(__file__).parents[1] / "data" / "criteria.toml"
CHECK_AGAIN_MONTHS = 24
"""Our own rule: how long a check counts where a criterion says nothing else."""


class Dimension(TextChoices):
    """The Commission's three dimensions of a social enterprise, and what a country adds."""

    SOCIAL = "social", pgettext_lazy("dimension", "Social")
    ENTREPRENEURIAL = "entrepreneurial", pgettext_lazy("dimension", "Entrepreneurial")
    GOVERNANCE = "governance", pgettext_lazy("dimension", "Governance")
    NATIONAL = "national", pgettext_lazy("dimension", "National law")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing to check. ``country`` "" is every country.

    ``statuses``: it matters only to holders of one of these (empty: to everyone).
    ``one_of``: criteria with the same group are alternatives, "" stands alone.
    ``months``: until it is to be checked again. ``to_confirm``: no source of ours states it yet.
    """

    code: str
    country: str
    dimension: Dimension
    label_text: Text
    evidence: frozenset[EvidenceKind]
    statuses: frozenset[str] = frozenset()
    one_of: str = ""
    months: int = CHECK_AGAIN_MONTHS
    sources: tuple[str, ...] = ()
    to_confirm: bool = False

    def label(self, language: str) -> str:
        """The criterion in ``language``, else in English."""
        return self.label_text.text(language)


@cache
def _criteria() -> tuple[Criterion, ...]:
    with PATH.open("rb") as file:
        table = tomllib.load(file)
    spell_out(table["criteria"], table["addresses"])
    return tuple(
        Criterion(
            code=row["code"],
            country=row.get("country", ""),
            dimension=Dimension(row["dimension"]),
            label_text=Text(row["label"]),
            evidence=frozenset(map(EvidenceKind, row["evidence"])),
            statuses=frozenset(row.get("statuses", ())),
            one_of=row.get("one_of", ""),
            months=row.get("months", CHECK_AGAIN_MONTHS),
            sources=tuple(row.get("sources", ())),
            to_confirm=row.get("to_confirm", False),
        )
        for row in table["criteria"]
    )


@cache
def criteria_for(country: str) -> tuple[Criterion, ...]:
    """The common criteria, then those of the country (EL); KeyError for one without a frame."""
    frame(country)
    return tuple(one for one in _criteria() if one.country in ("", country))


def criterion(code: str) -> Criterion:
    """The criterion with this code; KeyError for one that is not published."""
    if found := next((one for one in _criteria() if one.code == code), None):
        return found
    message = f"no criterion {code!r}; there are: {', '.join(one.code for one in _criteria())}"
    raise KeyError(message)
