"""How fast the directory answers with 500,000 entries, how large it is, and how fair its order.

Entries come from the generator of examples; a district counts as urban from 250,000 people in its
largest town on, as rural below 75,000 (the real types are in the database, which is not used here).
The index is built once under build/bench/ and kept; delete it to build anew. Answers are worked out
anew each time, words and all, without what a worker remembers. Times are CPU times of the one
thread that answers, which is the time on the wall where nothing else runs; the wall is told beside.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from benchmarks.figures import Figure

ROOT = Path(__file__).resolve().parents[1]
WHOLE = 500_000
COUNT = int(os.environ.get("BENCH_ENTRIES", WHOLE))
INDEX = ROOT / "build" / "bench" / f"directory-{COUNT}.index"
TABLE = ROOT / "benchmarks" / "results" / "directory.md"
TIMES = 15
BAR_MS, MAP_MS, MAP_KB = 25, 150, 150
URBAN, RURAL = 250, 75  # thousand people


def run() -> list[Figure]:
    """Every figure."""
    built = build()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
    forget_pages(INDEX)
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.directory"],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    figures = [*built, *(Figure(**one) for one in json.loads(answer.stdout.splitlines()[-1]))]
    if COUNT == WHOLE:
        write(figures)
    return figures


def write(figures: list[Figure]) -> None:
    """The table in the results."""
    lines = [
        "# The directory with 500,000 entries",
        "",
        "Written by `make bench ONLY=directory`; how it is measured is told in",
        "`benchmarks/directory.py`. One thread of a process of its own, the index mapped from its",
        f"file. Load of the machine when it ended: {os.getloadavg()[0]:.1f} on {os.cpu_count()}",
        "processors. Times are CPU times; the wall is told beside, and tells of other work as well",
        "where the load is above the number of processors.",
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


def main() -> None:
    """Measure in a process of its own, as a worker is; print the figures as one line of JSON."""
    import django  # noqa: PLC0415 -- this process's own settings come first

    django.setup()
    figures = [*speed(), *fairness()]
    print(json.dumps([dataclasses.asdict(one) for one in figures]))


# The index ----------------------------------------------------------------------------------------


def entries(count: int) -> Iterator[object]:
    """Listed examples, with an urban type by the people of the largest town of their district."""
    from secon.enterprises.enums import PUBLIC_STATES  # noqa: PLC0415 -- after setup
    from secon.enterprises.examples import (  # noqa: PLC0415 -- after setup
        entry_of,
        generate,
        hand_places,
    )

    people: dict[str, int] = {}
    for place in hand_places():
        people[place.nuts] = max(people.get(place.nuts, 0), place.people)
    rural = {nuts: 1 if n >= URBAN else 3 if n < RURAL else 2 for nuts, n in people.items()}
    drafts = generate(2 * count, seed=3)
    made = (entry_of(draft, pk=pk, version=pk) for pk, draft in enumerate(drafts, start=1))
    listed = (one for one in made if one.state in PUBLIC_STATES)
    for one in islice(listed, count):
        yield dataclasses.replace(one, rural=rural.get(one.nuts, 0))


def build() -> list[Figure]:
    """Build the index if it is not there; what that took, without making the entries."""
    from secon.enterprises.domain.directory import building, segment  # noqa: PLC0415 -- after setup
    from secon.enterprises.domain.directory.gathering import Gathered  # noqa: PLC0415 -- after setup

    try:
        segment.load(INDEX)
    except (OSError, ValueError):
        INDEX.parent.mkdir(parents=True, exist_ok=True)
    else:
        return [size_of_index()]
    gathered, spent = Gathered(), 0.0
    for entry in entries(COUNT):
        start = time.thread_time()
        gathered.add(entry)  # type: ignore[arg-type]
        spent += time.thread_time() - start
    start = time.thread_time()
    made = building.segment_of(gathered)
    segment.save(made, INDEX, said={})
    spent += time.thread_time() - start
    return [
        Figure("build, CPU time", spent, "s", "", None, f"{COUNT:,} entries, without reading them"),
        size_of_index(),
    ]


def size_of_index() -> Figure:
    return Figure("index on disk", INDEX.stat().st_size / 1e6, "MB", "", None)


def forget_pages(path: Path) -> None:
    """Have the operating system read the file from disk again."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


