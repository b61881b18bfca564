"""A procurement notice as plain data: what every format is read into and everything else reads.

Three things stay apart wherever a buyer may be silent:
``None`` is unknown (the field is absent, withheld or a sentinel), an empty tuple or ``False`` is a
stated none or no, and anything else is a stated value. Codes are those of the EU code lists in
eForms spelling (``res-ws``, ``acc-all``); older TED_EXPORT markers are mapped to them.
Languages are ISO 639-1, countries ISO 3166-1 alpha-2 with ``EL`` and ``UK`` as in NUTS, moments
timezone-aware, amounts in the currency's major unit.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final, TypeVar

Texts = Mapping[str, str]
"""Language code to text; a language that is not there was not published. The code ``und`` stands
where neither the text nor the notice names a language."""


class Stage(StrEnum):
    """Where in a procedure a notice stands."""

    PLANNING = "planning"
    CALL = "call"
    RESULT = "result"  # awards, their prior announcement (VEAT) and completions
    CHANGE = "change"  # contract modification after award
    OTHER = "other"  # business registration, corrections without lots


class Rung(StrEnum):
    """Which statement told the place, best first: the ladder of places."""

    LOT = "lot"  # the lot's own NUTS code
    ANYWHERE = "anywhere"  # the lot says: anywhere (in the country, the EEA, the world)
    PROCEDURE = "procedure"  # the procedure's NUTS code
    COUNTRY = "country"  # only a country, of the lot or the procedure
    BUYER = "buyer"  # only the buyer's own address
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount above zero in an ISO 4217 currency; doubtful where its form suggests an error."""

    amount: Decimal
    currency: str
    doubtful: bool = False  # over two decimals, or a hundred times what the notice says elsewhere


@dataclass(frozen=True, slots=True)
class Place:
    """Where a lot is performed, as published. ``anywhere`` is a code of other-place-service."""

    nuts: str | None = None
    country: str | None = None
    city: str | None = None
    postal_code: str | None = None
    anywhere: str | None = None


@dataclass(frozen=True, slots=True)
class ResolvedPlaces:
    """The places that count for a lot and the rung of the ladder they were found on."""

    places: tuple[Place, ...]
    rung: Rung


