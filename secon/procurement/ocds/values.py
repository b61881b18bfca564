"""The small parts of a release: texts in their languages, days, amounts, addresses."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, Final

from secon.places.countries import COUNTRIES, nuts_country
from secon.procurement.notice import Money, Place, Texts
from secon.procurement.ocds.codes import ANYWHERE, CURRENCIES

Json = dict[str, Any]
_ADDRESS: Final = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
_LANGUAGE: Final = re.compile(r"[a-z]{2}")


def without_empty(value: Any) -> Any:
    """``value`` without what says nothing: None, blank texts, empty lists and objects."""
    if isinstance(value, dict):
        kept = ((key, without_empty(one)) for key, one in value.items())
        return {key: one for key, one in kept if _says(one)}
    if isinstance(value, list | tuple):
        return [one for one in map(without_empty, value) if _says(one)]
    return value


def _says(value: object) -> bool:
    if isinstance(value, str):
        return bool(value.strip())
    return value is not None and value != [] and value != {}


def texts(name: str, said: Texts, main: str | None) -> Json:
    """``{name: …, name_fr: …}``: the release's language plain, the others by their code.

    A text of unknown language stands plain only where no other does.
    """
    found: Json = {}
    for language, text in said.items():
        if language == main:
            found[name] = text
        elif _LANGUAGE.fullmatch(language):
            found[f"{name}_{language}"] = text
    if name not in found and (unknown := said.get("und")):
        found[name] = unknown
    return found


def one_text(said: Texts, main: str | None) -> str | None:
    """One text where the standard knows no others: the release's language, else the first."""
    return said.get(main or "") or next(iter(said.values()), None)


def moment(when: datetime | None) -> str | None:
    """An aware moment with its own offset."""
    return when.isoformat(timespec="seconds") if when else None


def begin(day: date | None) -> str | None:
    """A day without a time as the standard wants it: its first second."""
    return f"{datetime.combine(day, time()).isoformat()}Z" if day else None


def end(day: date | None) -> str | None:
    """The last second of a last day."""
    return f"{datetime.combine(day, time(23, 59, 59)).isoformat()}Z" if day else None


def number(value: Decimal) -> int | float:
    """A JSON number: whole where it is."""
    return int(value) if value == value.to_integral_value() else float(value)


def money(value: Money | None) -> Json | None:
    """An amount in the currency published; None where the currency is none of the standard's."""
    if value is None or value.currency not in CURRENCIES:
        return None
    made: Json = {"amount": number(value.amount), "currency": value.currency}
    if value.doubtful:
        made["isDoubtful"] = True
    return made


def address(place: Place) -> Json:
    """A place as an address: NUTS as region, ISO 3166-1 as country."""
    known = COUNTRIES.get(nuts_country(place.country) or "")
    return {
        "locality": place.city,
        "postalCode": place.postal_code,
        "region": place.nuts,
        "country": known.iso2 if known else None,
    }


def addresses(places: Iterable[Place]) -> list[Json]:
    """Each address once, without what says nothing."""
    found = [without_empty(address(place)) for place in places]
    return [one for index, one in enumerate(found) if one and one not in found[:index]]


def anywhere(places: Iterable[Place]) -> list[Json]:
    """Places that are stated as: anywhere."""
    words = (ANYWHERE.get(place.anywhere or "") for place in places)
    return [{"description": one} for one in dict.fromkeys(words) if one]


def web_address(said: str | None) -> str | None:
    """An address that every reader takes for one; other texts are left out."""
    return said if said and _ADDRESS.fullmatch(said) else None


def classification(scheme: str, code: str | None) -> Json | None:
    """A code with the list it is of."""
    return {"scheme": scheme, "id": code} if code else None


def merged(*parts: Mapping[str, Any]) -> Json:
    """Several objects as one."""
    made: Json = {}
    for part in parts:
        made.update(part)
    return made
