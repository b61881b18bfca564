"""The words matching understands: the code finder's, made ready once per publication and process."""

from __future__ import annotations

from functools import lru_cache

from secon.codes.domain.catalogue import Catalogue, current
from secon.opportunities.matching.words import Lexicon


def lexicon() -> Lexicon:
    """Of the newest publication of the codes."""
    catalogue = current()
    return _lexicon(_Key(catalogue))


class _Key:
    """A publication by its stamp: two readings of one are the same."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __hash__(self) -> int:
        return hash((self.catalogue.folder, self.catalogue.stamp))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and (
            (self.catalogue.folder, self.catalogue.stamp)
            == (other.catalogue.folder, other.catalogue.stamp)
        )


@lru_cache(maxsize=1)
def _lexicon(key: _Key) -> Lexicon:
    return Lexicon.of(key.catalogue.index())
