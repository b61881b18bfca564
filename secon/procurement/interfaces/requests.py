"""From a request to a list: the form, the day, the criteria and the place in the list."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.procurement.domain import queries
from secon.procurement.domain.criteria import Criteria, ListStage, Sort
from secon.procurement.domain.paging import Cursor, Order, read_cursor
from secon.procurement.domain.zones import BRUSSELS
from secon.procurement.interfaces.filters import TenderFilter


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query string asks for. With errors, ``criteria`` hold only what could be read."""

    form: TenderFilter
    criteria: Criteria
    cursor: Cursor | None
    errors: dict[str, list[str]]
    day_chosen: bool
    readable: QueryDict
    """The query string without what could not be read."""

    def seen_from(self, now: datetime) -> datetime:
        """The moment from which "days left" count: now, or the start of another day."""
        if self.criteria.on == timezone.localdate(now):
            return now
        return datetime.combine(self.criteria.on, time(), BRUSSELS)

    def newest_first(self) -> Criteria:
        """The same list in the order of a feed."""
        return replace(self.criteria, sort=Sort.NEWEST)

    def soonest_first(self) -> Criteria:
        """The same list in the order of a calendar: open lots by deadline."""
        return replace(self.criteria, sort=Sort.DEADLINE, stage=ListStage.OPEN)


def asked(query: QueryDict, *, now: datetime) -> Asked:
    """Read the query string of a list; never raises."""
    form = TenderFilter(query)
    form.is_valid()
    chosen: date | None = form.cleaned_data.get("on")
    criteria = form.criteria(day=chosen or queries.default_day(now))
    errors = {name: [str(e) for e in found] for name, found in form.errors.items()}
    cursor, wrong = _cursor(query, queries.order_of(criteria))
    if wrong:
        errors[wrong] = [_("This is not a page of this list.")]
    readable = QueryDict(mutable=True)
    for name, values in query.lists():
        if name not in errors:
            readable.setlist(name, values)
    return Asked(form, criteria, cursor, errors, chosen is not None, readable)


def _cursor(query: QueryDict, order: Order) -> tuple[Cursor | None, str]:
    """The place in the list, or the name of the parameter that is none."""
    for name in ("after", "before"):
        if text := query.get(name):
            try:
                return read_cursor(text, order=order, backwards=name == "before"), ""
            except (ValueError, OverflowError):
                return None, name
    return None, ""
