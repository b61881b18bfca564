"""The pages, each as the address below its language; ``{…}`` is filled in by ``stock.keys()``."""

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
    "enterprises/",
    "enterprises/?q=catering&near=Leuven",
    "enterprises/?q=catering&near=Nowhere+at+all&sector=housing",
    "enterprises/{entry}/",
    "enterprises/{ended}/",
    "enterprises/{pk}/correct/",
    "enterprises/suggest/",
    "enterprises/letters/?sector=food",
    "enterprises/coverage/",
    "enterprises/legal-frames/",
    "collections/",
    "opportunities/",
    "opportunities/buyers/",
    "opportunities/buyers/advice/?what=90910000&where=Leuven&value=50000",
    "opportunities/buyers/suppliers/?what=90910000&where=Leuven&value=50000",
    "opportunities/calls/",
    "tenders/observatory/",
    "tenders/observatory/method/",
    "data/",
    "collections/catering/",
    "search/",
    "search/?q=cooperative",
    "practices/",
    "practices/{practice}/",
    "practices/{drobin}/",
    "practices/fit/?region=mazowieckie",
    "practices/transfers/",
    "practices/transfers/{transfer}/",
    "practices/review/figures/",
    "policies/",
    "policies/{instrument}/",
    "policies/improvements/",
    "policies/improvements/{improvement}/",
    "policies/barriers/",
    "policies/barriers/{factor}/",
    "policies/reviews/",
    "policies/reviews/{review}/",
    "policies/reviews/{review}/compare/",
    "reports/",
    "reports/policies/",
)
FRAMES = ("enterprises/embed/flemish-brabant/", "enterprises/{entry}/embed/")
"""Pages for other websites: without what stands around a page of ours."""
LETTERS = ("enterprises/confirm/{confirmation}/", "enterprises/letters/{subscription}/")
"""Pages that only the link of a letter leads to."""
SIGNED_IN = (
    "enterprises/add/",
    "enterprises/add/?name=Catering&country=BE&town=Leuven",
    "enterprises/add/entry/?name=Keuken&country=BE&town=Leuven",
    "enterprises/mine/",
    "opportunities/mine/",
    "opportunities/letters/",
    "opportunities/figures/",
    "enterprises/{kept}/edit/",
    "enterprises/{pk}/claim/",
    "enterprises/{pk}/verify/",
    "enterprises/{pk}/end/",
    "enterprises/desk/",
    "enterprises/desk/?pile=claims",
    "enterprises/desk/changes/{new}/",
    "enterprises/desk/changes/{change}/",
    "enterprises/desk/claims/{claim}/",
    "enterprises/desk/embeds/",
    "enterprises/desk/registers/",
    "enterprises/desk/registers/add/",
    "desk/",
    "practices/new/",
    "practices/mine/",
    "practices/{practice_pk}/adopt/",
    "policies/new/",
    "policies/{own_instrument}/edit/",
    "policies/{own_instrument}/group/",
    "policies/barriers/new/",
    "policies/barriers/{own_factor}/edit/",
    "policies/barriers/{own_factor}/assess/",
    "policies/reviews/mine/",
)
"""What ``stock.worker()`` sees: who edits for a region and speaks for an entry of another one."""
MAP_FILES = (
    "/static/vendor/maplibre/",
    "/static/geo/",
    "/static/js/map.js",
    "/static/js/outlines.js",
    "/static/js/places.js",
    "/static/js/spots.js",
)


def weight(answers: Iterable[Response]) -> int:
    """Compressed bytes of what a page fetched, without the map's code and shapes."""
    return sum(
        len(body) if answer.url.endswith(".woff2") else len(gzip.compress(body, 6))
        for answer in answers
        if not any(part in answer.url for part in MAP_FILES) and answer.ok
        for body in (answer.body(),)
    )