# Speed ----------------------------------------------------------------------------------------------


def questions() -> dict[str, object]:
    """What readers ask, from everything to next to nothing."""
    from secon.enterprises import enums  # noqa: PLC0415 -- after setup
    from secon.enterprises.domain.directory import (  # noqa: PLC0415 -- after setup
        Criteria,
        Destination,
        Near,
        Sort,
    )
    from secon.enterprises.examples import DAY  # noqa: PLC0415 -- after setup

    anything = Criteria(day=DAY)
    asks = lambda **asked: dataclasses.replace(anything, **asked)  # noqa: E731 -- a table follows
    tuesday = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
    return {
        "everything, fair": anything,
        "everything, page 5,000": asks(page=5_000),
        "everything, by name": asks(sort=Sort.NAME),
        "everything, newest": asks(sort=Sort.NEWEST),
        "a need: catering": asks(words="catering"),
        "a need in Greek": asks(words="καθαρισμός γραφείων", language="el"),
        "a need in Bulgarian, fair": asks(words="кетъринг", language="bg", sort=Sort.FAIR),
        "a need and a town": asks(words="catering Καλαμάτα"),
        "misspelt": asks(words="caterring"),
        "with a word nobody has": asks(words="catering zyzzyva"),
        "near, 30 km": asks(near=Near(22.11, 37.04, 30)),
        "a need near, 30 km": asks(words="cleaning", near=Near(8.47, 49.49, 30)),
        "nothing near: the nearest": asks(near=Near(-30.0, 50.0, 30)),
        "a country": asks(countries=frozenset({"DE"})),
        "three facets": asks(
            countries=frozenset({"DE", "EL", "PL"}),
            standing=frozenset({enums.Standing.VERIFIED}),
            audiences=frozenset({enums.Audience.CITIZENS}),
        ),
        "five facets": asks(
            countries=frozenset({"EL", "ES"}),
            sectors=frozenset({enums.Sector.FOOD, enums.Sector.CARE}),
            families=frozenset({enums.Family.COOPERATIVE}),
            standing=frozenset({enums.Standing.VERIFIED}),
            employs=frozenset({enums.Group.WOMEN, enums.Group.MIGRANTS}),
        ),
        "open now": asks(open_at=tuesday),
        "delivers to a place": asks(delivers_to=Destination(22.11, 37.04, "EL", "EL653")),
        "a branch of CPV": asks(cpv="55"),
    }


def timed(action: Callable[[], object], times: int = TIMES) -> tuple[float, float, float]:
    """Median and worst on the wall and median of the CPU, in milliseconds."""
    wall, cpu = [], []
    for _ in range(times):
        start, used = time.perf_counter(), time.thread_time()
        action()
        wall.append(1000 * (time.perf_counter() - start))
        cpu.append(1000 * (time.thread_time() - used))
    return statistics.median(wall), max(wall), statistics.median(cpu)


def speed() -> Iterator[Figure]:
    from secon.codes.domain import finder  # noqa: PLC0415 -- after setup
    from secon.enterprises.domain.directory import Directory, segment  # noqa: PLC0415 -- after setup
    from secon.enterprises.domain.directory.searching import answer  # noqa: PLC0415 -- after setup

    finder.find("bread", language="en")  # its index is another file, measured elsewhere
    before = private_mb()
    start = time.perf_counter()
    directory = Directory((segment.load(INDEX)[0],))
    opened = 1000 * (time.perf_counter() - start)
    yield Figure("open the index", opened, "ms", "", None, "file not in memory")
    asked = questions()
    for name in ("everything, fair", "a need: catering", "three facets"):
        start = time.perf_counter()
        answer(directory, asked[name])  # type: ignore[arg-type]
        cold = 1000 * (time.perf_counter() - start)
        yield Figure(f"first time: {name}", cold, "ms", "", None, "file not in memory")
    medians, worsts = [], []
    for name, criteria in asked.items():
        found = answer(directory, criteria).total  # type: ignore[arg-type]

        def ask(asked: object = criteria) -> None:
            directory.questions.clear()  # the words are read anew, too
            answer(directory, asked)  # type: ignore[arg-type]

        median, worst, cpu = timed(ask)
        medians.append(cpu)
        worsts.append(worst)
        told = f"{found:,} entries; on the wall {median:.0f} ms, worst {worst:.0f} ms"
        yield Figure(name, cpu, "ms", f"< {BAR_MS}", cpu < BAR_MS, told)
    middle = statistics.median(medians)
    yield Figure("median of all", middle, "ms", f"< {BAR_MS}", middle < BAR_MS)
    yield Figure("worst on the wall", max(worsts), "ms", "", None)
    yield from maps(directory)
    yield Figure("a worker's own memory for it", private_mb() - before, "MB", "", None, "after all")
    yield Figure("shared by all workers", INDEX.stat().st_size / 1e6, "MB", "", None, "mapped file")


