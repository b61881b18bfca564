"""A practice for search engines: schema.org as JSON-LD, without persons."""

from __future__ import annotations

import json
from typing import Any

from secon.practices.domain.queries import Page

_ESCAPED = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def described(page: Page, *, url: str) -> dict[str, Any]:
    """The page as an article about an initiative; what is unknown is left out."""
    one, title = page.practice, page.texts["title"]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "@id": url,
        "mainEntityOfPage": url,
        "headline": title["title"],
        "abstract": page.texts["summary"]["summary"],
        "articleBody": page.texts["description"]["description"],
        "inLanguage": title.language,
        "keywords": one.keywords,
        "datePublished": one.first_published_at.isoformat() if one.first_published_at else "",
        "dateModified": one.changed_at.isoformat() if one.changed_at else "",
        "spatialCoverage": {
            "@type": "Place",
            "name": one.place or page.region["territory_name"],
            "address": {"@type": "PostalAddress", "addressCountry": one.country},
        },
        "sourceOrganization": {"@type": "Organization", "name": one.organisation}
        if one.organisation
        else {},
        "isBasedOn": sorted({link for links in one.sources.values() for link in links}),
    }
    return {key: value for key, value in found.items() if value not in ("", [], {}, None)}


def script_text(said: dict[str, Any]) -> str:
    """As the content of a script element: no title can end it."""
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPED)
