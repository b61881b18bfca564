"""An enterprise for search engines: schema.org as JSON-LD, without persons."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import time
from typing import Any

from secon.enterprises.domain.opening import merged
from secon.enterprises.domain.profiles import Profile
from secon.enterprises.enums import State
from secon.enterprises.models import Enterprise
from secon.places.countries import COUNTRIES, country_name

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def described(profile: Profile, *, language: str, url: str) -> dict[str, Any]:
    """The organisation as schema.org has it; ``url`` is its page here."""
    one = profile.enterprise
    text = one.best(language, "summary", "description")
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LocalBusiness" if one.street and profile.hours else "Organization",
        "@id": url,
        "name": one.best(language, "name")["name"],
        "alternateName": [one.name, *one.other_names],
        "description": text["summary"] or text["description"],
        "url": one.website or url,
        "mainEntityOfPage": url,
        "email": one.email,
        "telephone": one.phone,
        "legalName": one.name,
        "foundingDate": str(one.founded or ""),
        "dissolutionDate": one.ended_on.isoformat()
        if one.state == State.ENDED and one.ended_on
        else "",
        "identifier": one.company_number,
        "address": _address(one),
        "geo": {"@type": "GeoCoordinates", "latitude": one.lat, "longitude": one.lon}
        if one.lat is not None
        else {},
        "areaServed": _area(profile, language),
        "openingHoursSpecification": _hours(profile),
        "makesOffer": _offers(profile, language),
        "sameAs": [link.url for link in one.links.all()],
    }
    if found["alternateName"] == [found["name"]]:
        found["alternateName"] = []
    return {key: value for key, value in found.items() if value not in ("", [], {}, None)}


def script_text(described: Mapping[str, Any]) -> str:
    """As the content of a script element: no name can end it."""
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)


def _address(one: Enterprise) -> dict[str, str]:
    country = COUNTRIES.get(one.country)
    parts = {
        "streetAddress": one.street,
        "postalCode": one.postal_code,
        "addressLocality": one.town,
        "addressCountry": country.iso2 if country else one.country,
    }
    return {"@type": "PostalAddress"} | {key: value for key, value in parts.items() if value}


def _area(profile: Profile, language: str) -> list[dict[str, Any]]:
    one = profile.enterprise
    found: list[dict[str, Any]] = []
    if one.delivers_country:
        found.append({"@type": "Country", "name": country_name(one.country, language)})
    if one.delivery_km and one.lat is not None:
        point = {"@type": "GeoCoordinates", "latitude": one.lat, "longitude": one.lon}
        found.append(
            {"@type": "GeoCircle", "geoMidpoint": point, "geoRadius": one.delivery_km * 1000}
        )
    found += [
        {"@type": "AdministrativeArea", "name": profile.regions.get(code, code)}
        for code in one.delivery_regions
    ]
    return found


def _hours(profile: Profile) -> list[dict[str, Any]]:
    days: dict[tuple[time, time], list[str]] = {}
    for one in merged(profile.hours):
        days.setdefault((one.opens, one.closes), []).append(DAYS[one.weekday])
    return [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": names,
            "opens": f"{opens:%H:%M}",
            "closes": f"{closes:%H:%M}",
        }
        for (opens, closes), names in days.items()
    ]


def _offers(profile: Profile, language: str) -> list[dict[str, Any]]:
    found = []
    for offer in profile.offers:
        text = offer.best(language)
        item: dict[str, Any] = {
            "@type": "Service",
            "name": text["title"],
            "description": text["description"],
            "category": [f"CPV {code}" for code in offer.cpv],
        }
        found.append(
            {
                "@type": "Offer",
                "itemOffered": {key: value for key, value in item.items() if value},
            }
        )
    return found
