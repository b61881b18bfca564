"""One notice as a document for machines: codes as read, texts in every language, no persons."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from secon.procurement.domain.queries import Tender
from secon.procurement.interfaces.records import TED_NOTICE
from secon.procurement.interfaces.rows import tender_url
from secon.procurement.models import Award, Lot, LotSignal, LotText, NoticeText, Organisation

NOTICE_TEXTS = ("title", "description", "change")
LOT_TEXTS = ("title", "description", "strategic", "conditions", "participation", "additional")
DETAILS = (
    "reserved",
    "strategic",
    "social",
    "green",
    "innovation",
    "green_criteria",
    "accessibility",
    "proofs",
)


def document(found: Tender, *, page: Callable[[str], str]) -> dict[str, Any]:
    """``found`` as plain data; ``page`` makes full addresses. null is unknown, [] a stated none."""
    notice = found.notice
    return {
        "publication": notice.publication,
        "page": page(tender_url(notice.publication)),
        "source": None if notice.is_example else TED_NOTICE.format(notice.publication),
        "is_example": notice.is_example,
        "stage": notice.stage,
        "kind": notice.kind or None,
        "subtype": notice.subtype or None,
        "format": notice.format,
        "published": _plain(notice.published),
        "languages": notice.languages,
        "procedure": notice.procedure or None,
        "procedure_kind": notice.procedure_kind or None,
        "legal_basis": notice.legal_basis or None,
        "light_regime": notice.light_regime,
        "value": _money(notice.value, notice.currency),
        "total": _money(notice.total, notice.total_currency),
        "documents": notice.documents or None,
        "texts": _texts(notice.texts.all(), NOTICE_TEXTS),
        "buyers": [_organisation(buyer) for buyer in found.buyers],
        "lots": [_lot(lot) for lot in found.lots],
        "lot_total": found.lot_total,
        "more_after": found.more_after,
        "related": [
            {
                "publication": other.publication,
                "stage": other.stage,
                "published": _plain(other.published),
            }
            for other in found.related
        ],
        "changes": {
            "reason": notice.change_reason or None,
            "sections": notice.change_sections,
            "names": [{"kind": p.kind, "target": p.target} for p in found.pointers],
        },
        "withheld": notice.withheld,
        "warnings": notice.warnings,
    }


def _lot(lot: Lot) -> dict[str, Any]:
    detail = getattr(lot, "detail", None)
    said = {name: getattr(detail, name) if detail else None for name in DETAILS}
    return {
        "lot": lot.ref,
        "kind": lot.kind,
        "texts": _texts(lot.texts.all(), LOT_TEXTS),
        "cpv": [row.code for row in lot.cpv_codes.all()],
        "places": [
            {
                "nuts": place.nuts or None,
                "said": place.said or None,
                "country": place.country or None,
                "city": place.city or None,
                "anywhere": place.anywhere or None,
            }
            for place in lot.places.all()
        ],
        "place_stated_by": lot.rung,
        "value": _money(lot.value, lot.currency),
        "value_doubtful": lot.value_doubtful,
        "deadline": _plain(lot.deadline),
        "open_until": _plain(lot.open_until),
        "closed_by": lot.closed_by or None,
        **said,
        "accessibility": said["accessibility"] or None,
        "reserved_execution": lot.reserved_execution,
        "sme_suitable": lot.sme_suitable,
        "signals": [_signal(signal) for signal in lot.signal_rows.all()],
        "criteria": [
            {
                "kind": row.kind or None,
                "names": row.names,
                "descriptions": row.descriptions,
                "weight": _plain(row.weight),
                "weight_unit": row.weight_unit or None,
            }
            for row in lot.criteria.all()
        ],
        "results": [_award(award) for award in _awards(lot)],
    }


def _signal(signal: LotSignal) -> dict[str, Any]:
    return {
        "kind": signal.kind,
        "code": signal.code or None,
        "use": signal.use or None,
        "strength": signal.strength or None,
        "field": signal.field or None,
        "article": signal.article or None,
        "quote": signal.quote or None,
        "language": signal.language or None,
        "rule": signal.rule or None,
        "doubt": signal.doubt or None,
    }


def _awards(lot: Lot) -> Iterator[Award]:
    own: Award | None = getattr(lot, "award", None)
    if own:
        yield own
    else:
        yield from lot.awards.all()


def _award(award: Award) -> dict[str, Any]:
    call = award.call_lot
    return {
        "publication": award.lot.notice.publication,
        "call": {"publication": call.notice.publication, "lot": call.ref} if call else None,
        "status": award.status or None,
        "reason": award.reason or None,
        "tenders_received": award.tenders_received,
        "winners": [
            {
                "tender": winner.tender,
                "names": winner.organisation.names if winner.organisation else {},
                "value": _money(winner.value, winner.currency),
                "value_doubtful": winner.value_doubtful,
                "contract_date": _plain(winner.contract_date),
            }
            for winner in award.winners.all()
        ],
    }


def _organisation(body: Organisation) -> dict[str, Any]:
    return {
        "names": body.names,
        "national_ids": body.national_ids,
        "nuts": body.nuts or None,
        "country": body.country or None,
        "city": body.city or None,
        "legal_type": body.legal_type or None,
        "activity": body.activity or None,
        "website": body.website or None,
    }


def _texts(rows: Any, names: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Language to attribute to text, without what is empty."""
    texts: list[LotText | NoticeText] = [*rows]
    return {
        row.language: {name: text for name in names if (text := getattr(row, name))}
        for row in texts
    }


def _money(amount: Decimal | None, currency: str) -> dict[str, Any] | None:
    return None if amount is None else {"amount": float(amount), "currency": currency or None}


def _plain(value: date | datetime | Decimal | None) -> str | float | None:
    if value is None:
        return None
    return float(value) if isinstance(value, Decimal) else value.isoformat()
