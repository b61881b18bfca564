"""Section V of the older forms, prizes and modifications: who won, what changed."""

from collections.abc import Mapping
from typing import Final

from secon.procurement.formats import values
from secon.procurement.formats.eforms_parties import Fields
from secon.procurement.formats.ted_export_parts import (
    Form,
    Handler,
    amount,
    body,
    bounds,
    dispatch,
    local,
    words,
)
from secon.procurement.formats.xml import Element
from secon.procurement.notice import Result, Winner


def award(element: Element, _made: Fields, form: Form) -> None:
    """An ``AWARD_CONTRACT`` or the ``RESULTS`` of a contest: for one or more lots, or none awarded."""
    made: Fields = {"members": []}
    dispatch(element, made, form, AWARD)
    form.awards.append(made)


def lots(element: Element, made: Fields, _form: Form) -> None:
    made["lots"] = words(element)


def awarded(element: Element, made: Fields, form: Form) -> None:
    made["status"] = "selec-w"
    dispatch(element, made, form, AWARDED)


def not_awarded(_element: Element, made: Fields, _form: Form) -> None:
    made["status"] = "clos-nw"


def concluded(element: Element, made: Fields, _form: Form) -> None:
    made["contract_date"] = values.day(element.text)


def tenders(element: Element, made: Fields, _form: Form) -> None:
    made["received"] = values.count(element.text)


def contractor(element: Element, made: Fields, form: Form) -> None:
    """A ``CONTRACTOR`` or ``WINNER`` with address and size; a parent company is not one."""
    marks = {local(child.tag) for child in element}
    size = "sme" if "SME" in marks else "large" if "NO_SME" in marks else None
    for child in element:
        if local(child.tag) in ("ADDRESS_CONTRACTOR", "ADDRESS_WINNER"):
            found = body(child, form.language, size=size)
            if found is not None:
                made["members"].append(form.organisation("ORG", found))


def contract_value(element: Element, made: Fields, _form: Form) -> None:
    made["value"] = amount(element)


def contract_range(element: Element, made: Fields, _form: Form) -> None:
    made["lowest"], made["highest"] = bounds(element)


def inside(element: Element, made: Fields, form: Form) -> None:
    dispatch(element, made, form, AWARDED)


def modification(element: Element, made: Fields, form: Form) -> None:
    """F20: what was modified and why, in words."""
    for child in element:
        if local(child.tag) == "INFO_MODIFICATIONS":
            for part in child:
                if local(part.tag) in ("SHORT_DESCR", "ADDITIONAL_NEED", "UNFORESEEN_CIRCUMSTANCE"):
                    form.put(made, "change_texts", part)


def correction(element: Element, made: Fields, form: Form) -> None:
    """F14: each change with where it stands and its new text."""
    for change in element:
        for part in change.iter():
            name = local(part.tag)
            if name == "SECTION" and (said := values.clean(part.text)):
                made.setdefault("change_sections", {})[said] = None
            elif name == "NEW_VALUE":
                for new in part:
                    if local(new.tag) == "TEXT":
                        form.put(made, "change_texts", new)


AWARDED: Final[Mapping[str, Handler]] = {
    "DATE_CONCLUSION_CONTRACT": concluded,
    "DATE_DECISION_JURY": concluded,
    "TENDERS": inside,
    "NB_TENDERS_RECEIVED": tenders,
    "CONTRACTORS": inside,
    "CONTRACTOR": contractor,
    "WINNERS": inside,
    "WINNER": contractor,
    "VALUES": inside,
    "VALUE": inside,
    "VAL_TOTAL": contract_value,
    "VAL_PRIZE": contract_value,
    "VAL_RANGE_TOTAL": contract_range,
}
AWARD: Final[Mapping[str, Handler]] = {
    "LOT_NO": lots,
    "AWARDED_CONTRACT": awarded,
    "NO_AWARDED_CONTRACT": not_awarded,
    "AWARDED_PRIZE": awarded,
    "NO_AWARDED_PRIZE": not_awarded,
}
AWARDS: Final[Mapping[str, Handler]] = {
    "AWARD_CONTRACT": award,
    "RESULTS": award,
    "MODIFICATIONS_CONTRACT": modification,
    "CHANGES": correction,
}


def result_of(awards: list[Fields]) -> Result | None:
    """The result of a lot from every award that names it."""
    if not awards:
        return None
    winners = tuple(
        Winner(tuple(dict.fromkeys(made["members"])), made.get("value"), made.get("contract_date"))
        for made in awards
        if made["members"] or made.get("value")
    )
    statuses = [made["status"] for made in awards if "status" in made]
    first = awards[0]
    return Result(
        "selec-w" if "selec-w" in statuses else next(iter(statuses), None),
        None,
        winners,
        next((made["received"] for made in awards if made.get("received") is not None), None),
        first.get("lowest"),
        first.get("highest"),
    )