@dataclass(frozen=True, slots=True)
class Contact:
    """Personal data of a buyer's contact point: never shown to anonymous readers nor exported."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class Organisation:
    """A buyer, winner or other body named in the notice; ``id`` holds within this notice only."""

    id: str
    names: Texts
    national_ids: tuple[str, ...] = ()
    place: Place = Place()
    size: str | None = None  # economic-operator-size
    legal_type: str | None = None  # buyer-legal-type
    activity: str | None = None  # main-activity
    website: str | None = None
    contact: Contact | None = None


@dataclass(frozen=True)
class Criterion:
    """An award criterion: kind ``cost``, ``price`` or ``quality``; weight as published."""

    kind: str | None
    names: Texts = field(default_factory=dict)
    descriptions: Texts = field(default_factory=dict)
    weight: Decimal | None = None
    weight_unit: str | None = None  # number-weight code: per-exa, dec-exa, poi-exa, ord-imp …


@dataclass(frozen=True, slots=True)
class Winner:
    """A tender that won: who, for how much. ``organisation_ids`` point into Notice.organisations."""

    organisation_ids: tuple[str, ...]
    value: Money | None = None
    contract_date: date | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """How a lot ended. ``status`` is winner-selection-status."""

    status: str | None
    reason: str | None = None  # non-award-justification
    winners: tuple[Winner, ...] = ()
    tenders_received: int | None = None
    lowest: Money | None = None
    highest: Money | None = None


@dataclass(frozen=True)
class Lot:
    """The unit of everything: what is bought, where, until when, and what the buyer coded of it."""

    id: str
    kind: str = "lot"  # lot, part (planning) or group
    number: str | None = None  # the buyer's own number
    titles: Texts = field(default_factory=dict)
    descriptions: Texts = field(default_factory=dict)
    cpv: tuple[str, ...] = ()  # eight digits, the main one first
    nature: str | None = None  # contract-nature: works, supplies, services, combined
    places: tuple[Place, ...] = ()
    value: Money | None = None
    framework_maximum: Money | None = None
    deadline: datetime | None = None
    deadline_kind: str | None = None  # tender (BT-131), participation (BT-1311), interest (BT-630)
    questions_until: datetime | None = None
    starts: date | None = None
    ends: date | None = None
    duration: tuple[Decimal, str] | None = None  # amount, unit: DAY, WEEK, MONTH, YEAR
    reserved: tuple[str, ...] | None = None  # BT-71: res-ws (Art. 20), res-pub-ser (Art. 77)
    reserved_execution: bool | None = None  # BT-736
    strategic: tuple[str, ...] | None = None  # BT-06: env-imp, inn-pur, soc-obj
    strategic_texts: Texts = field(default_factory=dict)  # BT-777
    social: tuple[str, ...] | None = None  # BT-775
    green: tuple[str, ...] | None = None  # BT-774
    innovation: tuple[str, ...] | None = None  # BT-776
    accessibility: str | None = None  # BT-754: inc, n-inc, n-inc-just
    green_criteria: tuple[str, ...] | None = None  # BT-805
    sme_suitable: bool | None = None  # BT-726
    conditions: Texts = field(default_factory=dict)  # BT-70, joined by blank lines
    participation: Texts = field(
        default_factory=dict
    )  # selection and participation conditions in words
    additional: Texts = field(
        default_factory=dict
    )  # BT-300 and the older forms' further information
    criteria: tuple[Criterion, ...] = ()
    result: Result | None = None
    proofs: Mapping[str, str] = field(default_factory=dict)
    """Attribute name to the coded field that states it: ``reserved`` to ``BT-71-Lot`` or
    ``RESTRICTED_SHELTERED_WORKSHOP``. Only attributes that are known stand here. An older
    form says "no" by leaving its box empty: ``RESTRICTED_SHELTERED_WORKSHOP (not ticked)``."""


@dataclass(frozen=True, slots=True)
class Change:
    """What this notice changes: the notice before it, why, and the sections named."""

    of: str | None  # publication number 123456-2023, or notice id with version; early SDKs omit it
    reason: str | None = None  # change-corrig-justification, modification-justification
    texts: Texts = field(default_factory=dict)
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Notice:
    """One published notice with its lots. ``publication`` (``262891-2023``) is the only safe key."""

    publication: str
    format: str  # eforms-sdk-1.13, R2.0.9.S03 …
    root: str  # ContractNotice … or the older form: F02_2014
    stage: Stage
    kind: str | None  # notice-type: cn-standard, can-social …
    subtype: str | None  # notice-subtype 1–40, E1 …
    form: str | None  # form-type: planning, competition, result …
    published: date | None
    issued: date | None
    languages: tuple[str, ...]  # of the notice, the original first
    country: str | None  # the first buyer's
    titles: Texts
    descriptions: Texts = field(default_factory=dict)
    additional: Texts = field(default_factory=dict)  # BT-300 of the procedure
    notice_id: str | None = None  # BT-701
    version: str | None = None  # BT-757
    procedure: str | None = None  # BT-04, joins a call to its results
    procedure_kind: str | None = None  # procurement-procedure-type
    accelerated: bool | None = None
    legal_basis: str | None = None
    light_regime: bool = False  # subtypes 12–14, 20, 21, 33–35 and their older forms
    nature: str | None = None
    cpv: tuple[str, ...] = ()
    value: Money | None = None
    places: tuple[Place, ...] = ()
    buyers: tuple[str, ...] = ()  # into organisations
    organisations: tuple[Organisation, ...] = ()
    lots: tuple[Lot, ...] = ()
    change: Change | None = None
    refers_to: tuple[str, ...] = ()  # earlier notices of the procedure, named as in Change.of
    total: Money | None = None  # of a result
    documents: str | None = None  # address of the procurement documents
    withheld: tuple[str, ...] = ()  # non-publication-identifier of what was not published
    warnings: tuple[str, ...] = ()  # "code: where" of what could be read only with doubt

    def resolve(self, lot: Lot) -> ResolvedPlaces:
        """The places of ``lot`` by the ladder, and the rung they were found on."""
        buyer = tuple(o.place for o in self.organisations if o.id in self.buyers)
        ladder = (
            (Rung.LOT, [p for p in lot.places if p.nuts]),
            (Rung.ANYWHERE, [p for p in lot.places if p.anywhere]),
            (Rung.PROCEDURE, [p for p in self.places if p.nuts]),
            (Rung.ANYWHERE, [p for p in self.places if p.anywhere]),
            (Rung.COUNTRY, [p for p in lot.places + self.places if p.country]),
            (Rung.BUYER, [p for p in buyer if p.nuts or p.country]),
        )
        for rung, places in ladder:
            if places:
                return ResolvedPlaces(tuple(places), rung)
        return ResolvedPlaces((), Rung.NOTHING)


Record = TypeVar("Record", Organisation, Criterion, Lot, Notice)

_NEEDED: Final[Mapping[type, tuple[frozenset[str], tuple[str, ...]]]] = {
    kind: (
        frozenset(
            one.name
            for one in fields(kind)
            if one.default is MISSING and one.default_factory is MISSING
        ),
        tuple(one.name for one in fields(kind) if one.default_factory is not MISSING),
    )
    for kind in (Organisation, Criterion, Lot, Notice)
}
"""The fields that must be stated, and those that are an own empty mapping where nothing is."""


def build(kind: type[Record], stated: Mapping[str, Any]) -> Record:
    """The same as ``kind(**stated)`` in a fifth of the time, which of a notice is all that counts.

    A frozen ``__init__`` sets each of 37 fields by a call, but few are ever stated. Here those that
    are not stay with the default of the class, which is why these records have no slots.
    """
    mandatory, mappings = _NEEDED[kind]
    if not mandatory <= stated.keys():
        raise TypeError(f"{kind.__name__} needs {sorted(mandatory - stated.keys())}")
    record = object.__new__(kind)
    values = record.__dict__
    for name in mappings:
        values[name] = {}
    values.update(stated)
    return record
