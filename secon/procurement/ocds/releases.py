"""A notice as an OCDS release."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from secon.procurement.notice import Notice, Stage
from secon.procurement.ocds import codes
from secon.procurement.ocds.lots import items, lot_groups, lots
from secon.procurement.ocds.parties import Parties, parties
from secon.procurement.ocds.results import amendment, results
from secon.procurement.ocds.values import (
    Json,
    addresses,
    anywhere,
    begin,
    classification,
    merged,
    money,
    texts,
    web_address,
    without_empty,
)
from secon.procurement.signals import Signal

TED_NOTICE: Final = "https://ted.europa.eu/en/notice/-/detail/{}"
_PUBLICATION: Final = re.compile(r"\d{1,8}-(19|20)\d\d")
_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")


class NoReleaseError(ValueError):
    """The notice is not of a contracting process, or has no day: it cannot be a release."""


def ocid(notice: Notice, *, prefix: str = codes.DEFAULT_PREFIX) -> str:
    """The contracting process of a notice: the same for its call, corrections and results.

    eForms name the procedure. An older notice that corrects, awards or modifies takes the number
    of the first notice it names; a call begins a process of its own, also after a plan, as the
    profile wants it.
    """
    if notice.procedure:
        process = notice.procedure.strip().lower()
    elif notice.change and notice.change.of:
        process = notice.change.of
    elif notice.refers_to and notice.stage in {Stage.RESULT, Stage.CHANGE, Stage.OTHER}:
        process = notice.refers_to[0]
    else:
        process = notice.publication
    return f"{prefix}-{_UNSAFE.sub('-', process)}"


def release(
    notice: Notice,
    *,
    prefix: str = codes.DEFAULT_PREFIX,
    signals: Mapping[str, Sequence[Signal]] | None = None,
    is_example: bool = False,
) -> Json:
    """``notice`` as a release of OCDS 1.1; ``signals`` are those of each lot, by its id.

    Raises NoReleaseError for a business registration and for a notice without a day.
    """
    day = begin(notice.published or notice.issued)
    if day is None:
        raise NoReleaseError("the notice has no day")
    if notice.stage is Stage.OTHER and notice.change is None and not notice.lots:
        raise NoReleaseError("the notice is of no procedure")
    main = notice.languages[0] if notice.languages else None
    bodies = parties(notice, main)
    made = {
        "ocid": ocid(notice, prefix=prefix),
        "id": notice.publication,
        "date": day,
        "tag": _tags(notice),
        "initiationType": "tender",
        "language": main if main != "und" else None,
        "parties": bodies.rows,
        "buyer": bodies.buyers[0] if bodies.buyers else None,
        "tender": _tender(notice, main, bodies, signals or {}, is_example=is_example),
        "relatedProcesses": _related(notice),
        "withheldInformation": [{"id": one, "field": one} for one in notice.withheld],
        "isExample": True if is_example else None,
        **results(notice, bodies.by_id, main),
    }
    found: Json = without_empty(made)
    return found


def _tags(notice: Notice) -> list[str]:
    changed = notice.change is not None
    if changed and notice.change and notice.change.reason == codes.CANCELLED:
        return ["tenderCancellation"]
    if notice.stage is Stage.PLANNING:
        return ["planningUpdate" if changed else "planning"]
    if notice.stage is Stage.RESULT:
        signed = any(
            winner.contract_date
            for lot in notice.lots
            if lot.result
            for winner in lot.result.winners
        )
        tags = ["award", "contract"] if signed else ["award"]
        return [f"{tag}Update" for tag in tags] if changed else tags
    if notice.stage is Stage.CHANGE:
        return ["awardUpdate", "contractUpdate"]
    return ["tenderUpdate" if changed or notice.stage is Stage.OTHER else "tender"]


def _tender(
    notice: Notice,
    main: str | None,
    bodies: Parties,
    signals: Mapping[str, Sequence[Signal]],
    *,
    is_example: bool,
) -> Json:
    kind = notice.procedure_kind or ""
    cancelled = notice.change is not None and notice.change.reason == codes.CANCELLED
    corrects = notice.change is not None and notice.stage is not Stage.CHANGE
    return merged(
        {"id": notice.procedure or notice.publication},
        texts("title", notice.titles, main),
        texts("description", notice.descriptions, main),
        {
            "status": "cancelled" if cancelled else codes.TENDER_STATUS.get(notice.stage),
            "procuringEntity": bodies.buyers[0] if bodies.buyers else None,
            "legalBasis": _legal_basis(notice.legal_basis),
            "procurementMethod": codes.METHODS.get(kind),
            "procurementMethodDetails": codes.METHOD_NAMES.get(kind),
            "procedure": {"isAccelerated": notice.accelerated},
            "mainProcurementCategory": codes.CATEGORIES.get(notice.nature or ""),
            "value": money(notice.value),
            "classification": classification("CPV", notice.cpv[0] if notice.cpv else None),
            "additionalClassifications": [classification("CPV", one) for one in notice.cpv[1:]],
            "deliveryAddresses": addresses(notice.places),
            "deliveryLocations": anywhere(notice.places),
            "lots": lots(notice, main, dict(signals)),
            "lotGroups": lot_groups(notice, main),
            "items": items(notice),
            "documents": _documents(notice, is_example=is_example),
            "amendments": [amendment(notice, notice.change, main)]
            if corrects and notice.change
            else [],
        },
    )


def _legal_basis(code: str | None) -> Json | None:
    """An act by its CELEX number; another basis only by its code."""
    if code is None:
        return None
    return classification("CELEX", code) if code[:1].isdigit() else {"id": code}


def _documents(notice: Notice, *, is_example: bool) -> list[Json]:
    """The notice itself on TED, and where the procurement documents are."""
    found: list[Json] = []
    if _PUBLICATION.fullmatch(notice.publication) and not is_example:
        found.append(
            {
                "id": notice.publication,
                "documentType": codes.NOTICE_DOCUMENTS.get(notice.stage, "tenderNotice"),
                "url": TED_NOTICE.format(notice.publication),
                "datePublished": begin(notice.published),
                "format": "text/html",
            }
        )
    if address := web_address(notice.documents):
        found.append({"id": "documents", "documentType": "biddingDocuments", "url": address})
    return found


def _related(notice: Notice) -> list[Json]:
    """The plans a call follows: each is a process of its own."""
    if notice.stage is not Stage.CALL:
        return []
    return [
        merged(
            {"id": str(place), "relationship": ["planning"], "identifier": one},
            {"scheme": "eu-oj", "uri": TED_NOTICE.format(one)}
            if _PUBLICATION.fullmatch(one)
            else {},
        )
        for place, one in enumerate(dict.fromkeys(notice.refers_to), start=1)
    ]
