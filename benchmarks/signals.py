"""Doubtful flags and suited sectors against lots judged by people.

Notices are read as the import reads them. A coded reservation should be doubtful where the reader of
the lot saw none or could not tell; a main code should be on our list of suited sectors where the
reader found the lot suitable for a social enterprise (2 or 3 of 3). Nothing without the labels.
"""

import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.clauses import GIVEN
from benchmarks.figures import Figure
from secon.procurement.formats import FormatError, read
from secon.procurement.notice import Lot, Notice
from secon.procurement.observatory.shares import wilson
from secon.procurement.signals import Kind, Signal, Strength, signals

TED = GIVEN.parent.parent / "ted"
RESERVED = {Kind.RESERVED_PARTICIPATION, Kind.RESERVED_EXECUTION}
SUITABLE = 2  # of 3
Pair = tuple[bool, bool]  # found, labelled


def run() -> list[Figure]:
    """Precision and recall of both, with how many and intervals."""
    if not GIVEN.exists():
        return []
    doubts: Counter[Pair] = Counter()
    sectors: Counter[Pair] = Counter()
    for label, notice, lot in labelled():
        found = signals(notice, lot)
        flags = [s for s in found if s.kind in RESERVED and s.strength is Strength.CODED]
        if flags:
            wrong = label["reserved_participation"] in ("none", "unclear")
            doubts[all(flag.doubt for flag in flags), wrong] += 1
        sectors[_suited(found), label["suitability"] >= SUITABLE] += 1
    return [
        *_figures("Doubtful reservation", doubts, "no or unclear reservation, as read"),
        *_figures("Suited sector", sectors, "suitable for a social enterprise, as read"),
    ]


def labelled() -> Iterator[tuple[dict[str, Any], Notice, Lot]]:
    """Each label with its notice and lot, where both are at hand."""
    with zipfile.ZipFile(TED / "legacy.zip") as older:
        names = {Path(name).name: name for name in older.namelist()}
        for line in GIVEN.read_text(encoding="utf-8").splitlines():
            label = json.loads(line)
            name = label["notice"]
            path = TED / "eforms" / name
            if name in names:
                data = older.read(names[name])
            elif path.exists():
                data = path.read_bytes()
            else:
                continue
            try:
                notice = read(data, source=name)
            except FormatError:
                continue
            if lot := _lot(label, notice):
                yield label, notice, lot


def _lot(label: dict[str, Any], notice: Notice) -> Lot | None:
    """eForms labels name the lot's id, older ones count from one; without a number it is the first."""
    ref, lots = label["lot"], notice.lots
    if label["format"] == "eforms":
        return next((lot for lot in lots if lot.id == ref), None)
    place = int(ref) - 1 if ref and len(lots) > 1 and ref.isdigit() else 0
    return lots[place] if place < len(lots) else None


def _suited(found: tuple[Signal, ...]) -> bool:
    return any(signal.kind is Kind.SUITED_SECTOR for signal in found)


def _figures(name: str, counts: Counter[Pair], meaning: str) -> Iterator[Figure]:
    hits = counts[True, True]
    for what, base in (
        ("precision", hits + counts[True, False]),
        ("recall", hits + counts[False, True]),
    ):
        around = wilson(hits, base)
        said = f"{hits} of {base}, 95 % {around.low:.2f} to {around.high:.2f}; {meaning}"
        yield Figure(f"{name}: {what}", hits / base if base else 0.0, "share", "", None, said)
