"""Stored enterprises as flat entries of the directory's index: six queries for each batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import QuerySet

from secon.enterprises.entry import Delivery, Entry, Offered
from secon.enterprises.enums import (
    PUBLIC_STATES,
    Audience,
    Family,
    Group,
    Headcount,
    Icnp,
    Sector,
    SocialEnterprise,
    State,
)
from secon.enterprises.models import (
    Enterprise,
    EnterpriseStatus,
    EnterpriseTranslation,
    Offer,
    OfferTranslation,
    OpeningHours,
)
from secon.places.models import Region

BATCH = 2_000

_COLUMNS = (
    "pk",
    "version",
    "state",
    "original_language",
    "name",
    "other_names",
    "summary",
    "description",
    "country",
    "nuts",
    "partner__slug",
    "town",
    "postal_code",
    "lon",
    "lat",
    "family",
    "social_enterprise",
    "nace_main",
    "nace_other",
    "icnp",
    "sdgs",
    "themes",
    "green",
    "digital",
    "employs",
    "serves",
    "headcount",
    "delivers_country",
    "delivery_km",
    "delivery_regions",
    "verified_on",
    "check_again_on",
    "confirmed_on",
    "is_example",
)


class Parts(NamedTuple):
    """What hangs on the enterprises of a batch, by their keys."""

    texts: dict[int, list[tuple[str, str, str, str]]]  # language, name, summary, description
    offers: dict[int, list[Offered]]
    statuses: dict[int, list[tuple[str, int | None]]]
    hours: dict[int, list[tuple[int, int, int]]]


def listed_entries() -> Iterator[Entry]:
    """Every listed enterprise, in batches by key."""
    return _entries(Enterprise.objects.filter(state__in=PUBLIC_STATES))


def entries_since(version: int) -> Iterator[Entry]:
    """What changed after ``version``, whatever its state: an entry that ended says so."""
    return _entries(Enterprise.objects.filter(version__gt=version))


def entries_of(pks: Iterable[int]) -> Iterator[Entry]:
    """The entries of some keys."""
    return _entries(Enterprise.objects.filter(pk__in=list(pks)))


def _entries(chosen: QuerySet[Enterprise]) -> Iterator[Entry]:
    rural = dict(Region.objects.filter(urban_type__isnull=False).values_list("code", "urban_type"))
    last = 0
    while rows := list(
        chosen.filter(pk__gt=last).order_by("pk").values_list(*_COLUMNS, named=True)[:BATCH]
    ):
        last = rows[-1].pk
        parts = _parts([row.pk for row in rows])
        for row in rows:
            yield _entry(row, parts, rural)


def _entry(row: Any, parts: Parts, rural: dict[str, int | None]) -> Entry:
    texts = parts.texts.get(row.pk, ())
    words = [(row.original_language, f"{row.summary}\n{row.description}")]
    words += [(language, f"{summary}\n{more}") for language, _name, summary, more in texts]
    names = [row.name, *row.other_names, *(name for _language, name, _s, _d in texts if name)]
    return Entry(
        pk=row.pk,
        version=row.version,
        state=State(row.state),
        names=tuple(dict.fromkeys(names)),
        words=tuple(words),
        country=row.country,
        nuts=row.nuts,
        region=row.partner__slug or "",
        town=row.town,
        postal_code=row.postal_code,
        lon=row.lon,
        lat=row.lat,
        family=Family(row.family) if row.family else None,
        social_enterprise=SocialEnterprise(row.social_enterprise)
        if row.social_enterprise
        else None,
        statuses=tuple(parts.statuses.get(row.pk, ())),
        nace=tuple(code for code in (row.nace_main, *row.nace_other) if code),
        icnp=Icnp(row.icnp) if row.icnp else None,
        sdgs=frozenset(row.sdgs),
        themes=frozenset(row.themes),
        green=row.green,
        digital=row.digital,
        rural=rural.get(row.nuts) or 0,
        employs=frozenset(map(Group, row.employs)),
        serves=frozenset(map(Group, row.serves)),
        headcount=Headcount(row.headcount) if row.headcount else None,
        offers=tuple(parts.offers.get(row.pk, ())),
        delivery=Delivery(
            frozenset({row.country} if row.delivers_country else ()),
            row.delivery_km,
            frozenset(row.delivery_regions),
        ),
        hours=tuple(parts.hours.get(row.pk, ())),
        verified_on=row.verified_on.toordinal() if row.verified_on else None,
        check_again_on=row.check_again_on.toordinal() if row.check_again_on else None,
        confirmed_on=row.confirmed_on.toordinal() if row.confirmed_on else None,
        is_example=row.is_example,
    )


def _parts(pks: list[int]) -> Parts:
    found = Parts(defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list))
    for pk, language, name, summary, more in EnterpriseTranslation.objects.filter(
        record__in=pks
    ).values_list("record_id", "language", "name", "summary", "description"):
        found.texts[pk].append((language, name, summary, more))
    for pk, code, until in EnterpriseStatus.objects.filter(enterprise__in=pks).values_list(
        "enterprise_id", "code", "valid_to"
    ):
        found.statuses[pk].append((code, until.toordinal() if until else None))
    for pk, day, opens, closes in OpeningHours.objects.filter(enterprise__in=pks).values_list(
        "enterprise_id", "weekday", "opens", "closes"
    ):
        found.hours[pk].append(
            (day, opens.hour * 60 + opens.minute, closes.hour * 60 + closes.minute)
        )
    for pk, offer in _offers(pks):
        found.offers[pk].append(offer)
    return found


def _offers(pks: list[int]) -> Iterator[tuple[int, Offered]]:
    translated: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for pk, language, title, more in OfferTranslation.objects.filter(
        record__enterprise__in=pks
    ).values_list("record_id", "language", "title", "description"):
        translated[pk].append((language, f"{title}\n{more}"))
    rows = Offer.objects.filter(enterprise__in=pks).order_by("order", "pk")
    for pk, offer, language, title, more, sector, cpv, audiences in rows.values_list(
        "enterprise_id",
        "pk",
        "original_language",
        "title",
        "description",
        "sector",
        "cpv",
        "audiences",
    ):
        words = ((language, f"{title}\n{more}"), *translated.get(offer, ()))
        yield (
            pk,
            Offered(
                words,
                tuple(cpv),
                Sector(sector) if sector else None,
                frozenset(map(Audience, audiences)),
            ),
        )
