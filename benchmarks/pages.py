"""How fast the tender pages answer with 100,000 lots stored, and that rows cost no queries.

The store is built in a file of its own under build/: the real notices of ../shared/data/ted (the
project's examples without them) are imported once and then multiplied in the database under other
publication numbers, their days moved so that more than half of all calls are open on one day,
which is more than a real day has. Requests go through Django's test client, in one process, with
DEBUG off and the counts by region remembered as in production; "first time" forgets them.
"""

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from benchmarks.figures import Figure

ROOT = Path(__file__).resolve().parents[1]
STORE = ROOT / "build" / "bench" / "pages.sqlite3"
REAL = ROOT.parent / "shared" / "data" / "ted"
LOTS = 100_000
BAR_MS = 40
STEP = 1_000_000  # publication numbers of one copy of the notices
TIMES = 25
DAY = "2024-06-15"


def run() -> list[Figure]:
    """Every figure; measured in a process that has its own database."""
    STORE.parent.mkdir(parents=True, exist_ok=True)
    for file in STORE.parent.glob(f"{STORE.name}*"):
        file.unlink()
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{STORE}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.pages"],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return [Figure(**figure) for figure in json.loads(answer.stdout.splitlines()[-1])]


def main() -> None:
    """Build the store, measure, print the figures as one line of JSON."""
    import django  # noqa: PLC0415 -- this process's own settings come first

    django.setup()
    build()
    print(json.dumps(measure()))


# The store ---------------------------------------------------------------------------------------


