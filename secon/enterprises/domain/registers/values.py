"""Cells as values: dates, years, coordinates, texts, addresses. Pure; ``Refused`` where not."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, URLValidator

from secon.enterprises.domain.registers.problems import Code
from secon.enterprises.formats import Cell

EARLIEST, LATEST = 1000, 2100
_FIRST_DAY = date(1899, 12, 30)  # of Excel's count of days
_SERIALS = range(3_654, 73_050)  # 1910 to 2099
_NOTHING = frozenset(
    (
        *("-", "–", "—", ".", "..", "/", "?", "x", "n/a", "na", "n.a.", "n/d"),
        *("none", "null", "nil", "nan"),
        *("όχι", "δ/υ", "δεν υπάρχει", "няма", "н/д", "brak", "brak danych", "nincs", "nav"),
        *("geen", "keine", "keiner", "nu", "nu are", "não tem", "sin datos", "no consta"),
    )
)
"""What people write into a cell for nothing."""
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_MARKUP = re.compile(r"<\s*/?\s*[a-z!][^>]*>|javascript:", re.IGNORECASE)
_YEAR_LAST = re.compile(
    r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})\s*(?:г|г\.|r|r\.)?(?:\s.*)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{1,2})\.?(?:[T\s].*)?")
_DEGREES = re.compile(r"([+-]?\d{1,3}(?:[.,]\d+)?)\s*°?\s*([NSEWΒΑΝΔ])?", re.IGNORECASE)
_UNSHOWN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\ud800-\udfff]"
)
"""Control signs, marks of direction and signs without a shape."""
_PLAIN_NUMBER = re.compile(r"\d+(?:[.,]0+)?")
_email = EmailValidator()
_address = URLValidator(schemes=["http", "https"])


class Refused(ValueError):  # noqa: N818 -- a value that is not taken over
    """Why a value is not taken."""

    def __init__(self, code: Code, **detail: str | int | float) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


def said(cell: Cell) -> str:
    """A cell as one line or more of plain text; "" for what stands for nothing (–, n/a, brak)."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    plain = unicodedata.normalize("NFC", str(cell))
    if plain.isprintable():
        text = " ".join(plain.split())
    else:
        lines = (" ".join(line.split()) for line in _UNSHOWN.sub("", plain).splitlines())
        text = "\n".join(line for line in lines if line)
    if text in _ERRORS:
        raise Refused(Code.FORMULA_ERROR)
    return "" if text.casefold() in _NOTHING else text


def text(cell: Cell, longest: int, *, lines: bool = False) -> str:
    """Plain text of at most ``longest`` signs; on one line unless ``lines``."""
    found = said(cell)
    if not lines:
        found = found.replace("\n", " ")
    if _MARKUP.search(found):
        raise Refused(Code.MARKUP)
    if len(found) > longest:
        raise Refused(Code.TOO_LONG, most=longest, found=len(found))
    return found


def day(cell: Cell) -> date | None:
    """A date as people write it here: 31.12.2024, 31/12/2024, 2024-12-31, or Excel's number.

    The day stands before the month. Years of two digits and dates without a day are refused.
    """
    if isinstance(cell, datetime):
        return _in_range(cell.date())
    if isinstance(cell, date):
        return _in_range(cell)
    found = said(cell)
    if not found:
        return None
    if _PLAIN_NUMBER.fullmatch(found):
        number = int(float(found.replace(",", ".")))
        if number in _SERIALS:
            return _FIRST_DAY + timedelta(days=number)
        raise Refused(Code.DATE)
    if match := _YEAR_LAST.fullmatch(found):
        days, months, years = match.groups()
    elif match := _YEAR_FIRST.fullmatch(found):
        years, months, days = match.groups()
    else:
        raise Refused(Code.DATE)
    try:
        return _in_range(date(int(years), int(months), int(days)))
    except ValueError as error:
        raise Refused(Code.DATE) from error


def year(cell: Cell, latest: int) -> int | None:
    """A year from 1000 to ``latest``, alone or in a date."""
    found = said(cell)
    if re.fullmatch(r"\d{4}", found):
        number = int(found)
    else:
        try:
            on = day(cell)
        except Refused as error:
            raise Refused(Code.YEAR, latest=latest) from error
        if on is None:
            return None
        number = on.year
    if not EARLIEST <= number <= latest:
        raise Refused(Code.YEAR, latest=latest)
    return number


def degrees(cell: Cell) -> float | None:
    """A coordinate in degrees: 37.0389, "37,0389", "37.0389° N"."""
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return float(cell)
    found = said(cell)
    if not found:
        return None
    match = _DEGREES.fullmatch(found)
    if match is None:
        try:
            return float(found.replace(",", "."))  # metres of a national grid: told as no place
        except ValueError as error:
            raise Refused(Code.COORDINATE) from error
    number = float(match[1].replace(",", "."))
    return -number if (match[2] or "").upper() in {"S", "W"} else number


def email(cell: Cell) -> str:
    """The first e-mail address in a cell."""
    found = said(cell)
    if not found:
        return ""
    first = re.split(r"[\s;,]+", found.removeprefix("mailto:").strip())[0]
    try:
        _email(first)
    except ValidationError as error:
        raise Refused(Code.EMAIL) from error
    if len(first) > 254:
        raise Refused(Code.EMAIL)
    return first


def website(cell: Cell) -> str:
    """The first web address in a cell; ``https://`` is put before one without a scheme."""
    found = said(cell)
    if not found:
        return ""
    first = re.split(r"[\s;,]+", found)[0]
    if "://" not in first:
        first = f"https://{first}"
    try:
        _address(first)
    except ValidationError as error:
        raise Refused(Code.WEBSITE) from error
    if len(first) > 300:
        raise Refused(Code.TOO_LONG, most=300, found=len(first))
    return first


def _in_range(found: date) -> date:
    if not EARLIEST <= found.year <= LATEST:
        raise Refused(Code.DATE)
    return found
