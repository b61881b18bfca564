"""Company numbers of the nine countries: checked by python-stdnum, compared by one key.

A number of a person (a personal tax or identity number) is refused, so that none is stored.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _
from stdnum.be import nn
from stdnum.bg import egn, pnf
from stdnum.de import idnr
from stdnum.es import dni, nie
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidLength, ValidationError
from stdnum.gr import amka
from stdnum.pl import pesel
from stdnum.ro import cnp

from secon.places.countries import country_name
from secon.places.numbers import (
    REGISTERED,
    SCHEMES,
    Scheme,
    key,
    prefix_of,
    readings,
    schemes,
    signs_of,
    unlabelled,
    without_country,
)

__all__ = [
    "COMPANY",
    "REGISTER",
    "SCHEMES",
    "Number",
    "NumberProblem",
    "check_number",
    "expected",
    "key",
    "schemes",
]

COMPANY, REGISTER = "company", "register"
MOST_SIGNS = 60


@dataclass(frozen=True, slots=True)
class Number:
    """A number as stored (``compact``) and shown (``formatted``); ``scheme`` says which it is.

    ``is_checked``: it has a form or check digits and they fit.
    """

    country: str
    scheme: str
    name: str
    compact: str
    formatted: str
    is_checked: bool = True

    @property
    def key(self) -> str:
        """Comparable with any spelling of the same number."""
        return key(self.compact, self.country)


class NumberProblem(ValueError):  # noqa: N818 -- shown to people as a problem with their number
    """Why a number is refused, in the reader's words.

    ``code``: empty, letters, too_short, too_long, checksum, court, krs, personal,
    other_country, shape.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


_KRS = re.compile(r"(?:KRS\D*\d|000\d)\d{6,9}")
"""The Polish court register: ten digits without a check digit."""

_PERSONS: dict[str, tuple[Any, ...]] = {
    "EL": (amka,),
    "DE": (idnr,),
    "BE": (nn,),
    "RO": (cnp,),
    "PL": (pesel,),
    "ES": (dni, nie),
    "BG": (egn, pnf),
}


def expected(country: str) -> str:
    """What a form says under its field: the usual number with an example; "" for other countries."""
    usual = next(iter(schemes(country)), None)
    return _expectation(usual) if usual else ""


def check_number(text: str, *, country: str, kind: str = COMPANY) -> Number:
    """The number that ``text`` writes; NumberProblem says in plain words why it is none.

    ``kind`` "register" is the number of a certificate or an entry: there is no rule, so it is
    only tidied. So is the company number of a country without a frame.
    """
    said = " ".join(unicodedata.normalize("NFKC", text).split())
    if not said:
        raise NumberProblem("empty", _("Write a number."))
    own = schemes(country)
    if kind == REGISTER or not own:
        return _unchecked(said, country)
    for scheme, number in readings(said, own):
        return Number(country, scheme.code, scheme.name, number, scheme.form(number))
    raise _problem(said, country, own)


def _unchecked(said: str, country: str) -> Number:
    if len(said) > MOST_SIGNS:
        message = _("A number has at most %(most)d signs.") % {"most": MOST_SIGNS}
        raise NumberProblem("too_long", message)
    if not any(sign.isdigit() for sign in said):
        raise NumberProblem("letters", _("A number has at least one digit."))
    return Number(country, "", "", said, said, is_checked=False)


def _expectation(scheme: Scheme) -> str:
    return _("Expected: %(name)s (%(shape)s), for example %(example)s.") % {
        "name": scheme.name,
        "shape": scheme.shape,
        "example": scheme.example,
    }


def _problem(said: str, country: str, own: tuple[Scheme, ...]) -> NumberProblem:
    bare = without_country(unlabelled(said), own)
    scheme = _meant(bare, own)
    code, why = _elsewhere(said, country) or _personal(bare, country, own) or _wrong(bare, scheme)
    return NumberProblem(code, f"{why} {_expectation(scheme)}")


def _meant(bare: str, own: tuple[Scheme, ...]) -> Scheme:
    """The scheme a reader most likely had in mind: by its length or its letters."""
    if not bare[:1].isdigit():
        raw = [scheme for scheme in own if scheme.reads_raw]
        if raw and (REGISTERED.search(bare) or re.match(r"[JFC]\d", bare)):
            return raw[0]
    long = len(signs_of(bare))
    return next((scheme for scheme in own if long in scheme.lengths), own[0])


def _elsewhere(said: str, country: str) -> tuple[str, str] | None:
    """It is a number of another country: one stands before it, or only one has such numbers."""
    prefix = prefix_of(said)
    others = [one for one in SCHEMES if one.country not in (country, "RO")]
    found = [scheme for scheme, _number in readings(said, schemes(prefix)) if prefix != country]
    if not found and not prefix and not said.strip()[:1].isdigit():
        found = [scheme for scheme, _number in readings(said, others)]
    if not found:
        return None
    language = get_language() or "en"
    return "other_country", _("This is a number of %(country)s (%(name)s), not of %(here)s.") % {
        "country": country_name(found[0].country, language),
        "name": found[0].name,
        "here": country_name(country, language),
    }


def _personal(bare: str, country: str, own: tuple[Scheme, ...]) -> tuple[str, str] | None:
    signs = signs_of(bare)
    is_person = any(module.is_valid(signs) for module in _PERSONS.get(country, ())) or any(
        not scheme.reads_raw and scheme.module.is_valid(signs) for scheme in own
    )
    if not is_person:
        return None
    return "personal", _("This is the number of a person. Give the number of the organisation.")


def _wrong(bare: str, scheme: Scheme) -> tuple[str, str]:
    if scheme.country == "PL" and _KRS.fullmatch(bare):
        return "krs", _("A KRS number has no check digit, so it cannot be checked.")
    try:
        scheme.read(bare)
    except InvalidChecksum:
        return "checksum", _("A sign is wrong: the check digit does not fit the others.")
    except InvalidLength:
        return _length(len(signs_of(bare)), scheme)
    except InvalidComponent:
        if scheme.code == "de-register":
            return "court", _("There is no register court of this name.")
    except ValidationError:
        if any(sign.isalpha() for sign in bare) and not scheme.reads_raw:
            return "letters", _("There are letters where digits belong.")
    return "shape", _("This does not have the form of a company number.")


def _length(found: int, scheme: Scheme) -> tuple[str, str]:
    if scheme.lengths and found < min(scheme.lengths):
        return "too_short", _("Too short (signs written: %(found)d).") % {"found": found}
    return "too_long", _("Too long (signs written: %(found)d).") % {"found": found}
