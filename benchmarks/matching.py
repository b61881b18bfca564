"""How fast enterprises are matched with open lots, beside the same rules as one SQL query.

30,000 enterprises of the generator of examples and 9,000 invented lots with the labels of their CPV
codes as texts, in memory: no database but the one of the comparison. One thread. Times are CPU
times, the wall is told beside. SQL runs on a sample of the enterprises with all lots; each of its
enterprises costs it as much as any other, so its time is multiplied by their number, and its
answers are compared with ours.
"""

from __future__ import annotations

import os
import resource
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks import matching_sql, opportunity_data
from benchmarks.figures import Figure

WHO = int(os.environ.get("BENCH_ENTERPRISES", "30000"))
WHAT = int(os.environ.get("BENCH_LOTS", "9000"))
NEW = int(os.environ.get("BENCH_NEW_LOTS", "3700"))
SAMPLE = int(os.environ.get("BENCH_SQL_ENTERPRISES", "300"))
PAGE = 20
TABLE = Path(__file__).parent / "results" / "matching.md"


def run() -> list[Figure]:
    """Every figure."""
    from secon.codes.domain.catalogue import current  # noqa: PLC0415 -- after settings
    from secon.opportunities.eligibility import rules  # noqa: PLC0415
    from secon.opportunities.matching import columns, whole  # noqa: PLC0415
    from secon.opportunities.matching.words import Lexicon  # noqa: PLC0415

    day = opportunity_data.DAY
    index = current().index()
    lexicon = Lexicon.of(index)
    people = opportunity_data.suppliers(WHO)
    regions = opportunity_data.regions(people)
    places = sorted(regions)
    before = opportunity_data.demands(WHAT - NEW, index, places)
    fresh = opportunity_data.demands(NEW, index, places, first=WHAT - NEW + 1)
    build = {"lexicon": lexicon, "regions": regions}
    base = _memory()

    who, of_who = _timed(lambda: columns.suppliers(people, **build))
    old, of_old = _timed(lambda: columns.demands(before, **build, rules=rules()))
    new, of_new = _timed(lambda: columns.demands(fresh, **build, rules=rules()))
    what = old.with_rows(new)
    found, of_all = _timed(lambda: whole.everything(who, what, day, rules()))
    peak = _memory()

    yesterday = day - timedelta(days=1)
    known = whole.everything(who, old, yesterday, rules())
    keys = new.order()

    def as_of_today() -> whole.Found:
        return whole.updated(
            known,
            who,
            what,
            since=yesterday,
            day=day,
            changed_suppliers=np.empty(0, np.int64),
            changed_demands=keys,
            rules=rules(),
        )

    newer, of_day = _timed(as_of_today)
    assert np.array_equal(newer.parts, found.parts)
    assert np.array_equal(newer.demand, found.demand)

    figures = [
        _figure("columns of all enterprises", of_who),
        _figure("columns of all lots", (of_old[0] + of_new[0], of_old[1] + of_new[1])),
        _figure(f"{WHO:,} enterprises × {WHAT:,} lots", of_all, bar=10),
        Figure(
            "most memory of the process",
            peak,
            "MB",
            "< 1,500",
            peak < 1_500,
            f"{base:.0f} MB before the columns",
        ),
        _figure(
            f"a day's {NEW:,} new lots for everyone, their columns included",
            (of_day[0] + of_new[0], of_day[1] + of_new[1]),
            bar=10,
        ),
        Figure(
            "matches found",
            len(found),
            "pairs",
            "",
            None,
            f"{len(set(found.supplier.tolist())):,} enterprises have some",
        ),
    ]
    figures += _against_sql(who, what, found, of_all[0])
    figures += _small(who, what, people, [*before, *fresh], found, build)
    if WHO == 30_000:
        _write(figures)
    return figures


def _against_sql(who, what, found, seconds: float) -> list[Figure]:
    day = opportunity_data.DAY
    chosen = np.linspace(0, WHO - 1, SAMPLE).astype(np.int64)
    sample = who.take(chosen)
    base = matching_sql.fill(sample, what, day.toordinal())
    rows, (cpu, wall) = _timed(lambda: base.execute(matching_sql.QUERY).fetchall())
    mine = found.take(np.flatnonzero(np.isin(found.supplier, sample.array("pk"))))
    own = list(zip(mine.supplier.tolist(), mine.demand.tolist(), mine.score.tolist(), strict=True))
    same = rows == own
    whole_time = cpu * WHO / SAMPLE
    ratio = whole_time / seconds
    told = f"{cpu:.1f} s CPU, {wall:.1f} s wall for {SAMPLE:,} enterprises: {whole_time:,.0f} s for all"
    return [
        Figure("SQL finds the same matches", float(same), "", "= 1", same, f"{len(rows):,} rows"),
        Figure(
            "times faster than one SQL query (SQLite)", ratio, "ratio", "≥ 50", ratio >= 50, told
        ),
    ]


