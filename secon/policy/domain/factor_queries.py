"""What pages show of barriers and enabling factors, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from secon.kernel import audit
from secon.kernel.models import Text
from secon.partnership.models import Partner
from secon.people.models import User
from secon.policy.domain import linked
from secon.policy.domain.comparing import Summary, Voice, grouped, summary
from secon.policy.domain.linked import Answering
from secon.policy.enums import Effect
from secon.policy.models import Assessment, Factor, FactorInstrument, Instrument


@dataclass(frozen=True, slots=True)
class Asked:
    """What a comparison is narrowed to; empty is all. ``regions`` are slugs."""

    effect: str = Effect.BARRIER
    topic: str = ""
    aspect: str = ""
    level: str = ""
    rural: str = ""
    basis: str = ""
    regions: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None

    @property
    def about_voices(self) -> bool:
        """Whether it asks for factors on which somebody spoke in a certain way or time."""
        return bool(self.basis or self.since or self.until)


@dataclass(frozen=True, slots=True)
class RegionView:
    """A region: ``text`` has its ``territory_name``."""

    key: int
    slug: str
    country: str
    text: Text


@dataclass(frozen=True, slots=True)
class FactorCard:
    """A factor in a list: ``text`` has its ``title``."""

    factor: Factor
    text: Text
    region: RegionView
    summary: Summary


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything a comparison of regions is drawn from."""

    regions: tuple[RegionView, ...]
    factors: tuple[FactorCard, ...]
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Acting:
    """An instrument that should act on a factor: ``text`` has its ``name``."""

    key: int
    slug: str
    text: Text
    level: str
    note: str
    live: bool


@dataclass(frozen=True, slots=True)
class Event:
    """Something done to a factor, without who did it."""

    at: datetime
    verb: str
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FactorView:
    """One factor with all that hangs on it."""

    factor: Factor
    text: Text
    region: RegionView
    voices: tuple[Voice, ...]
    assessments: tuple[Assessment, ...]
    withdrawn: tuple[Assessment, ...]
    acting: tuple[Acting, ...]
    answers: tuple[Answering, ...]
    history: tuple[Event, ...]


def regions(language: str) -> tuple[RegionView, ...]:
    """The regions of the partnership by number. Two queries."""
    found = Partner.objects.published().in_language(language).exclude(territory_name="")
    return tuple(region_view(one, language) for one in found.order_by("number"))


def region_view(partner: Partner, language: str) -> RegionView:
    """A partner as a region."""
    text = partner.best(language, "territory_name")
    return RegionView(partner.pk, partner.slug, partner.country, text)


def compared(asked: Asked, language: str) -> Comparison:
    """The published factors and voices that meet ``asked``. Five queries."""
    known = regions(language)
    places = {one.key: one for one in known}
    factors = _factors(asked).in_language(language)
    voices = tuple(voice(one) for one in _assessments(asked))
    heard = grouped(voices, lambda one: one.factor)
    cards = tuple(
        FactorCard(
            one, one.best(language, "title"), places[one.partner_id], summary(heard.get(one.pk, ()))
        )
        for one in factors
        if one.partner_id in places and (one.pk in heard or not asked.about_voices)
    )
    shown = {card.factor.pk for card in cards}
    wanted = tuple(one for one in known if not asked.regions or one.slug in asked.regions)
    return Comparison(wanted, cards, tuple(one for one in voices if one.factor in shown))


def single(asked: Asked) -> Iterator[Assessment]:
    """The assessments behind a comparison, with factor and partner. One query."""
    return _assessments(asked).iterator()


def voice(one: Assessment) -> Voice:
    """An assessment (with its factor at hand) as a voice."""
    factor = one.factor
    return Voice(
        key=one.pk,
        factor=factor.pk,
        region=factor.partner_id,
        aspect=factor.aspect,
        topic=factor.topic,
        on=one.assessed_on,
        strength=one.strength,
        basis=one.basis,
        people=one.people,
        people_at_least=one.people_at_least,
        occasion=f"{one.said_by}\n{one.source}",
    )


def one(key: int, language: str) -> FactorView | None:
    """A factor, published or not: the caller asks whether the reader may see it. Eight queries."""
    factor = Factor.objects.in_language(language).filter(pk=key).first()
    if factor is None:
        return None
    partner = Partner.objects.in_language(language).get(pk=factor.partner_id)
    said = tuple(factor.assessments.all())
    for assessment in said:
        assessment.factor = factor
    counted = tuple(assessment for assessment in said if assessment.withdrawn_at is None)
    return FactorView(
        factor=factor,
        text=factor.best(language),
        region=region_view(partner, language),
        voices=tuple(voice(assessment) for assessment in counted),
        assessments=counted,
        withdrawn=tuple(row for row in said if row.withdrawn_at is not None),
        acting=_acting(factor, language),
        answers=linked.answers(language, {factor.pk}).get(factor.pk, ()),
        history=tuple(
            Event(event.at, event.verb, event.detail) for event in audit.events_on(factor)
        ),
    )


def barriers_of(partner: Partner | int, language: str) -> tuple[Factor, ...]:
    """The published barriers of a region, with what ``best(language)`` needs. Two queries."""
    found = Factor.objects.published().filter(partner=partner, effect=Effect.BARRIER)
    return tuple(found.in_language(language).order_by("aspect", "pk"))


def drafts_of(user: User, language: str) -> tuple[Factor, ...]:
    """Unpublished factors that ``user`` may change, newest first."""
    found = Factor.objects.filter(live=False).in_language(language).order_by("-changed_at", "-pk")
    return tuple(row for row in found if user.has_perm("policy.change_factor", row))


def _factors(asked: Asked) -> Any:
    return Factor.objects.published().filter(_about(asked))


def _assessments(asked: Asked) -> QuerySet[Assessment]:
    said = Assessment.objects.filter(
        _about(asked, "factor__"), factor__live=True, withdrawn_at=None
    ).select_related("factor", "factor__partner")
    if asked.basis:
        said = said.filter(basis=asked.basis)
    if asked.since:
        said = said.filter(assessed_on__year__gte=asked.since)
    if asked.until:
        said = said.filter(assessed_on__year__lte=asked.until)
    return said.order_by("factor__partner__number", "factor__aspect", "assessed_on", "pk")


def _about(asked: Asked, prefix: str = "") -> Q:
    wanted = {
        f"{prefix}{name}": value
        for name in ("effect", "topic", "aspect", "level", "rural")
        if (value := getattr(asked, name))
    }
    if asked.regions:
        wanted[f"{prefix}partner__slug__in"] = asked.regions
    return Q(**wanted)


def _acting(factor: Factor, language: str) -> tuple[Acting, ...]:
    rows: Iterable[FactorInstrument] = FactorInstrument.objects.filter(factor=factor)
    from_key = {row.instrument_id: row.note for row in rows}
    instruments = Instrument.objects.in_language(language).in_bulk(from_key)
    return tuple(
        Acting(
            key,
            instruments[key].slug,
            instruments[key].best(language, "name"),
            instruments[key].level,
            note,
            instruments[key].live,
        )
        for key, note in from_key.items()
    )
