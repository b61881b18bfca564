"""The forms of 2014 (F01 to F25, T01, T02): sections of a form to lots and shared statements.

Handlers take the element, the record it adds to and the form. Section III (who may take part) and
section IV (procedure, deadline) are said once for all lots, so they go to what is shared.
"""

import re
from collections.abc import Mapping
from typing import Final

from secon.procurement.formats import values
from secon.procurement.formats.eforms_parties import Fields
from secon.procurement.formats.ted_export_awards import AWARDS
from secon.procurement.formats.ted_export_parts import (
    Form,
    Handler,
    add_cpv,
    add_place,
    amount,
    body,
    bounds,
    codes,
    dispatch,
    local,
    words,
)
from secon.procurement.formats.xml import Element
from secon.procurement.notice import Criterion

NATURES: Final = {"WORKS": "works", "SUPPLIES": "supplies", "SERVICES": "services"}
LEGAL_TYPES: Final = {
    "MINISTRY": "cga",
    "NATIONAL_AGENCY": "body-pl-cga",
    "BODY_PUBLIC": "body-pl",
    "EU_INSTITUTION": "eu-ins-bod-ag",
}
"""``REGIONAL_AUTHORITY`` covers what eForms tells apart as regional and local: unknown there."""
ACTIVITIES: Final = {
    "GENERAL_PUBLIC_SERVICES": "gen-pub",
    "DEFENCE": "defence",
    "PUBLIC_ORDER_AND_SAFETY": "pub-os",
    "ENVIRONMENT": "env-pro",
    "ECONOMIC_AND_FINANCIAL_AFFAIRS": "econ-aff",
    "HEALTH": "health",
    "HOUSING_AND_COMMUNITY_AMENITIES": "hc-am",
    "SOCIAL_PROTECTION": "soc-pro",
    "RECREATION_CULTURE_AND_RELIGION": "rcr",
    "EDUCATION": "education",
    "RAILWAY_SERVICES": "rail",
    "URBAN_RAILWAY_TRAMWAY_TROLLEYBUS_BUS_SERVICES": "urttb",
    "ELECTRICITY": "electricity",
    "WATER": "water",
    "PRODUCTION_TRANSPORT_DISTRIBUTION_GAS_HEAT": "gas-heat",
    "AIRPORT_RELATED_ACTIVITIES": "airport",
    "PORT_RELATED_ACTIVITIES": "port",
    "EXPLORATION_EXTRACTION_COAL_OTHER_SOLID_FUEL": "solid-fuel",
    "EXPLORATION_EXTRACTION_GAS_OIL": "gas-oil",
    "POSTAL_SERVICES": "post",
}
PROCEDURES: Final = {
    "PT_OPEN": "open",
    "PT_RESTRICTED": "restricted",
    "PT_COMPETITIVE_NEGOTIATION": "neg-w-call",
    "PT_NEGOTIATED_WITH_PRIOR_CALL": "neg-w-call",
    "PT_COMPETITIVE_DIALOGUE": "comp-dial",
    "PT_INNOVATION_PARTNERSHIP": "innovation",
    "PT_AWARD_CONTRACT_WITHOUT_CALL": "neg-wo-call",
    "PT_AWARD_CONTRACT_WITHOUT_PUBLICATION": "neg-wo-call",
    "PT_COMPETITIVE_TENDERING": "comp-tend",
}
_WEIGHT = re.compile(r"(\d+(?:[.,]\d+)?)\s*(%?)")


def buyer(element: Element, _made: Fields, form: Form) -> None:
    found = body(element, form.language, contact=True)
    if found is not None:
        form.country = found.place.country or form.country
        name = form.organisation("ORG", found)
        if name not in form.buyers:
            form.buyers.append(name)


def legal_type(element: Element, made: Fields, _form: Form) -> None:
    made["legal_type"] = LEGAL_TYPES.get(element.get("VALUE") or "")


def activity(element: Element, made: Fields, _form: Form) -> None:
    made.setdefault("activity", ACTIVITIES.get(element.get("VALUE") or ""))


def documents(element: Element, made: Fields, _form: Form) -> None:
    made["documents"] = values.clean(element.text)


def text(key: str) -> Handler:
    """A handler that adds paragraphs to the texts of that name."""

    def add(element: Element, made: Fields, form: Form) -> None:
        form.put(made, key, element)

    return add


def money(key: str) -> Handler:
    def add(element: Element, made: Fields, _form: Form) -> None:
        made[key] = amount(element)

    return add


def highest(key: str) -> Handler:
    """Of a range the highest counts as the value."""

    def add(element: Element, made: Fields, _form: Form) -> None:
        made[key] = bounds(element)[1]

    return add


def tick(element: Element, _made: Fields, form: Form) -> None:
    form.ticked.add(local(element.tag))


def nature(element: Element, made: Fields, _form: Form) -> None:
    made["nature"] = NATURES.get(element.get("CTYPE") or element.get("VALUE") or "")


def cpv(element: Element, made: Fields, _form: Form) -> None:
    add_cpv(made, *codes(element))


def place(element: Element, made: Fields, _form: Form) -> None:
    add_place(element, made)


def number(element: Element, made: Fields, _form: Form) -> None:
    made["number"] = words(element)


def day(key: str) -> Handler:
    def add(element: Element, made: Fields, _form: Form) -> None:
        made[key] = values.day(element.text)

    return add


def duration(element: Element, made: Fields, _form: Form) -> None:
    length, unit = values.number(element.text), element.get("TYPE")
    if length and unit:
        made["duration"] = (length, unit)


