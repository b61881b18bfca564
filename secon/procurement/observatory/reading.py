"""Questions to the rolled-up archive. Each is one pass over a sorted file. Pure: paths in, values out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from secon.procurement.observatory.engine import answer, text
from secon.procurement.observatory.flags import BITS
from secon.procurement.observatory.measures import Answer, Measure
from secon.procurement.observatory.rolling import (
    ALL_SECTORS,
    CELLS,
    EVERYWHERE,
    LOTS,
    MANIFEST,
    ROLLED,
    TERRITORY,
    read_manifest,
)
from secon.procurement.observatory.shares import Share

TERRITORIES: Final = 9
"""The level of the partners' regions; 0 are countries, 1 to 3 the levels of NUTS."""


class Step(StrEnum):
    """How long a time a row of a series stands for."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


_STEPS = {
    Step.MONTH: "month",
    Step.QUARTER: "left(month, 5) || 'Q' || ((right(month, 2)::INT + 2) // 3)",
    Step.YEAR: "left(month, 4)",
}


@dataclass(frozen=True, slots=True)
class Selection:
    """Which lots: of an area, a sector and a span of months (both ends included, "" is open)."""

    area: str = EVERYWHERE
    sector: str = ALL_SECTORS
    first: str = ""
    last: str = ""
    examples: bool = False

    def months(self) -> tuple[str, list[object]]:
        """The condition on time and world, with its parameters."""
        return "is_example = ? AND month BETWEEN ? AND ?", [
            self.examples,
            self.first or "0",
            self.last or "9",
        ]


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of a selection: ``calls`` are notices, everything else lots."""

    counts: Mapping[str, int] = field(default_factory=dict)

    def __getitem__(self, name: str) -> int:
        return self.counts.get(name, 0)

    def share(self, measure: Measure) -> Share:
        """The share of a measure."""
        return measure.share({flag: self[flag] for flag in measure.flags})


@dataclass(frozen=True, slots=True)
class Extent:
    """What the archive holds of one world, real or examples."""

    lots: int
    first: str  # month
    last: str
    newest: date


@dataclass(frozen=True, slots=True)
class FoundLot:
    """A lot behind a number."""

    lot_id: int
    publication: str
    lot: str
    published: date


ALL: Final = ("calls", *BITS)


@dataclass(frozen=True, slots=True)
class Observatory:
    """The rolled-up files below ``archive``."""

    archive: Path

    def extent(self, *, examples: bool) -> Extent | None:
        """What there is; None where nothing is."""
        found = read_manifest(self.archive).get("examples" if examples else "real")
        if not found:
            return None
        return Extent(
            found["lots"], found["first"], found["last"], date.fromisoformat(found["newest"])
        )

    def numbers(self) -> int:
        """How many company numbers of social enterprises winners were compared with."""
        return int(read_manifest(self.archive).get("numbers", 0))

    def version(self) -> int:
        """Changes when the files are rolled up anew."""
        try:
            return (self.archive / ROLLED / MANIFEST).stat().st_mtime_ns
        except FileNotFoundError:
            return 0

    def total(self, selection: Selection) -> Figures:
        """The counts of the whole selection."""
        return self.of_areas(selection, [selection.area]).get(selection.area, Figures())

    def of_areas(
        self, selection: Selection, areas: Iterable[str], names: Sequence[str] = ALL
    ) -> dict[str, Figures]:
        """The counts of each of these areas that has a lot."""
        return self._ask(
            selection,
            names,
            by="area",
            where="sector = ? AND area IN (SELECT unnest(?))",
            parameters=[selection.sector, list(areas)],
        )

    def by_area(
        self,
        selection: Selection,
        *,
        level: int,
        inside: Sequence[str] = (),
        names: Sequence[str] = ALL,
    ) -> dict[str, Figures]:
        """The counts of each area of a level, of those whose codes begin as ``inside`` says."""
        where = "sector = ? AND level = ?"
        if inside:
            where += " AND (" + " OR ".join("starts_with(area, ?)" for _ in inside) + ")"
        return self._ask(
            selection, names, by="area", where=where, parameters=[selection.sector, level, *inside]
        )

    def by_sector(self, selection: Selection, names: Sequence[str] = ALL) -> dict[str, Figures]:
        """The counts of each sector: divisions of CPV, and the suited ones behind a plus."""
        return self._ask(
            selection,
            names,
            by="sector",
            where="sector <> ? AND area = ?",
            parameters=[ALL_SECTORS, selection.area],
        )

    def by_time(
        self, selection: Selection, *, step: Step = Step.MONTH, names: Sequence[str] = ALL
    ) -> dict[str, Figures]:
        """The counts of each month (quarter, year) that has a lot, in order."""
        return self._ask(
            selection,
            names,
            by=_STEPS[step],
            where="sector = ? AND area = ?",
            parameters=[selection.sector, selection.area],
        )

    def areas(self, *, level: int, examples: bool) -> list[str]:
        """The areas of a level that have lots."""
        rows = self._rows(
            f"SELECT DISTINCT area FROM {self._file(CELLS)} "  # noqa: S608 -- our own file
            "WHERE is_example = ? AND sector = ? AND level = ? ORDER BY area",
            [examples, ALL_SECTORS, level],
        )
        return [area for (area,) in rows]

    def lots(
        self, selection: Selection, measure: Measure, group: Answer, *, start: int, size: int
    ) -> list[FoundLot]:
        """The lots of one group of a measure, newest first, from ``start`` on."""
        having, lacking = measure.bits(group)
        months, parameters = selection.months()
        where = [months, "bits & ? = ?", "bits & ? = 0"]
        parameters += [having, having, lacking]
        for column, value, everything in (
            ("areas", selection.area, EVERYWHERE),
            ("sectors", selection.sector, ALL_SECTORS),
        ):
            if value != everything:
                where.append(f"list_contains({column}, ?)")
                parameters.append(value)
        rows = self._rows(
            f"SELECT lot_id, publication, lot, published FROM {self._file(LOTS)} "  # noqa: S608 -- our own file
            f"WHERE {' AND '.join(where)} ORDER BY published DESC, lot_id DESC LIMIT ? OFFSET ?",
            [*parameters, size, start],
        )
        return [FoundLot(*row) for row in rows]

    def _ask(
        self,
        selection: Selection,
        names: Sequence[str],
        *,
        by: str,
        where: str,
        parameters: Sequence[object],
    ) -> dict[str, Figures]:
        months, given = selection.months()
        sums = ", ".join(f"sum({name})::BIGINT" for name in names)
        rows = self._rows(
            f"SELECT {by} AS part, {sums} FROM {self._file(CELLS)} "  # noqa: S608 -- our own file and columns
            f"WHERE {months} AND {where} GROUP BY part ORDER BY part",
            [*given, *parameters],
        )
        return {part: Figures(dict(zip(names, row, strict=True))) for part, *row in rows}

    def _file(self, name: str) -> str:
        return f"read_parquet({text(self.archive / ROLLED / name)})"

    def _rows(self, sql: str, parameters: Sequence[object]) -> list[tuple[Any, ...]]:
        """No rows where nothing was rolled up yet."""
        if not (self.archive / ROLLED / CELLS).exists():
            return []
        return answer(sql, parameters)


def territory(slug: str) -> str:
    """The area of a partner's region."""
    return f"{TERRITORY}{slug}"
