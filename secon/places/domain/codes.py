"""All postal codes and their regions as packed arrays in memory. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from secon.places.domain.packing import Arrays


@dataclass(frozen=True, slots=True)
class Zone:
    """A postal code, tidied and cut to its district, and the region (NUTS 3) that it lies in."""

    code: str
    nuts3: str

    @property
    def country(self) -> str:
        """The region's."""
        return self.nuts3[:2]


class Codes:
    """Zones in order of code, so that those with one beginning lie side by side."""

    def __init__(self, arrays: Arrays) -> None:
        self._codes, self._regions = arrays["codes"], arrays["regions"]

    def __len__(self) -> int:
        return len(self._codes)

    def __iter__(self) -> Iterator[Zone]:
        return (self._zone(at) for at in range(len(self)))

    def find(self, code: str) -> list[Zone]:
        """The zones with exactly this code, of any country."""
        return self._between(code, code)

    def beginning(self, start: str, limit: int) -> list[Zone]:
        """Zones whose codes begin so, in order."""
        return self._between(start, start + "~", limit)

    def _between(self, low: str, high: str, limit: int | None = None) -> list[Zone]:
        first = int(np.searchsorted(self._codes, np.bytes_(low.encode()), "left"))
        last = int(np.searchsorted(self._codes, np.bytes_(high.encode()), "right"))
        return [self._zone(at) for at in range(first, last)[:limit]]

    def _zone(self, at: int) -> Zone:
        nuts3 = self._regions[at].decode()
        return Zone(self._codes[at].decode(), nuts3)

    @property
    def arrays(self) -> Arrays:
        """To be packed."""
        return {"codes": self._codes, "regions": self._regions}


def codes_of(zones: Iterable[Zone]) -> Codes:
    """Arrays of zones; the country is the region's."""
    ordered = sorted((zone.code, zone.nuts3) for zone in zones)
    return Codes(
        {
            "codes": np.array([code for code, _nuts3 in ordered], dtype="S8"),
            "regions": np.array([nuts3 for _code, nuts3 in ordered], dtype="S5"),
        }
    )
