"""One enterprise as its page shows it, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from secon.codes.domain.labels import labels
from secon.codes.rules import CPV
from secon.enterprises.domain.awards import AwardWon
from secon.enterprises.domain.profiles import RENDITIONS, Profile
from secon.enterprises.enums import PUBLIC_STATES, Audience, LinkKind, Sector, Standing, State
from secon.enterprises.interfaces.place_map import PlaceMap, place_map
from secon.enterprises.interfaces.profile_checks import (
    CriterionSaid,
    StatusSaid,
    criteria_said,
    statuses_said,
)
from secon.enterprises.interfaces.profile_facts import Facts, facts_of
from secon.enterprises.interfaces.profile_places import (
    Hours,
    address_lines,
    delivery_said,
    hours_said,
    region_name,
)
from secon.enterprises.interfaces.profile_sources import (
    FieldSources,
    Source,
    by_field,
    of_register,
    sources_of,
)
from secon.enterprises.interfaces.profile_texts import Words, name, words
from secon.enterprises.models import (
    Enterprise,
    EnterpriseLink,
    EnterprisePicture,
    Offer,
    Reference,
)
from secon.kernel.languages import language_name
from secon.places.countries import country_name
from secon.places.domain.queries import atlas


@dataclass(frozen=True, slots=True)
class OfferSaid:
    """Something it sells or does: ``codes`` are (CPV code, label)."""

    title: Words
    description: Words
    sector: str
    codes: tuple[tuple[str, str], ...]
    audiences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in two sizes."""

    small: Any
    large: Any
    alt: str
    credit: str


@dataclass(frozen=True, slots=True)
class Award:
    """A contract it won, with its value in words."""

    won: AwardWon
    value: str
    is_foreign: bool
    buyer_is_foreign: bool


@dataclass(frozen=True, slots=True)
class Link:
    """A page elsewhere; ``said`` is its name, else its host."""

    url: str
    said: str
    kind: str


@dataclass(frozen=True, slots=True)
class Page:
    """Everything the template shows that is not in the record itself."""

    enterprise: Enterprise
    name: Words
    summary: Words
    description: Words
    original: str
    standing: Standing
    standing_said: str
    is_listed: bool
    country: str
    region: str
    address: Sequence[str]
    map: PlaceMap | None
    offers: Sequence[OfferSaid]
    delivery: str
    hours: Hours | None
    statuses: Sequence[StatusSaid]
    criteria: Sequence[CriterionSaid]
    facts: Facts
    links: Sequence[Link]
    pictures: Sequence[Picture]
    references: Sequence[Reference]
    awards: Sequence[Award]
    more_awards: int
    sources: Sequence[FieldSources]
    registers: Sequence[tuple[Source, date, date | None]]
    place_sources: Sequence[Source]

    @property
    def is_ended(self) -> bool:
        """Whether it is history."""
        return self.enterprise.state == State.ENDED

    @property
    def is_waiting(self) -> bool:
        """Whether its region has not cleared it."""
        return self.enterprise.state in (State.PROPOSED, State.DECLINED)


def page_of(profile: Profile, *, language: str, now: datetime) -> Page:
    """The page of an enterprise at ``now``."""
    one, today = profile.enterprise, timezone.localdate(now)
    return Page(
        enterprise=one,
        name=name(one, language),
        summary=words(one, language, "summary"),
        description=words(one, language, "description"),
        original=language_name(one.original_language),
        standing=one.standing(today),
        standing_said=standing_said(one, today),
        is_listed=one.state in PUBLIC_STATES,
        country=country_name(one.country, language),
        region=region_name(one, profile.regions, language),
        address=address_lines(one, language),
        map=_map(one),
        offers=_offers(profile.offers, language),
        delivery=delivery_said(one, profile.regions, language),
        hours=hours_said(one, profile.hours, now),
        statuses=statuses_said(profile.statuses, language),
        criteria=criteria_said(profile.criteria, language, today),
        facts=facts_of(one),
        links=[_link(link) for link in one.links.all()],
        pictures=[_picture(picture) for picture in profile.pictures],
        references=profile.references,
        awards=[_award(won, language) for won in profile.awards.newest],
        more_awards=profile.awards.more,
        sources=by_field(one),
        registers=[
            (of_register(link), link.last_seen_on, link.vanished_on) for link in profile.registers
        ],
        place_sources=sources_of(one.sources, "street", "postal_code", "town", "lon", "lat"),
    )


def standing_said(one: Enterprise, today: date) -> str:
    """Where it stands and since when, in one line."""
    standing, day = one.standing(today), one.verified_on
    if standing == Standing.ENDED and one.ended_on:
        return _("Ended on %(day)s") % {"day": date_format(one.ended_on)}
    if standing == Standing.VERIFIED and day:
        return _("Verified on %(day)s") % {"day": date_format(day)}
    if standing == Standing.RECHECK and day:
        return _("Verified on %(day)s, to be checked again") % {"day": date_format(day)}
    if one.state in (State.PROPOSED, State.DECLINED):
        return str(State(one.state).label)
    return str(standing.label)


def _offers(offers: Sequence[Offer], language: str) -> list[OfferSaid]:
    known = labels(CPV, {code for offer in offers for code in offer.cpv}, language)
    return [
        OfferSaid(
            title=name(offer, language, "title"),
            description=words(offer, language, "description"),
            sector=str(Sector(offer.sector).label) if offer.sector in Sector.values else "",
            codes=tuple((code, known.get(code, "")) for code in offer.cpv),
            audiences=tuple(
                str(Audience(value).label) for value in Audience.values if value in offer.audiences
            ),
        )
        for offer in offers
    ]


def _map(one: Enterprise) -> PlaceMap | None:
    if one.lon is None or one.lat is None:
        return None
    return place_map(
        atlas(),
        one.lon,
        one.lat,
        nuts=one.nuts,
        km=None if one.delivers_country else one.delivery_km,
        regions=[] if one.delivers_country else one.delivery_regions,
    )


def _picture(picture: EnterprisePicture) -> Picture:
    found = picture.image.get_renditions(*RENDITIONS)
    small, large = (found[spec] for spec in RENDITIONS)
    return Picture(small, large, picture.alt, picture.credit)


def _link(link: EnterpriseLink) -> Link:
    host = link.url.partition("://")[2].partition("/")[0].removeprefix("www.")
    kind = str(LinkKind(link.kind).label) if link.kind in LinkKind.values else ""
    return Link(link.url, link.label or host, kind)


def _award(won: AwardWon, language: str) -> Award:
    value = ""
    if won.value is not None:
        amount = number_format(won.value, 0, use_l10n=True, force_grouping=True)
        value = f"{amount} {won.currency}".strip()
    return Award(
        won,
        value,
        is_foreign=bool(won.language) and won.language != language,
        buyer_is_foreign=bool(won.buyer_language) and won.buyer_language != language,
    )
