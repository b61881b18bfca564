"""What a run counts: how much came, and how much of it is known. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from secon.procurement.domain.columns import COLUMNS
from secon.procurement.domain.packages import Trouble
from secon.procurement.domain.reading import Parsed
from secon.procurement.enums import Stage

_LOT = {name: place for place, name in enumerate(COLUMNS["Lot"])}
_NOTICE = {name: place for place, name in enumerate(COLUMNS["Notice"])}
_ASKED_OF_CALLS = ("reserved", "reserved_execution", "social", "sme_suitable", "value", "deadline")
"""What a call may state; counted as unknown where it does not."""


@dataclass(slots=True)
class Tally:
    """Counts of one run; ``report`` makes the quality report of them."""

    read: int = 0
    stored: int = 0
    replaced: int = 0
    unchanged: int = 0
    lots: int = 0
    problems: int = 0
    call_lots: int = 0
    rungs: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    formats: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)

    def count(self, notices: Iterable[Parsed]) -> None:
        """Count notices that were stored or replaced."""
        for one in notices:
            row = one.rows.tables["Notice"][0]
            self.formats[one.rows.format] += 1
            self.stages[row[_NOTICE["stage"]]] += 1
            self.languages[row[_NOTICE["language"]] or "unknown"] += 1
            self.countries[row[_NOTICE["country"]] or "unknown"] += 1
            self.doubts.update(one.rows.doubts)
            for lot in one.rows.tables["Lot"]:
                self._count_lot(lot)

    def _count_lot(self, lot: tuple[object, ...]) -> None:
        self.lots += 1
        self.rungs[str(lot[_LOT["rung"]])] += 1
        if not lot[_LOT["cpv"]]:
            self.unknown["cpv"] += 1
        if lot[_LOT["stage"]] == Stage.CALL:
            self.call_lots += 1
            self.unknown.update(name for name in _ASKED_OF_CALLS if lot[_LOT[name]] is None)

    def trouble(self, troubles: Iterable[Trouble]) -> None:
        """Count problems by code."""
        for one in troubles:
            self.problems += 1
            self.codes[one.code] += 1

    def report(self) -> dict[str, object]:
        """The quality report of what this run stored; shares are of all its lots."""
        return {
            "lots": self.lots,
            "call_lots": self.call_lots,
            "places": _shares(self.rungs, self.lots),
            "unknown": {
                name: {"count": count, "of": self.lots if name == "cpv" else self.call_lots}
                for name, count in self.unknown.most_common()
            },
            "languages": dict(self.languages.most_common()),
            "countries": dict(self.countries.most_common()),
            "formats": dict(self.formats.most_common()),
            "stages": dict(self.stages.most_common()),
            "doubts": dict(self.doubts.most_common()),
            "problems": dict(self.codes.most_common()),
            "skipped": dict(self.skipped.most_common()),
        }


def _shares(counts: Counter[str], total: int) -> dict[str, dict[str, float]]:
    return {
        name: {"count": count, "share": round(count / total, 4)}
        for name, count in counts.most_common()
    }
