"""Doubt: a coded flag that neither the words nor the subject of a lot bear out. Pure.

Buyers tick boxes by mistake: real notices reserve mining gear and gas pipelines for sheltered
workshops. The flag stays what the buyer coded; it is shown as doubtful with the reason. Doubt needs
three things together: the words were read in a language we have words of, none of them supports the
flag, and no CPV code of the lot belongs to a social service or a suited sector.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from secon.procurement.clauses.lexicon import LANGUAGES
from secon.procurement.notice import Lot, Notice
from secon.procurement.signals.coded import is_social_service
from secon.procurement.signals.found import Doubt, Kind, Signal, Strength
from secon.procurement.signals.sectors import sector_of
from secon.procurement.signals.words import Words

RESERVED = {Kind.RESERVED_PARTICIPATION, Kind.RESERVED_EXECUTION}
OBJECTIVES = {Kind.SOCIAL_OBJECTIVE, Kind.STRATEGIC_SOCIAL}
RESERVING = {"work-integration", "social-economy"}
"""What a text speaks of when it bears out a reservation."""
OTHER_AIMS = {"env-imp", "inn-pur"}


def doubted(found: Iterable[Signal], notice: Notice, lot: Lot, words: Words) -> Iterator[Signal]:
    """``found`` with the doubtful ones marked."""
    signals = list(found)
    if not words.languages or not words.languages <= {*LANGUAGES}:
        yield from signals  # not read, so nothing is held against it
        return
    codes = lot.cpv or notice.cpv
    is_suited = any(sector_of(code) or is_social_service(code) for code in codes)
    for signal in signals:
        doubt = None
        if signal.strength is not Strength.CODED or not codes:
            pass
        elif signal.kind in RESERVED:
            doubt = _of_reservation(signal, signals, codes, is_suited=is_suited)
        elif signal.kind in OBJECTIVES and not is_suited and not _is_told(lot, signals):
            doubt = Doubt.NOT_BORNE_OUT
        yield replace(signal, doubt=doubt) if doubt else signal


def _of_reservation(
    signal: Signal, signals: Iterable[Signal], codes: Sequence[str], *, is_suited: bool
) -> Doubt | None:
    if any(
        one.kind is Kind.CLAUSE and (one.code in RESERVING or one.use == "reservation")
        for one in signals
    ):
        return None
    if signal.code == "res-pub-ser" and signal.article and not any(map(is_social_service, codes)):
        return Doubt.OUTSIDE_ARTICLE_77
    return None if is_suited else Doubt.NOT_BORNE_OUT


def _is_told(lot: Lot, signals: Iterable[Signal]) -> bool:
    """Whether the text has any social clause, or the buyer describes the aim where it is the only one."""
    if any(one.kind is Kind.CLAUSE for one in signals):
        return True
    return bool(lot.strategic_texts) and not OTHER_AIMS & {*(lot.strategic or ())}
