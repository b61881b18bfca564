"""Company numbers of the nine countries: checked by python-stdnum, compared by one key.

A number of a person (a personal tax or identity number) is refused, so that none is stored.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from stdnum.be import nn
from stdnum.be import vat as be_vat
from stdnum.bg import egn, pnf
from stdnum.bg import vat as bg_vat
from stdnum.de import handelsregisternummer, idnr
from stdnum.de import vat as de_vat
from stdnum.es import cif, dni, nie
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidLength, ValidationError
from stdnum.gr import amka
from stdnum.gr import vat as gr_vat
from stdnum.lv import pvn
from stdnum.pl import nip, pesel, regon
from stdnum.pt import nif
from stdnum.ro import cnp, cui, onrc

from secon.places.countries import country_name, nuts_country

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COMPANY, REGISTER = "company", "register"
MOST_SIGNS = 60

_LABEL = re.compile(
    r"(?:Α\.?Φ\.?Μ|AFM|VAT|UST-?ID(?:-?NR)?|UID|KBO|BCE|BTW|TVA|CUI|CIF|NIPC|NIP|NIF|REGON|PVN"
    r"|REĢ\.? ?NR|ЕИК|EIK|БУЛСТАТ|BULSTAT|NO|NR|№)\.?(?:[\s.:]+|(?=\d))",
    re.IGNORECASE,
)
_LOOKALIKES = str.maketrans("ΑΒΕΗΙΚΜΝΟΡΤΥΧΖАВЕКМНОРСТУХ", "ABEHIKMNOPTYXZABEKMHOPCTYX")
_REGISTERED = re.compile(r"\b(HRA|HRB|PR|GnR|VR)\b", re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class Scheme:
    """One kind of number. ``example`` is made up and valid; ``lengths`` are counted in signs."""

    code: str
    country: str
    name: str
    module: Any
    shape: StrOrPromise
    example: str
    lengths: tuple[int, ...]
    form: Callable[[str], str] = str
    reads_raw: bool = False
    belongs_to_person: Callable[[str], bool] = lambda _number: False
    shortened: Callable[[str], str] = str

    def read(self, text: str) -> str:
        """The compact number; stdnum's ValidationError where it is none."""
        return str(self.module.validate(text if self.reads_raw else _signs(text)))

    def fits(self, text: str) -> str | None:
        """The compact number of an organisation, or None."""
        try:
            number = self.read(text)
        except ValidationError:
            return None
        return None if self.belongs_to_person(number) else number


def _grouped(*sizes: int, by: str) -> Callable[[str], str]:
    """How to show digits in groups: (3, 3, 2, 2) by "-"."""

    def form(number: str) -> str:
        parts, at = [], 0
        for size in sizes:
            parts.append(number[at : at + size])
            at += size
        return by.join([*parts, number[at:]] if number[at:] else parts)

    return form


SCHEMES: tuple[Scheme, ...] = (
    Scheme("el-afm", "EL", "ΑΦΜ", gr_vat, gettext_lazy("9 digits"), "123456783", (9,)),
    Scheme(
        "de-ust", "DE", "USt-IdNr.", de_vat, gettext_lazy("DE and 9 digits"), "DE123456788", (9,),
        form=lambda number: f"DE{number}",
    ),
    Scheme(
        "de-register", "DE", "Registernummer", handelsregisternummer,
        gettext_lazy("the court, then HRA, HRB, GnR, PR or VR, then the number"),
        "Mannheim HRB 12345", (), reads_raw=True,
    ),
    Scheme(
        "be-kbo", "BE", "KBO/BCE", be_vat, gettext_lazy("10 digits, the first 0 or 1"),
        "0123.456.749", (10,), form=_grouped(4, 3, 3, by="."),
    ),
    Scheme("ro-cui", "RO", "CUI", cui, gettext_lazy("2 to 10 digits"), "12345674", tuple(range(2, 11))),
    Scheme(
        "ro-onrc", "RO", "Nr. ONRC", onrc, gettext_lazy("J, F or C, county, number and year"),
        "J12/345/2019", (), reads_raw=True,
    ),
    Scheme(
        "pl-nip", "PL", "NIP", nip, gettext_lazy("10 digits"), "123-456-32-18", (10,),
        form=_grouped(3, 3, 2, 2, by="-"),
    ),
    Scheme(
        "pl-regon", "PL", "REGON", regon, gettext_lazy("9 or 14 digits"), "123456785", (9, 14),
        shortened=lambda number: number[:9],
    ),
    Scheme(
        "pt-nipc", "PT", "NIPC", nif, gettext_lazy("9 digits, the first 5, 6, 7, 8 or 9"),
        "501 234 560", (9,), form=_grouped(3, 3, 3, by=" "),
        belongs_to_person=lambda number: number[0] in "1234",
    ),
    Scheme(
        "lv-reg", "LV", "Reģ. nr.", pvn, gettext_lazy("11 digits, the first 4 or more"),
        "40123456783", (11,), belongs_to_person=lambda number: number[0] in "0123",
    ),
    Scheme(
        "es-nif", "ES", "NIF", cif, gettext_lazy("a letter, 7 digits and a digit or letter"),
        "G12345674", (9,),
    ),
    Scheme(
        "bg-eik", "BG", "ЕИК", bg_vat, gettext_lazy("9 digits"), "123456786", (9,),
        belongs_to_person=lambda number: len(number) != 9,
    ),
)  # fmt: skip

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


