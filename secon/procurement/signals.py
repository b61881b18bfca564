"""The social side of a lot made visible: which signals it carries, and the field that proves each.

Only what the buyer coded is ``coded``. That a purchase is a social service because its CPV code
is on the list of Annex XIV is ``derived``: true, but not said to be social by the buyer. What is
unknown gives no signal, and so does a stated none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from secon.procurement.notice import Lot, Notice


class Kind(StrEnum):
    """What a signal is about, strongest first."""

    RESERVED_PARTICIPATION = "reserved-participation"
    RESERVED_EXECUTION = "reserved-execution"
    SOCIAL_OBJECTIVE = "social-objective"
    STRATEGIC_SOCIAL = "strategic-social"
    SOCIAL_SERVICE = "social-service"
    ACCESSIBILITY = "accessibility"
    GREEN = "green"
    INNOVATION = "innovation"
    SME = "sme"


class Strength(StrEnum):
    """How we know: a code of the buyer, or a conclusion from another code."""

    CODED = "coded"
    DERIVED = "derived"


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal. ``code`` is of the list that ``field`` uses; ``article`` where a law grants it."""

    kind: Kind
    code: str
    strength: Strength
    field: str
    article: str | None = None


SOCIAL_SERVICE_CPV = (
    "75121",
    "75122",
    "75123",
    "79622",
    "79624",
    "79625",
    "8011",
    "8030",
    "8042",
    "8043",
    "80511",
    "80520",
    "8059",
    "85",
    "9250",
    "9260",
    "981330",
    "9813311",
)
"""Prefixes that name exactly the 115 codes of the list ``social-service-cpv`` (eForms SDK 1.15.1)
among the 9,454 of CPV 2008."""

ARTICLES = {
    ("32014L0023", "res-ws"): "Directive 2014/23/EU, Article 24",
    ("32014L0024", "res-ws"): "Directive 2014/24/EU, Article 20",
    ("32014L0024", "res-pub-ser"): "Directive 2014/24/EU, Article 77",
    ("32014L0025", "res-ws"): "Directive 2014/25/EU, Article 38",
    ("32014L0025", "res-pub-ser"): "Directive 2014/25/EU, Article 94",
    ("32009L0081", "res-ws"): "Directive 2009/81/EC, Article 14",
}
"""Legal basis and code to the article that allows the reservation; ``res-ws`` also covers
execution in sheltered employment programmes."""

STRATEGIC = {
    "soc-obj": Kind.STRATEGIC_SOCIAL,
    "env-imp": Kind.GREEN,
    "inn-pur": Kind.INNOVATION,
}


def signals(notice: Notice, lot: Lot) -> tuple[Signal, ...]:
    """The signals of ``lot``, strongest kind first, each code once per field."""
    order = list(Kind)
    found = dict.fromkeys(_signals(notice, lot))
    return tuple(sorted(found, key=lambda signal: order.index(signal.kind)))


def _signals(notice: Notice, lot: Lot) -> Iterator[Signal]:
    yield from _reservations(lot, notice.legal_basis or "")
    for code in lot.strategic or ():
        if code in STRATEGIC:
            yield _coded(STRATEGIC[code], code, lot, "strategic")
    lists = (
        (Kind.SOCIAL_OBJECTIVE, "social", lot.social),
        (Kind.GREEN, "green", lot.green),
        (Kind.GREEN, "green_criteria", lot.green_criteria),
        (Kind.INNOVATION, "innovation", lot.innovation),
    )
    for kind, attribute, codes in lists:
        for code in codes or ():
            yield _coded(kind, code, lot, attribute)
    if lot.accessibility == "inc":
        yield _coded(Kind.ACCESSIBILITY, "inc", lot, "accessibility")
    if lot.sme_suitable:
        yield _coded(Kind.SME, "true", lot, "sme_suitable")
    yield from _social_service(notice, lot)


def _reservations(lot: Lot, basis: str) -> Iterator[Signal]:
    for code in lot.reserved or ():
        article = ARTICLES.get((basis, code))
        yield _coded(Kind.RESERVED_PARTICIPATION, code, lot, "reserved", article)
    if lot.reserved_execution:
        article = ARTICLES.get((basis, "res-ws"))
        yield _coded(Kind.RESERVED_EXECUTION, "yes", lot, "reserved_execution", article)


def _social_service(notice: Notice, lot: Lot) -> Iterator[Signal]:
    """The light regime is for social and other specific services only; the code list is narrower."""
    if notice.light_regime:
        field = "OPP-070-notice" if notice.subtype else notice.root
        code = notice.subtype or notice.root
        yield Signal(Kind.SOCIAL_SERVICE, code, Strength.CODED, field)
    place = "Lot" if lot.cpv else "Procedure"
    fields = ("BT-262", "BT-263") if notice.subtype else ("CPV_MAIN", "CPV_ADDITIONAL")
    for position, code in enumerate(lot.cpv or notice.cpv):
        if is_social_service(code):
            field = fields[position > 0] + (f"-{place}" if notice.subtype else "")
            yield Signal(Kind.SOCIAL_SERVICE, code, Strength.DERIVED, field)


def is_social_service(cpv: str) -> bool:
    """Whether a CPV code is on the list of social and other specific services."""
    return cpv.startswith(SOCIAL_SERVICE_CPV)


def _coded(kind: Kind, code: str, lot: Lot, attribute: str, article: str | None = None) -> Signal:
    return Signal(kind, code, Strength.CODED, lot.proofs.get(attribute, attribute), article)
