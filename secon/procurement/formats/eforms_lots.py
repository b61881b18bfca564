"""eForms lots: one pass over a lot's project, terms and process.

Every handler takes the element, the record in the making and the context of the notice.
"""

from collections.abc import Mapping
from typing import Final

from secon.procurement.formats import values
from secon.procurement.formats.eforms_parties import (
    Context,
    Fields,
    extension,
    identifier,
    list_of,
)
from secon.procurement.formats.eforms_project import (
    Handlers,
    add_code,
    read_project,
    texts_of,
)
from secon.procurement.formats.names import (
    CAC,
    CBC,
    DESCRIPTION,
    EFAC,
    EFBC,
    END_DATE,
    END_TIME,
    ID,
    NAME,
    UBL_EXTENSIONS,
    URI,
)
from secon.procurement.formats.xml import Element
from secon.procurement.notice import Criterion, Lot, build

PROJECT = CAC + "ProcurementProject"
PROCESS = CAC + "TenderingProcess"
KINDS: Final = {"Lot": "lot", "LotsGroup": "group", "Part": "part"}
KINDS_BY_PREFIX: Final = {"LOT": "lot", "GLO": "group", "PAR": "part"}
SUFFIXES: Final = {"lot": "Lot", "group": "LotsGroup", "part": "Part"}
FIELDS: Final = {
    "reserved": "BT-71",
    "reserved_execution": "BT-736",
    "strategic": "BT-06",
    "strategic_texts": "BT-777",
    "social": "BT-775",
    "green": "BT-774",
    "innovation": "BT-776",
    "accessibility": "BT-754",
    "green_criteria": "BT-805",
    "sme_suitable": "BT-726",
    "conditions": "BT-70",
    "value": "BT-27",
    "framework_maximum": "BT-271",
}
PROOFS: Final = {
    kind: {key: f"{field}-{suffix}" for key, field in FIELDS.items()}
    for kind, suffix in SUFFIXES.items()
}
DEADLINES: Final = {"tender": "BT-131", "participation": "BT-1311", "interest": "BT-630"}
RESERVED_CODES: Final = frozenset({"none", "res-ws", "res-pub-ser"})
YES_OR_NO: Final[Mapping[str | None, bool]] = {"yes": True, "no": False}
REQUIREMENT = CAC + "SpecificTendererRequirement"
REQUIREMENT_CODE = CBC + "TendererRequirementTypeCode"
EXECUTION_CODE = CBC + "ExecutionRequirementCode"
SUB_CRITERION = CAC + "SubordinateAwardingCriterion"
CRITERION_CODE = CBC + "AwardingCriterionTypeCode"
PARAMETER_CODE = EFBC + "ParameterCode"
PARAMETER = EFBC + "ParameterNumeric"
SELECTION = EFAC + "SelectionCriteria"
INTEREST = EFAC + "InterestExpressionReceptionPeriod"
ATTACHMENT = CAC + "Attachment"


def read_lot(element: Element, ctx: Context) -> Lot:
    """A ``cac:ProcurementProjectLot``: a lot, a group of lots, or a part of a planned purchase."""
    name, kind = "", "lot"
    made: Fields = {"id": name, "kind": kind}
    for child in element[:]:
        tag = child.tag
        if tag == PROJECT:
            read_project(child, made, ctx)
        elif (handlers := _PARTS.get(tag)) is not None:
            for inner in child[:]:
                handler = handlers.get(inner.tag)
                if handler is not None:
                    handler(inner, made, ctx)
        elif tag == ID:
            made["id"] = name = values.code(child.text) or ""
            scheme = child.get("schemeName") or child.get("schemeID") or ""
            made["kind"] = kind = KINDS.get(scheme) or KINDS_BY_PREFIX.get(name[:3], "lot")
    fields = PROOFS[kind]
    made["proofs"] = proofs = {
        key: fields[key] for key in made if key in fields and made[key] is not None
    }
    if "deadline_kind" in made:
        proofs["deadline"] = f"{DEADLINES[made['deadline_kind']]}-{SUFFIXES[kind]}"
    if name in ctx.results:
        made["result"] = ctx.results.pop(name)
    return build(Lot, made)


def _qualification(element: Element, made: Fields, _ctx: Context) -> None:
    """BT-71 stands in a request beside missing-information and legal-form ones."""
    for child in element[:]:
        if child.tag != REQUIREMENT:
            continue
        for code in child[:]:
            if code.tag == REQUIREMENT_CODE:
                kind, said = list_of(code), values.code(code.text)
                if kind == "reserved-procurement" or (kind is None and said in RESERVED_CODES):
                    add_code(made, "reserved", said)


