"""Which clock a place goes by: the time zones of the countries of NUTS."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo

_COUNTRIES = {
    "AL": "Tirane",
    "AT": "Vienna",
    "BA": "Sarajevo",
    "BE": "Brussels",
    "BG": "Sofia",
    "CH": "Zurich",
    "CY": "Nicosia",
    "CZ": "Prague",
    "DE": "Berlin",
    "DK": "Copenhagen",
    "EE": "Tallinn",
    "EL": "Athens",
    "ES": "Madrid",
    "FI": "Helsinki",
    "FR": "Paris",
    "HR": "Zagreb",
    "HU": "Budapest",
    "IE": "Dublin",
    "IT": "Rome",
    "LI": "Vaduz",
    "LT": "Vilnius",
    "LU": "Luxembourg",
    "LV": "Riga",
    "MD": "Chisinau",
    "ME": "Podgorica",
    "MK": "Skopje",
    "MT": "Malta",
    "NL": "Amsterdam",
    "NO": "Oslo",
    "PL": "Warsaw",
    "PT": "Lisbon",
    "RO": "Bucharest",
    "RS": "Belgrade",
    "SE": "Stockholm",
    "SI": "Ljubljana",
    "SK": "Bratislava",
    "TR": "Istanbul",
    "UA": "Kyiv",
    "UK": "London",
    "XK": "Belgrade",
}
_REGIONS = {
    "ES7": "Atlantic/Canary",
    "PT2": "Atlantic/Azores",
    "PT3": "Atlantic/Madeira",
    "FRY1": "America/Guadeloupe",
    "FRY2": "America/Martinique",
    "FRY3": "America/Cayenne",
    "FRY4": "Indian/Reunion",
    "FRY5": "Indian/Mayotte",
    "IS": "Atlantic/Reykjavik",
}
_FALLBACK = "Europe/Brussels"


@cache
def zone_of(nuts: str) -> ZoneInfo:
    """The time zone of a NUTS code of any level; Brussels' where it is unknown."""
    for length in (4, 3, 2):
        if name := _REGIONS.get(nuts[:length]):
            return ZoneInfo(name)
    city = _COUNTRIES.get(nuts[:2])
    return ZoneInfo(f"Europe/{city}" if city else _FALLBACK)
