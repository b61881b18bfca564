"""What only shows when a notice is read whole: amounts a hundred times another statement of them.

A decimal comma lost on the way (9 315 578,60 become 931 557 860) is the commonest error of size.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from secon.procurement.notice import Lot, Money, Notice, Result, Winner


def hundredfold(notice: Notice) -> Notice:
    """The notice with every amount that is exactly a hundredfold marked as doubtful."""
    lots: Sequence[Lot] = notice.lots
    if any(lot.result for lot in lots):
        lots = [_checked(lot) for lot in lots]
        if any(new is not old for new, old in zip(lots, notice.lots, strict=True)):
            notice = replace(notice, lots=tuple(lots))
    if notice.value is not None and _is_hundred(
        notice.value, _sum([lot.value for lot in lots if lot.kind != "group"])
    ):
        notice = replace(notice, value=_doubt(notice.value))
    if notice.total is not None:
        won = (w.value for lot in lots if lot.result for w in lot.result.winners)
        if _is_hundred(notice.total, _sum(won)):
            notice = replace(notice, total=_doubt(notice.total))
    return notice


def _checked(lot: Lot) -> Lot:
    """An estimate against what was paid, and what was paid against the tenders' range."""
    if lot.result is None or not lot.result.winners:
        return lot
    result = lot.result
    winners = tuple(_winner(winner, lot, result) for winner in result.winners)
    if winners != result.winners:
        lot = replace(lot, result=replace(result, winners=winners))
    if lot.value is not None and _is_hundred(lot.value, _sum(w.value for w in winners)):
        lot = replace(lot, value=_doubt(lot.value))
    return lot


def _winner(winner: Winner, lot: Lot, result: Result) -> Winner:
    value = winner.value
    others = (lot.value, result.lowest, result.highest)
    if value is None or not any(_is_hundred(value, other) for other in others):
        return winner
    return replace(winner, value=_doubt(value))


def _sum(amounts: Iterable[Money | None]) -> Money | None:
    """The sum of what is stated, where it is in one currency."""
    stated = [amount for amount in amounts if amount is not None]
    if len(stated) == 1:
        return stated[0]
    if len({amount.currency for amount in stated}) != 1:
        return None
    return Money(
        sum((amount.amount for amount in stated), start=stated[0].amount * 0), stated[0].currency
    )


def _is_hundred(large: Money, small: Money | None) -> bool:
    return (
        small is not None
        and large.currency == small.currency
        and large.amount == small.amount * 100
    )


def _doubt(amount: Money) -> Money:
    return replace(amount, doubtful=True)
