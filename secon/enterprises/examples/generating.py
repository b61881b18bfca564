"""Making examples, one after another, by a seed."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from itertools import accumulate, combinations
from random import Random

from secon.enterprises.enums import Family, Group, Headcount, LinkKind, Turnover
from secon.enterprises.examples.companies import company_number
from secon.enterprises.examples.kinds import Draft, DraftOffer, DraftText, Place, Trade, Words
from secon.enterprises.examples.naming import name_of
from secon.enterprises.examples.reading import TOWN, hand_places, trades, words
from secon.enterprises.examples.scattering import Locate, Scatter
from secon.enterprises.examples.standing import Standing, standing

DAY = date(2026, 9, 1)
"""The day on which examples stand where they stand, unless another is named."""
ENGLISH = "en"
SITE = "https://example.org"

_OF_SEED, _SEEDS = 600_000, 16  # company numbers of a seed, seeds before numbers come again
_OLDEST = 35  # years
_MANY = 20_000  # examples from which the same name may come twice, as in life
_SECOND_TRADE, _ENGLISH_TEXT, _UNKNOWN = 0.15, 0.2, 0.15  # shares
_FAMILIES: dict[str, tuple[int, ...]] = {  # weights of cooperative, association, foundation, other
    "EL": (12, 4, 1, 2),
    "DE": (4, 6, 1, 6),
    "BE": (5, 8, 1, 3),
    "RO": (2, 7, 3, 6),
    "PL": (7, 4, 5, 3),
    "PT": (6, 8, 2, 2),
    "LV": (1, 4, 1, 10),
    "ES": (8, 5, 3, 6),
    "BG": (4, 5, 4, 6),
}
_IN_ORDER = (Family.COOPERATIVE, Family.ASSOCIATION, Family.FOUNDATION, Family.OTHER)
_HEADCOUNTS = (Headcount.NONE, Headcount.MICRO, Headcount.SMALL, Headcount.MEDIUM, Headcount.LARGE)
_TURNOVERS = (Turnover.TINY, Turnover.MICRO, Turnover.MICRO, Turnover.SMALL, Turnover.MEDIUM)
_SIZES = (10, 52, 30, 7, 1)


def generate(
    count: int,
    *,
    seed: int,
    regions: Sequence[str] | None = None,
    today: date = DAY,
    places: Sequence[Place] | None = None,
    locate: Locate | None = None,
    numbered: bool = False,
) -> Iterator[Draft]:
    """``count`` examples; the same arguments give the same ones, a greater count adds some.

    ``regions``: slugs of partners, taken in turn, so that each has as many; None is everywhere,
    by the number of people. ``places`` replaces the towns written by hand, ``locate`` keeps points
    inside their region. ``numbered`` gives company numbers: only where they leave no machine.
    """
    towns = hand_places() if places is None else places
    scatters = _scatters(towns, regions, locate)
    taken: set[str] = set()
    rng = Random(seed)  # noqa: S311 -- examples, not secrets
    for serial in range(1, count + 1):
        scatter = scatters[serial % len(scatters)]
        place = scatter.place(rng)
        yield _draft(
            f"{seed}-{serial}",
            place,
            scatter.point(place, rng),
            number=company_number(place.country, _OF_SEED * (seed % _SEEDS) + serial)
            if numbered
            else "",
            today=today,
            rng=rng,
            taken=taken,
            of_many=count > _MANY,
        )


def _scatters(
    towns: Sequence[Place], regions: Sequence[str] | None, locate: Locate | None
) -> list[Scatter]:
    if regions is None:
        return [Scatter(towns, locate)]
    chosen = {slug: [one for one in towns if one.region == slug] for slug in regions}
    if empty := [slug for slug, inside in chosen.items() if not inside]:
        message = f"no towns for examples in {', '.join(empty)}"
        raise ValueError(message)
    return [Scatter(inside, locate) for inside in chosen.values()]


def _draft(
    key: str,
    place: Place,
    point: tuple[float, float],
    *,
    number: str,
    today: date,
    rng: Random,
    taken: set[str],
    of_many: bool,
) -> Draft:
    trade = _trade(place, rng)
    at = 0 if len(place.languages) == 1 or rng.random() < 0.7 else 1
    own = words(place.languages[at])
    said = own.trades[trade.code]
    family = _family(place.country, trade, rng)
    others = _other_languages(place, own.language, rng)
    note = rng.randrange(len(own.notes))
    stands = standing(place.country, family, today=today, rng=rng)
    size = _pick(_SIZES, rng)
    second = _second(trade, rng)
    website = f"{SITE}/{key}"
    return Draft(
        key=key,
        trade=trade.code,
        name=name_of(own, family, said.label, rng=rng, taken=taken, of_many=of_many),
        original_language=own.language,
        summary=said.about,
        description=_description(own, note),
        translations=tuple(
            DraftText(one.language, one.trades[trade.code].about, _description(one, note), machine)
            for one, machine in others
        ),
        country=place.country,
        nuts=place.nuts,
        region=place.region,
        town=place.names[at] if at < len(place.names) else place.names[0],
        postal_code=place.postal_code,
        lon=point[0],
        lat=point[1],
        company_number=number,
        legal_form=own.forms[family],
        family=family,
        social_enterprise=stands.social_enterprise,
        nace_main=trade.nace,
        nace_other=(second.nace,) if second else (),
        icnp=trade.icnp,
        sdgs=trade.sdgs,
        themes=trade.themes,
        green=trade.green,
        digital=trade.digital,
        employs=_some(trade.employs, rng),
        serves=_some(trade.serves, rng),
        headcount=None if rng.random() < _UNKNOWN else _HEADCOUNTS[size],
        turnover=None if rng.random() < _UNKNOWN * 2 else _TURNOVERS[size],
        founded=_founded(stands, rng),
        email="info@example.org",
        website=website,
        links=((LinkKind.SHOP, f"{website}/shop"),) if trade.shop else (),
        offers=_offers(own, others, trade) + (_offers(own, others, second)[:1] if second else ()),
        delivers_country=trade.country,
        delivery_km=rng.choice(trade.km) if trade.km and rng.random() > 0.1 else None,
        delivery_regions=(place.nuts[:4],) if not trade.country and rng.random() < 0.1 else (),
        agrees_to_messages=rng.random() < 0.4,
        hours=trade.hours if rng.random() > _UNKNOWN else (),
        statuses=stands.statuses,
        checks=stands.checks,
        state=stands.state,
        listed_on=stands.listed_on,
        verified_on=stands.verified_on,
        check_again_on=stands.check_again_on,
        confirmed_on=stands.confirmed_on,
        ended_on=stands.ended_on,
        end_reason=own.ended if stands.ended_on else "",
    )


@cache
def _weights(in_town: bool) -> tuple[int, ...]:
    return tuple(one.in_towns if in_town else one.in_villages for one in trades())


def _trade(place: Place, rng: Random) -> Trade:
    return trades()[_pick(_weights(place.people >= TOWN), rng)]


def _second(first: Trade, rng: Random) -> Trade | None:
    if rng.random() > _SECOND_TRADE:
        return None
    other = rng.choice(trades())
    return None if other is first or other.families else other


def _family(country: str, trade: Trade, rng: Random) -> Family:
    if trade.families:
        return rng.choice(trade.families)
    return _IN_ORDER[_pick(_FAMILIES[country], rng)]


def _founded(stands: Standing, rng: Random) -> int | None:
    """The year it began: before all that is known of it."""
    if rng.random() < _UNKNOWN:
        return None
    first = min([stands.listed_on, *(one.valid_from for one in stands.statuses)])
    return first.year - 1 - int(rng.random() ** 2 * _OLDEST)


@cache
def _until(weights: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(accumulate(weights))


def _pick(weights: tuple[int, ...], rng: Random) -> int:
    """A position, as often as its weight says."""
    until = _until(weights)
    return bisect(until, rng.random() * until[-1])


@cache
def _subsets(groups: tuple[Group, ...]) -> tuple[tuple[Group, ...], ...]:
    """Nothing once, each one and each two of ``groups``."""
    return ((), *((one,) for one in groups), *combinations(groups, 2))


def _some(groups: tuple[Group, ...], rng: Random) -> tuple[Group, ...]:
    """None, one or two of them."""
    subsets = _subsets(groups)
    return subsets[int(rng.random() * len(subsets))]


def _other_languages(place: Place, own: str, rng: Random) -> tuple[tuple[Words, bool], ...]:
    """The place's other language, and now and then English; whether by machine."""
    found = [(words(one), False) for one in place.languages if one != own]
    if rng.random() < _ENGLISH_TEXT:
        found.append((words(ENGLISH), rng.random() < 0.7))
    return tuple(found)


@cache
def _texts(language: str, note: int) -> str:
    said = words(language)
    return f"{said.notes[note]} {said.notes[note - 1]}\n\n{said.example}"


def _description(said: Words, note: int) -> str:
    return _texts(said.language, note)


def _offers(
    own: Words, others: tuple[tuple[Words, bool], ...], trade: Trade
) -> tuple[DraftOffer, ...]:
    languages = tuple([(one.language, machine) for one, machine in others])
    return _told(own.language, languages, trade.code)


@cache
def _told(language: str, others: tuple[tuple[str, bool], ...], code: str) -> tuple[DraftOffer, ...]:
    trade = next(one for one in trades() if one.code == code)
    return tuple(
        DraftOffer(
            title,
            tuple((one, words(one).trades[code].offers[at], machine) for one, machine in others),
            trade.sector,
            cpv,
            trade.audiences,
        )
        for at, (title, cpv) in enumerate(
            zip(words(language).trades[code].offers, trade.cpv, strict=True)
        )
    )