def schemes(country: str) -> tuple[Scheme, ...]:
    """The kinds of company number of a country (EL), the usual one first; none for others."""
    return tuple(scheme for scheme in SCHEMES if scheme.country == country)


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
    for scheme, number in _readings(said, own):
        return Number(country, scheme.code, scheme.name, number, scheme.form(number))
    raise _problem(said, country, own)


def key(number: str, country: str) -> str:
    """One spelling for joining: ``EL123456783`` for "ΑΦΜ 123 456 783" and "GR123456783" alike.

    ``country`` may be "" where none is known; a country written before the number then counts.
    What is no valid number keeps its letters and digits. Never raises; "" for nothing.
    """
    said = unicodedata.normalize("NFKC", number)
    country = nuts_country(country) or country
    for scheme, compact in _readings(said, schemes(country)):
        return country + _signs(scheme.shortened(compact))
    prefix = _prefix(said)
    if prefix and prefix != country:
        for scheme, compact in _readings(said, schemes(prefix)):
            return prefix + _signs(scheme.shortened(compact))
    signs = _signs(_without_country(_unlabelled(said), schemes(country)))
    return f"{country}{signs}" if signs else ""


def _readings(said: str, own: Iterable[Scheme]) -> Iterable[tuple[Scheme, str]]:
    """Every scheme that the text fits, as it stands and without a label or country before it."""
    own = tuple(own)
    bare = _unlabelled(said)
    for text in dict.fromkeys((said, bare, _without_country(bare, own))):
        for scheme in own:
            if number := scheme.fits(text):
                yield scheme, number


def _unlabelled(said: str) -> str:
    """Without "NIP:" or "ΑΦΜ" before it; letters that only look Latin become Latin."""
    bare = said.strip()
    while (label := _LABEL.match(bare)) and label.end() < len(bare):
        bare = bare[label.end() :]
    return bare.upper().translate(_LOOKALIKES) if not _REGISTERED.search(bare) else bare


def _prefix(said: str) -> str:
    """The country written before the number (``GR`` is EL), "" where none is."""
    found = re.match(r"([A-Z]{2})[\s.-]*[A-Z]?\d", _unlabelled(said))
    return (nuts_country(found[1]) or "") if found else ""


def _without_country(bare: str, own: tuple[Scheme, ...]) -> str:
    is_own = own and _prefix(bare) == own[0].country
    return bare[2:].lstrip(" .-") if is_own else bare


def _signs(text: str) -> str:
    return "".join(sign for sign in text.upper() if sign.isalnum())


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
    bare = _without_country(_unlabelled(said), own)
    scheme = _meant(bare, own)
    code, why = _elsewhere(said, country) or _personal(bare, country, own) or _wrong(bare, scheme)
    return NumberProblem(code, f"{why} {_expectation(scheme)}")


def _meant(bare: str, own: tuple[Scheme, ...]) -> Scheme:
    """The scheme a reader most likely had in mind: by its length or its letters."""
    if not bare[:1].isdigit():
        raw = [scheme for scheme in own if scheme.reads_raw]
        if raw and (_REGISTERED.search(bare) or re.match(r"[JFC]\d", bare)):
            return raw[0]
    long = len(_signs(bare))
    return next((scheme for scheme in own if long in scheme.lengths), own[0])


def _elsewhere(said: str, country: str) -> tuple[str, str] | None:
    """It is a number of another country: one stands before it, or only one has such numbers."""
    prefix = _prefix(said)
    others = [one for one in SCHEMES if one.country not in (country, "RO")]
    found = [scheme for scheme, _number in _readings(said, schemes(prefix)) if prefix != country]
    if not found and not prefix and not said.strip()[:1].isdigit():
        found = [scheme for scheme, _number in _readings(said, others)]
    if not found:
        return None
    language = get_language() or "en"
    return "other_country", _("This is a number of %(country)s (%(name)s), not of %(here)s.") % {
        "country": country_name(found[0].country, language),
        "name": found[0].name,
        "here": country_name(country, language),
    }


def _personal(bare: str, country: str, own: tuple[Scheme, ...]) -> tuple[str, str] | None:
    signs = _signs(bare)
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
        return _length(len(_signs(bare)), scheme)
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
