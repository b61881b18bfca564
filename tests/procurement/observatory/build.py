"""Archives made by hand: a lot is what it is told to be, everything else plain and known."""

from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path

from secon.procurement.keys import child_key, notice_key
from secon.procurement.observatory import files, rolling
from secon.procurement.observatory.reading import Observatory
from secon.procurement.observatory.rows import LotFacts, Place, Sign, row

_PLAIN = LotFacts(
    lot_id=0, publication="", lot="LOT-0001", lot_kind="lot", stage="call",
    notice_type="cn-standard", subtype="16", format="eforms-sdk-1.10", published=date(2023, 11, 20),
    deadline=None, deadline_kind="", open_until=None, closed_on=None, closed_by="",
    is_current=True, procedure="", language="el", nature="services", value=None, currency="",
    country="EL", rung="lot", reserved=(), reserved_execution=False, strategic=(), social=None,
    green=None, innovation=None, sme_suitable=False, light_regime=False, is_example=False,
    was_searched=True, titles={}, cpv=("90910000",), places=(Place("EL651", "EL", "", ""),),
    signs=(), buyers=("Municipality",), winners=(), winner_keys=(),
)  # fmt: skip
_numbers = count(1)


def lot(*, notice: int | None = None, index: int = 0, places: tuple[str, ...] | None = None, **own):
    """A call's lot of a Greek notice; ``places`` are NUTS codes."""
    number = next(_numbers) if notice is None else notice
    publication = f"{number}-{own.get('published', _PLAIN.published).year}"
    if places is not None:
        own["places"] = tuple(Place(code, code[:2], "", "") for code in places)
        own.setdefault("country", places[0][:2] if places else "")
    return replace(
        _PLAIN,
        publication=publication,
        lot_id=child_key(notice_key(publication), index),
        lot=f"LOT-{index + 1:04}",
        **own,
    )


def result(*, keys: tuple[str, ...] = (), **own):
    """A result's lot, won by somebody with these numbers."""
    plain = {
        "reserved": None,
        "reserved_execution": None,
        "sme_suitable": None,
        "strategic": None,
        "winners": ("Winner",),
    }
    return lot(stage="result", winner_keys=keys, **plain | own)


def sign(kind: str, code: str = "", **own: str) -> Sign:
    return Sign(kind, code, **own)


def archive(folder: Path, *lots: LotFacts, social: frozenset[str] = frozenset()) -> Observatory:
    """The archive of these lots, rolled up."""
    for day in {one.published for one in lots}:
        here = sorted((one for one in lots if one.published == day), key=lambda one: one.lot_id)
        files.write_day(folder, day, [row(one) for one in here])
    rolling.roll_up(folder, social_enterprises=social)
    return Observatory(folder)
