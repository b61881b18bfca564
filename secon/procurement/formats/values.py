"""Published text to values. What is withheld, a sentinel or nonsense becomes ``None``: unknown.

Dates, moments, codes and references repeat within and between notices, so they are remembered.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from secon.places.countries import nuts_country
from secon.procurement.formats.tables import BRUSSELS, CURRENCIES, LANGUAGES, ZONES
from secon.procurement.notice import Money, Place

WITHHELD = "unpublished"
"""What eForms tools write into a text or code that the buyer withholds, in any case."""
FIRST_YEAR, LAST_YEAR = 1990, 2098
"""Years outside are sentinels: 0000, 1899, 1970, 2099, 9999."""
NO_DAY = date(2000, 1, 1)
"""Stands in the mandatory award date of every eForms result and means nothing."""
LIMIT = Decimal(10) ** 15
"""No public contract is worth this much in any currency; above lies a telephone number."""
_PLACEHOLDERS = re.compile(r"[A-Z]{0,3}\s*(?:0+|9{5,}|123456789?0?|(\d)\1{5,})|\D*", re.IGNORECASE)
_ID_LABEL = re.compile(r"(?:^|[,;/|]\s*)[^\W\d][^\d:=,;/|]{1,20}?\s*[:=]\s*(?=[\w-])")
_PSEUDO_NUTS = re.compile(r"[A-Z]{2}Z{1,3}")
_NUTS = re.compile(r"[A-Z]{2}[0-9A-Z]{1,3}")
_PUBLICATION = re.compile(r"0*(\d{1,8})[-_](\d{4})")
_OJS = re.compile(r"(\d{4})/S\s*\d{1,3}[-–]0*(\d{1,8})")
_CPV = re.compile(r"(\d{8})(?:-\d)?")


def clean(text: str | None) -> str | None:
    """``text`` without blanks around it; ``None`` where nothing or a sentinel is left."""
    if text is None:
        return None
    text = text.strip()
    return None if not text or (len(text) == 11 and text.lower() == WITHHELD) else text


code = lru_cache(maxsize=4096)(clean)
"""The same for codes and identifiers, which repeat: remembered, so that equal ones are one."""


@lru_cache(maxsize=512)
def language(code: str | None) -> str | None:
    """ISO 639-1 of a two- or three-letter code: ``ELL``, ``GRE`` and ``EL`` are ``el``."""
    code = (code or "").strip().upper()
    return LANGUAGES.get(code) or code.lower() or None


def put(texts: dict[str, str], lang: str, text: str | None) -> None:
    """Add a text in its language; further texts of one language follow after blank lines."""
    if text is None:
        return
    text = text.strip()
    if not text or (len(text) == 11 and text.lower() == WITHHELD):
        return
    before = texts.get(lang)
    if before is None:
        texts[lang] = text
    elif text not in before:
        texts[lang] = f"{before}\n\n{text}"


@lru_cache(maxsize=8192)
def day(text: str | None) -> date | None:
    """A date as ``2023-05-02``, ``2023-05-02Z``, ``2023-05-02+02:00`` or ``20230502``."""
    text = clean(text)
    if text is None:
        return None
    if len(text) > 7 and text[:8].isdigit():
        text = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    try:
        found = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR and found != NO_DAY else None


@lru_cache(maxsize=8192)
def moment(day_text: str | None, time_text: str | None, country: str | None) -> datetime | None:
    """A date and a time of day, either of which may carry the offset (the time's counts).

    Without an offset it is local time of the buyer's country, in Brussels time where that is
    unknown; without a time it is the last minute of the day.
    """
    on = day(day_text)
    if on is None or day_text is None:
        return None
    hour, offset = _time_of_day(clean(time_text) or "")
    zone = offset or _time_of_day(f"00:00:00{day_text.strip()[10:]}")[1] or zone_of(country)
    try:
        return datetime.combine(on, hour or time(23, 59), zone)
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=8192)
def doubts(day_text: str | None, time_text: str | None) -> tuple[str, ...]:
    """What a published moment leaves open: ``without-offset``, ``without-time``."""
    said = f"{(day_text or '').strip()[10:]}{time_text or ''}"
    offset = () if set(said) & set("Z+-") else ("without-offset",)
    return offset if time_text else (*offset, "without-time")


@lru_cache(maxsize=2048)
def _time_of_day(text: str) -> tuple[time | None, tzinfo | None]:
    """``18:00:00.0000000+03:00``, ``18:00Z`` or ``18:00`` as time and offset."""
    found = re.match(r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?:[.,]\d*)?\s*(Z|[+-]\d{2}:?\d{2})?$", text)
    if not found:
        return None, None
    hours, minutes, seconds, offset = found.groups()
    if hours == "24":
        hours, minutes, seconds = "23", "59", "0"
    try:
        clock = time(int(hours), int(minutes), int(seconds or 0))
        zone = datetime.strptime(offset, "%z").tzinfo if offset else None
    except ValueError:
        return None, None
    return clock, zone


@lru_cache(maxsize=128)
def zone_of(country: str | None) -> tzinfo:
    """The time zone of a country's capital; Brussels for any other; UTC without zone data."""
    try:
        return ZoneInfo(ZONES.get(country or "", BRUSSELS))
    except ZoneInfoNotFoundError:
        return UTC


def number(text: str | None) -> Decimal | None:
    """A finite number of zero or more; blanks and a decimal comma are forgiven."""
    text = clean(text)
    if text is None:
        return None
    try:
        found = Decimal(text)
    except InvalidOperation:
        try:
            found = Decimal("".join(text.split()).replace(",", "."))
        except InvalidOperation:
            return None
    return found if found.is_finite() and found >= 0 else None


def count(text: str | None) -> int | None:
    """A whole number of zero or more; ``0.0`` is zero and ``-1`` unknown."""
    found = number(text)
    return int(found) if found is not None and found == int(found) and found < LIMIT else None


def money(text: str | None, currency: str | None) -> Money | None:
    """An amount above zero in a real currency; doubtful at one unit or with over two decimals."""
    if text is None or currency is None:
        return None
    if currency not in CURRENCIES:
        currency = currency.strip().upper()
        if currency not in CURRENCIES:
            return None
    amount = number(text)
    if amount is None or not 0 < amount < LIMIT:
        return None
    decimals = text.rpartition(".")[2] if "." in text else ""
    odd = len(decimals) > 2 and amount != round(amount, 2)
    return Money(amount, currency, odd or amount <= 1)


@lru_cache(maxsize=8192)
def cpv(text: str | None) -> str | None:
    """Eight digits of a CPV code, without the check digit."""
    found = _CPV.fullmatch((text or "").strip())
    return found[1] if found else None


@lru_cache(maxsize=8192)
def reference(text: str | None) -> str | None:
    """A notice that another one names, in one spelling.

    ``00123456-2023`` and ``2023/S 012-123456`` are ``123456-2023``; a notice identifier with
    version keeps its form, in lower case.
    """
    text = clean(text)
    if text is None:
        return None
    if found := _PUBLICATION.fullmatch(text):
        return f"{found[1]}-{found[2]}"
    if found := _OJS.search(text):
        return f"{found[2]}-{found[1]}"
    return text.lower()


def publication_in(source: str) -> str | None:
    """The publication number in a file's name: ``20260817_157/00566194_2026.xml``."""
    found = re.search(
        r"(?<!\d)0*(\d{1,8})[-_](\d{4})(?!\d)", source.replace("\\", "/").split("/")[-1]
    )
    return f"{found[1]}-{found[2]}" if found else None


@lru_cache(maxsize=8192)
def national_ids(text: str | None) -> tuple[str, ...]:
    """Company numbers of one field: ``REGON: 012, NIP: 34`` is two; placeholders are none.

    What has no digit, ``000000000``, ``999999999`` and ``DE123456789`` are placeholders.
    """
    text = clean(text)
    if text is None:
        return ()
    parts: Iterable[str] = [text]
    if _ID_LABEL.search(text):
        parts = re.split(r"[,;/|\n]", _ID_LABEL.sub(",", text))
    elif ";" in text:
        parts = text.split(";")
    found = (part.strip(" .:\t\n") for part in parts)
    return tuple(dict.fromkeys(p for p in found if p and not _PLACEHOLDERS.fullmatch(p)))


@lru_cache(maxsize=8192)
def nuts(code: str | None) -> tuple[str | None, str | None]:
    """A published NUTS code as the code of a region and the country it lies in.

    A country in the field, ``ESZZZ`` (outside every region) and ``00`` name no region; ``GR`` and
    ``GB`` at the front are read as ``EL`` and ``UK``.
    """
    code = (clean(code) or "").upper()
    if country := nuts_country(code):
        return None, country
    country = nuts_country(code[:2])
    if country is None or _PSEUDO_NUTS.fullmatch(code) or not _NUTS.fullmatch(code):
        return None, country
    return country + code[2:], country


@lru_cache(maxsize=8192)
def place(
    code: str | None, country: str | None, city: str | None, post: str | None, anywhere: str | None
) -> Place | None:
    """A place from its published parts; ``None`` where they say nothing."""
    region, inside = nuts(code)
    found = Place(
        region,
        nuts_country(clean(country)) or inside,
        clean(city),
        clean(post),
        clean(anywhere),
    )
    return found if found != Place() else None
