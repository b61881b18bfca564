"""The defence forms (16, 17, 18), which kept the shape of the forms before 2014.

Their containers nest deeply and are renamed from form to form, so the walk goes down through what
it does not know and stops at what it does.
"""

from collections.abc import Mapping
from typing import Final

from secon.procurement.formats import values
from secon.procurement.formats.eforms_parties import Fields
from secon.procurement.formats.ted_export_forms import (
    activity,
    cpv,
    earlier,
    legal_type,
    nature,
    place,
    tick,
)
from secon.procurement.formats.ted_export_parts import (
    Form,
    Handler,
    amount,
    body,
    local,
    words,
)
from secon.procurement.formats.xml import Element
from secon.procurement.notice import Criterion

PROCEDURES: Final = {
    "PT_RESTRICTED": "restricted",
    "PT_ACCELERATED_RESTRICTED": "restricted",
    "PT_ACCELERATED_RESTRICTED_CHOICE": "restricted",
    "PT_NEGOTIATED_CHOICE": "neg-w-call",
    "PT_NEGOTIATED_WITH_PUBLICATION_CONTRACT_NOTICE": "neg-w-call",
    "F18_PT_NEGOTIATED_WITHOUT_PUBLICATION_CONTRACT_NOTICE": "neg-wo-call",
    "PT_COMPETITIVE_DIALOGUE": "comp-dial",
}
OF_THE_LOT: Final = ("places", "cpv", "nature", "starts", "ends", "duration")
TICKS: Final = {
    "RESTRICTED_TO_SHELTERED_WORKSHOPS": "RESTRICTED_SHELTERED_WORKSHOP",
    "RESTRICTED_TO_FRAMEWORK": "RESTRICTED_SHELTERED_PROGRAM",
}


def read_defence(element: Element, form: Form) -> None:
    """The whole form: lots where it is divided, else one made of the form itself."""
    made = form.fields
    _descend(element, made, form)
    if not form.lots:
        form.lots.append({key: made[key] for key in OF_THE_LOT if key in made})
    form.ticked |= {TICKS[name] for name in form.ticked & TICKS.keys()}


def _descend(element: Element, made: Fields, form: Form) -> None:
    for child in element:
        name = local(child.tag)
        handler = _HANDLERS.get(name)
        if handler is not None:
            handler(child, made, form)
        elif name not in _CLOSED and len(child):
            _descend(child, made, form)


def _buyer(element: Element, _made: Fields, form: Form) -> None:
    found = body(element, form.language, contact=True)
    if found is not None:
        form.country = found.place.country or form.country
        form.buyers.append(form.organisation("ORG", found))


def _lot(element: Element, made: Fields, form: Form) -> None:
    lot: Fields = {"nature": made.get("nature"), "places": made.get("places", ())}
    _descend(element, lot, form)
    form.lots.append(lot)


def _text(key: str) -> Handler:
    def add(element: Element, made: Fields, form: Form) -> None:
        form.put(made, key, element)

    return add


def _number(element: Element, made: Fields, _form: Form) -> None:
    made["number"] = words(element)


def _value(element: Element, made: Fields, _form: Form) -> None:
    made["value"] = _amount(element)


def _total(element: Element, made: Fields, _form: Form) -> None:
    for child in element:
        made["total"] = _amount(child)


def _amount(element: Element) -> object:
    """A value, or the highest of a range."""
    for child in element:
        if local(child.tag) == "RANGE_VALUE_COST":
            currency = element.get("CURRENCY")
            ends = {local(end.tag): end.get("FMTVAL") or end.text for end in child}
            return values.money(ends.get("HIGH_VALUE"), currency)
    return amount(element)


def _day(element: Element) -> str | None:
    """``<DAY>``, ``<MONTH>``, ``<YEAR>`` as one date."""
    parts = {local(part.tag): (part.text or "").strip() for part in element}
    if not {"DAY", "MONTH", "YEAR"} <= parts.keys():
        return None
    return f"{parts['YEAR']}-{parts['MONTH']:0>2}-{parts['DAY']:0>2}"


def _starts(element: Element, made: Fields, _form: Form) -> None:
    made["starts"] = values.day(_day(element))


def _ends(element: Element, made: Fields, _form: Form) -> None:
    made["ends"] = values.day(_day(element))


def _months(element: Element, made: Fields, _form: Form) -> None:
    if length := values.number(element.text):
        made["duration"] = (length, {"MONTHS": "MONTH", "DAYS": "DAY"}[local(element.tag)])


