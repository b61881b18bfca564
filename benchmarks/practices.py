"""How fast practices are searched and listed: 6,000 of them, each in all eleven languages.

Texts are runs of words of the CPV's official labels in their language, so that words are as frequent
as words are: of one the search finds five records, of another thousands. Nine partners, 900 barriers,
figures, answers and transfers beside them. The store is built once under build/bench/ (SQLite), or in
``BENCH_DATABASE_URL``; delete it to build anew. Requests go through Django's test client in one
process with DEBUG off; times are on the wall, the CPU time of the process is told beside.
"""

from __future__ import annotations

import dataclasses
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure

ROOT = Path(__file__).resolve().parents[1]
STORE = ROOT / "build" / "bench" / "practices.sqlite3"
TABLE = ROOT / "benchmarks" / "results" / "practices.md"
PRACTICES, FACTORS, PARTNERS, TRANSFERS = 6_000, 900, 9, 1_500
LANGUAGES = ("en", "el", "de", "nl", "ro", "hu", "pl", "pt", "lv", "es", "bg")
QUESTIONS, TIMES = 66, 5
SEARCH_MS = 80


def run() -> list[Figure]:
    """Every figure; measured in a process that has its own database."""
    STORE.parent.mkdir(parents=True, exist_ok=True)
    url = os.environ.get("BENCH_DATABASE_URL", f"sqlite:///{STORE}")
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
    }
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.practices"],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    figures = [Figure(**one) for one in json.loads(answer.stdout.splitlines()[-1])]
    if "sqlite" in url:
        write(figures)
    return figures


