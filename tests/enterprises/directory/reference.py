"""The directory in plain Python, entry by entry: slow, and plainly what is meant."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields

from secon.enterprises.domain.directory import Criteria
from secon.enterprises.domain.directory.zones import zone_of
from secon.enterprises.entry import Entry
from secon.enterprises.enums import PUBLIC_STATES, Standing, State
from secon.places.domain.geometry import haversine_km

Value = str | int | bool


def standing(entry: Entry, day: int) -> Standing:
    if entry.state != State.VERIFIED:
        return Standing.LISTED
    overdue = entry.check_again_on is not None and entry.check_again_on <= day
    return Standing.RECHECK if overdue else Standing.VERIFIED


def codes(entry: Entry) -> set[str]:
    return {code for offer in entry.offers for code in offer.cpv}


VALUES: dict[str, Callable[[Entry, int], Iterable[Value | None]]] = {
    "sectors": lambda one, day: {offer.sector for offer in one.offers},
    "audiences": lambda one, day: {who for offer in one.offers for who in offer.audiences},
    "countries": lambda one, day: [one.country],
    "regions": lambda one, day: [one.region or None],
    "nuts": lambda one, day: [
        (one.nuts or one.country)[:length] for length in range(2, len(one.nuts or one.country) + 1)
    ],
    "families": lambda one, day: [one.family],
    "social_enterprise": lambda one, day: [one.social_enterprise],
    "statuses": lambda one, day: {
        code for code, until in one.statuses if until is None or until >= day
    },
    "standing": lambda one, day: [standing(one, day)],
    "employs": lambda one, day: one.employs,
    "serves": lambda one, day: one.serves,
    "sdgs": lambda one, day: one.sdgs,
    "themes": lambda one, day: one.themes,
    "green": lambda one, day: [one.green or None],
    "digital": lambda one, day: [one.digital or None],
    "headcount": lambda one, day: [one.headcount],
    "rural": lambda one, day: [one.rural or None],
    "icnp": lambda one, day: [one.icnp],
}
"""Field of the criteria to the values an entry counts for."""


def distance_km(entry: Entry, lon: float, lat: float) -> float:
    if entry.lon is None or entry.lat is None:
        return math.inf
    return haversine_km((entry.lon, entry.lat), (lon, lat))


def delivers(entry: Entry, asked: Criteria) -> bool:
    to = asked.delivers_to
    if to is None:
        return True
    by_distance = (
        entry.delivery.km is not None
        and to.lon is not None
        and to.lat is not None
        and distance_km(entry, to.lon, to.lat) <= entry.delivery.km
    )
    return (
        (to.country or to.nuts[:2]) in entry.delivery.countries
        or by_distance
        or any(to.nuts.startswith(code) for code in entry.delivery.regions if to.nuts)
    )


def is_open(entry: Entry, asked: Criteria) -> bool:
    if asked.open_at is None:
        return True
    local = asked.open_at.astimezone(zone_of(entry.nuts or entry.country))
    minute = local.hour * 60 + local.minute
    for weekday, opens, closes in entry.hours:
        if closes > opens:
            if weekday == local.weekday() and opens <= minute < closes:
                return True
        elif (weekday == local.weekday() and opens <= minute) or (
            (weekday + 1) % 7 == local.weekday() and minute < closes
        ):
            return True
    return False


def in_area(entry: Entry, asked: Criteria) -> bool:
    near = asked.near
    if near and near.km and distance_km(entry, near.lon, near.lat) > near.km:
        return False
    if asked.bbox:
        west, south, east, north = asked.bbox
        if entry.lon is None or entry.lat is None:
            return False
        return west <= entry.lon <= east and south <= entry.lat <= north
    return True


def passes(entry: Entry, asked: Criteria, *, but: str = "") -> bool:
    """Whether an entry answers everything asked but one filter; words apart."""
    if entry.state not in PUBLIC_STATES or (entry.is_example and not asked.include_examples):
        return False
    if asked.pks is not None and entry.pk not in asked.pks:
        return False
    if asked.cpv and not any(code.startswith(asked.cpv) for code in codes(entry)):
        return False
    if not (delivers(entry, asked) and is_open(entry, asked) and in_area(entry, asked)):
        return False
    for field in fields(asked):
        if field.name in VALUES and field.name != but:
            chosen = getattr(asked, field.name)
            wanted = {True} if chosen is True else chosen
            has = set(VALUES[field.name](entry, asked.day.toordinal()))
            if wanted and not has & wanted:
                return False
    return True


def found(entries: Sequence[Entry], asked: Criteria) -> set[int]:
    return {one.pk for one in entries if passes(one, asked)}


def facets(entries: Sequence[Entry], asked: Criteria) -> dict[str, dict[Value, int]]:
    counted: dict[str, dict[Value, int]] = {}
    for name, values in VALUES.items():
        counts: Counter[Value] = Counter()
        for one in entries:
            if passes(one, asked, but=name):
                counts.update(
                    value for value in set(values(one, asked.day.toordinal())) if value is not None
                )
        counted[name] = dict(counts)
    return counted
