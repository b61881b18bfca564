"""How alike two descriptions of an organisation are, and the keys that bring them together. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from anyascii import anyascii
from rapidfuzz import fuzz

from secon.enterprises.enums import SameBy
from secon.kernel.folding import fold_name

SURE = 95  # percent from which two are taken for one without asking
SHOWN = 70  # percent from which a person is shown the other
LEAST = 60  # percent of likeness of names below which nothing else is looked at

_FORMS = """
koinsep|koispe|amke|koinoniki synetairistiki epicheirisi|synetairismos ergazomenon|syn erg
astiki mi kerdoskopiki etaireia|koinoniki synetairistiki epicheirisi
ggmbh|gmbh|gug|ug|haftungsbeschrankt|gemeinnutzige|ev|e v|eg|e g|gag
vzw|asbl|ivzw|aisbl|cvba so|cvba|cvso|cv so|cv|bvba|bv|nv|scrl|maatwerkbedrijf
srl|societate cooperativa|asociatia|asociatie|fundatia|fundatie|intreprindere sociala
kft|bt|egyesulet|alapitvany|szovetkezet|nonprofit
spolka z ograniczona odpowiedzialnoscia|sp z oo|spolka|spoldzielnia socjalna|spoldzielnia|fundacja
stowarzyszenie|przedsiebiorstwo spoleczne|non profit
crl|lda|ipss|cooperativa|associacao|fundacao|cooperativa de solidariedade social
sia|biedriba|nodibinajums|socialais uznemums
slu|sll|sal|sl|s coop|scoop|sociedad cooperativa|sociedad limitada|asociacion|fundacion
eood|ood|ead|ad|sdruzhenie|fondatsiya|kooperatsiya|sotsialno predpriyatie
ltd|cic|social enterprise|sa|ae|epe|ike
"""
_WORDS = sorted({one for line in _FORMS.split("\n") for one in line.split("|") if one}, key=len)
_FORM = re.compile(rf"(?<!\S)(?:{'|'.join(reversed(_WORDS))})(?!\S)")
_DOTTED = re.compile(r"(?<=\w)[.'’](?=\w)|(?<=\w)\.(?=\s|$)")
_NEAR_KM = 2.0


@dataclass(frozen=True, slots=True)
class Keys:
    """What duplicates are found by: the name without its form, its longest word, the town."""

    name: str
    word: str
    town: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An organisation as somebody describes it. ``number_key`` is ``numbers.key()`` or ""."""

    name: str
    country: str
    other_names: tuple[str, ...] = ()
    number_key: str = ""
    town: str = ""
    postal_code: str = ""
    lon: float | None = None
    lat: float | None = None

    def keys(self) -> Keys:
        """Of the name."""
        return keys(self.name, self.town)

    def asked(self) -> Asked:
        """Ready to be compared with many."""
        key = self.keys()
        names = (key.name, *map(name_key, self.other_names))
        return Asked(
            key,
            tuple(dict.fromkeys(name for name in names if name)),
            self.number_key,
            "".join(self.postal_code.split()),
            self.lon,
            self.lat,
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A draft with its keys, which cost more than a comparison."""

    key: Keys
    names: tuple[str, ...]
    number_key: str
    postal_code: str
    lon: float | None
    lat: float | None


@dataclass(frozen=True, slots=True)
class Stored:
    """An entry as far as likeness needs it; ``names`` are keys, the name's own first."""

    pk: int
    number_key: str
    names: tuple[str, ...]
    town: str
    postal_code: str
    lon: float | None
    lat: float | None


def name_key(name: str) -> str:
    """``name`` in Latin letters, folded, without its legal form; whole where nothing else is left.

    >>> name_key("Fundacja „Zielony Ogród”"), name_key("ΚΟΙΝ.Σ.ΕΠ. Άνθος"), name_key("Ogród Sp. z o.o.")
    ('zielony ogrod', 'anthos', 'ogrod')
    """
    plain = fold_name(_DOTTED.sub("", latin(name)))
    return " ".join(_FORM.sub(" ", plain).split())[:120].strip() or plain[:120].strip()


def latin(text: str) -> str:
    """``text`` in Latin letters without accents."""
    return text if text.isascii() else anyascii(text)


def keys(name: str, town: str) -> Keys:
    """The keys stored with an entry."""
    key = name_key(name)
    longest = max(key.split(), key=len, default="")
    return Keys(key, longest[:24], fold_name(latin(town))[:60])


def blocks(key: Keys, postal_code: str) -> Iterator[tuple[str, ...]]:
    """Two organisations are compared if they share one of these: all entries cannot be."""
    head = key.name.replace(" ", "")[:3]
    code = "".join(postal_code.split())
    yield ("name", key.name)
    for place in (key.town, code):
        if place and key.name:
            yield ("head", place, head)
            yield ("word", place, key.word)


def compare(asked: Asked, stored: Stored) -> tuple[int, SameBy]:
    """Percent of likeness and what it rests on. Different numbers speak against it."""
    if asked.number_key and asked.number_key == stored.number_key:
        return 100, SameBy.NUMBER
    alike = max(
        (_names(one, other) for one in asked.names for other in stored.names if other), default=0.0
    )
    if alike < LEAST:
        return int(alike), SameBy.NAME
    place = _place(asked, stored)
    percent = alike * (1.0 if place else 0.93 if place is None else 0.82)
    if asked.number_key and stored.number_key:
        percent *= 0.75
    return int(percent), SameBy.NAME_AND_PLACE if place else SameBy.NAME


def _names(one: str, other: str) -> float:
    """0 to 100: the order of words and the blanks between them do not matter."""
    if one == other:
        return 100.0
    together = fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""), score_cutoff=LEAST)
    ordered = fuzz.token_sort_ratio(one, other, score_cutoff=LEAST)
    fewest = min(len(one), len(other))
    contained = fuzz.token_set_ratio(one, other, score_cutoff=LEAST) * 0.9 if fewest >= 8 else 0.0
    return max(together, ordered, contained)


def _place(asked: Asked, stored: Stored) -> bool | None:
    """Whether both sit in one place; None where that is not known."""
    if None not in (asked.lon, asked.lat, stored.lon, stored.lat):
        km = _km(asked.lon, asked.lat, stored.lon, stored.lat)  # type: ignore[arg-type]  # none is None
        if km <= _NEAR_KM:
            return True
    town = asked.key.town
    codes = {asked.postal_code, "".join(stored.postal_code.split())}
    if (town and town == stored.town) or (len(codes) == 1 and "" not in codes):
        return True
    known = (town and stored.town) or "" not in codes
    return False if known else None


def _km(lon: float, lat: float, other_lon: float, other_lat: float) -> float:
    up, across = radians(other_lat - lat), radians(other_lon - lon)
    half = sin(up / 2) ** 2 + cos(radians(lat)) * cos(radians(other_lat)) * sin(across / 2) ** 2
    return 12742.0 * asin(sqrt(half))
