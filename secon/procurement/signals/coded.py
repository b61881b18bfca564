"""Signals that the buyer's codes say, or that follow from them. Pure."""

from collections.abc import Iterator

from secon.procurement.notice import Lot, Notice
from secon.procurement.signals.found import Kind, Signal, Strength

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


def coded(notice: Notice, lot: Lot) -> Iterator[Signal]:
    """The signals in the coded fields of ``lot``; the same one may come twice."""
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
    for position, code in enumerate(lot.cpv or notice.cpv):
        if is_social_service(code):
            field = cpv_field(notice, lot, main=not position)
            yield Signal(Kind.SOCIAL_SERVICE, code, Strength.DERIVED, field)


def cpv_field(notice: Notice, lot: Lot, *, main: bool) -> str:
    """The coded field that states a CPV code which counts for ``lot``."""
    if not notice.subtype:
        return "CPV_MAIN" if main else "CPV_ADDITIONAL"
    return f"{'BT-262' if main else 'BT-263'}-{'Lot' if lot.cpv else 'Procedure'}"


def is_social_service(cpv: str) -> bool:
    """Whether a CPV code is on the list of social and other specific services."""
    return cpv.startswith(SOCIAL_SERVICE_CPV)


def _coded(kind: Kind, code: str, lot: Lot, attribute: str, article: str | None = None) -> Signal:
    return Signal(kind, code, Strength.CODED, lot.proofs.get(attribute, attribute), article)
