"""From a request of the observatory to what it asks for."""

from dataclasses import dataclass

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import get_language

from secon.kernel.addresses import Addresses
from secon.procurement.interfaces.observatory_filters import (
    ObservatoryFilter,
    place_of,
    said_of,
)
from secon.procurement.observatory.measures import MEASURES, Measure
from secon.procurement.observatory.reading import (
    Extent,
    Observatory,
    Selection,
)

PAGING = ("start", "answer")
ADDRESSES = Addresses(paging=PAGING)
KEPT = ("place", "sector", "first", "last", "measure")
"""What every page understands."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query string asks for. With errors, ``selection`` holds only what could be read."""

    form: ObservatoryFilter
    query: QueryDict
    """Without what could not be read."""
    errors: dict[str, list[str]]
    observatory: Observatory | None
    selection: Selection
    extent: Extent | None

    @property
    def language(self) -> str:
        """The reader's."""
        return get_language() or "en"

    @property
    def measure(self) -> Measure:
        """The one shown."""
        return MEASURES[self.form.chosen_measure]

    def changed(self, **new: str) -> str:
        """The query with something else, for every page."""
        kept = QueryDict(mutable=True)
        for name in KEPT:
            if value := self.query.get(name):
                kept[name] = value
        return ADDRESSES.changed(kept, **new)

    def about(self) -> dict[str, object]:
        """What was chosen, for files."""
        chosen = self.selection
        return {
            "place": place_of(chosen.area),
            "sector": said_of(chosen.sector),
            "first": chosen.first or (self.extent.first if self.extent else ""),
            "last": chosen.last or (self.extent.last if self.extent else ""),
            "examples": chosen.examples,
            "newest_notice": self.extent.newest.isoformat() if self.extent else "",
        }


def asked(query: QueryDict) -> Asked:
    """Read the query string of a page; never raises.

    Examples are shown where there is nothing real, on a machine of one's own only; they are never
    counted together with real lots.
    """
    form = ObservatoryFilter(query)
    form.is_valid()
    errors = {name: [str(e) for e in found] for name, found in form.errors.items()}
    readable = QueryDict(mutable=True)
    for name, values in query.lists():
        if name not in errors:
            readable.setlist(name, [value for value in values if value])
    archive = settings.SECON_ARCHIVE
    observatory = Observatory(archive) if archive else None
    extent = observatory.extent(examples=False) if observatory else None
    examples = False
    if observatory and extent is None and settings.SECON_LOCAL:
        extent = observatory.extent(examples=True)
        examples = extent is not None
    return Asked(form, readable, errors, observatory, form.selection(examples=examples), extent)
