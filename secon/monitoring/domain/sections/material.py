"""Everything a report is drawn from, read once for one language: a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.db.models import Prefetch, QuerySet

from secon.kernel.models import Text, rows_for
from secon.kernel.paper import words
from secon.kernel.paper.model import Cell, Run
from secon.kernel.paper.sources import Sources
from secon.partnership.enums import TerritoryUse
from secon.partnership.models import Partner
from secon.policy.domain import linked
from secon.policy.domain.linked import Chain
from secon.policy.enums import Level
from secon.policy.models import (
    Assessment,
    Factor,
    GroupMember,
    Improvement,
    Instrument,
    JointReview,
    StakeholderGroup,
)
from secon.practices.enums import PUBLIC_STATES
from secon.practices.models import Practice

Key = TypeVar("Key", bound=Hashable)
Record = TypeVar("Record")
NATIONAL = frozenset({Level.EU.value, Level.NATIONAL.value})


@dataclass(frozen=True, slots=True)
class Region:
    """A region of the partnership, or a partner that has records without one."""

    key: int
    slug: str
    country: str
    text: Text  # ["territory_name"], ["name"]

    @property
    def name(self) -> str:
        """The region, else the partner."""
        return self.text["territory_name"] or self.text["name"]


@dataclass(frozen=True, slots=True)
class Material:
    """What the sections read. ``sources`` collects what they name."""

    language: str
    today: date
    regions: tuple[Region, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    factors: tuple[Factor, ...] = ()
    practices: tuple[Practice, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    reviews: tuple[JointReview, ...] = ()
    chains: tuple[Chain, ...] = ()
    sources: Sources = field(default_factory=Sources)

    @property
    def frameworks(self) -> tuple[Instrument, ...]:
        """Instruments of whole countries."""
        return tuple(one for one in self.instruments if one.level in NATIONAL)

    @property
    def regional(self) -> tuple[Instrument, ...]:
        """Instruments of regions and places, and what a partner addresses, by region."""
        order: dict[int | None, int] = {
            region.key: place for place, region in enumerate(self.regions)
        }
        found = [
            one
            for one in self.instruments
            if one.partner_id in order and (one.level not in NATIONAL or one.addressed)
        ]
        return tuple(sorted(found, key=lambda one: (order[one.partner_id], not one.addressed)))

    def region(self, key: int | None) -> Region | None:
        """The region of a partner."""
        return next((one for one in self.regions if one.key == key), None)

    def region_cell(self, key: int | None) -> Cell:
        """A cell with its name in the language it is in; unknown for none."""
        found = self.region(key)
        if found is None:
            return Cell(words.unknown())
        return Cell((Run(found.name, found.text.language if found.text.foreign else ""),))

    def region_name(self, key: int | None) -> str:
        """What it is called; no words for none."""
        found = self.region(key)
        return found.name if found else ""


def load(*, language: str, today: date, with_examples: bool) -> Material:
    """The records readers may see."""
    shown: dict[str, Any] = {} if with_examples else {"is_example": False}
    instruments: tuple[Instrument, ...] = tuple(_instruments(language).filter(**shown))
    factors: tuple[Factor, ...] = tuple(_factors(language).filter(**shown))
    practices: tuple[Practice, ...] = tuple(_practices(language).filter(**shown))
    improvements: tuple[Improvement, ...] = tuple(_improvements(language).filter(**shown))
    reviews = tuple(_reviews(language).filter(**shown))
    owned: tuple[Any, ...] = (*instruments, *factors, *practices)
    used = {one.partner_id for one in owned}
    chains = linked.chains(
        language,
        practice=[one.pk for one in practices],
        improvement=[one.pk for one in improvements],
    )
    return Material(
        language=language,
        today=today,
        regions=_regions(language, used),
        instruments=instruments,
        factors=factors,
        practices=practices,
        improvements=improvements,
        reviews=reviews,
        chains=tuple(
            {one.key: one for one in chains if with_examples or not one.is_example}.values()
        ),
    )


def grouped(
    records: Iterable[Record], key: Callable[[Record], Key]
) -> Mapping[Key, tuple[Record, ...]]:
    """The records that share a key, in their order."""
    groups: defaultdict[Key, list[Record]] = defaultdict(list)
    for one in records:
        groups[key(one)].append(one)
    return {name: tuple(found) for name, found in groups.items()}


def _regions(language: str, used: set[int | None]) -> tuple[Region, ...]:
    partners = Partner.objects.published().in_language(language).prefetch_related("territories")
    return tuple(
        Region(one.pk, one.slug, one.country, one.best(language, "territory_name", "name"))
        for one in partners
        if one.pk in used or any(row.use == TerritoryUse.TERRITORY for row in one.territories.all())
    )


def _instruments(language: str) -> QuerySet[Instrument]:
    members = GroupMember.objects.order_by("name", "pk")
    groups = StakeholderGroup.objects.prefetch_related(Prefetch("members", members))
    found: QuerySet[Instrument] = (
        Instrument.objects.published()
        .in_language(language)
        .prefetch_related("topics", "themes", "money", "documents", Prefetch("group", groups))
    )
    return found


def _factors(language: str) -> QuerySet[Factor]:
    heard = Assessment.objects.filter(withdrawn_at=None).order_by("-assessed_on", "-pk")
    found: QuerySet[Factor] = (
        Factor.objects.published()
        .in_language(language)
        .prefetch_related(Prefetch("assessments", heard))
    )
    return found


def _practices(language: str) -> QuerySet[Practice]:
    found: QuerySet[Practice] = (
        Practice.objects.filter(live=True, state__in=PUBLIC_STATES)
        .in_language(language)
        .prefetch_related("topics", "answers")
        .order_by("partner__number", "title", "pk")
    )
    return found


def _improvements(language: str) -> QuerySet[Improvement]:
    found: QuerySet[Improvement] = (
        Improvement.objects.public()
        .in_language(language)
        .select_related("instrument")
        .prefetch_related("proofs", rows_for(Instrument, language, "instrument__translations"))
    )
    return found


def _reviews(language: str) -> QuerySet[JointReview]:
    found: QuerySet[JointReview] = (
        JointReview.objects.published()
        .select_related("instrument")
        .prefetch_related(
            "reviewers",
            "questions__dissents",
            "recommendations",
            rows_for(Instrument, language, "instrument__translations"),
        )
        .order_by("published_at", "pk")
    )
    return found
