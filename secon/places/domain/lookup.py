"""Reading the place codes of notices, which are often not quite codes of one NUTS version.

Pure and quick: the tables ship with the project, a code met before costs one dictionary hit.
"""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from secon.places.countries import nuts_country
from secon.places.domain.correspondence import level_of, to_2021
from secon.places.domain.tables import COUNTRY, NUTS3, codes_2021, codes_2024, older_codes
from secon.places.enums import How, Version

_LOOKALIKES = str.maketrans("АВСЕНІКМОРТХΑΒΕΗΙΚΜΝΟΡΤΧΥΖ", "ABCEHIKMOPTXABEHIKMNOPTXYZ")
"""Cyrillic and Greek capitals that look like Latin ones: typed by hand in BG and EL notices."""

_PARTS_OF = {
    **dict.fromkeys(("GP", "MQ", "GF", "RE", "YT", "MF", "BL"), "FR"),
    "AX": "FI",
    "SJ": "NO",
    "GI": "UK",
}
"""Countries of ISO 3166-1 that NUTS counts as part of another."""

_RESPELT = {"GR": "EL", "GB": "UK"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a place code says, and how it was read.

    ``code`` is a NUTS code of 2021 or 2024 (``version`` says which; a code of both counts as
    2021), a country as used inside, or ``None``. ``candidates`` are the regions of 2021 that cover
    the place where ``code`` is not simply one of them. ``contradicts`` is the country stated
    beside the code, where it is another one.
    """

    given: str
    code: str | None
    version: str
    level: int | None
    how: How
    candidates: tuple[str, ...] = ()
    older_version: str = ""
    contradicts: str | None = None

    @property
    def country(self) -> str | None:
        """The country of the code that was read."""
        return self.code[:COUNTRY] if self.code else None

    @property
    def said(self) -> str:
        """How the code was read, as a sentence in the reader's language."""
        words = {"given": self.given, "code": self.code, "version": self.older_version}
        if self.contradicts is None:
            return str(_SAID[self.how] % words)
        return gettext(
            "%(reading)s The country stated beside it, %(country)s, is another one; "
            "the code was believed."
        ) % {"reading": _SAID[self.how] % words, "country": self.contradicts}


def read_code(code: str | None, *, country: str | None = None) -> Reading:
    """Read a NUTS or country code as notices write it; never raises.

    ``country`` is the country stated beside it, in any spelling. It fills in where the code names
    no place, and is reported where the code names another country.
    """
    return _read(code or "", country or "")


@lru_cache(maxsize=16_384)
def _read(given: str, beside: str) -> Reading:
    stated = nuts_country(beside)
    reading = _read_alone(given)
    if reading.code is None and stated is not None:
        how = reading.how if reading.how is How.UNSPECIFIED else How.FROM_COUNTRY
        return _known(given, _PARTS_OF.get(stated, stated), how)
    if stated is None or reading.country in {stated, _PARTS_OF.get(stated)}:
        return reading
    return replace(reading, contradicts=stated)


def _read_alone(given: str) -> Reading:
    tidy = "".join(sign for sign in given.upper().translate(_LOOKALIKES) if sign.isalnum())
    how = How.EXACT if tidy == given else How.TIDIED
    if country := nuts_country(tidy):
        return _known(given, country, How.COUNTRY)
    if tidy[:COUNTRY] in _RESPELT:
        tidy, how = _RESPELT[tidy[:COUNTRY]] + tidy[COUNTRY:], How.RESPELT
    return (
        _of_a_version(given, tidy, how)
        or _unspecified(given, tidy)
        or _shortened(given, tidy)
        or Reading(given, None, "", None, How.UNREADABLE)
    )


def _of_a_version(given: str, tidy: str, how: How) -> Reading | None:
    if tidy in codes_2021():
        return _known(given, tidy, how)
    if tidy in codes_2024():
        return _known(given, tidy, How.NEWER)
    if tidy not in older_codes():
        return None
    version, covers = older_codes()[tidy]
    shared = _common_region(covers)
    return Reading(
        given=given,
        code=shared,
        version=Version.V2021,
        level=level_of(shared),
        how=How.OLDER,
        candidates=covers if covers != (shared,) else (),
        older_version=version,
    )


def _unspecified(given: str, tidy: str) -> Reading | None:
    """``ESZZZ``, ``NLZ``, ``EL000``: a country and then only Z or only 0; ``00``: not even that."""
    if tidy and not tidy.strip("0Z"):
        return Reading(given, None, "", None, How.UNSPECIFIED)
    country, rest = nuts_country(tidy[:COUNTRY]), tidy[COUNTRY:]
    if country and rest and (not rest.strip("Z") or not rest.strip("0")):
        return _known(given, country, How.UNSPECIFIED)
    return None


def _shortened(given: str, tidy: str) -> Reading | None:
    for length in range(min(len(tidy) - 1, NUTS3), COUNTRY - 1, -1):
        beginning = tidy[:length]
        if length == COUNTRY and not _is_code_shaped(tidy):
            return None
        if reading := _of_a_version(given, beginning, How.SHORTENED):
            return replace(reading, how=How.SHORTENED)
    return None


def _is_code_shaped(tidy: str) -> bool:
    """A country, then a sign or more of which one is a digit: not a word that begins like one."""
    return tidy.isascii() and len(tidy) <= NUTS3 + 2 and any(map(str.isdigit, tidy[COUNTRY:]))


def _known(given: str, code: str, how: How) -> Reading:
    if code in codes_2021():
        version = Version.V2021.value
    elif code in codes_2024():
        version = Version.V2024.value
    else:
        version = ""  # a country outside NUTS
    candidates = () if version != Version.V2024 else tuple(one.code for one in to_2021(code))
    return Reading(given, code, version, level_of(code), how, candidates)


def _common_region(codes: tuple[str, ...]) -> str:
    """The smallest region of 2021 that holds all of them: their longest shared beginning."""
    first, last = min(codes), max(codes)
    length = next((i for i, sign in enumerate(first) if sign != last[i : i + 1]), len(first))
    while first[:length] not in codes_2021():
        length -= 1
    return first[:length]


_SAID = {
    How.EXACT: _("%(code)s is a code of NUTS."),
    How.TIDIED: _("“%(given)s” was read as %(code)s."),
    How.RESPELT: _("“%(given)s” was read as %(code)s, the spelling NUTS uses."),
    How.COUNTRY: _("“%(given)s” names a country, not a region: %(code)s."),
    How.UNSPECIFIED: _("“%(given)s” is written where no region is meant."),
    How.NEWER: _("%(code)s is a code of NUTS 2024."),
    How.OLDER: _(
        "“%(given)s” is a code of NUTS %(version)s; its area lies in %(code)s of NUTS 2021."
    ),
    How.SHORTENED: _("“%(given)s” is not a code; its beginning was read as %(code)s."),
    How.FROM_COUNTRY: _("There is no readable code; the country beside it, %(code)s, was used."),
    How.UNREADABLE: _("There is no readable code of a place."),
}
