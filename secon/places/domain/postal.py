"""Postal codes: how they are tidied, compared, found and kept."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from secon.places.countries import nuts_country
from secon.places.domain.codes import Codes, Zone
from secon.places.models import PostalCode, Region

_CUT: Mapping[str, tuple[re.Pattern[str], int]] = {
    "NL": (re.compile(r"\d{4}[A-Z]{2}"), 2),
    "PT": (re.compile(r"\d{7}"), 3),
    "IE": (re.compile(r"[A-Z]\d[\dW][A-Z0-9]{4}"), 4),
    "MT": (re.compile(r"[A-Z]{3}\d{2,4}"), 0),
    "UK": (re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}"), 3),
}
"""A code that goes on to the street, and how many signs at its end do; Malta's end with digits."""
_SIGN = re.compile(r"^([A-Z]{1,2})[ -]+(?=.*\d)|^([A-Z]{2})(?=\d{4,}$)")
_SIGNS = {"A": "AT", "B": "BE", "D": "DE", "E": "ES", "F": "FR", "I": "IT", "L": "LU", "P": "PT"}
_CODE = re.compile(r"[0-9A-Z]{3,8}")
_AT_ONCE = 5000
_LOOKED_AT = 200  # codes of one beginning


@dataclass(frozen=True, slots=True)
class Place:
    """A postal code tidied, with its point; not ``exact``: the point is its region's or town's."""

    country: str
    code: str
    lon: float
    lat: float
    town: str = ""
    nuts3: str = ""
    exact: bool = True


def tidy(text: str) -> tuple[str, str | None] | None:
    """The code without blanks, hyphens and country, and that country; ``None``: it is no code.

    >>> tidy("LV-5401"), tidy("241 00"), tidy("D-33098"), tidy("Diest")
    (('5401', 'LV'), ('24100', None), ('33098', 'DE'), None)
    """
    upper = text.strip().upper()
    sign = _SIGN.match(upper)
    country = None
    if sign:
        letters = sign[1] or sign[2]
        country = _SIGNS.get(letters) or nuts_country(letters)
    if country and sign:
        upper = upper[sign.end() :]
    code = re.sub(r"[\s-]+", "", upper)
    if not _CODE.fullmatch(code) or sum(c.isdigit() for c in code) < 2:
        return None
    return code, country


def kept(country: str, code: str) -> str:
    """The part of a tidied code that is kept: the district's.

    >>> kept("NL", "1011AB"), kept("BE", "3290")
    ('1011', '3290')
    """
    if country not in _CUT:
        return code
    form, ending = _CUT[country]
    if not form.fullmatch(code):
        return code
    return code[:3] if country == "MT" else code[:-ending]


def district(country: str, text: str) -> str | None:
    """A code of a country tidied and cut to the part that is kept; ``None`` where it is none.

    >>> district("LV", "LV-5401"), district("NL", "1011 AB"), district("MT", "VLT")
    ('5401', '1011', 'VLT')
    """
    tidied = tidy(text)
    if tidied is None:
        return text.upper() if country == "MT" and re.fullmatch("[A-Z]{3}", text.upper()) else None
    return kept(country, tidied[0])


def split_code(text: str) -> tuple[str, str]:
    """A postal code at the beginning or end of a text, and the rest; empty where there is none.

    >>> split_code("241 00 Kalamata"), split_code("Diest 3290"), split_code("Diest")
    (('241 00', 'Kalamata'), ('3290', 'Diest'), ('', 'Diest'))
    """
    if tidy(text):
        return text.strip(), ""
    words = re.split(r"[\s,()]+", text.strip(" ,()"))
    for length in (3, 2, 1):
        head, tail = words[:length], words[-length:]
        if len(words) > length and _is_code(head):
            return " ".join(head), " ".join(words[length:])
        if len(words) > length and _is_code(tail):
            return " ".join(tail), " ".join(words[:-length])
    return "", text.strip()


def _is_code(words: Sequence[str]) -> bool:
    """Each word has a digit, or is a short ending or sign in capitals (AB, L)."""
    short = all(any(c.isdigit() for c in w) or (len(w) <= 2 and w.isupper()) for w in words)
    return short and tidy(" ".join(words)) is not None


def find(code: str, zones: Codes) -> list[PostalCode]:
    """The known places of a tidied code, at most one a country. Two queries.

    Where no point is known, the row (not stored) stands at the centre of the code's region.
    """
    forms = {code} | {kept(country, code) for country in _CUT}
    rows = PostalCode.objects.filter(code__in=forms)
    found = {row.country: row for row in rows if row.code == kept(row.country, code)}
    near = [zone for form in forms for zone in zones.find(form)]
    fitting = [one for one in near if one.code == kept(one.country, code)]
    for row in _at_centres([one for one in fitting if one.country not in found]):
        found[row.country] = row
    return list(found.values())


def similar(
    code: str, zones: Codes, countries: Sequence[str] = (), limit: int = 5
) -> list[PostalCode]:
    """Known codes that begin like a tidied one, the longest common beginning first."""
    found: dict[tuple[str, str], Zone] = {}
    for length in range(len(code) - 1, 1, -1):
        for zone in zones.beginning(code[:length], _LOOKED_AT):
            if not countries or zone.country in countries:
                found.setdefault((zone.country, zone.code), zone)
        if len(found) >= limit:
            break
    return _at_centres(list(found.values())[:limit])


def _at_centres(zones: Sequence[Zone]) -> list[PostalCode]:
    regions = Region.objects.in_bulk({zone.nuts3 for zone in zones}) if zones else {}
    return [
        PostalCode(
            country=zone.country,
            code=zone.code,
            lon=point[0],
            lat=point[1],
            nuts3=zone.nuts3,
            exact=False,
        )
        for zone in zones
        if zone.nuts3 in regions and (point := regions[zone.nuts3].centroid)
    ]


def rank(country: str, countries: Sequence[str]) -> int:
    """The position of a country among the preferred ones."""
    return countries.index(country) if country in countries else len(countries)


@transaction.atomic
def store(places: Iterable[Place]) -> int:
    """Keep codes, each once by the mean of its points; returns how many."""
    wanted = [_row(group) for group in _grouped(places).values()]
    PostalCode.objects.bulk_create(
        wanted,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["code", "country"],
        update_fields=["lon", "lat", "town", "nuts3", "exact"],
    )
    return len(wanted)


def _grouped(places: Iterable[Place]) -> dict[tuple[str, str], list[Place]]:
    groups: dict[tuple[str, str], list[Place]] = {}
    for place in places:
        groups.setdefault((place.country, kept(place.country, place.code)), []).append(place)
    return groups


def _row(group: Sequence[Place]) -> PostalCode:
    first = group[0]
    nuts3, _count = Counter(one.nuts3 for one in group).most_common(1)[0]
    return PostalCode(
        country=first.country,
        code=kept(first.country, first.code),
        lon=round(sum(one.lon for one in group) / len(group), 5),
        lat=round(sum(one.lat for one in group) / len(group), 5),
        town=first.town[:120],
        nuts3=nuts3,
        exact=all(one.exact for one in group),
    )
