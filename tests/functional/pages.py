"""The public pages, each as the address below its language."""

import gzip
from collections.abc import Iterable

from playwright.sync_api import Response

TENDER = "tenders/1-1900/"
PAGES = (
    "",
    "tenders/",
    TENDER,
    "regions/",
    "regions/peloponnese/",
    "project/",
    "news/",
    "codes/",
    "codes/?q=cleaning",
    "codes/90910000/",
    "sources/",
    "api/",
    "privacy/",
    "accessibility/",
    "accounts/login/",
    "accounts/signup/",
    "accounts/password/reset/",
)
MAP_FILES = ("/static/vendor/maplibre/", "/static/geo/regions.json", "/static/js/map.js")


def weight(answers: Iterable[Response]) -> int:
    """Compressed bytes of what a page fetched, without the map's code and shapes."""
    return sum(
        len(body) if answer.url.endswith(".woff2") else len(gzip.compress(body, 6))
        for answer in answers
        if not any(part in answer.url for part in MAP_FILES) and answer.ok
        for body in (answer.body(),)
    )
