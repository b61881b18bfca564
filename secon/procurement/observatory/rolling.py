"""Rolling the archive up: each month's lots to facts and counts, and these to two files to read.

``rolled/months/2023-12.lots.parquet`` has a row per lot that counts (newest version, call or
result) with its flags; ``….cells.parquet`` a row per area, sector and month with the sum of each
flag. Places and sectors overlap (a lot may name two regions), so each area is counted for itself
and cells of different areas are never added. ``rolled/lots.parquet`` and ``rolled/cells.parquet``
hold all months, sorted as they are read. Only months whose days changed are counted anew. Pure.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from secon.procurement.observatory import files
from secon.procurement.observatory.engine import connect, text
from secon.procurement.observatory.flags import BITS, FLAGS
from secon.procurement.observatory.rows import VERSION

ROLLED: Final = "rolled"
CELLS, LOTS, MANIFEST = "cells.parquet", "lots.parquet", "manifest.json"
EVERYWHERE: Final = "*"
ALL_SECTORS: Final = "*"
NO_SECTOR: Final = "?"
TERRITORY: Final = "~"
SUITED: Final = "+"
"""Alone: any sector of the list of those suited to social enterprises; before a code: this one."""
_ROLLING_VERSION: Final = f"{VERSION}.2.{hashlib.sha256(repr(FLAGS).encode()).hexdigest()[:12]}"
_TOGETHER: Final = 12  # months counted in one go: planning costs more than counting few lots
_CHILDREN: Final = 8192  # keys of lots per notice: keys.CHILDREN

_FACTS = """
CREATE OR REPLACE TEMP TABLE facts AS
    WITH days AS (SELECT *, lot_id IN (SELECT lot_id FROM social) AS is_won_social
                  FROM read_parquet({paths}, union_by_name = true)
                  WHERE is_current AND lot_kind <> 'group' AND stage IN ('call', 'result')
                    AND published IS NOT NULL)
    SELECT lot_id, publication, lot, published, strftime(published, '%Y-%m') AS month, is_example,
        {bits} AS bits,
        list_sort(list_distinct(list_concat(['{everywhere}'],
            CASE WHEN len(countries) > 0 THEN countries
                 WHEN country <> '' THEN [country] ELSE [] END,
            list_transform(list_filter(nuts, lambda n: len(n) >= 3), lambda n: left(n, 3)),
            list_transform(list_filter(nuts, lambda n: len(n) >= 4), lambda n: left(n, 4)),
            list_filter(nuts, lambda n: len(n) = 5),
            list_transform(territories, lambda t: '{territory}' || t)))) AS areas,
        list_sort(list_distinct(list_concat(['{all}', coalesce(left(cpv[1], 2), '{none}')],
            CASE WHEN len(suited) > 0 THEN ['{suited}'] ELSE [] END,
            list_transform(suited, lambda s: '{suited}' || s)))) AS sectors
    FROM days
