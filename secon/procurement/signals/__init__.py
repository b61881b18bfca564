"""The social side of a lot made visible: which signals it carries, and what proves each. Pure.

What the buyer coded is ``coded``; what follows from another code (a CPV code of a social service, a
sector suited to social enterprises) is ``derived``: true, but not said by the buyer. A clause is
proved by its quoted words; a mere mention is a kind of its own and binds nobody further. A coded
signal that neither the words nor the subject bear out is kept, and says why it is in doubt. What is
unknown gives no signal, and so does a stated none.
"""

from secon.procurement.notice import Lot, Notice
from secon.procurement.signals.coded import (
    ARTICLES,
    SOCIAL_SERVICE_CPV,
    coded,
    is_social_service,
)
from secon.procurement.signals.doubt import doubted
from secon.procurement.signals.found import Doubt, Kind, Signal, Strength
from secon.procurement.signals.sectors import Sector, sector_of, sectors, suited
from secon.procurement.signals.words import Reader

SIGNALS_VERSION = 1
"""Of the rules, words and lists here and in ``clauses``. Raise it when they change:
``manage.py find_signals`` then finds the signals of older notices again."""

__all__ = [
    "ARTICLES",
    "SIGNALS_VERSION",
    "SOCIAL_SERVICE_CPV",
    "Doubt",
    "Kind",
    "Reader",
    "Sector",
    "Signal",
    "Strength",
    "is_social_service",
    "sector_of",
    "sectors",
    "signals",
]
_ORDER = {kind: place for place, kind in enumerate(Kind)}


def signals(notice: Notice, lot: Lot, reader: Reader | None = None) -> tuple[Signal, ...]:
    """The signals of ``lot``, strongest kind first, each code once per field.

    ``reader`` keeps what it read of the notice's texts: give the same one for all its lots.
    """
    reader = reader or Reader(notice)
    words = reader.read(lot)
    found = [*coded(notice, lot), *suited(notice, lot), *words.signals]
    marked = doubted(found, notice, lot, words)
    return tuple(sorted(dict.fromkeys(marked), key=lambda signal: _ORDER[signal.kind]))
