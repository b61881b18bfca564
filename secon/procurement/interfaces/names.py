"""Names for codes of a whole page at once: one look-up a kind, however many rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from secon.codes.domain.labels import labels
from secon.places.countries import country_name
from secon.places.domain.queries import region_names

CPV = "cpv"


@dataclass(frozen=True, slots=True)
class Names:
    """What codes are called in ``language``; a code without a name is its own name."""

    language: str
    codes: dict[tuple[str, str], str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)

    def code(self, list_id: str, code: str) -> str:
        """The label of a code."""
        return self.codes.get((list_id, code), code)

    def cpv(self, code: str) -> str:
        """The label of a CPV code, empty where it is not known."""
        return self.codes.get((CPV, code), "")

    def region(self, code: str) -> str:
        """The name of a region or country."""
        return self.regions.get(code) or country_name(code, self.language)

    def country(self, code: str) -> str:
        """The name of a country."""
        return country_name(code, self.language)


def names_of(
    *, language: str, codes: Iterable[tuple[str, str]] = (), regions: Iterable[str] = ()
) -> Names:
    """Names for (list, code) pairs and NUTS codes."""
    by_list: dict[str, set[str]] = {}
    for list_id, code in codes:
        if code:
            by_list.setdefault(list_id, set()).add(code)
    known = {
        (list_id, code): label
        for list_id, wanted in by_list.items()
        for code, label in labels(list_id, sorted(wanted), language).items()
    }
    wanted_regions = {code for code in regions if len(code) > 2}
    return Names(language, known, region_names(wanted_regions, language) if wanted_regions else {})