def maps(directory: object) -> Iterator[Figure]:
    """The map's answer as JSON, small and quick."""
    from secon.enterprises.domain.directory import Criteria, cells  # noqa: PLC0415 -- after setup
    from secon.enterprises.examples import DAY  # noqa: PLC0415 -- after setup

    anything = Criteria(day=DAY)
    for name, zoom, bbox in (
        ("Europe", 4.0, (-12.0, 34.0, 32.0, 60.0)),
        ("a country", 6.5, (18.5, 33.5, 29.5, 43.0)),
        ("a region", 9.0, (8.0, 49.0, 9.0, 50.0)),
        ("a town", 13.0, (22.08, 37.02, 22.13, 37.06)),
    ):

        def told(zoom: float = zoom, bbox: tuple[float, float, float, float] = bbox) -> bytes:
            found = cells(directory, anything, bbox=bbox, zoom=zoom)  # type: ignore[arg-type]
            rows = [dataclasses.astuple(one) for one in (*found.cells, *found.points)]
            return gzip.compress(json.dumps(rows).encode(), 6)

        size = len(told()) / 1000
        median, worst, cpu = timed(told)
        note = f"on the wall {median:.0f} ms, worst {worst:.0f} ms; with JSON and gzip"
        yield Figure(f"map of {name}", cpu, "ms", f"< {MAP_MS}", cpu < MAP_MS, note)
        yield Figure(f"map of {name}, gzip", size, "kB", f"< {MAP_KB}", size < MAP_KB)


def private_mb() -> float:
    """What this process holds by itself, in megabytes."""
    rollup = Path("/proc/self/smaps_rollup").read_text(encoding="ascii")
    lines = (line.split() for line in rollup.splitlines())
    return sum(int(line[1]) for line in lines if line[0].startswith("Private")) / 1000


# Fairness -------------------------------------------------------------------------------------------


def fairness() -> Iterator[Figure]:
    """Distinct districts, and rural ones, among the first 20 and 100: the fair order and relevance."""
    from secon.enterprises.domain.directory import (  # noqa: PLC0415 -- after setup
        Criteria,
        Directory,
        Sort,
        segment,
    )
    from secon.enterprises.domain.directory.ordering import ordered  # noqa: PLC0415 -- after setup
    from secon.enterprises.domain.directory.searching import (  # noqa: PLC0415 -- after setup
        answering,
    )
    from secon.enterprises.examples import DAY  # noqa: PLC0415 -- after setup

    columns = segment.load(INDEX)[0]
    directory = Directory((columns,))
    for name, words in (("everything", ""), ("catering", "catering"), ("cleaning", "cleaning")):
        for sort in (Sort.RELEVANCE, Sort.FAIR):
            criteria = Criteria(day=DAY, words=words, sort=sort)
            question, selected = answering(directory, criteria)
            for first in (20, 100):
                rows = ordered(directory, criteria, question, selected, start=0, end=first)
                places = columns.place[rows]
                codes = {columns.place_nuts[at] for at in places}
                rural = sum(int(columns.place_rural[at] == 3) for at in places)
                yield Figure(
                    f"{name}, {sort.value}: districts among the first {first}",
                    len(codes),
                    "districts",
                    "",
                    None,
                    f"{rural} of {first} entries in rural districts",
                )


if __name__ == "__main__":
    main()
