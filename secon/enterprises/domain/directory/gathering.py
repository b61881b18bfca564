"""What is gathered of entries, one after the other, before it becomes columns. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from enum import Enum

from secon.codes.domain.words import fold
from secon.enterprises.domain.directory.cellular import cell_at
from secon.enterprises.domain.directory.segment import MIXES, NEVER
from secon.enterprises.domain.directory.vocabulary import is_compounding, words_of
from secon.enterprises.entry import Entry
from secon.enterprises.enums import (
    Audience,
    Family,
    Group,
    Headcount,
    Icnp,
    Sector,
    SocialEnterprise,
    State,
)

MIDNIGHT = 24 * 60  # minutes
_DAY_ZERO = 730_120  # 1 January 2000: freshness counts from here
_GOLDEN = 2_654_435_761  # odd: multiplying by it mixes keys and keeps them apart

Place = tuple[str, str, str, int]
"""NUTS code, country, partner, urban type."""


def numbered(kind: type[Enum]) -> dict[object, int]:
    """The members of a closed list with their numbers, from 1; None, the unknown, is 0."""
    return {None: 0} | {member: at for at, member in enumerate(kind, start=1)}


FAMILIES, SOCIAL = numbered(Family), numbered(SocialEnterprise)
HEADCOUNTS, ICNP = numbered(Headcount), numbered(Icnp)
SECTORS, AUDIENCES, GROUPS = numbered(Sector), numbered(Audience), numbered(Group)


def bits(values: Collection[object], numbers: dict[object, int]) -> int:
    """A set of members as bits: the first member of the list is the lowest."""
    found = 0
    for value in values:
        if value is not None:
            found |= 1 << numbers[value] - 1
    return found


def mixed(pk: int) -> int:
    """32 bits of a key in an order nobody chose; different for different keys below 2^32."""
    return pk * _GOLDEN & 0xFFFFFFFF


def order_key(entry: Entry) -> int:
    """48 bits: ascending from verified to listed, then from the freshest check or confirmation."""
    days = max(entry.verified_on or 0, entry.confirmed_on or 0) - _DAY_ZERO
    fresh = min(max(days, 0), 0x7FFF)
    unverified = entry.state != State.VERIFIED
    return int(unverified) << 47 | (0x7FFF - fresh) << 32 | mixed(entry.pk)


class Numbers(dict[object, int]):
    """Gives each new value the next number."""

    def __missing__(self, value: object) -> int:
        number = self[value] = len(self)
        return number


class Runs:
    """Rows by owner, with up to three small values each."""

    def __init__(self, values: int = 0) -> None:
        """``values`` beside each row."""
        self.owners = array("i")
        self.rows = array("i")
        self.values = [array("i") for _ in range(values)]

    def add(self, owner: int, row: int, *values: int) -> None:
        """One more row of an owner."""
        self.owners.append(owner)
        self.rows.append(row)
        for column, value in zip(self.values, values, strict=True):
            column.append(value)


def _longs() -> array[int]:
    return array("q")


def _reals() -> array[float]:
    return array("d")


@dataclass(slots=True)
class Gathered:
    """Columns in the order of arrival."""

    names: list[str] = field(default_factory=list)
    pk: array[int] = field(default_factory=_longs)
    version: array[int] = field(default_factory=_longs)
    order_key: array[int] = field(default_factory=_longs)
    example: array[int] = field(default_factory=_longs)
    check: array[int] = field(default_factory=_longs)
    place: array[int] = field(default_factory=_longs)
    profile: array[int] = field(default_factory=_longs)
    mix: list[array[int]] = field(default_factory=lambda: [_longs() for _ in MIXES])
    reach: array[int] = field(default_factory=_longs)
    km: array[int] = field(default_factory=_longs)
    lon: array[float] = field(default_factory=_reals)
    lat: array[float] = field(default_factory=_reals)
    cell: array[int] = field(default_factory=lambda: array("Q"))
    places: Numbers = field(default_factory=Numbers)
    profiles: Numbers = field(default_factory=Numbers)
    mixes: list[Numbers] = field(default_factory=lambda: [Numbers() for _ in MIXES])
    themes: Numbers = field(default_factory=Numbers)
    countries: Numbers = field(default_factory=Numbers)
    reaches: Numbers = field(default_factory=Numbers)
    delivery_codes: Numbers = field(default_factory=Numbers)
    status_codes: Numbers = field(default_factory=Numbers)
    cpv_codes: Numbers = field(default_factory=Numbers)
    vocabulary: Numbers = field(default_factory=Numbers)
    may_be_compound: set[str] = field(default_factory=set)
    delivery: Runs = field(default_factory=Runs)
    statuses: Runs = field(default_factory=lambda: Runs(1))
    hours: Runs = field(default_factory=lambda: Runs(3))
    cpv: Runs = field(default_factory=Runs)
    postings: Runs = field(default_factory=lambda: Runs(1))

    def add(self, entry: Entry) -> None:
        """One more entry."""
        row = len(self.pk)
        self.pk.append(entry.pk)
        self.version.append(entry.version)
        self.order_key.append(order_key(entry))
        self.example.append(entry.is_example)
        self.names.append(fold(entry.names[0]) if entry.names else "")
        is_verified = entry.state == State.VERIFIED
        self.check.append((entry.check_again_on or NEVER) if is_verified else 0)
        self.place.append(
            self.places[entry.nuts or entry.country, entry.country, entry.region, entry.rural]
        )
        self.profile.append(self.profiles[_profile(entry)])
        for column, numbers, value in zip(self.mix, self.mixes, self._mixes(entry), strict=True):
            column.append(numbers[value])
        self._add_point(entry)
        self._add_delivery(row, entry)
        for code, until in entry.statuses:
            self.statuses.add(self.status_codes[code], row, until or NEVER)
        for weekday, opens, closes in entry.hours:
            self._add_hours(row, weekday, opens, closes)
        for code in dict.fromkeys(code for offer in entry.offers for code in offer.cpv):
            self.cpv.add(self.cpv_codes[code], row)
        self._add_words(row, entry)

    def _mixes(self, entry: Entry) -> tuple[int, ...]:
        """Bits in the order of MIXES."""
        return (
            bits([offer.sector for offer in entry.offers], SECTORS),
            bits(entry.employs, GROUPS),
            bits(entry.serves, GROUPS),
            sum(1 << goal for goal in entry.sdgs),
            sum(1 << self.themes[theme] for theme in entry.themes),
        )

    def _add_point(self, entry: Entry) -> None:
        known = entry.lon is not None and entry.lat is not None
        lon, lat = (entry.lon, entry.lat) if known else (float("nan"), float("nan"))
        self.lon.append(lon or 0.0)
        self.lat.append(lat or 0.0)
        self.cell.append(cell_at(lon or 0.0, lat or 0.0) if known else 0)

    def _add_delivery(self, row: int, entry: Entry) -> None:
        to = entry.delivery
        self.reach.append(self.reaches[sum(1 << self.countries[one] for one in to.countries)])
        self.km.append(min(to.km or 0, 0xFFFF))
        for code in to.regions:
            self.delivery.add(self.delivery_codes[code], row)

    def _add_hours(self, row: int, weekday: int, opens: int, closes: int) -> None:
        """Hours that end at or before their beginning go on through midnight."""
        if closes > opens:
            self.hours.add(weekday, row, opens, closes, closes % MIDNIGHT)
            return
        self.hours.add(weekday, row, opens, MIDNIGHT, closes)
        if closes:
            self.hours.add((weekday + 1) % 7, row, 0, closes, closes)

    def _add_words(self, row: int, entry: Entry) -> None:
        found = words_of(entry)
        if is_compounding(entry):
            self.may_be_compound.update(found)
        self.postings.owners.extend(map(self.vocabulary.__getitem__, found))
        self.postings.rows.extend([row] * len(found))
        self.postings.values[0].extend(found.values())


def _profile(entry: Entry) -> Sequence[int]:
    """Numbers in the order of segment.PROFILE."""
    audiences = {one for offer in entry.offers for one in offer.audiences}
    return (
        FAMILIES[entry.family],
        SOCIAL[entry.social_enterprise],
        HEADCOUNTS[entry.headcount],
        ICNP[entry.icnp],
        int(entry.green),
        int(entry.digital),
        bits(audiences, AUDIENCES),
    )