def _execution(element: Element, made: Fields, ctx: Context) -> None:
    """BT-736 and BT-70 among other conditions, each with its code."""
    children = element[:]
    for code in children:
        if code.tag == EXECUTION_CODE:
            kind = list_of(code)
            if kind == "reserved-execution":
                made["reserved_execution"] = YES_OR_NO.get(values.code(code.text))
            elif kind == "conditions":
                for words in children:
                    if words.tag == DESCRIPTION:
                        ctx.put(texts_of(made, "conditions"), words)


def _awarding(element: Element, made: Fields, ctx: Context) -> None:
    criteria = [_criterion(inner, ctx) for inner in element.iter(SUB_CRITERION)]
    if criteria:
        made["criteria"] = (*made.get("criteria", ()), *criteria)


def _criterion(element: Element, ctx: Context) -> Criterion:
    kind = weight = unit = None
    names: dict[str, str] = {}
    descriptions: dict[str, str] = {}
    for child in element[:]:
        tag = child.tag
        if tag == DESCRIPTION:
            ctx.put(descriptions, child)
        elif tag == CRITERION_CODE:
            kind = child.text
        elif tag == NAME:
            ctx.put(names, child)
        elif tag == UBL_EXTENSIONS:
            for parameter in extension(child):
                scale, number, code = _parameter(parameter)
                if number is not None and scale in (None, "number-weight"):
                    weight, unit = values.number(number), code
    kind = values.code(kind)
    return build(
        Criterion,
        {
            "kind": kind if kind in ("cost", "price", "quality") else None,
            "names": names,
            "descriptions": descriptions,
            "weight": weight,
            "weight_unit": unit,
        },
    )


def _parameter(element: Element) -> tuple[str | None, str | None, str | None]:
    """List, number and code of an ``efac:AwardCriterionParameter``."""
    scale = number = code = None
    for child in element[:]:
        if child.tag == PARAMETER_CODE:
            scale, code = list_of(child), values.code(child.text)
        elif child.tag == PARAMETER:
            number = child.text
    return scale, number, code


def _selection(element: Element, made: Fields, ctx: Context) -> None:
    """Selection criteria in an extension block: many elements of which only the words are read."""
    for words in element.iter(DESCRIPTION):
        parent = words.getparent()
        if parent is not None and parent.tag == SELECTION:
            ctx.put(texts_of(made, "participation"), words)


def _interest(element: Element, made: Fields, ctx: Context) -> None:
    """BT-630, in an extension block: until when to express interest."""
    for period in element.iter(INTEREST):
        if "deadline" not in made:
            _deadline(period, made, ctx, "interest")


def _documents(element: Element, _made: Fields, ctx: Context) -> None:
    if ctx.documents is None:
        for attachment in element.iterchildren(ATTACHMENT):
            ctx.documents = next((values.clean(uri.text) for uri in attachment.iter(URI)), None)


def _tender_period(element: Element, made: Fields, ctx: Context) -> None:
    if made.get("deadline_kind") != "participation":
        _deadline(element, made, ctx, "tender")


def _participation_period(element: Element, made: Fields, ctx: Context) -> None:
    """Where both are given, nobody new can enter after this one."""
    _deadline(element, made, ctx, "participation")


def _deadline(element: Element, made: Fields, ctx: Context, kind: str) -> None:
    on, at = _end(element)
    moment = values.moment(on, at, ctx.country)
    if moment is None:
        return
    made["deadline"], made["deadline_kind"] = moment, kind
    doubts = values.doubts(on, at)
    if ctx.published and moment.date() < ctx.published:
        doubts += ("before-publication",)
    for doubt in doubts:
        ctx.warnings.append(f"deadline-{doubt}: {DEADLINES[kind]} {made['id']}")


def _questions(element: Element, made: Fields, ctx: Context) -> None:
    on, at = _end(element)
    made["questions_until"] = values.moment(on, at, ctx.country)


def _end(element: Element) -> tuple[str | None, str | None]:
    on = at = None
    for child in element[:]:
        if child.tag == END_DATE:
            on = child.text
        elif child.tag == END_TIME:
            at = child.text
    return on, at


def earlier_notice(element: Element, _made: Fields, ctx: Context) -> None:
    """BT-125 of a lot or OPP-090 of the procedure: a notice before this one."""
    name = values.reference(identifier(element))
    if name and name not in ctx.refers_to:
        ctx.refers_to.append(name)


_PARTS: Final[Mapping[str, Handlers]] = {
    CAC + "TenderingTerms": {
        UBL_EXTENSIONS: _selection,
        CAC + "TendererQualificationRequest": _qualification,
        CAC + "ContractExecutionRequirement": _execution,
        CAC + "AwardingTerms": _awarding,
        CAC + "CallForTendersDocumentReference": _documents,
    },
    PROCESS: {
        UBL_EXTENSIONS: _interest,
        CAC + "TenderSubmissionDeadlinePeriod": _tender_period,
        CAC + "ParticipationRequestReceptionPeriod": _participation_period,
        CAC + "AdditionalInformationRequestPeriod": _questions,
        CAC + "NoticeDocumentReference": earlier_notice,
    },
}
