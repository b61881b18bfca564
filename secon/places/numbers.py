"""Company numbers of the nine countries in one spelling, so that two sources can be joined by them.

Pure. Forms and check digits are python-stdnum's; what a number of a person is, is told apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy
from stdnum.be import vat as be_vat
from stdnum.bg import vat as bg_vat
from stdnum.de import handelsregisternummer
from stdnum.de import vat as de_vat
from stdnum.es import cif
from stdnum.exceptions import ValidationError
from stdnum.gr import vat as gr_vat
from stdnum.lv import pvn
from stdnum.pl import nip, regon
from stdnum.pt import nif
from stdnum.ro import cui, onrc

from secon.places.countries import nuts_country

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_LABEL = re.compile(
    r"(?:Α\.?Φ\.?Μ|AFM|VAT|UST-?ID(?:-?NR)?|UID|KBO|BCE|BTW|TVA|CUI|CIF|NIPC|NIP|NIF|REGON|PVN"
    r"|REĢ\.? ?NR|ЕИК|EIK|БУЛСТАТ|BULSTAT|NO|NR|№)\.?(?:[\s.:]+|(?=\d))",
    re.IGNORECASE,
)
_LOOKALIKES = str.maketrans("ΑΒΕΗΙΚΜΝΟΡΤΥΧΖАВЕКМНОРСТУХ", "ABEHIKMNOPTYXZABEKMHOPCTYX")
REGISTERED = re.compile(r"\b(HRA|HRB|PR|GnR|VR)\b", re.IGNORECASE)


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
        return str(self.module.validate(text if self.reads_raw else signs_of(text)))

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


def schemes(country: str) -> tuple[Scheme, ...]:
    """The kinds of company number of a country (EL), the usual one first; none for others."""
    return tuple(scheme for scheme in SCHEMES if scheme.country == country)


def key(number: str, country: str) -> str:
    """One spelling for joining: ``EL123456783`` for "ΑΦΜ 123 456 783" and "GR123456783" alike.

    ``country`` may be "" where none is known; a country written before the number then counts.
    What is no valid number keeps its letters and digits. Never raises; "" for nothing.
    """
    said = unicodedata.normalize("NFKC", number)
    country = nuts_country(country) or country
    for scheme, compact in readings(said, schemes(country)):
        return country + signs_of(scheme.shortened(compact))
    prefix = prefix_of(said)
    if prefix and prefix != country:
        for scheme, compact in readings(said, schemes(prefix)):
            return prefix + signs_of(scheme.shortened(compact))
    signs = signs_of(without_country(unlabelled(said), schemes(country)))
    return f"{country}{signs}" if signs else ""


def valid_key(number: str, country: str) -> str:
    """As :func:`key`, but "" for what is no valid number of an organisation of a known scheme."""
    said = unicodedata.normalize("NFKC", number)
    country = nuts_country(country) or country
    prefix = prefix_of(said)
    for own in dict.fromkeys((country, prefix)):
        for scheme, compact in readings(said, schemes(own)):
            return own + signs_of(scheme.shortened(compact))
    return ""


def readings(said: str, own: Iterable[Scheme]) -> Iterable[tuple[Scheme, str]]:
    """Every scheme that the text fits, as it stands and without a label or country before it."""
    own = tuple(own)
    bare = unlabelled(said)
    for text in dict.fromkeys((said, bare, without_country(bare, own))):
        for scheme in own:
            if number := scheme.fits(text):
                yield scheme, number


def unlabelled(said: str) -> str:
    """Without "NIP:" or "ΑΦΜ" before it; letters that only look Latin become Latin."""
    bare = said.strip()
    while (label := _LABEL.match(bare)) and label.end() < len(bare):
        bare = bare[label.end() :]
    return bare.upper().translate(_LOOKALIKES) if not REGISTERED.search(bare) else bare


def prefix_of(said: str) -> str:
    """The country written before the number (``GR`` is EL), "" where none is."""
    found = re.match(r"([A-Z]{2})[\s.-]*[A-Z]?\d", unlabelled(said))
    return (nuts_country(found[1]) or "") if found else ""


def without_country(bare: str, own: tuple[Scheme, ...]) -> str:
    """``bare`` without the letters of its own country before it."""
    is_own = own and prefix_of(bare) == own[0].country
    return bare[2:].lstrip(" .-") if is_own else bare


def signs_of(text: str) -> str:
    """Its letters and digits, in capitals."""
    return "".join(sign for sign in text.upper() if sign.isalnum())
