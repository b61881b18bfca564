"""Ways out of an empty list: which filter to take off, and what is there instead."""

from dataclasses import dataclass, replace

from django.http import QueryDict

from secon.procurement.domain import queries
from secon.procurement.domain.criteria import Criteria, ListStage
from secon.procurement.domain.queries import Counted
from secon.procurement.interfaces.addresses import active_filters, changed
from secon.procurement.interfaces.filters import TenderFilter
from secon.procurement.interfaces.requests import Asked

MOST = 6


@dataclass(frozen=True, slots=True)
class Alternative:
    """A list that is not empty: without one filter, or (``label`` empty) in all that was published."""

    label: str
    query: str
    counted: Counted


def alternatives(ask: Asked, query: QueryDict, *, version: int) -> list[Alternative]:
    """Lists near an empty one that have rows, the fullest first."""
    found = []
    for active in active_filters(ask.form, query)[:MOST]:
        looser = TenderFilter(QueryDict(active.without))
        looser.is_valid()
        criteria = looser.criteria(day=ask.criteria.on)
        found.append(Alternative(active.label, active.without, _count(criteria, version)))
    if ask.criteria.stage is not ListStage.ALL:
        everything = replace(ask.criteria, stage=ListStage.ALL)
        query_all = changed(query, stage=ListStage.ALL.value)
        found.append(Alternative("", query_all, _count(everything, version)))
    return sorted((one for one in found if one.counted.number), key=lambda one: -one.counted.number)


def _count(criteria: Criteria, version: int) -> Counted:
    return queries.remembered(criteria, version, "count", queries.count)