def _deadline(element: Element, _made: Fields, form: Form) -> None:
    parts = {local(part.tag): part for part in element}
    form.shared["deadline_day"] = _day(element)
    if "TIME" in parts:
        form.shared["deadline_time"] = values.clean(parts["TIME"].text)


def _procedure(element: Element, made: Fields, _form: Form) -> None:
    name = local(element.tag)
    made["procedure_kind"] = PROCEDURES[name]
    if "ACCELERATED" in name:
        made["accelerated"] = True


def _criterion(element: Element, _made: Fields, form: Form) -> None:
    parts = {local(child.tag): words(child) for child in element}
    if named := parts.get("CRITERIA"):
        weight = values.number(parts.get("WEIGHTING"))
        form.shared["criteria"] = (
            *form.shared.get("criteria", ()),
            Criterion(None, {form.language: named}, {}, weight),
        )


def _condition(key: str) -> Handler:
    def add(element: Element, _made: Fields, form: Form) -> None:
        form.put(form.shared, key, element)

    return add


def _award(element: Element, _made: Fields, form: Form) -> None:
    award: Fields = {"members": [], "status": "selec-w"}
    for child in element.iter():
        name = local(child.tag)
        if name == "LOT_NUMBER":
            award["lots"] = words(child)
        elif name == "CONTRACT_AWARD_DATE":
            award["contract_date"] = values.day(_day(child))
        elif name == "OFFERS_RECEIVED_NUMBER":
            award["received"] = values.count(child.text)
        elif name == "COSTS_RANGE_AND_CURRENCY_WITH_VAT_RATE":
            award["value"] = _amount(child)
        elif name == "ECONOMIC_OPERATOR_NAME_ADDRESS":
            found = body(child, form.language)
            if found is not None:
                award["members"].append(form.organisation("ORG", found))
    form.awards.append(award)


_CLOSED: Final = frozenset(
    {"FURTHER_INFORMATION", "SPECIFICATIONS_AND_ADDITIONAL_DOCUMENTS", "PROCEDURES_FOR_APPEAL"}
    | {"TENDERS_REQUESTS_APPLICATIONS_MUST_BE_SENT_TO", "PURCHASING_ON_BEHALF", "ANNEX_D"}
)
"""Addresses of bodies that do not buy, and reasons: nothing of ours stands below."""
_HANDLERS: Final[Mapping[str, Handler]] = {
    "CA_CE_CONCESSIONAIRE_PROFILE": _buyer,
    "TYPE_OF_CONTRACTING_AUTHORITY": legal_type,
    "TYPE_OF_ACTIVITY": activity,
    "TYPE_CONTRACT": nature,
    "TITLE_CONTRACT": _text("titles"),
    "SHORT_CONTRACT_DESCRIPTION": _text("descriptions"),
    "TOTAL_QUANTITY_OR_SCOPE": _text("descriptions"),
    "ADDITIONAL_INFORMATION": _text("additional"),
    "ADDITIONAL_INFORMATION_ABOUT_LOTS": _text("additional"),
    "CPV_MAIN": cpv,
    "CPV_ADDITIONAL": cpv,
    "NUTS": place,
    "F17_ANNEX_B": _lot,
    "LOT_PRIOR_INFORMATION": _lot,
    "LOT_NUMBER": _number,
    "LOT_TITLE": _text("titles"),
    "LOT_DESCRIPTION": _text("descriptions"),
    "COSTS_RANGE_AND_CURRENCY": _value,
    "TOTAL_FINAL_VALUE": _total,
    "START_DATE": _starts,
    "END_DATE": _ends,
    "MONTHS": _months,
    "DAYS": _months,
    "RECEIPT_LIMIT_DATE": _deadline,
    "CRITERIA_DEFINITION": _criterion,
    "NOTICE_NUMBER_OJ": earlier,
    "RESTRICTED_TO_SHELTERED_WORKSHOPS": tick,
    "RESTRICTED_TO_FRAMEWORK": tick,
    "EXISTENCE_OTHER_PARTICULAR_CONDITIONS": _condition("conditions"),
    "ECONOMIC_OPERATORS_PERSONAL_SITUATION": _condition("participation"),
    "EAF_CAPACITY_INFORMATION": _condition("participation"),
    "EAF_CAPACITY_MIN_LEVEL": _condition("participation"),
    "T_CAPACITY_INFORMATION": _condition("participation"),
    "T_CAPACITY_MIN_LEVEL": _condition("participation"),
    "AWARD_OF_CONTRACT_DEFENCE": _award,
    **dict.fromkeys(PROCEDURES, _procedure),
}
