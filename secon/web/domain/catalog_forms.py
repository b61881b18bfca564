"""The forms in which data sets are taken away, and their addresses."""

from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

Words = str | Promise
ENGLISH: Final = "en"


@dataclass(frozen=True, slots=True)
class Distribution:
    """One way to take a data set away. ``file_type`` is a code of the EU list of file types."""

    key: str
    title: Words
    url: str  # path
    file_type: str
    media_type: str
    is_api: bool = False


def path_in(language: str, name: str, *arguments: str) -> str:
    """The address of a page in one language."""
    with override(language):
        return reverse(name, args=arguments)


def api(key: str, name: str) -> Distribution:
    """The list as the API gives it."""
    return Distribution(
        key, _("API (JSON)"), reverse(name), "JSON", "application/json", is_api=True
    )


def csv_file(key: str, url: str) -> Distribution:
    """The list as CSV."""
    return Distribution(key, "CSV", url, "CSV", "text/csv")


def json_file(key: str, url: str) -> Distribution:
    """The list as JSON."""
    return Distribution(key, "JSON", url, "JSON", "application/json")


def spreadsheet(key: str, url: str) -> Distribution:
    """The list as a spreadsheet."""
    media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Distribution(key, _("Spreadsheet (XLSX)"), url, "XLSX", media)


def feed(key: str, url: str) -> Distribution:
    """The newest of the list as a feed."""
    return Distribution(key, _("Feed (Atom)"), url, "ATOM", "application/atom+xml")
