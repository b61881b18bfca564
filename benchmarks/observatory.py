"""How fast the observatory answers over 1,000,000 lots of ten years, and how fast they are rolled up.

The lots are those of the archive at hand (real where there are, else the project's examples)
repeated over ten years: each copy has another day, and a number of its own. Each notice that names
a region is moved to one of all regions of NUTS 3 by lot, and its codes of CPV are those of another
lot: harder than life, where notices crowd in few regions and sectors. So the sizes are real and the
figures mean nothing. The
archive is made once under build/bench/ and kept; delete it to make it anew. Pages are whole pages
through Django's test client in a process of its own; times are CPU times of the one thread that
answers, the wall is told beside.
"""

from __future__ import annotations

import dataclasses
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.figures import Figure
from secon.places.domain.tables import codes_2021
from secon.procurement.observatory import files, rolling
from secon.procurement.observatory.rows import SCHEMA, VERSION, VERSION_KEY, Place, territories_of

ROOT = Path(__file__).resolve().parents[1]
WHOLE = 1_000_000
COUNT = int(os.environ.get("BENCH_LOTS", WHOLE))
SOURCE = os.environ.get("BENCH_ARCHIVE", "")
ARCHIVE = ROOT / "build" / "bench" / f"observatory-{COUNT}-{VERSION}"
TABLE = ROOT / "benchmarks" / "results" / "observatory.md"
FIRST, DAYS = date(2016, 1, 4), 2540  # ten years of 254 issues
TIMES = 7
BAR_MS = 300
PAGES = {
    "overview": "",
    "overview of a country": "?place=EL&measure=clause",
    "overview of a partner's region, a sector, a year": (
        "?place=peloponnese&sector=90&first=2020-01&last=2020-12"
    ),
    "by region, NUTS 2": "regions/?level=2",
    "by region, NUTS 3, one sector": "regions/?level=3&sector=45&order=share",
    "by sector": "sectors/?measure=clause",
    "by sector, one region": "sectors/?place=ES61",
    "by month": "months/?measure=clause",
    "by month, one region and sector": "months/?place=ES61&sector=45",
    "four regions compared": "compare/?area=EL&area=ES&area=DE&area=PL",
    "map, NUTS 3": "map.json?level=3",
    "lots behind a number": "lots/?measure=clause&place=ES61",
    "lots behind a rare number": "lots/?measure=article-77&place=DE",
    "method": "method/",
    "download by region, NUTS 3, CSV": "regions.csv?level=3",
}


def run() -> list[Figure]:
    """Every figure."""
    made = build()
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.observatory"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.local"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    figures = [*made, *(Figure(**one) for one in json.loads(answer.stdout.splitlines()[-1]))]
    if COUNT == WHOLE:
        write(figures)
    return figures


def build() -> list[Figure]:
    """The archive, rolled up: all of it, and then one day more."""
    if not files.day_files(ARCHIVE):
        multiply()
    shutil.rmtree(ARCHIVE / rolling.ROLLED, ignore_errors=True)
    whole = timed(lambda: rolling.roll_up(ARCHIVE, social_enterprises=numbers()))
    last = files.day_files(ARCHIVE)[-1]
    last.touch()
    month = timed(lambda: rolling.roll_up(ARCHIVE, social_enterprises=numbers()))
    size = sum(path.stat().st_size for path in (ARCHIVE / rolling.ROLLED).glob("*.parquet"))
    day_size = sum(path.stat().st_size for path in files.day_files(ARCHIVE))
    lots = f"{COUNT:,} lots"
    return [
        Figure("rolling up all months", whole, "s", "", None, compared_with=lots),
        Figure("rolling up after one more day", month, "s", "", None, compared_with=lots),
        Figure("archive of days", day_size / 1e6, "MB", "", None, compared_with=lots),
        Figure("rolled-up files", size / 1e6, "MB", "", None, compared_with=lots),
    ]


def timed(work: object) -> float:
    """Seconds of CPU."""
    start = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - start


def source() -> pl.DataFrame:
    """The lots to multiply."""
    from django.conf import settings  # noqa: PLC0415 -- the benchmark's own settings

    folder = Path(SOURCE) if SOURCE else settings.SECON_ARCHIVE
    if folder is None or not files.day_files(folder):
        sys.exit("No archive to multiply: run the import first, or name one in BENCH_ARCHIVE.")
    found = pl.concat([pl.read_parquet(path) for path in files.day_files(folder)])
    return found.filter(pl.col("published").is_not_null()).with_columns(
        is_example=pl.lit(value=False)
    )


