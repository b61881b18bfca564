"""eForms projects: what a procedure or one of its lots buys, where and with which aims.

Every handler takes the element, the record in the making and the context of the notice.
"""

from collections.abc import Callable, Mapping
from typing import Final

from secon.procurement.formats import values
from secon.procurement.formats.eforms_parties import (
    Context,
    Fields,
    address,
    extension,
    list_of,
)
from secon.procurement.formats.eforms_results import amount
from secon.procurement.formats.names import (
    CAC,
    CBC,
    DESCRIPTION,
    EFBC,
    END_DATE,
    ID,
    NAME,
    NOTE,
    START_DATE,
    UBL_EXTENSIONS,
)
from secon.procurement.formats.xml import Element
from secon.procurement.notice import Place

Handler = Callable[[Element, Fields, Context], None]
Handlers = Mapping[object, Handler]
"""Tag to handler; lxml gives an unresolved entity a function for a tag, hence ``object``."""

ATTRIBUTES: Final = {
    "strategic-procurement": "strategic",
    "social-objective": "social",
    "environmental-impact": "green",
    "innovative-acquisition": "innovation",
    "gpp-criteria": "green_criteria",
}
FLAGS: Final = {"true": True, "1": True, "false": False, "0": False}
TYPE_CODE = CBC + "ProcurementTypeCode"
TYPE_TEXT = CBC + "ProcurementType"
ESTIMATE = CBC + "EstimatedOverallContractAmount"
FRAMEWORK_MAXIMUM = EFBC + "FrameworkMaximumAmount"
ADDRESS = CAC + "Address"
DURATION = CBC + "DurationMeasure"


def read_project(element: Element, made: Fields, ctx: Context) -> None:
    """A ``cac:ProcurementProject`` of the procedure or of a lot."""
    titles: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    made["titles"], made["descriptions"] = titles, descriptions
    for child in element[:]:
        tag = child.tag
        if tag == NAME:
            ctx.put(titles, child)
        elif tag == DESCRIPTION:
            ctx.put(descriptions, child)
        elif (handler := _HANDLERS.get(tag)) is not None:
            handler(child, made, ctx)


def texts_of(made: Fields, key: str) -> dict[str, str]:
    texts: dict[str, str] = made.setdefault(key, {})
    return texts


def add_code(made: Fields, key: str, code: str | None) -> None:
    """A code of a list that may be repeated; ``none`` states that there is none of them."""
    if code is None:
        return
    known: tuple[str, ...] = made.get(key) or ()
    made[key] = known if code == "none" or code in known else (*known, code)


def _number(element: Element, made: Fields, _ctx: Context) -> None:
    made["number"] = values.clean(element.text)


def _note(element: Element, made: Fields, ctx: Context) -> None:
    ctx.put(texts_of(made, "additional"), element)


def _nature(element: Element, made: Fields, _ctx: Context) -> None:
    if list_of(element) in (None, "contract-nature"):
        made["nature"] = values.code(element.text)


def _main_cpv(element: Element, made: Fields, _ctx: Context) -> None:
    for child in element[:]:
        if code := values.cpv(child.text):
            others: tuple[str, ...] = made.get("cpv", ())
            made["cpv"] = (code, *[other for other in others if other != code])


def _more_cpv(element: Element, made: Fields, _ctx: Context) -> None:
    for child in element[:]:
        known: tuple[str, ...] = made.get("cpv", ())
        code = values.cpv(child.text)
        if code and code not in known:
            made["cpv"] = (*known, code)


def _additional_type(element: Element, made: Fields, ctx: Context) -> None:
    """A ``cac:ProcurementAdditionalType``: a strategic, social, green … code and its words."""
    kind = code = None
    words: list[Element] = []
    for child in element[:]:
        if child.tag == TYPE_CODE:
            kind, code = list_of(child), values.code(child.text)
        elif child.tag == TYPE_TEXT:
            words.append(child)
    if kind == "accessibility":
        made["accessibility"] = code
    elif kind in ATTRIBUTES:
        add_code(made, ATTRIBUTES[kind], code)
    if kind == "strategic-procurement":
        for word in words:
            ctx.put(texts_of(made, "strategic_texts"), word)


def _location(element: Element, made: Fields, _ctx: Context) -> None:
    for child in element[:]:
        if child.tag == ADDRESS and (place := address(child)) is not None:
            known: tuple[Place, ...] = made.get("places", ())
            if place not in known:
                made["places"] = (*known, place)


def _estimate(element: Element, made: Fields, _ctx: Context) -> None:
    for child in element[:]:
        if child.tag == ESTIMATE:
            made["value"] = amount(child)
        elif child.tag == UBL_EXTENSIONS:
            for inner in extension(child):
                if inner.tag == FRAMEWORK_MAXIMUM:
                    made["framework_maximum"] = amount(inner)


def _period(element: Element, made: Fields, _ctx: Context) -> None:
    for child in element[:]:
        tag = child.tag
        if tag == START_DATE:
            made["starts"] = values.day(child.text)
        elif tag == END_DATE:
            made["ends"] = values.day(child.text)
        elif tag == DURATION:
            length, unit = values.number(child.text), values.clean(child.get("unitCode"))
            if length and unit:
                made["duration"] = (length, unit.upper())


def _sme(element: Element, made: Fields, _ctx: Context) -> None:
    made["sme_suitable"] = flag(element.text)


def flag(text: str | None) -> bool | None:
    """An indicator; anything but its two words (or their digits) is unknown."""
    return FLAGS.get((text or "").strip().lower())


_HANDLERS: Final[Handlers] = {
    ID: _number,
    NOTE: _note,
    TYPE_CODE: _nature,
    CAC + "MainCommodityClassification": _main_cpv,
    CAC + "AdditionalCommodityClassification": _more_cpv,
    CAC + "ProcurementAdditionalType": _additional_type,
    CAC + "RealizedLocation": _location,
    CAC + "RequestedTenderTotal": _estimate,
    CAC + "PlannedPeriod": _period,
    CBC + "SMESuitableIndicator": _sme,
}