def _small(who, what, people, lots, found, build) -> list[Figure]:
    from secon.codes.domain.labels import labels  # noqa: PLC0415
    from secon.opportunities.eligibility import rules  # noqa: PLC0415
    from secon.opportunities.interfaces import reasons  # noqa: PLC0415
    from secon.opportunities.matching import whole  # noqa: PLC0415
    from secon.opportunities.matching.explaining import why  # noqa: PLC0415

    day = opportunity_data.DAY
    rng = np.random.default_rng(1)
    one = [
        _timed(lambda at=at: whole.match_supplier(who, at, what, day, rules()))[1][0]
        for at in rng.integers(0, len(who), 9).tolist()
    ]
    other = [
        _timed(lambda at=at: whole.match_demand(who, what, at, day, rules()))[1][0]
        for at in rng.integers(0, len(what), 9).tolist()
    ]
    by_pk = {lot.pk: lot for lot in lots}
    pages = [rng.integers(0, len(found), PAGE).tolist() for _ in range(7)]

    def page(rows: list[int]) -> None:
        facts = [
            why(
                people[int(found.supplier[row]) - 1],
                replace(by_pk[int(found.demand[row])]),
                lexicon=build["lexicon"],
                regions=build["regions"],
                day=day,
                rules=rules(),
            )
            for row in rows
        ]
        codes = {fact.work.code for fact in facts if fact.work}
        codes |= {fact.words.code for fact in facts if fact.words}
        names = reasons.Names(labels("cpv", codes, "el"), {}, "el")
        for fact in facts:
            reasons._explained(fact, None, names)

    page(pages[0])
    explained = [_timed(lambda rows=rows: page(rows))[1][0] for rows in pages[1:]]
    return [
        _ms("one enterprise with every lot", one),
        _ms("one lot with every enterprise", other),
        _ms(f"explanations of a page of {PAGE}, without the database", explained, bar=50),
    ]


def _timed(work: Callable[[], Any]) -> tuple[Any, tuple[float, float]]:
    cpu, wall = time.process_time(), time.perf_counter()
    found = work()
    return found, (time.process_time() - cpu, time.perf_counter() - wall)


def _figure(name: str, times: tuple[float, float], bar: float | None = None) -> Figure:
    cpu, wall = times
    return Figure(
        name,
        cpu,
        "s",
        f"< {bar}" if bar else "",
        cpu < bar if bar else None,
        f"{wall:.1f} s on the wall",
    )


def _ms(name: str, seconds: list[float], bar: float | None = None) -> Figure:
    middle = statistics.median(seconds) * 1000
    worst = max(seconds) * 1000
    return Figure(
        name,
        middle,
        "ms",
        f"< {bar}" if bar else "",
        middle < bar if bar else None,
        f"median of {len(seconds)}; slowest {worst:.1f} ms",
    )


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _write(figures: list[Figure]) -> None:
    """The table; what `benchmarks/winners.py` wrote below it stays."""
    marker = "## Winners as truth"
    text = TABLE.read_text(encoding="utf-8") if TABLE.exists() else ""
    rest = text[text.index(marker) :] if marker in text else ""
    lines = [
        "# Matching",
        "",
        "Written by `make bench ONLY=matching`; how it is measured is told in",
        f"`benchmarks/matching.py`. Load of the machine when it ended: {os.getloadavg()[0]:.1f} on",
        f"{os.cpu_count()} processors. Times are CPU times of one thread.",
        "",
        "| what | figure | bar | holds | |",
        "|---|---|---|---|---|",
    ]
    for one in figures:
        holds = {True: "yes", False: "no", None: ""}[one.holds]
        lines.append(
            f"| {one.name} | {one.figure:,.1f} {one.unit} | {one.bar} | {holds} | {one.compared_with} |"
        )
    TABLE.write_text("\n".join([*lines, "", rest]), encoding="utf-8")
