"""Plausible enterprises that do not exist: for a newcomer's living map, for tests and for scale.

Pure: no database, no clock, no network; the same seed gives the same enterprises. Names are pairs
of everyday things that nobody pairs, addresses end in example.org, and every text ends by saying
that it is an example. Data: ``data/examples/*.toml``.
"""

from secon.enterprises.examples.flat import entry_of
from secon.enterprises.examples.generating import DAY, generate
from secon.enterprises.examples.kinds import (
    Draft,
    DraftCheck,
    DraftOffer,
    DraftStatus,
    DraftText,
    Place,
)
from secon.enterprises.examples.reading import hand_places, known_names, regions

__all__ = [
    "DAY",
    "Draft",
    "DraftCheck",
    "DraftOffer",
    "DraftStatus",
    "DraftText",
    "Place",
    "entry_of",
    "generate",
    "hand_places",
    "known_names",
    "regions",
]
