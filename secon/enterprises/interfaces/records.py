"""An enterprise as one flat record, the same in every file and in the API. No persons are in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from django.http import HttpRequest

from secon.enterprises.enums import Standing
from secon.enterprises.models import Enterprise
from secon.kernel.tables import Record

COLUMNS = (
    "page",
    "id",
    "name",
    "other_names",
    "summary",
    "summary_language",
    "original_language",
    "standing",
    "is_verified",
    "verified_on",
    "check_again_on",
    "confirmed_on",
    "ended_on",
    "is_example",
    "country",
    "region",
    "nuts",
    "town",
    "postal_code",
    "street",
    "lon",
    "lat",
    "company_number",
    "legal_form",
    "family",
    "social_enterprise",
    "statuses",
    "nace",
    "icnp",
    "sdgs",
    "themes",
    "helps",
    "employs",
    "serves",
    "headcount",
    "founded",
    "offers",
    "sectors",
    "audiences",
    "cpv",
    "delivers_country",
    "delivery_km",
    "delivery_regions",
    "website",
    "sources",
)
"""Keys are the same in every form and in the API, so a script reads either."""
Absolute = Callable[[Enterprise], str]
"""Makes the full address of an enterprise's page."""


def record(enterprise: Enterprise, *, reader: str, today: date, absolute: Absolute) -> Record:
    """``enterprise`` (from ``queries.for_records``); None is unknown.

    Texts are in the reader's language where there are any. ``statuses`` are those held today.
    Addresses of mail and telephone numbers stay on the page: they are often a person's.
    """
    summary = enterprise.best(reader, "summary")
    offers = [*enterprise.offers.all()]
    standing = enterprise.standing(today)
    return {
        "page": absolute(enterprise),
        "id": enterprise.pk,
        "name": enterprise.best(reader, "name")["name"],
        "other_names": _some(enterprise.other_names),
        "summary": summary["summary"] or None,
        "summary_language": summary.language if summary["summary"] else None,
        "original_language": enterprise.original_language,
        "standing": standing.value,
        "is_verified": standing == Standing.VERIFIED,
        "verified_on": _day(enterprise.verified_on),
        "check_again_on": _day(enterprise.check_again_on),
        "confirmed_on": _day(enterprise.confirmed_on),
        "ended_on": _day(enterprise.ended_on),
        "is_example": enterprise.is_example,
        "country": enterprise.country or None,
        "region": enterprise.partner.slug if enterprise.partner else None,
        "nuts": enterprise.nuts or None,
        "town": enterprise.town or None,
        "postal_code": enterprise.postal_code or None,
        "street": enterprise.street or None,
        "lon": _degrees(enterprise.lon),
        "lat": _degrees(enterprise.lat),
        "company_number": enterprise.company_number or None,
        "legal_form": enterprise.legal_form or None,
        "family": enterprise.family or None,
        "social_enterprise": enterprise.social_enterprise or None,
        "statuses": [row.code for row in enterprise.statuses.all() if row.holds(today)] or None,
        "nace": _some([enterprise.nace_main, *enterprise.nace_other]),
        "icnp": enterprise.icnp or None,
        "sdgs": _some(map(str, enterprise.sdgs)),
        "themes": _some(enterprise.themes),
        "helps": _some(name for name in ("green", "digital") if getattr(enterprise, name)),
        "employs": _some(enterprise.employs),
        "serves": _some(enterprise.serves),
        "headcount": enterprise.headcount or None,
        "founded": enterprise.founded,
        "offers": _some(offer.best(reader, "title")["title"] for offer in offers),
        "sectors": _some(offer.sector for offer in offers),
        "audiences": _some(name for offer in offers for name in offer.audiences),
        "cpv": _some(code for offer in offers for code in offer.cpv),
        "delivers_country": enterprise.delivers_country or None,
        "delivery_km": enterprise.delivery_km,
        "delivery_regions": _some(enterprise.delivery_regions),
        "website": enterprise.website or None,
        "sources": _some(one for found in enterprise.sources.values() for one in found),
    }


def absolute_url(request: HttpRequest) -> Absolute:
    """Makes the full address of an enterprise's page."""
    return lambda one: request.build_absolute_uri(one.get_absolute_url())


def _some(values: Iterable[str]) -> list[str] | None:
    """The distinct values in order; None where nobody said any."""
    return list(dict.fromkeys(value for value in values if value)) or None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _degrees(number: float | None) -> float | None:
    """About a metre is enough."""
    return None if number is None else round(number, 5)
