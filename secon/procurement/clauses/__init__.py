"""Social clauses found in the text of a lot, in its own language. Pure: no ORM, no clock, no network."""

from secon.procurement.clauses.engine import find
from secon.procurement.clauses.found import Clause, Kind, Strength, Use

__all__ = ["Clause", "Kind", "Strength", "Use", "find"]
