"""Editorial pages for tests. Call ``page_tree.set_up()`` first: they hang in its trees."""

from datetime import date
from typing import Any

from wagtail.models import Locale, Page

from secon.web.models import HomePage, NewsIndexPage, NewsPage, PlainPage


def news_index(language: str = "en") -> NewsIndexPage:
    """The news list of a language."""
    return NewsIndexPage.objects.get(locale__language_code=language)


def news(title: str, *, language: str = "en", **fields: Any) -> NewsPage:
    """A published news item; give ``translation_of`` to make it another item's translation."""
    original: Page | None = fields.pop("translation_of", None)
    page = NewsPage(
        **{"title": title, "date": date(2024, 10, 23), "intro": f"About {title}."} | fields,
        locale=Locale.objects.get(language_code=language),
    )
    if original:
        page.translation_key = original.translation_key
    news_index(language).add_child(instance=page)
    return page


def plain(
    title: str, *, language: str = "en", parent: Page | None = None, **fields: Any
) -> PlainPage:
    """A published plain page under the home page of a language or under ``parent``."""
    home = parent or HomePage.objects.get(locale__language_code=language)
    page = PlainPage(title=title, locale=home.locale, **fields)
    home.add_child(instance=page)
    return page