def criterion(element: Element, made: Fields, form: Form) -> None:
    """``AC_QUALITY``, ``AC_COST``, ``AC_PRICE`` with a weight, or a bare ``AC_CRITERION``."""
    kind = {"AC_QUALITY": "quality", "AC_COST": "cost", "AC_PRICE": "price"}.get(local(element.tag))
    parts = {local(child.tag): words(child) for child in element}
    named = parts.get("AC_CRITERION") if kind else words(element)
    weight = _WEIGHT.fullmatch((parts.get("AC_WEIGHTING") or "").strip())
    made["criteria"] = (
        *made.get("criteria", ()),
        Criterion(
            kind,
            {form.language: named} if named else {},
            {},
            values.number(weight[1]) if weight else None,
            "per-exa" if weight and weight[2] else None,
        ),
    )


def criteria(element: Element, made: Fields, form: Form) -> None:
    dispatch(element, made, form, CRITERIA)


def description(element: Element, made: Fields, form: Form) -> None:
    """An ``OBJECT_DESCR`` is a lot, of the object whose main CPV code and nature it shares."""
    lot: Fields = {"cpv": made.get("cpv", ()), "nature": made.get("nature")}
    dispatch(element, lot, form, LOT)
    form.lots.append(lot)


def contract_object(element: Element, made: Fields, form: Form) -> None:
    """Section II; prior information may have several, the first of which titles the notice."""
    mine: Fields = {}
    dispatch(element, mine, form, OBJECT)
    for key, value in mine.items():
        if key == "cpv":
            add_cpv(made, *value)
        else:
            made.setdefault(key, value)


def procedure_kind(element: Element, made: Fields, _form: Form) -> None:
    made["procedure_kind"] = PROCEDURES.get(local(element.tag))


def accelerated(_element: Element, made: Fields, _form: Form) -> None:
    made["accelerated"] = True


def shared(key: str) -> Handler:
    def keep(element: Element, _made: Fields, form: Form) -> None:
        form.shared[key] = values.clean(element.text)

    return keep


def earlier(element: Element, _made: Fields, form: Form) -> None:
    form.refer(element)


def section(handlers: Mapping[str, Handler]) -> Handler:
    def read(element: Element, made: Fields, form: Form) -> None:
        dispatch(element, made, form, handlers)

    return read


def shared_section(handlers: Mapping[str, Handler]) -> Handler:
    def read(element: Element, _made: Fields, form: Form) -> None:
        dispatch(element, form.shared, form, handlers)

    return read


CRITERIA: Final = dict.fromkeys(("AC_QUALITY", "AC_COST", "AC_PRICE", "AC_CRITERION"), criterion)
LOT: Final[Mapping[str, Handler]] = {
    "TITLE": text("titles"),
    "LOT_NO": number,
    "SHORT_DESCR": text("descriptions"),
    "INFO_ADD": text("additional"),
    "CPV_ADDITIONAL": cpv,
    "NUTS": place,
    "VAL_OBJECT": money("value"),
    "DURATION": duration,
    "DATE_START": day("starts"),
    "DATE_END": day("ends"),
    "AC": criteria,
    **CRITERIA,
}
OBJECT: Final[Mapping[str, Handler]] = {
    "TITLE": text("titles"),
    "SHORT_DESCR": text("descriptions"),
    "CPV_MAIN": cpv,
    "TYPE_CONTRACT": nature,
    "VAL_ESTIMATED_TOTAL": money("value"),
    "VAL_TOTAL": money("total"),
    "VAL_RANGE_TOTAL": highest("total"),
    "OBJECT_DESCR": description,
}
TAKING_PART: Final[Mapping[str, Handler]] = {
    "RESTRICTED_SHELTERED_WORKSHOP": tick,
    "RESTRICTED_SHELTERED_PROGRAM": tick,
    "RESERVED_ORGANISATIONS_SERVICE_MISSION": tick,
    "PERFORMANCE_CONDITIONS": text("conditions"),
    "SOCIAL_STANDARDS": text("conditions"),
    **dict.fromkeys(
        (
            "SUITABILITY",
            "ECONOMIC_FINANCIAL_INFO",
            "ECONOMIC_FINANCIAL_MIN_LEVEL",
            "TECHNICAL_PROFESSIONAL_INFO",
            "TECHNICAL_PROFESSIONAL_MIN_LEVEL",
            "RULES_CRITERIA",
            "CRITERIA_SELECTION",
            "LEGAL_FORM",
            "REFERENCE_TO_LAW",
        ),
        text("participation"),
    ),
    "QUALIFICATION": section({"CONDITIONS": text("participation")}),
}
SECTIONS: Final[Mapping[str, Handler]] = {
    "CONTRACTING_BODY": section(
        {
            "ADDRESS_CONTRACTING_BODY": buyer,
            "ADDRESS_CONTRACTING_BODY_ADDITIONAL": buyer,
            "CA_TYPE": legal_type,
            "CA_ACTIVITY": activity,
            "CE_ACTIVITY": activity,
            "URL_DOCUMENT": documents,
        }
    ),
    "OBJECT_CONTRACT": contract_object,
    "LEFTI": shared_section(TAKING_PART),
    "PROCEDURE": section(
        {
            **dict.fromkeys(PROCEDURES, procedure_kind),
            "ACCELERATED_PROC": accelerated,
            "NOTICE_NUMBER_OJ": earlier,
            "DATE_RECEIPT_TENDERS": shared("deadline_day"),
            "TIME_RECEIPT_TENDERS": shared("deadline_time"),
        }
    ),
    "COMPLEMENTARY_INFO": section({"INFO_ADD": text("additional"), "NOTICE_NUMBER_OJ": earlier}),
    **AWARDS,
}