def multiply() -> None:
    """COUNT lots over ten years, a file a day."""
    lots = source()
    notices = lots.select(pl.col("lot_id") // 8192).unique(maintain_order=True).height
    rows = lots.with_columns(
        _notice=(pl.col("lot_id") // 8192).rank("dense").cast(pl.Int64) - 1,
        _index=pl.col("lot_id") % 8192,
    )
    copies = -(-COUNT // rows.height)
    days = [FIRST + timedelta(days=int(n * 3652 / DAYS)) for n in range(DAYS)]
    parts = [
        rows.with_columns(_number=pl.col("_notice") + copy * notices) for copy in range(copies)
    ]
    every = pl.concat(parts).head(COUNT)
    mixed = every.with_columns(_day=(pl.col("_number") * 7919 % DAYS).cast(pl.Int32))
    moved = scattered(mixed)
    named = moved.with_columns(
        published=pl.Series(days, dtype=pl.Date).gather(moved["_day"]),
        lot_id=pl.col("_number") * 8192 + pl.col("_index"),
    ).with_columns(
        publication=pl.col("_number").cast(pl.String)
        + "-"
        + pl.col("published").dt.year().cast(pl.String)
    )
    for (day,), part in named.partition_by("published", as_dict=True).items():
        path = files.day_file(ARCHIVE, day)
        path.parent.mkdir(parents=True, exist_ok=True)
        part.sort("lot_id").select(list(SCHEMA)).write_parquet(
            path, metadata={VERSION_KEY: str(VERSION)}
        )


def scattered(lots: pl.DataFrame) -> pl.DataFrame:
    """The lots with regions and codes drawn anew, the same in each run."""
    chance = np.random.default_rng(7)
    regions = sorted(code for code in codes_2021() if len(code) == 5)
    whose = [territories_of([Place(code, code[:2], "", "")]) for code in regions]
    drawn = chance.integers(len(regions), size=int(lots["_number"].max()) + 1)[lots["_number"]]  # type: ignore[arg-type]
    there = pl.col("nuts").list.len() > 0

    def new(column: str, values: list[list[str]]) -> pl.Expr:
        table = pl.Series(values, dtype=pl.List(pl.String)).gather(drawn)
        return pl.when(there).then(table).otherwise(pl.col(column)).alias(column)

    return lots.with_columns(
        new("nuts", [[code] for code in regions]),
        new("countries", [[code[:2]] for code in regions]),
        new("territories", whose),
        cpv=lots["cpv"].gather(chance.permutation(lots.height)),
    )


def numbers() -> list[str]:
    """Some of the winners' numbers, as if they were in the directory."""
    first = pl.read_parquet(files.day_files(ARCHIVE)[0])
    return sorted(set(first["winner_keys"].explode().drop_nulls().to_list()))[:50] or ["EL1"]


def main() -> None:
    """Measure in a process of its own, as a worker is; print the figures as one line of JSON."""
    import django  # noqa: PLC0415 -- this process's own settings come first

    django.setup()
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    settings.SECON_ARCHIVE = ARCHIVE
    client = Client(HTTP_HOST="localhost")
    figures = []
    for name, query in PAGES.items():
        cpu, wall = [], []
        for _ in range(TIMES):
            begun, clock = time.process_time(), time.perf_counter()
            answer = client.get(f"/en/tenders/observatory/{query}")
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
            cpu.append(1000 * (time.process_time() - begun))
            wall.append(1000 * (time.perf_counter() - clock))
            assert answer.status_code == 200, (name, answer.status_code)
        beside = f"{COUNT:,} lots; first {cpu[0]:.0f} ms, wall {statistics.median(wall):.0f} ms, {len(body) / 1000:.0f} kB"
        middle = statistics.median(cpu)
        figures.append(Figure(name, middle, "ms", f"< {BAR_MS}", middle < BAR_MS, beside))
    print(json.dumps([dataclasses.asdict(figure) for figure in figures]))


def write(figures: list[Figure]) -> None:
    """The table in the results."""
    lines = [
        f"# The observatory over {WHOLE:,} lots",
        "",
        "Written by `make bench ONLY=observatory`; how it is measured is told in",
        "`benchmarks/observatory.py`. One thread of a process of its own. Load of the machine when it",
        f"ended: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors. Times are CPU times (median of",
        f"{TIMES}); the wall is told beside, and tells of other work as well where the load is high.",
        "",
        "| what | figure | bar | holds | |",
        "|---|---|---|---|---|",
    ]
    for one in figures:
        holds = {True: "yes", False: "no", None: ""}[one.holds]
        lines.append(
            f"| {one.name} | {one.figure:,.1f} {one.unit} | {one.bar} | {holds} | {one.compared_with} |"
        )
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