def build() -> None:
    """Import once, multiply to at least :data:`LOTS`, move the days, tell the planner."""
    from django.core.management import call_command  # noqa: PLC0415 -- after setup
    from django.db import connection  # noqa: PLC0415 -- after setup

    from secon.procurement.models import Lot  # noqa: PLC0415 -- after setup

    quiet = {"verbosity": 0, "stdout": sys.stderr, "stderr": sys.stderr}
    call_command("migrate", **quiet)
    source = REAL if REAL.exists() else ROOT / "secon" / "procurement" / "examples"
    call_command("import_ted", str(source), **quiet)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys = OFF")
        copies = -(-LOTS // Lot.objects.count())
        for copy in range(1, copies):
            multiply(cursor, copy)
        cursor.execute(
            "UPDATE procurement_notice SET published = date(%s, -(id %% 60) || ' days')", [DAY]
        )
        cursor.execute(
            "UPDATE procurement_lot SET published = (SELECT n.published FROM procurement_notice n"
            " WHERE n.id = notice_id)"
        )
        cursor.execute(
            "UPDATE procurement_lot SET open_until = date(published, '+35 days'),"
            " deadline_day = date(published, '+35 days'),"
            " deadline = datetime(published, '+35 days', '+' || (id % 24) || ' hours')"
            " WHERE open_until IS NOT NULL"
        )
        cursor.execute("ANALYZE")  # as every import does


def multiply(cursor: object, copy: int) -> None:
    """Once more every notice of the first import, under numbers moved by ``copy`` steps."""
    from secon.procurement import models  # noqa: PLC0415 -- after setup
    from secon.procurement.keys import CHILDREN  # noqa: PLC0415 -- after setup

    notice, child = copy * STEP, copy * STEP * CHILDREN
    original = f"notice_id % 100000000 < {STEP}"
    child_original = f"lot_id / {CHILDREN} % 100000000 < {STEP}"
    by_lot = {"lot_id": f"lot_id + {child}"}
    plan = (
        (
            models.Notice,
            f"id % 100000000 < {STEP}",
            {
                "id": f"id + {notice}",
                "publication": f"(id % 100000000 + {notice}) || '-' || (id / 100000000)",
                "procedure": f"procedure || '-{copy}'",
                "superseded_by_id": f"superseded_by_id + {notice}",
                "changes_id": f"changes_id + {notice}",
            },
        ),
        (models.NoticeText, original, {"notice_id": f"notice_id + {notice}"}),
        (
            models.Organisation,
            original,
            {"id": f"id + {child}", "notice_id": f"notice_id + {notice}"},
        ),
        (models.Lot, original, {"id": f"id + {child}", "notice_id": f"notice_id + {notice}"}),
        *(
            (model, child_original, by_lot)
            for model in (
                models.LotDetail,
                models.LotText,
                models.LotPlace,
                models.LotCpv,
                models.LotSignal,
                models.Criterion,
            )
        ),
        (models.Award, child_original, by_lot | {"call_lot_id": f"call_lot_id + {child}"}),
    )
    for model, condition, changed in plan:
        columns = [
            f.column for f in model._meta.concrete_fields if f.column != "id" or "id" in changed
        ]
        values = [changed.get(column, f'"{column}"') for column in columns]
        table = model._meta.db_table
        names = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(  # type: ignore[attr-defined]
            f"INSERT INTO {table} ({names}) SELECT {', '.join(values)} FROM {table}"  # noqa: S608 -- constants
            f" WHERE {condition}"
        )


# Measuring ---------------------------------------------------------------------------------------


def measure() -> list[dict[str, object]]:
    """The figures as plain data."""
    from django.test import Client  # noqa: PLC0415 -- after setup

    from secon.procurement.domain import queries  # noqa: PLC0415 -- after setup
    from secon.procurement.domain.criteria import Criteria  # noqa: PLC0415 -- after setup
    from secon.procurement.models import Lot, Notice  # noqa: PLC0415 -- after setup

    client = Client()
    stored = Lot.objects.count()
    day = date.fromisoformat(DAY)
    open_lots = Lot.objects.open_on(day).count()
    deep = queries.lots_in_order(Criteria(on=day))[min(20_000, open_lots // 2)]
    cursor = f"after={deep.published.isoformat()}~{deep.notice_id}"
    largest = Notice.objects.order_by("-lot_count", "id")[0]
    average = Notice.objects.filter(lot_count=1).order_by("id")[100]
    about = f"{stored:,} lots, {open_lots:,} open on the day"
    lists = {
        "list, first page": "",
        "list, page behind 20,000 lots": f"&{cursor}",
        "list, one region": "&region=extremadura",
        "list, one sector (CPV)": "&sector=85000000",
        "list, reserved (Article 20)": "&reserved=article-20",
        "list, social service": "&signal=social-service",
        "list, words in the title": "&q=limpieza",
        "list, by deadline": "&sort=deadline",
        "list, by value": "&sort=value",
        "list, everything published": "&stage=all",
    }
    pages = {name: f"/en/tenders/?on={DAY}{query}" for name, query in lists.items()}
    pages |= {
        "tender with one lot": f"/en/tenders/{average.publication}/",
        f"tender with {largest.lot_count} lots": f"/en/tenders/{largest.publication}/",
        "API, first page": f"/api/v1/tenders?on={DAY}",
    }
    figures = [
        figure(f"{name}: median", median_ms(client.get, page), "ms", BAR_MS, about)
        for name, page in pages.items()
    ]
    figures.append(
        figure("list, first page, first time: median", first_time_ms(client.get), "ms", None, about)
    )
    notices = Notice.objects.filter(lot_rows__in=Lot.objects.open_on(day)).distinct()
    last = notices.order_by("published", "id")[3]
    three_left = f"&after={last.published.isoformat()}~{last.pk}"
    return figures + query_figures(client.get, three_left, largest.publication, average.publication)


def median_ms(get: Callable[[str], object], page: str) -> float:
    """The median answer of :data:`TIMES` requests, after two that warm up."""
    return statistics.median([_timed(get, page) for _ in range(TIMES + 2)][2:])


def first_time_ms(get: Callable[[str], object]) -> float:
    """The median answer where nothing of the store's counts is remembered."""
    from django.core.cache import caches  # noqa: PLC0415 -- after setup

    taken = []
    for _ in range(5):
        for cache in caches.all():
            cache.clear()
        taken.append(_timed(get, f"/en/tenders/?on={DAY}"))
    return statistics.median(taken)


def _timed(get: Callable[[str], object], page: str) -> float:
    start = time.perf_counter()
    answer = get(page)
    taken = 1000 * (time.perf_counter() - start)
    assert answer.status_code == 200, (page, answer.status_code)  # type: ignore[attr-defined]
    return taken


def query_figures(
    get: Callable[[str], object], three_left: str, largest: str, average: str
) -> list[dict[str, object]]:
    """How many queries more many rows take than few; the bar is none."""
    return [
        figure(
            "list: queries more for a full page than for 3 notices",
            _queries(get, f"/en/tenders/?on={DAY}")
            - _queries(get, f"/en/tenders/?on={DAY}{three_left}"),
            "queries",
            0,
            "",
        ),
        figure(
            "tender: queries more for the most lots than for one",
            _queries(get, f"/en/tenders/{largest}/") - _queries(get, f"/en/tenders/{average}/"),
            "queries",
            0,
            "",
        ),
    ]


def _queries(get: Callable[[str], object], page: str) -> int:
    from django.db import connection  # noqa: PLC0415 -- after setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- after setup

    get(page)
    with CaptureQueriesContext(connection) as seen:
        get(page)
    return len(seen)


def figure(
    name: str, value: float, unit: str, bar: float | None, compared_with: str
) -> dict[str, object]:
    """A figure whose bar is the most it may be (0: exactly none)."""
    said = "" if bar is None else ("= 0" if bar == 0 else f"< {bar:g}")
    holds = None if bar is None else (value == 0 if bar == 0 else value < bar)
    return {
        "name": name,
        "figure": round(value, 2),
        "unit": unit,
        "bar": said,
        "holds": holds,
        "compared_with": compared_with,
    }


if __name__ == "__main__":
    main()