def write(figures: list[Figure]) -> None:
    """The table in the results."""
    lines = [
        "# 6,000 practices with 60,000 translations",
        "",
        "Written by `make bench ONLY=practices`; how it is measured is told in",
        f"`benchmarks/practices.py`. Load of the machine when it ended: {os.getloadavg()[0]:.1f} on",
        f"{os.cpu_count()} processors.",
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
    """Build the store if it is not there, measure, print the figures as one line of JSON."""
    import django  # noqa: PLC0415 -- this process's own settings come first

    django.setup()
    figures = [*build(), *searches(), *lists()]
    print(json.dumps([dataclasses.asdict(one) for one in figures]))


# The store ---------------------------------------------------------------------------------------


class Words:
    """Runs of words of one language."""

    def __init__(self, language: str, dice: random.Random) -> None:
        from secon.codes.domain.labels import all_labels  # noqa: PLC0415 -- after setup

        self.words = [
            word for said in all_labels("cpv", language).values() for word in said.split()
        ]
        self.dice = dice

    def text(self, length: int) -> str:
        """About ``length`` words."""
        at = self.dice.randrange(len(self.words) - length)
        return " ".join(self.words[at : at + length])


def build() -> list[Figure]:
    """Make everything; what reading all of it for the search took."""
    from django.core.management import call_command  # noqa: PLC0415 -- after setup

    from secon.practices.models import Practice  # noqa: PLC0415 -- after setup
    from secon.web.domain.search import index  # noqa: PLC0415 -- after setup

    quiet = {"verbosity": 0, "stdout": sys.stderr, "stderr": sys.stderr}
    call_command("migrate", **quiet)
    if Practice.objects.count() < PRACTICES:
        call_command("load_codes", **quiet)
        fill(random.Random(5))  # noqa: S311 -- no secret
    start = time.perf_counter()
    index.rebuild()
    took = time.perf_counter() - start
    return [Figure("reading everything for the search anew", took, "s", "", None)]


def fill(dice: random.Random) -> None:
    """Partners, barriers, practices with their texts in eleven languages, transfers."""
    from django.db import transaction  # noqa: PLC0415 -- after setup

    said = {language: Words(language, dice) for language in LANGUAGES}
    with transaction.atomic():
        partners = make_partners()
        factors = make_factors(partners, said, dice)
        practices = make_practices(partners, factors, said, dice)
        make_transfers(partners, practices, dice)


def make_partners() -> list[Any]:
    """Nine partners."""
    from secon.partnership.models import Partner  # noqa: PLC0415 -- after setup

    made = [
        Partner(
            number=200 + n, slug=f"bench-{n}", role="partner", country="PL", name=f"Partner {n}"
        )
        for n in range(PARTNERS)
    ]
    return Partner.objects.bulk_create(made)


def make_factors(partners: list[Any], said: dict[str, Words], dice: random.Random) -> list[Any]:
    """Barriers of all regions."""
    from secon.policy.enums import TOPIC_OF_ASPECT, Aspect  # noqa: PLC0415 -- after setup
    from secon.policy.models import Factor  # noqa: PLC0415 -- after setup

    aspects = list(Aspect)
    made = [
        Factor(
            partner=partners[n % PARTNERS],
            effect="barrier",
            aspect=(aspect := dice.choice(aspects)),
            topic=TOPIC_OF_ASPECT[aspect] or "",
            title=said["en"].text(8),
            live=True,
        )
        for n in range(FACTORS)
    ]
    return Factor.objects.bulk_create(made)


def make_practices(
    partners: list[Any], factors: list[Any], said: dict[str, Words], dice: random.Random
) -> list[Any]:
    """The practices, their translations, topics, figures and answers."""
    from secon.partnership.enums import Theme  # noqa: PLC0415 -- after setup
    from secon.policy.enums import Topic  # noqa: PLC0415 -- after setup
    from secon.practices import models  # noqa: PLC0415 -- after setup

    practices, rows = [], []
    states = ["published", "counted", "validated", "not_selected"]
    for n in range(PRACTICES):
        language = LANGUAGES[n % len(LANGUAGES)]
        published = date(2023, 3, 1) + timedelta(days=n % 1000)
        practice = models.Practice(
            slug=f"practice-{n}",
            partner=partners[n % PARTNERS],
            country="PL",
            organisation=said[language].text(3),
            original_language=language,
            live=True,
            state=states[n % 4],
            round=1,
            rural=["rural", "both", "urban", ""][n % 4],
            public_intervention="yes",
            starts=date(2015, 1, 1),
            cost=None if n % 3 else 1000 * (n % 90 + 1),
            first_published_at=f"{published}T08:00:00Z",
            last_published_at=f"{published}T08:00:00Z",
            **texts(said[language]),
        )
        practices.append(practice)
        rows += [
            models.PracticeTranslation(language=other, record=practice, **texts(said[other]))
            for other in LANGUAGES
            if other != language
        ]
    models.Practice.objects.bulk_create(practices, batch_size=500)
    for row in rows:
        row.record_id = row.record.pk
    models.PracticeTranslation.objects.bulk_create(rows, batch_size=500)
    topics, themes = list(Topic), list(Theme)
    models.PracticeTopic.objects.bulk_create(
        [
            models.PracticeTopic(practice=one, topic=topic)
            for one in practices
            for topic in dice.sample(topics, 2)
        ],
        batch_size=2000,
    )
    models.PracticeTheme.objects.bulk_create(
        [models.PracticeTheme(practice=one, theme=dice.choice(themes)) for one in practices],
        batch_size=2000,
    )
    models.PracticeAnswer.objects.bulk_create(
        [
            models.PracticeAnswer(practice=one, factor=factor)
            for one in practices
            for factor in dice.sample(factors, 2)
        ],
        batch_size=2000,
    )
    models.PracticeResult.objects.bulk_create(
        [
            models.PracticeResult(practice=one, label="jobs", number=dice.randrange(90), year=2024)
            for one in practices[::2]
        ],
        batch_size=2000,
    )
    return practices


def texts(said: Words) -> dict[str, str]:
    """The texts of a practice in one language, about as long as the form allows."""
    return {
        "title": said.text(7)[:200],
        "summary": said.text(16)[:400],
        "description": said.text(120),
        "resources": said.text(25),
        "results": said.text(40),
        "difficulties": said.text(25),
        "transfer": said.text(60),
    }


def make_transfers(partners: list[Any], practices: list[Any], dice: random.Random) -> None:
    """Some regions take some of them up."""
    from secon.practices.models import Transfer  # noqa: PLC0415 -- after setup

    Transfer.objects.bulk_create(
        [
            Transfer(
                practice=practice,
                partner=partners[(n + 1) % PARTNERS],
                state=dice.choice(["interest", "contact", "visit", "plan", "adapted"]),
                started_on=date(2024, 1, 1) + timedelta(days=n % 700),
            )
            for n, practice in enumerate(practices[:TRANSFERS])
        ]
    )


# The figures --------------------------------------------------------------------------------------


def timed(call: Callable[[], object], times: int = TIMES) -> tuple[float, float]:
    """Median milliseconds on the wall and of the process."""
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        call()
        walls.append(1000 * (time.perf_counter() - wall))
        cpus.append(1000 * (time.process_time() - cpu))
    return statistics.median(walls), statistics.median(cpus)


def questions() -> list[tuple[str, str]]:
    """Pairs of language and words: one and two words of titles, from rare to frequent."""
    dice = random.Random(11)  # noqa: S311 -- no secret
    found = []
    for n in range(QUESTIONS):
        language = LANGUAGES[n % len(LANGUAGES)]
        run = Words(language, dice)
        words = [word for word in run.text(40).split() if len(word) > 5 and word.isalpha()]
        found.append((language, " ".join(words[: 1 + n % 2])))
    return found


def searches() -> Iterator[Figure]:
    """The search itself and its page, over all questions."""
    from django.test import Client  # noqa: PLC0415 -- after setup

    from secon.web.domain.search import asking  # noqa: PLC0415 -- after setup

    asked = questions()
    hits = [asking.ask(asking.Question(words=words), language).total for language, words in asked]
    own = [
        timed(
            lambda words=words, language=language: asking.ask(
                asking.Question(words=words), language
            )
        )
        for language, words in asked
    ]
    client = Client(SERVER_NAME="localhost")
    pages = [
        timed(
            lambda words=words, language=language: client.get(f"/{language}/search/", {"q": words}),
            3,
        )
        for language, words in asked
    ]
    where = f"{len(asked)} questions in eleven languages, {min(hits)} to {max(hits):,} hits, median {statistics.median(hits):.0f}"
    yield told(
        "search with its counts and first 20 in the best language, median", own, SEARCH_MS, where
    )
    yield worst("the slowest of them", own)
    yield told(
        "whole page of the search, median",
        pages,
        SEARCH_MS,
        "with directory and tenders beside it, both empty here",
    )
    yield worst("the slowest of them", pages)


def told(name: str, times: list[tuple[float, float]], bar: float | None, where: str) -> Figure:
    """The median of medians, with the CPU time beside."""
    wall = statistics.median(one for one, _ in times)
    cpu = statistics.median(one for _, one in times)
    limit = f"< {bar:g}" if bar else ""
    return Figure(
        name, wall, "ms", limit, wall < bar if bar else None, f"{where}; {cpu:.0f} ms CPU"
    )


def worst(name: str, times: list[tuple[float, float]]) -> Figure:
    """The largest of the medians."""
    wall, cpu = max(times)
    return Figure(name, wall, "ms", "", None, f"{cpu:.0f} ms CPU")


def lists() -> Iterator[Figure]:
    """Pages of lists, with the number of their queries."""
    from django.db import connection  # noqa: PLC0415 -- after setup
    from django.test import Client  # noqa: PLC0415 -- after setup
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 -- after setup

    client = Client(SERVER_NAME="localhost")
    for name, address in (
        ("list of practices", "/el/practices/"),
        (
            "list of practices, narrowed by topic and region",
            "/pl/practices/?topic=skills&region=bench-1",
        ),
        ("list of transfers", "/en/practices/transfers/"),
        ("barriers compared", "/en/policies/barriers/"),
        ("which practices fit two aspects", "/en/practices/fit/?aspect=finance&aspect=skills"),
    ):
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            status = client.get(address).status_code
            asked = len(queries)
        wall, cpu = timed(lambda address=address: client.get(address))
        yield Figure(
            name, wall, "ms", "", None, f"{cpu:.0f} ms CPU, {asked} queries, answer {status}"
        )


if __name__ == "__main__":
    main()
