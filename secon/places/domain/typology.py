"""Whether a territory is urban or rural, in mountains, by the sea: counted by regions.

Population is not known here, so a mix is a count of level-3 regions and nothing more.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from secon.places.enums import CoastType, MountainType, UrbanType


@dataclass(frozen=True, slots=True)
class Types:
    """The types of one level-3 region; ``None`` where it is not classified."""

    urban: UrbanType | None = None
    mountain: MountainType | None = None
    coast: CoastType | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of a territory's regions are of a type; ``kind`` is ``None`` for not classified."""

    kind: UrbanType | MountainType | CoastType | None
    regions: int


@dataclass(frozen=True, slots=True)
class Mix:
    """How many of a territory's level-3 regions are of each type, the commonest first."""

    regions: int
    urban: tuple[Share, ...]
    mountain: tuple[Share, ...]
    coast: tuple[Share, ...]

    @property
    def is_mixed(self) -> bool:
        """Whether urban and rural regions stand side by side."""
        return len(self.urban) > 1


def mix_of(regions: Iterable[Types]) -> Mix:
    """Count the types of level-3 regions."""
    counted = list(regions)
    return Mix(
        len(counted),
        _shares(one.urban for one in counted),
        _shares(one.mountain for one in counted),
        _shares(one.coast for one in counted),
    )


def _shares(kinds: Iterable[UrbanType | MountainType | CoastType | None]) -> tuple[Share, ...]:
    counts = Counter(kinds)
    return tuple(
        Share(kind, number)
        for kind, number in sorted(
            counts.items(), key=lambda item: (-item[1], item[0] is None, item[0] or 0)
        )
    )
