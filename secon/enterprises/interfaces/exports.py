"""Forms of the list that only places have: GeoJSON, and schema.org as JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from secon.kernel.tables import Record
from secon.places.countries import COUNTRIES

SOURCE = "SECON directory of social enterprises; each entry names its own sources"
LICENCE = "Reuse with the source named; no licence has been decided by the partnership yet"
GEOJSON_TYPE = "application/geo+json"
JSONLD_TYPE = "application/ld+json"


def about(*, day: date, address: str, total: int) -> dict[str, Any]:
    """What every file says of itself."""
    return {
        "source": SOURCE,
        "licence": LICENCE,
        "made_on": day.isoformat(),
        "list": address,
        "entries": total,
    }


def geojson_parts(records: Iterable[Record], *, about: Mapping[str, Any]) -> Iterator[str]:
    """A FeatureCollection (RFC 7946), a feature at a time; entries without a point have none."""
    yield f'{{"type": "FeatureCollection", "about": {_json(about)}, "features": ['
    separator = "\n"
    for record in records:
        lon, lat = record["lon"], record["lat"]
        point = None if lon is None else {"type": "Point", "coordinates": [lon, lat]}
        rest = {key: value for key, value in record.items() if key not in {"lon", "lat"}}
        feature = {"type": "Feature", "id": record["id"], "geometry": point, "properties": rest}
        yield separator + _json(feature)
        separator = ",\n"
    yield "\n]}\n"


def jsonld_parts(records: Iterable[Record], *, about: Mapping[str, Any]) -> Iterator[str]:
    """An ItemList of schema.org, an organisation at a time."""
    head = {
        "@context": "https://schema.org",
        "@type": "ItemList",
        "@id": about["list"],
        "description": f"{about['source']}. {about['licence']}",
        "dateModified": about["made_on"],
        "numberOfItems": about["entries"],
    }
    yield _json(head)[:-1] + ', "itemListElement": ['
    separator = "\n"
    for position, record in enumerate(records, 1):
        item = {"@type": "ListItem", "position": position, "item": organisation(record)}
        yield separator + _json(item)
        separator = ",\n"
    yield "\n]}\n"


def organisation(record: Record) -> dict[str, Any]:
    """An enterprise in the words of schema.org; what is unknown is left out."""
    kind = "LocalBusiness" if record["lon"] is not None else "Organization"
    found = {
        "@type": kind,
        "@id": record["page"],
        "name": record["name"],
        "alternateName": record["other_names"] or None,
        "description": record["summary"],
        "url": record["page"],
        "sameAs": record["website"],
        "identifier": record["company_number"],
        "foundingDate": str(record["founded"]) if record["founded"] else None,
        "address": _address(record),
        "geo": _geo(record),
        "makesOffer": [
            {"@type": "Offer", "itemOffered": {"@type": "Service", "name": name}}
            for name in record["offers"] or ()  # type: ignore[union-attr]  # a list of texts
        ]
        or None,
        "disambiguatingDescription": _warning(record),
    }
    return {key: value for key, value in found.items() if value is not None}


def _warning(record: Record) -> str | None:
    """What a reader of the bare data must not miss."""
    if record["is_example"]:
        return "Invented example, not a real organisation"
    return "Listed, not yet verified" if record["standing"] == "listed" else None


def _address(record: Record) -> dict[str, Any]:
    found = {
        "@type": "PostalAddress",
        "streetAddress": record["street"],
        "postalCode": record["postal_code"],
        "addressLocality": record["town"],
        "addressCountry": _iso(record["country"]),
    }
    return {key: value for key, value in found.items() if value is not None}


def _geo(record: Record) -> dict[str, Any] | None:
    if record["lon"] is None:
        return None
    return {
        "@type": "GeoCoordinates",
        "latitude": record["lat"],
        "longitude": record["lon"],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _iso(code: object) -> object:
    country = COUNTRIES.get(str(code))
    return country.iso2 if country else code