"""
_CELLS = """
CREATE OR REPLACE TEMP TABLE cells AS
    SELECT month, is_example, area, sector,
        CASE WHEN area = '{everywhere}' THEN -1 WHEN starts_with(area, '{territory}') THEN 9
             ELSE len(area) - 2 END::TINYINT AS level,
        count(DISTINCT lot_id // {children}) FILTER (bits & {call} <> 0)::INTEGER AS calls,
        {sums}
    FROM (SELECT month, is_example, lot_id, bits, area, unnest(sectors) AS sector
          FROM (SELECT *, unnest(areas) AS area FROM facts))
    GROUP BY month, is_example, area, sector
"""


@dataclass(frozen=True, slots=True)
class Rolled:
    """What rolling up came to."""

    months: tuple[str, ...]
    """Counted anew."""
    removed: tuple[str, ...] = ()


def roll_up(archive: Path, *, social_enterprises: Collection[str], threads: int = 1) -> Rolled:
    """Count the months anew whose days changed; all when what is counted did.

    ``social_enterprises`` are company numbers in the spelling of the archive's ``winner_keys``.
    """
    folder = archive / ROLLED
    months = folder / "months"
    months.mkdir(parents=True, exist_ok=True)
    by_month = _by_month(archive)
    basis = _basis(social_enterprises)
    before = read_manifest(archive)
    known: Mapping[str, str] = before.get("months", {}) if before.get("basis") == basis else {}
    states = {month: _state(paths) for month, paths in by_month.items()}
    changed = [month for month, state in states.items() if known.get(month) != state]
    gone = sorted({path.name[:7] for path in months.glob("*.parquet")} - set(states))
    if not changed and not gone and (folder / CELLS).exists():
        return Rolled(())
    with connect(threads=threads, spill=folder / "spill") as engine:
        engine.execute("CREATE TABLE keys (key VARCHAR)")
        if social_enterprises:
            engine.execute("INSERT INTO keys SELECT unnest(?)", [sorted(social_enterprises)])
        for start in range(0, len(changed), _TOGETHER):
            part = changed[start : start + _TOGETHER]
            _count(engine, [path for month in part for path in by_month[month]])
            for month in part:
                _write_month(engine, months, month)
        for month in gone:
            for kind in (LOTS, CELLS):
                (months / f"{month}.{kind}").unlink(missing_ok=True)
        extent = _merge(engine, folder)
    _write_manifest(
        folder / MANIFEST,
        {"basis": basis, "months": states, "numbers": len(social_enterprises), **extent},
    )
    return Rolled(tuple(changed), tuple(gone))


def read_manifest(archive: Path) -> dict[str, Any]:
    """What the rolled files hold; empty where there are none."""
    try:
        found: dict[str, Any] = json.loads((archive / ROLLED / MANIFEST).read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return found


def _by_month(archive: Path) -> dict[str, list[Path]]:
    """Months with their days' files; files of older versions are left out, and so are lots
    without a day.
    """
    found: dict[str, list[Path]] = defaultdict(list)
    for path in files.day_files(archive):
        if files.day_of(path) is not None and files.version_of(path) == VERSION:
            found[files.month_of(path)].append(path)
    return dict(found)


def _state(paths: Iterable[Path]) -> str:
    """What the files are without reading them."""
    digest = hashlib.sha256()
    for path in paths:
        stat = path.stat()
        digest.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()[:16]


def _basis(numbers: Collection[str]) -> str:
    digest = hashlib.sha256("\n".join(sorted(numbers)).encode()).hexdigest()[:16]
    return f"{_ROLLING_VERSION} {digest}"


def _count(engine: Any, days: list[Path]) -> None:
    """Facts and cells of these days' lots, as tables."""
    paths = "[" + ", ".join(text(path) for path in days) + "]"
    engine.execute(
        "CREATE OR REPLACE TEMP TABLE social AS SELECT DISTINCT lot_id FROM "  # noqa: S608 -- our own files
        f"(SELECT lot_id, unnest(winner_keys) AS key FROM read_parquet({paths})) "
        "JOIN keys USING (key)"
    )
    bits = " + ".join(
        f"CASE WHEN {condition} THEN {BITS[name]} ELSE 0 END" for name, condition in FLAGS.items()
    )
    engine.execute(
        _FACTS.format(
            paths=paths,
            bits=f"({bits})::BIGINT",
            everywhere=EVERYWHERE,
            territory=TERRITORY,
            all=ALL_SECTORS,
            none=NO_SECTOR,
            suited=SUITED,
        )
    )
    sums = ", ".join(
        f"sum((bits >> {place}) & 1)::INTEGER AS {name}" for place, name in enumerate(BITS)
    )
    engine.execute(
        _CELLS.format(
            everywhere=EVERYWHERE,
            territory=TERRITORY,
            children=_CHILDREN,
            call=BITS["call"],
            sums=sums,
        )
    )


def _write_month(engine: Any, folder: Path, month: str) -> None:
    """The month's rows of both tables, in an order that gives the same file each time."""
    orders = {"facts": (LOTS, "lot_id"), "cells": (CELLS, "is_example, area, sector")}
    for table, (kind, order) in orders.items():
        with files.replacing(folder / f"{month}.{kind}") as draft:
            engine.execute(
                f"COPY (SELECT * FROM {table} WHERE month = {text(month)} ORDER BY {order}) "  # noqa: S608 -- our own tables
                f"TO {text(draft)} (FORMAT parquet, COMPRESSION zstd)"
            )


def _merge(engine: Any, folder: Path) -> dict[str, Any]:
    """All months in one file each, sorted as they are read; returns what they span."""
    months = folder / "months"
    if not any(months.glob(f"*.{LOTS}")):
        (folder / LOTS).unlink(missing_ok=True)
        (folder / CELLS).unlink(missing_ok=True)
        return {}
    orders = {
        CELLS: "is_example, sector <> '*', level, area, sector, month",
        LOTS: "is_example, published DESC, lot_id DESC",
    }
    for kind, order in orders.items():
        with files.replacing(folder / kind) as draft:
            engine.execute(
                f"COPY (SELECT * FROM read_parquet({text(months / f'*.{kind}')}) ORDER BY {order}) "  # noqa: S608 -- our own files
                f"TO {text(draft)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20480)"
            )
    spans = engine.execute(
        "SELECT is_example, count(*), min(month), max(month), max(published) "  # noqa: S608 -- our own file
        f"FROM read_parquet({text(folder / LOTS)}) GROUP BY is_example"
    ).fetchall()
    return {
        "examples" if is_example else "real": {
            "lots": lots,
            "first": first,
            "last": last,
            "newest": newest.isoformat(),
        }
        for is_example, lots, first, last, newest in spans
    }


def _write_manifest(path: Path, content: Mapping[str, object]) -> None:
    with files.replacing(path) as draft:
        draft.write_text(json.dumps(content, indent=1, sort_keys=True), encoding="utf-8")
