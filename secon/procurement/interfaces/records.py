"""A lot as one flat record, the same in every download and in the API. No persons are in it."""

from collections.abc import Callable

from secon.kernel.tables import Record
from secon.procurement.domain.zones import zone_of
from secon.procurement.enums import SignalKind
from secon.procurement.interfaces.rows import buyer_name, lot_title
from secon.procurement.models import Lot

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
    "sme_suitable",
    "procedure_kind",
    "languages",
    "source",
)
"""Keys are the same in every form and in the API, so a script reads either."""
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
        "signals": list(dict.fromkeys(f"{s.kind}:{s.code}" if s.code else s.kind for s in signals)),
        "sme_suitable": lot.sme_suitable,
        "procedure_kind": lot.notice.procedure_kind or None,
        "languages": list(lot.notice.languages),
        "source": "" if lot.is_example else TED_NOTICE.format(lot.notice.publication),
    }
