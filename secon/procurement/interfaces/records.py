"""A lot as one flat record, the same in every download and in the API. No persons are in it."""

from collections.abc import Callable, Iterable

from secon.kernel.tables import Record
from secon.procurement.domain.zones import zone_of
from secon.procurement.enums import SignalKind
from secon.procurement.interfaces.rows import buyer_name, lot_title
from secon.procurement.models import Lot, LotSignal

COLUMNS = (
    "page",
    "publication",
    "lot",
    "stage",
    "published",
    "title",
    "title_language",
    "buyer",
    "country",
    "nuts",
    "place_stated_by",
    "cpv",
    "deadline",
    "value",
    "currency",
    "value_doubtful",
    "reserved",
    "reserved_execution",
    "signals",
    "doubtful",
    "clauses",
    "quotes",
    "mentions",
    "sme_suitable",
    "procedure_kind",
    "languages",
    "source",
)
"""Keys are the same in every form and in the API, so a script reads either."""
TEXT = {SignalKind.CLAUSE, SignalKind.MENTION}
TED_NOTICE = "https://ted.europa.eu/en/notice/-/detail/{}"


def record(lot: Lot, *, reader: str, absolute: Callable[[Lot], str]) -> Record:
    """``lot`` (from ``queries.with_what_a_row_shows``); None is unknown, [] a stated none.

    ``absolute`` makes the address of the lot's page.
    """
    title = lot_title(lot, reader=reader)
    buyer = buyer_name(lot.notice, reader=reader)
    places = [*lot.places.all()]
    nuts = list(dict.fromkeys(place.nuts for place in places if place.nuts))
    signals = [*lot.signal_rows.all()]
    zone = zone_of(nuts[0] if nuts else lot.country)
    return {
        "page": absolute(lot),
        "publication": lot.notice.publication,
        "lot": lot.ref,
        "stage": lot.stage,
        "published": lot.published.isoformat() if lot.published else None,
        "title": title.text,
        "title_language": title.language or None,
        "buyer": buyer.text if buyer else None,
        "country": lot.country or None,
        "nuts": nuts,
        "place_stated_by": lot.rung,
        "cpv": lot.cpv or None,
        "deadline": lot.deadline.astimezone(zone).isoformat() if lot.deadline else None,
        "value": float(lot.value) if lot.value is not None else None,
        "currency": lot.currency or None,
        "value_doubtful": lot.value_doubtful,
        "reserved": (
            None
            if lot.reserved is None
            else [s.code for s in signals if s.kind == SignalKind.RESERVED_PARTICIPATION]
        ),
        "reserved_execution": lot.reserved_execution,
        "signals": _once(_name(s) for s in signals if s.kind not in TEXT),
        "doubtful": _once(f"{_name(s)}:{s.doubt}" for s in signals if s.doubt),
        "clauses": _once(f"{s.code}:{s.use}" for s in signals if s.kind == SignalKind.CLAUSE),
        "quotes": _once(
            f"[{s.language} {s.field}] {s.quote}" for s in signals if s.kind == SignalKind.CLAUSE
        ),
        "mentions": _once(s.code for s in signals if s.kind == SignalKind.MENTION),
        "sme_suitable": lot.sme_suitable,
        "procedure_kind": lot.notice.procedure_kind or None,
        "languages": list(lot.notice.languages),
        "source": "" if lot.is_example else TED_NOTICE.format(lot.notice.publication),
    }


def _name(signal: LotSignal) -> str:
    return f"{signal.kind}:{signal.code}" if signal.code else signal.kind


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
