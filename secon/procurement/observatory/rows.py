"""A lot as a row of the archive, whichever way it came: from the database or straight from a parser."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import polars as pl

from secon.partnership.domain.territories import Territory, territories
from secon.procurement.folding import fold

VERSION: Final = 2
"""Of the columns and of what they mean; written into each file."""
VERSION_KEY: Final = "secon.archive"
CLAUSE: Final = "clause"
MENTION: Final = "mention"
SUITED: Final = "suited-sector"
SERVICE: Final = "social-service"
READ_LANGUAGES: Final = frozenset(
    ["bg", "de", "el", "en", "es", "fr", "hu", "lv", "nl", "pl", "pt", "ro"]
)
"""Languages whose texts are searched for clauses."""

SCHEMA: Final[dict[str, Any]] = {
    "lot_id": pl.Int64,
    "publication": pl.String,
    "lot": pl.String,
    "lot_kind": pl.String,
    "stage": pl.String,
    "notice_type": pl.String,
    "subtype": pl.String,
    "format": pl.String,
    "published": pl.Date,
    "deadline": pl.Datetime("us", "UTC"),
    "deadline_kind": pl.String,
    "open_until": pl.Date,
    "closed_on": pl.Date,
    "closed_by": pl.String,
    "is_current": pl.Boolean,
    "procedure": pl.String,
    "language": pl.String,
    "titles": pl.String,  # JSON: language to text
    "nature": pl.String,
    "cpv": pl.List(pl.String),  # the main code first
    "value": pl.Float64,
    "currency": pl.String,
    "country": pl.String,
    "countries": pl.List(pl.String),  # of all places
    "nuts": pl.List(pl.String),
    "territories": pl.List(pl.String),  # partners' regions that a place lies in
    "rung": pl.String,
    "reserved": pl.List(pl.String),  # null unknown, empty a stated none
    "reserved_execution": pl.Boolean,
    "strategic": pl.List(pl.String),
    "social": pl.List(pl.String),
    "green": pl.List(pl.String),
    "innovation": pl.List(pl.String),
    "sme_suitable": pl.Boolean,
    "light_regime": pl.Boolean,
    "signals": pl.List(pl.String),  # kinds
    "doubtful": pl.List(pl.String),  # kinds whose every signal is doubtful
    "clauses": pl.List(pl.String),  # found in text: kind and use, "work-integration/mention"
    "clause_read": pl.Boolean,  # its words were searched, in a language we read
    "clause_binding": pl.Boolean,
    "clause_mention": pl.Boolean,  # only mentions, nothing that binds
    "social_service": pl.Boolean,
    "suited": pl.List(pl.String),  # codes of the list of sectors suited to social enterprises
    "buyers": pl.List(pl.String),
    "winners": pl.List(pl.String),
    "winner_keys": pl.List(pl.String),  # valid company numbers of organisations
    "call_publication": pl.String,
    "is_example": pl.Boolean,
}


@dataclass(frozen=True, slots=True)
class Place:
    """A place of performance on the rung that counts."""

    nuts: str
    country: str
    city: str
    postal_code: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A signal as stored. ``code`` of a clause or mention is what it is about."""

    kind: str
    code: str
    use: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class LotFacts:
    """What is known of a lot. Code lists: null unknown, empty a stated none."""

    lot_id: int
    publication: str
    lot: str
    lot_kind: str
    stage: str
    notice_type: str
    subtype: str
    format: str
    published: date | None
    deadline: datetime | None
    deadline_kind: str
    open_until: date | None
    closed_on: date | None
    closed_by: str
    is_current: bool
    procedure: str
    language: str
    nature: str
    value: float | None
    currency: str
    country: str
    rung: str
    reserved: Sequence[str] | None
    reserved_execution: bool | None
    strategic: Sequence[str] | None
    social: Sequence[str] | None
    green: Sequence[str] | None
    innovation: Sequence[str] | None
    sme_suitable: bool | None
    light_regime: bool
    is_example: bool
    was_searched: bool  # for clauses
    titles: Mapping[str, str]
    cpv: Sequence[str]
    places: Sequence[Place]
    signs: Sequence[Sign]
    buyers: Sequence[str]
    winners: Sequence[str]
    winner_keys: Sequence[str]
    call_publication: str | None = None


def row(facts: LotFacts) -> dict[str, object]:
    """The row of a lot: column to value, in the order of :data:`SCHEMA`."""
    made: dict[str, object] = {
        "titles": json.dumps(dict(facts.titles), ensure_ascii=False, sort_keys=True),
        "countries": _once(place.country for place in facts.places),
        "nuts": [place.nuts for place in facts.places if place.nuts],
        "territories": territories_of(facts.places),
        "clause_read": facts.was_searched and facts.language in READ_LANGUAGES,
        **_signs(facts.signs),
    }
    for name in SCHEMA:
        if name not in made:
            value = getattr(facts, name)
            made[name] = list(value) if isinstance(value, tuple) else value
    return {name: made[name] for name in SCHEMA}


def _signs(signs: Sequence[Sign]) -> dict[str, object]:
    sure = {sign.kind for sign in signs if not sign.doubt}
    return {
        "signals": [sign.kind for sign in signs],
        "doubtful": _once(sign.kind for sign in signs if sign.kind not in sure),
        "clauses": _once(
            f"{sign.code}/{sign.use}" for sign in signs if sign.kind in {CLAUSE, MENTION}
        ),
        "clause_binding": CLAUSE in sure,
        "clause_mention": MENTION in sure and CLAUSE not in sure,
        "social_service": SERVICE in sure,
        "suited": _once(sign.code for sign in signs if sign.kind == SUITED),
    }


def territories_of(places: Iterable[Place]) -> list[str]:
    """The partners' regions that any of the places lies in."""
    places = tuple(places)
    return [one.slug for one in territories() if any(_inside(place, one) for place in places)]


def _inside(place: Place, territory: Territory) -> bool:
    if not place.nuts.startswith(territory.codes):
        return False
    if not territory.municipality:
        return True
    same_town = fold(place.city) == fold(territory.municipality)
    return same_town or (
        bool(territory.postal_prefixes) and place.postal_code.startswith(territory.postal_prefixes)
    )


def _once(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))


def frame(rows: Iterable[Mapping[str, object]]) -> pl.DataFrame:
    """The rows as a table with the columns of the archive."""
    return pl.DataFrame(list(rows), schema=SCHEMA, orient="row")
