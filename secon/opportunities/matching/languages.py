"""Languages as bits, and which a country's administration writes in. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

LANGUAGES: Final = (
    "bg",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "et",
    "fi",
    "fr",
    "ga",
    "hr",
    "hu",
    "it",
    "lt",
    "lv",
    "mt",
    "nl",
    "pl",
    "pt",
    "ro",
    "sk",
    "sl",
    "sv",
    "no",
    "is",
    "ca",
    "eu",
    "gl",
)
_BIT: Final = {language: 1 << at for at, language in enumerate(LANGUAGES)}

OFFICIAL: Final = {
    "AT": "de",
    "BE": "nl fr de",
    "BG": "bg",
    "CH": "de fr it",
    "CY": "el",
    "CZ": "cs",
    "DE": "de",
    "DK": "da",
    "EE": "et",
    "EL": "el",
    "ES": "es",
    "FI": "fi sv",
    "FR": "fr",
    "HR": "hr",
    "HU": "hu",
    "IE": "en ga",
    "IS": "is",
    "IT": "it",
    "LI": "de",
    "LT": "lt",
    "LU": "fr de",
    "LV": "lv",
    "MT": "mt en",
    "NL": "nl",
    "NO": "no",
    "PL": "pl",
    "PT": "pt",
    "RO": "ro",
    "SE": "sv",
    "SI": "sl",
    "SK": "sk",
    "UK": "en",
}
"""Country, as in NUTS, to the official languages of the state."""


def bits(languages: Iterable[str]) -> int:
    """A set of languages; those not in the list are left out."""
    found = 0
    for language in languages:
        found |= _BIT.get(language[:2], 0)
    return found


def official(country: str) -> int:
    """The official languages of a country; none where we do not know."""
    return bits(OFFICIAL.get(country, "").split())
