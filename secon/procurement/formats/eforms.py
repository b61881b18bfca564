"""eForms (SDK 1.3 to 1.15, every subtype) to ``Notice``: one walk from the root.

Elements are found by namespace and local name, never by prefix or position in the file. What the
schema does not know is passed over. Who buys is read first, then the extension block with the
organisations and results, then the rest, so that each finds what it refers to.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from secon.procurement.formats import checks, values
from secon.procurement.formats.eforms_lots import PROCESS, PROJECT, earlier_notice, read_lot
from secon.procurement.formats.eforms_parties import (
    Context,
    Fields,
    add,
    extension,
    identifier,
    list_of,
    organisations,
    read_buyer,
    read_organisation,
    read_party,
)
from secon.procurement.formats.eforms_project import flag, read_project
from secon.procurement.formats.eforms_results import read_results
from secon.procurement.formats.names import (
    CAC,
    CBC,
    EFAC,
    EFBC,
    FIELDS_PRIVACY,
    ID,
    ISSUE_DATE,
    REASON_CODE,
    UBL_EXTENSIONS,
)
from secon.procurement.formats.xml import Cursor, Element, FormatError
from secon.procurement.notice import Change, Lot, Money, Notice, Stage, build

LOT = CAC + "ProcurementProjectLot"
LANGUAGE = CBC + "NoticeLanguageCode"
SUBTYPE = EFAC + "NoticeSubType"
ORGANISATIONS = EFAC + "Organizations"
RESULTS = EFAC + "NoticeResult"
PUBLICATION = EFAC + "Publication"
PUBLICATION_NUMBER = EFBC + "NoticePublicationID"
PUBLICATION_DATE = EFBC + "PublicationDate"
CHANGES = frozenset({EFAC + "Changes", EFAC + "ContractModification"})
CHANGED_NOTICE = EFBC + "ChangedNoticeIdentifier"
CHANGE_REASON = EFAC + "ChangeReason"
CHANGE = EFAC + "Change"
CHANGED_SECTION = EFBC + "ChangedSectionIdentifier"
CHANGE_TEXTS = frozenset({EFBC + "ReasonDescription", EFBC + "ChangeDescription"})
PROCEDURE_CODE = CBC + "ProcedureCode"
JUSTIFICATION = CAC + "ProcessJustification"
REASON = CBC + "ProcessReasonCode"
EARLIER_NOTICE = CAC + "NoticeDocumentReference"
FIELD_CODE = EFBC + "FieldIdentifierCode"
TEXTS: Final = {
    CBC + "CustomizationID": "format",
    CBC + "ContractFolderID": "procedure",
    CBC + "VersionID": "version",
    CBC + "RegulatoryDomain": "legal_basis",
    ID: "notice_id",
}
STAGES: Final = {
    "planning": Stage.PLANNING,
    "consultation": Stage.PLANNING,
    "competition": Stage.CALL,
    "dir-awa-pre": Stage.RESULT,
    "result": Stage.RESULT,
    "completion": Stage.RESULT,
    "cont-modif": Stage.CHANGE,
    "bri": Stage.OTHER,
}
STAGES_BY_KIND: Final = {
    "pin-only": Stage.PLANNING,
    "pin-buyer": Stage.PLANNING,
    "pin-rtl": Stage.PLANNING,
    "pin-tran": Stage.PLANNING,
    "pmc": Stage.PLANNING,
    "pin-cfc-standard": Stage.CALL,
    "pin-cfc-social": Stage.CALL,
    "qu-sy": Stage.CALL,
    "subco": Stage.CALL,
    "cn-standard": Stage.CALL,
    "cn-social": Stage.CALL,
    "cn-desg": Stage.CALL,
    "can-modif": Stage.CHANGE,
    "veat": Stage.RESULT,
    "compl": Stage.RESULT,
    "corr": Stage.CALL,
}
"""Early tools wrote ``change`` for the form type of a corrected notice: then the kind decides."""
REQUIRED: Final = ("format", "kind", "subtype", "form", "issued")
OF_PROJECT: Final = ("nature", "cpv", "value", "places", "titles", "descriptions", "additional")
LIGHT_SUBTYPES: Final = frozenset({"12", "13", "14", "20", "21", "33", "34", "35"})
LIGHT_KINDS: Final = frozenset({"pin-cfc-social", "cn-social", "can-social"})


@dataclass(slots=True)
class _Draft:
    """The notice in the making."""

    ctx: Context
    fields: Fields
    project: Fields = field(default_factory=dict)
    lots: list[Lot] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)
    total: Money | None = None


def read(root: Element, source: str, cursor: Cursor) -> Notice:
    """The notice under one of the four eForms roots; ``source`` is asked only for its number."""
    first: str | None = None
    steps: tuple[list[tuple[_Handler, Element]], ...] = ([], [], [])
    for child in root[:]:
        tag = child.tag
        if tag == LANGUAGE:
            first = first or values.language(child.text)
        elif (step := _STEPS.get(tag)) is not None:
            steps[step[0]].append((step[1], child))
    draft = _Draft(Context(first or "und"), dict.fromkeys(REQUIRED))
    for some in steps:
        for handler, child in some:
            cursor.at = child
            handler(child, draft)
    return _finish(root, source, draft, first)


def _extension(child: Element, draft: _Draft) -> None:
    for block in extension(child):
        _in_extension(block, draft)


def _in_extension(block: Element, draft: _Draft) -> None:
    tag, ctx, made = block.tag, draft.ctx, draft.fields
    if tag == ORGANISATIONS:
        for child in block[:]:
            read_organisation(child, ctx)
    elif tag == RESULTS:
        draft.total, ctx.results = read_results(block)
    elif tag == PUBLICATION:
        _publication(block, draft)
    elif tag == SUBTYPE:
        for child in block[:]:
            made["subtype"] = values.code(child.text)
    elif tag in CHANGES:
        made["change"] = _change(block, ctx)


def _publication(block: Element, draft: _Draft) -> None:
    for child in block[:]:
        if child.tag == PUBLICATION_NUMBER:
            draft.fields["publication"] = values.reference(child.text)
        elif child.tag == PUBLICATION_DATE:
            draft.ctx.published = values.day(child.text)


def _lot(child: Element, draft: _Draft) -> None:
    draft.lots.append(read_lot(child, draft.ctx))


def _project(child: Element, draft: _Draft) -> None:
    read_project(child, draft.project, draft.ctx)


def _buyer(child: Element, draft: _Draft) -> None:
    read_buyer(child, draft.ctx)


def _business(child: Element, draft: _Draft) -> None:
    add({**read_party(child, draft.ctx), "id": "BUSINESS"}, draft.ctx)


def _text(child: Element, draft: _Draft) -> None:
    draft.fields[TEXTS[child.tag]] = values.clean(child.text)


def _issued(child: Element, draft: _Draft) -> None:
    draft.fields["issued"] = values.day(child.text)


def _kind(child: Element, draft: _Draft) -> None:
    draft.fields["kind"], draft.fields["form"] = values.code(child.text), list_of(child)


def _other_language(child: Element, draft: _Draft) -> None:
    if lang := values.language(identifier(child)):
        draft.languages.append(lang)


def _change(element: Element, ctx: Context) -> Change:
    """What a corrected notice or a contract modification changes; the parts come in two depths."""
    of = reason = None
    texts: dict[str, str] = {}
    sections: dict[str, None] = {}
    for child in element.iter():
        tag = child.tag
        if tag == CHANGED_NOTICE:
            of = values.reference(child.text)
        elif tag == REASON_CODE:
            reason = values.clean(child.text)
        elif tag in CHANGE_TEXTS:
            ctx.put(texts, child)
        elif tag == CHANGED_SECTION and (section := values.clean(child.text)):
            sections[section] = None
    return Change(of, reason, texts, tuple(sections))


def _process(element: Element, draft: _Draft) -> None:
    for child in element[:]:
        tag = child.tag
        if tag == PROCEDURE_CODE:
            draft.fields["procedure_kind"] = values.clean(child.text)
        elif tag == EARLIER_NOTICE:
            earlier_notice(child, draft.project, draft.ctx)
        elif tag == JUSTIFICATION:
            for code in child.iterchildren(REASON):
                if list_of(code) == "accelerated-procedure":
                    draft.fields["accelerated"] = flag(code.text)


def _stage(form: str | None, kind: str | None) -> Stage:
    return (
        STAGES.get(form or "")
        or STAGES_BY_KIND.get(kind or "")
        or (Stage.RESULT if (kind or "").startswith("can") else Stage.OTHER)
    )


def _finish(root: Element, source: str, draft: _Draft, first: str | None) -> Notice:
    ctx, made = draft.ctx, draft.fields
    made["publication"] = (
        made.get("publication") or values.publication_in(source) or _own_identity(made)
    )
    withheld = [code for code in map(_field_code, root.iter(FIELDS_PRIVACY)) if code is not None]
    for buyer in ctx.buyers.keys() - ctx.organisations.keys():
        ctx.warnings.append(f"buyer-unknown: {buyer}")
    if ctx.published is None:
        ctx.warnings.append("publication-date: missing")
    made["format"], made["titles"] = made["format"] or "eforms", {}
    made.update({key: draft.project[key] for key in OF_PROJECT if key in draft.project})
    made.update(
        root=root.tag.rpartition("}")[2],
        stage=_stage(made["form"], made["kind"]),
        published=ctx.published,
        languages=tuple(dict.fromkeys(([first] if first else []) + draft.languages)),
        country=ctx.country,
        light_regime=made["subtype"] in LIGHT_SUBTYPES or made["kind"] in LIGHT_KINDS,
        buyers=tuple(ctx.buyers),
        organisations=organisations(ctx),
        lots=_lots(draft),
        refers_to=tuple(ctx.refers_to),
        total=draft.total,
        documents=ctx.documents,
        withheld=tuple(dict.fromkeys(withheld)),
        warnings=tuple(ctx.warnings),
    )
    return checks.hundredfold(build(Notice, made))


def _own_identity(made: Fields) -> str:
    """What a notice that is not yet published is called: its identifier with its version."""
    if not made.get("notice_id"):
        raise FormatError(
            "no-identity", "/", "neither a publication number nor a notice identifier"
        )
    return f"{made['notice_id']}-{made.get('version') or '01'}".lower()


def _field_code(privacy: Element) -> str | None:
    """BT-195: which field an ``efac:FieldsPrivacy`` withholds."""
    return next((values.code(code.text) for code in privacy.iterchildren(FIELD_CODE)), None)


def _lots(draft: _Draft) -> tuple[Lot, ...]:
    """The lots; a result for a lot that is not described makes a bare one."""
    for name, result in draft.ctx.results.items():
        draft.ctx.warnings.append(f"result-without-lot: {name}")
        draft.lots.append(Lot(name, result=result))
    return tuple(draft.lots)


_Handler = Callable[[Element, _Draft], None]
_STEPS: Final[dict[object, tuple[int, _Handler]]] = {
    CAC + "ContractingParty": (0, _buyer),
    UBL_EXTENSIONS: (1, _extension),
    LOT: (2, _lot),
    PROJECT: (2, _project),
    PROCESS: (2, _process),
    CAC + "BusinessParty": (2, _business),
    CAC + "AdditionalNoticeLanguage": (2, _other_language),
    CBC + "NoticeTypeCode": (2, _kind),
    ISSUE_DATE: (2, _issued),
    **dict.fromkeys(TEXTS, (2, _text)),
}
"""Tag to handler and its turn: later ones refer to what earlier ones found."""
