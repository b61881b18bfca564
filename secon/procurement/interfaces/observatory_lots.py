"""The lots behind a number: the very ones that were counted, and the nearest list of tenders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from secon.partnership.domain.territories import territory_of
from secon.procurement.domain import queries
from secon.procurement.interfaces import wording
from secon.procurement.interfaces.observatory_filters import place_of
from secon.procurement.interfaces.observatory_words import EXPLAINED
from secon.procurement.interfaces.records import TED_NOTICE
from secon.procurement.interfaces.rows import buyer_name, lot_title, row_url
from secon.procurement.interfaces.texts import Shown
from secon.procurement.models import Lot
from secon.procurement.observatory.reading import FoundLot, Selection
from secon.procurement.observatory.rolling import ALL_SECTORS, EVERYWHERE

CPV_SIGNS = 8


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot as counted. Lots that only the archive knows are shown by their number."""

    publication: str
    lot: str
    published: date
    url: str
    title: Shown | None
    buyer: Shown | None


def lot_rows(found: Sequence[FoundLot], *, language: str) -> list[LotRow]:
    """The lots with what the database knows of them: a fixed number of queries."""
    known = queries.with_what_a_row_shows(Lot.objects.filter(pk__in=[one.lot_id for one in found]))
    lots = {lot.pk: lot for lot in known}
    return [_row(one, lots.get(one.lot_id), language) for one in found]


def _row(found: FoundLot, lot: Lot | None, language: str) -> LotRow:
    return LotRow(
        found.publication,
        found.lot,
        found.published,
        row_url(lot) if lot else TED_NOTICE.format(found.publication),
        lot_title(lot, reader=language) if lot else None,
        buyer_name(lot.notice, reader=language) if lot else None,
    )


def list_query(selection: Selection, measure: str) -> str:
    """The query of the list of tenders with the same place, sector and sign; "" where the list
    has no filter for it.
    """
    words = EXPLAINED[measure]
    query = QueryDict(mutable=True)
    query["stage"] = "results" if measure == "winner" else "all"
    if selection.area != EVERYWHERE:
        place = place_of(selection.area)
        name = "region" if territory_of(place) else "country" if len(place) == 2 else "nuts"
        query[name] = place
    if selection.sector != ALL_SECTORS:
        if not selection.sector.isdigit():
            return ""
        query["sector"] = selection.sector.ljust(CPV_SIGNS, "0")
    if words.reserved:
        query.setlist("reserved", words.reserved.split())
    elif words.sme:
        query["sme"] = "on"
    elif words.signal in wording.FILTER_SIGNALS:
        query["signal"] = words.signal
    else:
        return ""
    return query.urlencode()
