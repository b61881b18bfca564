"""The site for search engines: every public page in every language it exists in."""

from typing import ClassVar

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse
from django.utils.translation import get_language

from secon.partnership.domain.territories import territories
from secon.web.domain import news

CODES = [code for code, _ in settings.LANGUAGES]
Address = tuple[str, tuple[str, ...]]  # name of the address and its arguments
Versions = dict[str, str]  # language to path


class CodedPages(Sitemap[Address]):
    """Pages made by code: they exist in all languages."""

    i18n = True
    alternates = True
    NAMES: ClassVar[list[str]] = [
        "web:home",
        "enterprises:list",
        "enterprises:frames",
        "enterprises:coverage",
        "opportunities:about",
        "opportunities:buying",
        "opportunities:calls",
        "procurement:observatory",
        "policy:map",
        "policy:improvements",
        "policy:barriers",
        "policy:reviews",
        "practices:list",
        "practices:fit",
        "practices:transfers",
        "web:regions",
        "web:project",
        "web:news",
        "web:accessibility",
        "web:privacy",
        "web:sources",
        "web:open-data",
        "web:api-guide",
    ]

    def items(self) -> list[Address]:
        regions: list[Address] = [("web:region", (each.slug,)) for each in territories()]
        return [(name, ()) for name in self.NAMES] + regions

    def location(self, item: Address) -> str:
        name, arguments = item
        return reverse(name, args=arguments)


class EditorialPages(Sitemap[Versions]):
    """News and plain pages: each in the languages somebody wrote it in."""

    i18n = True
    alternates = True

    def items(self) -> list[Versions]:
        return news.written_pages()

    def get_languages_for_item(self, item: Versions) -> list[str]:
        return [code for code in CODES if code in item]

    def location(self, item: Versions) -> str:
        return item[get_language() or settings.LANGUAGE_CODE]


SITEMAPS = {"pages": CodedPages, "editorial": EditorialPages}
