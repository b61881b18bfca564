"""News for a reader: each item once, in the best language there is."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator

from secon.web.domain import languages
from secon.web.models import NewsPage, PlainPage, address_in

PER_PAGE = 12


@dataclass(frozen=True, slots=True)
class Item:
    """One news item as a reader sees it in a list; ``foreign`` names a language not theirs."""

    title: str
    intro: str
    date: date
    url: str
    foreign: str | None
    page: NewsPage


@dataclass(frozen=True, slots=True)
class Listing:
    """One leaf of the list, and how many of all items are in the reader's language."""

    items: list[Item]
    leaf: Leaf
    total: int
    own: int

    @property
    def previous(self) -> str:
        """Query string of the newer leaf, "" on the first."""
        return f"?page={self.leaf.previous_page_number()}" if self.leaf.has_previous() else ""

    @property
    def next(self) -> str:
        """Query string of the older leaf, "" on the last."""
        return f"?page={self.leaf.next_page_number()}" if self.leaf.has_next() else ""


@dataclass(frozen=True, slots=True)
class _Version:
    pk: int
    date: date
    code: str


def _choices(language: str) -> list[_Version]:
    """For every item the version to show, newest first."""
    rows = (
        NewsPage.objects.live()
        .public()
        .filter(alias_of=None)
        .values_list("pk", "translation_key", "date", "locale__language_code")
    )
    versions: dict[UUID, dict[str, _Version]] = {}
    for pk, key, day, code in rows:
        versions.setdefault(key, {})[code] = _Version(pk, day, code)
    chosen = [languages.best(each, reader=language) for each in versions.values()]
    return sorted(chosen, key=lambda version: (version.date, version.pk), reverse=True)


def _items(versions: list[_Version], *, language: str) -> list[Item]:
    pages = (
        NewsPage.objects.filter(pk__in=[version.pk for version in versions])
        .select_related("image", "locale")
        .prefetch_related("image__renditions")
        .defer("body")
        .in_bulk()
    )
    return [_item(pages[version.pk], version.code, language) for version in versions]


def _item(page: NewsPage, code: str, language: str) -> Item:
    return Item(
        title=page.title,
        intro=page.intro,
        date=page.date,
        url=address_in(page, language),
        foreign=None if code == language else code,
        page=page,
    )


def listing(*, language: str, page: str | int = 1) -> Listing:
    """Leaf ``page`` (1 is the newest; out of range gives the nearest) for a reader."""
    versions = _choices(language)
    leaf = Paginator(versions, PER_PAGE).get_page(page)
    return Listing(
        items=_items(list(leaf.object_list), language=language),
        leaf=leaf,
        total=len(versions),
        own=sum(version.code == language for version in versions),
    )


def newest(*, language: str, count: int) -> list[Item]:
    """The ``count`` newest items for a reader, for feeds and the home page."""
    return _items(_choices(language)[:count], language=language)


def written_pages() -> list[dict[str, str]]:
    """Every public news item and plain page: the languages it is written in, with the path of each."""
    found: dict[UUID, dict[str, str]] = {}
    for model in (NewsPage, PlainPage):
        pages = model.objects.live().public().filter(alias_of=None).select_related("locale")
        for page in pages.defer("body").order_by("path"):
            code = page.locale.language_code
            found.setdefault(page.translation_key, {})[code] = address_in(page, code)
    return list(found.values())
