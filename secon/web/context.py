"""What every template may need to know of the site."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Label = str | Promise
NAVIGATION: tuple[tuple[str, Label], ...] = (
    ("enterprises:list", _("Social enterprises")),
    ("procurement:list", _("Tenders")),
    ("opportunities:buying", _("For public buyers")),
    ("practices:list", _("What works")),
    ("policy:map", _("Policies")),
    ("web:regions", _("Regions")),
)
FOOTER: tuple[tuple[str, Label], ...] = (
    ("web:project", pgettext_lazy("navigation", "The project")),
    ("web:news", _("News")),
    ("procurement:observatory", _("Observatory")),
    ("monitoring:reports", _("Reports")),
    ("web:accessibility", _("Accessibility")),
    ("web:privacy", _("Privacy")),
    ("web:sources", _("Sources and licences")),
    ("codes:search", _("Find a code")),
    ("web:open-data", _("Open data")),
    ("web:api-guide", pgettext_lazy("footer", "API")),
)


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """A link of the main navigation; ``exact`` when the page itself is its target."""

    url: str
    label: Label
    current: bool
    exact: bool


def _items(entries: tuple[tuple[str, Label], ...], path: str) -> list[NavigationItem]:
    links = [(reverse(name), label) for name, label in entries]
    nearest = max((url for url, _label in links if path.startswith(url)), key=len, default="")
    return [
        NavigationItem(url, label, current=url == nearest, exact=path == url)
        for url, label in links
    ]


def site(request: HttpRequest) -> dict[str, object]:
    """Settings and links that page skeletons show; links are made when first used."""
    return {
        "local": settings.SECON_LOCAL,
        "project_visual": settings.SECON_PROJECT_VISUAL,
        "contact_email": settings.SECON_CONTACT_EMAIL,
        "navigation": SimpleLazyObject(lambda: _items(NAVIGATION, request.path)),
        "footer_links": SimpleLazyObject(lambda: _items(FOOTER, request.path)),
    }
