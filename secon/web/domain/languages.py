"""One page, eleven addresses: where the same page stands in each language, and which a reader wants."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from secon.kernel.models import PROJECT_LANGUAGE, language_choices

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The way to this page in one language; ``translated`` is false where the text stays foreign."""

    code: str
    name: str  # in the language itself
    url: str
    current: bool
    translated: bool = True


def in_language(address: str, code: str, *, codes: Collection[str]) -> str:
    """``address`` (path and query) under the prefix of language ``code``.

    An address without a language prefix has no twin: the answer is then the home page.
    """
    first, slash, rest = address.removeprefix("/").partition("/")
    return f"/{code}/{rest}" if slash and first in codes else f"/{code}/"


def original(address: str) -> str:
    """``address`` in the project's language, from which the texts of the partnership are made."""
    return in_language(address, PROJECT_LANGUAGE, codes=dict(language_choices()))


def language_links(
    address: str,
    *,
    current: str,
    languages: Sequence[tuple[str, str]],
    pages: dict[str, str] | None = None,
) -> list[LanguageLink]:
    """Links to ``address`` in every language, in the order of ``languages``.

    ``pages`` maps language to the address of an editorial page's translations; None means that the
    page is rendered by code and so exists in all languages.
    """
    codes = {code for code, _ in languages}
    return [
        LanguageLink(
            code=code,
            name=name,
            url=(pages or {}).get(code) or in_language(address, code, codes=codes),
            current=code == current,
            translated=pages is None or code in pages,
        )
        for code, name in languages
    ]


def best(available: dict[str, T], *, reader: str, fallback: str = "en") -> T:
    """The version for a reader: their language, else ``fallback``, else the first by code.

    Raises ValueError when nothing is available.
    """
    for code in (reader, fallback, *sorted(available)):
        if code in available:
            return available[code]
    message = "nothing to choose from"
    raise ValueError(message)
