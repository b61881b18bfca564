"""Signals as they are stored: a row each, and the bits lists are narrowed by. Pure."""

from collections.abc import Iterable

from secon.procurement.domain.columns import Row
from secon.procurement.enums import SIGNAL_BITS
from secon.procurement.signals import Signal


def signal_row(lot: int, signal: Signal) -> Row:
    """The row of ``LotSignal``, in the order of its columns."""
    return (
        lot,
        str(signal.kind),
        signal.code,
        signal.field,
        str(signal.strength),
        signal.article or "",
        signal.use,
        signal.quote,
        signal.language,
        signal.rule,
        str(signal.doubt or ""),
    )


def signal_bits(found: Iterable[Signal]) -> int:
    """The kinds of these signals as ``Lot.signals`` keeps them."""
    bits = 0
    for one in found:
        bits |= SIGNAL_BITS[str(one.kind)]
    return bits


def doubt_bits(found: Iterable[Signal]) -> int:
    """The kinds of which every signal is doubtful, as ``Lot.doubts`` keeps them."""
    signals = list(found)
    return signal_bits(signals) & ~signal_bits(one for one in signals if not one.doubt)
