"""All that is known of one instrument, in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from secon.kernel.models import Text
from secon.partnership.models import Partner
from secon.places.domain import queries as places
from secon.policy.domain import linked
from secon.policy.domain.factor_queries import RegionView, region_view
from secon.policy.domain.instrument_list import own_text
from secon.policy.domain.linked import Chain
from secon.policy.enums import ReviewState
from secon.policy.models import (
    Factor,
    FactorInstrument,
    GroupMember,
    Improvement,
    Instrument,
    InstrumentDocument,
    JointReview,
    StakeholderGroup,
)


@dataclass(frozen=True, slots=True)
class Place:
    """A NUTS code with its name; "" where the tables have none."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class TextOf:
    """The editions of one document, newest first."""

    title: str
    editions: tuple[InstrumentDocument, ...]


@dataclass(frozen=True, slots=True)
class Acted:
    """A factor the instrument should act on: ``text`` has its ``title``."""

    factor: Factor
    text: Text
    note: str


@dataclass(frozen=True, slots=True)
class Improved:
    """An improvement: ``text`` has its ``title``."""

    improvement: Improvement
    text: Text


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """One instrument with all that hangs on it."""

    instrument: Instrument
    name: Text
    summary: Text
    region: RegionView | None
    places: tuple[Place, ...]
    documents: tuple[TextOf, ...]
    group: StakeholderGroup | None
    members: tuple[GroupMember, ...]
    former: tuple[GroupMember, ...]
    factors: tuple[Acted, ...]
    reviews: tuple[JointReview, ...]
    improvements: tuple[Improved, ...]
    chains: tuple[Chain, ...]


def one(pk: int, language: str) -> InstrumentView | None:
    """The instrument, published or not, or None. A fixed number of queries."""
    found = (
        Instrument.objects.filter(pk=pk)
        .in_language(language)
        .prefetch_related(
            "topics",
            "themes",
            "money",
            "territories",
            "documents",
            Prefetch("partner", Partner.objects.in_language(language)),
        )
        .first()
    )
    return None if found is None else _view(found, language)


def group_of(instrument: Instrument) -> StakeholderGroup | None:
    """Its stakeholder group, if anything is known of it."""
    return StakeholderGroup.objects.filter(instrument=instrument).first()


def grouped(documents: Any) -> tuple[TextOf, ...]:
    """Documents by title; each group and its editions newest first."""
    by_title: dict[str, list[InstrumentDocument]] = {}
    for document in documents:
        by_title.setdefault(document.title, []).append(document)
    return tuple(TextOf(title, tuple(found)) for title, found in by_title.items())


def _view(found: Instrument, language: str) -> InstrumentView:
    group = group_of(found)
    members = tuple(group.members.all()) if group else ()
    codes = [row.code for row in found.territories.all()]
    names = places.region_names(codes, language)
    return InstrumentView(
        instrument=found,
        name=own_text(found, "name", language),
        summary=own_text(found, "summary", language),
        region=region_view(found.partner, language) if found.partner else None,
        places=tuple(Place(code, names.get(code, "")) for code in codes),
        documents=grouped(found.documents.all()),
        group=group,
        members=tuple(one for one in members if one.left_on is None),
        former=tuple(one for one in members if one.left_on is not None),
        factors=_factors(found, language),
        reviews=tuple(
            JointReview.objects.filter(instrument=found, state=ReviewState.PUBLISHED).order_by(
                "-published_at"
            )
        ),
        improvements=tuple(
            Improved(one, one.best(language, "title"))
            for one in Improvement.objects.filter(instrument=found).in_language(language)
        ),
        chains=linked.chains(language, instrument={found.pk}),
    )


def _factors(found: Instrument, language: str) -> tuple[Acted, ...]:
    named = FactorInstrument.objects.filter(instrument=found, factor__live=True).prefetch_related(
        Prefetch("factor", Factor.objects.in_language(language))
    )
    return tuple(Acted(row.factor, row.factor.best(language, "title"), row.note) for row in named)
