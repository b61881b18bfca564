"""The code finder: does it put the right CPV code first, and how fast, against two plain methods.

Two kinds of queries, both with a known truth. *Titles*: the published titles of real notices and
their lots, in the language of the notice; the truth is the notice's own main code. Titles name a
town, a building or a medicine as often as a sector, and buyers choose wide and narrow codes, so
nobody can reach 1; hits in the right group (three digits) and division (two) are counted as well.
The ranking's weights were chosen on half of the notices (`is_tuning`); the figures are of the
other half. *Reworded labels*: the official label of a random code, its words shuffled, inflected by
the dictionaries and one of them mistyped; the truth is the code.

MRR@10 is the mean of one over the rank of the truth, 0 beyond rank ten; intervals are 95 %
bootstraps over queries. The other sides see the labels of the query's language, folded as ours:
SQLite FTS5 (bm25, any word) and rapidfuzz's token_set_ratio.
"""

import random
import sqlite3
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from zlib import crc32

import numpy as np
from django.conf import settings
from rapidfuzz import fuzz, process

from benchmarks.figures import Figure
from secon.codes import sources
from secon.codes.domain import ranking
from secon.codes.domain.catalogue import SHIPPED, build_index
from secon.codes.domain.everyday import everyday
from secon.codes.domain.index import Index
from secon.codes.domain.lexicon import dictionary_forms
from secon.codes.domain.words import fold, words
from secon.codes.formats import ParsedList, read
from secon.codes.rules import CPV
from secon.procurement.formats import FormatError
from secon.procurement.formats import read as read_notice
from secon.procurement.notice import Notice

ROOT = Path(__file__).resolve().parents[1]
TED = ROOT.parent / "shared" / "data" / "ted"
TABLE = Path(__file__).parent / "results" / "code_finder.md"
LANGUAGES = [code for code, _ in settings.LANGUAGES]
PER_NOTICE = 2  # titles; lots of one notice are much alike
REWORDED = 200  # labels per language
DRAW = 2026  # another draw than the one the weights were tried on
DEPTHS = (8, 3, 2)  # digits that must agree: the code, its group, its division
FAST = 20.0  # ms

Finder = Callable[[str, str], list[str]]
"""Query and language to codes, best first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in a language and the code that is right."""

    query: str
    language: str
    truth: str


@dataclass(slots=True)
class Tally:
    """Reciprocal ranks of a finder: per query one for each of `DEPTHS`."""

    ranks: list[tuple[float, ...]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def mean(self, depth: int = 0) -> float:
        return float(np.mean([rank[depth] for rank in self.ranks])) if self.ranks else 0.0

    def interval(self, depth: int = 0) -> tuple[float, float]:
        """The 95 % bootstrap interval of `mean`."""
        values = np.array([rank[depth] for rank in self.ranks])
        draws = np.random.default_rng(1).choice(values, (1000, len(values))).mean(axis=1)
        return float(np.quantile(draws, 0.025)), float(np.quantile(draws, 0.975))


def whole_list() -> tuple[ParsedList, str]:
    """The CPV to search and what it is: the whole list when it is at hand, else the shipped part."""
    folder = Path(settings.SECON_CODES_AT_HAND)
    if folder.is_dir():
        for name, data in sources.files(str(folder)):
            for one in read(data, source=name) if "cpv2008" in name or name == "cpv.gc" else ():
                if one.id == CPV:
                    return one, f"all {len(one.codes)} codes"
    shipped = next(x for x in read(SHIPPED.read_bytes(), source=SHIPPED.name) if x.id == CPV)
    return shipped, f"the {len(shipped.codes)} codes that ship with the project"


def is_tuning(name: str) -> bool:
    """Whether the notice in this file was used to choose the weights."""
    return crc32(name.encode()) % 2 == 0


def notices() -> Iterator[tuple[str, Notice]]:
    """File name and notice of every readable real notice at hand."""
    files: list[tuple[str, Callable[[], bytes]]] = []
    if TED.is_dir():
        archive = zipfile.ZipFile(TED / "legacy.zip")
        files += [
            (name, partial(archive.read, name))
            for name in archive.namelist()
            if name.endswith(".xml")
        ]
        files += [(path.name, path.read_bytes) for path in sorted((TED / "eforms").glob("*.xml"))]
    for name, load in files:
        try:
            yield name, read_notice(load(), source=name)
        except FormatError:
            continue


def titles(known: set[str]) -> list[Asked]:
    """Titles of notices and lots of the half that was not tuned on, at most two a notice."""
    asked: list[Asked] = []
    seen: set[tuple[str, str, str]] = set()
    for name, notice in notices():
        if is_tuning(name) or not notice.cpv or notice.cpv[0] not in known:
            continue
        language = next((one for one in notice.languages if one in LANGUAGES), None)
        if language is None:
            continue
        taken = 0
        for texts in (notice.titles, *(lot.titles for lot in notice.lots)):
            title = texts.get(language, "")
            key = (language, fold(title), notice.cpv[0])
            if key in seen or max(map(len, words(title)), default=0) < 4 or taken == PER_NOTICE:
                continue
            seen.add(key)
            taken += 1
            asked.append(Asked(title, language, notice.cpv[0]))
    return asked


def reworded(cpv: ParsedList, forms: dict[str, dict[str, str]]) -> list[Asked]:
    """Labels with their words shuffled, inflected and one of them mistyped; the same every run."""
    rng = random.Random(DRAW)  # noqa: S311 -- a draw of labels, not a secret
    asked = []
    for language in LANGUAGES:
        inflected = defaultdict(list)
        for form, lemma in sorted(forms[language].items()):
            inflected[lemma].append(form)
        noise = set(map(fold, everyday().noise[language]))
        for code in rng.sample(cpv.codes, min(REWORDED, len(cpv.codes))):
            said = [
                word for word in words(fold(code.labels.get(language, ""))) if word not in noise
            ]
            if not said:
                continue
            said = [rng.choice(inflected[forms[language].get(w, w)] or [w]) for w in said]
            at = rng.randrange(len(said))
            said[at] = mistyped(said[at], rng)
            rng.shuffle(said)
            asked.append(Asked(" ".join(said), language, code.code))
    return asked


def mistyped(word: str, rng: random.Random) -> str:
    """``word`` with two letters turned round or one left out; short words stay."""
    if len(word) < 5:
        return word
    at = rng.randrange(1, len(word) - 2)
    if rng.random() < 0.5:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + word[at + 1 :]


def ours(index: Index) -> Finder:
    """The finder as the site uses it."""

    def find(query: str, language: str) -> list[str]:
        found = ranking.search(index, query, language=language, limit=10)
        return [index.codes[one.code] for one in found]

    return find


def fts(cpv: ParsedList) -> Finder:
    """SQLite's full text search over the labels of the query's language."""
    database = sqlite3.connect(":memory:")
    for language in LANGUAGES:
        database.execute(f"CREATE VIRTUAL TABLE {language} USING fts5(code UNINDEXED, label)")
        database.executemany(
            f"INSERT INTO {language} VALUES (?, ?)",  # noqa: S608 -- our own language codes
            ((code.code, fold(code.labels.get(language, ""))) for code in cpv.codes),
        )

    def find(query: str, language: str) -> list[str]:
        said = " OR ".join(f'"{word}"' for word in words(fold(query)))
        statement = f"SELECT code FROM {language} WHERE label MATCH ? ORDER BY rank LIMIT 10"  # noqa: S608 -- as above
        return [row[0] for row in database.execute(statement, (said,))] if said else []

    return find


def likeness(cpv: ParsedList) -> Finder:
    """rapidfuzz's token_set_ratio over the labels of the query's language."""
    labels = {one: {c.code: fold(c.labels.get(one, "")) for c in cpv.codes} for one in LANGUAGES}

    def find(query: str, language: str) -> list[str]:
        scorer = fuzz.token_set_ratio
        found = process.extract(fold(query), labels[language], scorer=scorer, limit=10)
        return [code for _, _, code in found]

    return find


def tally(find: Finder, asked: list[Asked]) -> dict[str, Tally]:
    """Per language, and all together under ``all``."""
    result: dict[str, Tally] = defaultdict(Tally)
    for one in asked:
        start = perf_counter()
        codes = find(one.query, one.language)
        seconds = perf_counter() - start
        ranks = tuple(
            next((1 / rank for rank, code in enumerate(codes, 1) if code[:d] == one.truth[:d]), 0.0)
            for d in DEPTHS
        )
        for part in (one.language, "all"):
            result[part].ranks.append(ranks)
            result[part].seconds.append(seconds)
    return result


def run() -> list[Figure]:
    """Measure, write the table when the real notices are at hand, and return the figures."""
    cpv, said = whole_list()
    forms: dict[str, dict[str, str]] = {}

    def remember(language: str, written: object) -> dict[str, str]:
        forms[language] = dictionary_forms(language, written)
        return forms[language]

    built = build_index([cpv], forms_of=remember)
    with tempfile.TemporaryDirectory() as name:
        built.save(Path(name))
        start = perf_counter()
        index = Index.load(Path(name))
        ranking.search(index, "cleaning", language="en", limit=10)
        ready = perf_counter() - start
        sets = {"titles": titles(set(index.codes)), "reworded": reworded(cpv, forms)}
        finders = {"finder": ours(index), "FTS5": fts(cpv), "token_set_ratio": likeness(cpv)}
        tallies = {
            kind: {who: tally(find, asked) for who, find in finders.items()}
            for kind, asked in sets.items()
            if asked
        }
    if "titles" in tallies:
        TABLE.parent.mkdir(exist_ok=True)
        TABLE.write_text(table(tallies, said, ready), encoding="utf-8")
    return figures(tallies, said, ready)


def figures(
    tallies: dict[str, dict[str, dict[str, Tally]]], said: str, ready: float
) -> list[Figure]:
    """Quality as a ratio to the better plain method, and per language; time to answer and start."""
    result = []
    for kind, by_finder in tallies.items():
        mine = by_finder["finder"]
        better = max(
            (who for who in by_finder if who != "finder"), key=lambda w: by_finder[w]["all"].mean()
        )
        other = by_finder[better]["all"].mean()
        low, high = mine["all"].interval()
        ratio = mine["all"].mean() / other if other else float("inf")
        count = len(mine["all"].ranks)
        compared = (
            f"MRR@10 {mine['all'].mean():.3f} [{low:.3f}, {high:.3f}] to {better} {other:.3f},"
            f" n {count}, {said}"
        )
        result.append(
            Figure(f"Code finder, {kind}", round(ratio, 2), "ratio", "≥ 1.0", ratio >= 1, compared)
        )
        for language in LANGUAGES:
            if language in mine:
                own = mine[language]
                note = f"group {own.mean(1):.2f}, division {own.mean(2):.2f}, n {len(own.ranks)}"
                result.append(
                    Figure(
                        f"Code finder, {kind}, {language}",
                        round(own.mean(), 3),
                        "MRR@10",
                        "",
                        None,
                        note,
                    )
                )
    seconds = [s * 1000 for by in tallies.values() for s in by["finder"]["all"].seconds]
    p95 = quantiles(seconds, n=20)[-1]
    note = f"n {len(seconds)}, {said}, 11 languages"
    result += [
        Figure(
            "Code finder, median",
            round(median(seconds), 1),
            "ms",
            "< 20",
            median(seconds) < FAST,
            note,
        ),
        Figure("Code finder, 95 %", round(p95, 1), "ms", "< 20", p95 < FAST, note),
        Figure(
            "Code finder, first answer of a worker",
            round(ready, 3),
            "s",
            "< 0.5",
            ready < 0.5,
            note,
        ),
    ]
    return result


def table(tallies: dict[str, dict[str, dict[str, Tally]]], said: str, ready: float) -> str:
    """The committed table."""
    kinds = {
        "titles": "Titles of real notices and lots; the truth is the notice's main code",
        "reworded": "Official labels, shuffled, inflected and with one typing mistake",
    }
    lines = [
        "# Code finder",
        "",
        "Written by `make bench ONLY=code_finder`; how it is measured is told in",
        f"`benchmarks/code_finder.py`. Searched: {said} in 11 languages. First answer of a worker:",
        f"{ready * 1000:.0f} ms.",
    ]
    for kind, by_finder in tallies.items():
        lines += [
            "",
            f"## {kinds[kind]}",
            "",
            "| language | n | MRR@10 [95 %] | group | division | FTS5 | token_set_ratio | median ms |",
            "|---|---|---|---|---|---|---|---|",
        ]
        for part in [*(one for one in LANGUAGES if one in by_finder["finder"]), "all"]:
            own = by_finder["finder"][part]
            low, high = own.interval()
            lines.append(
                f"| {part} | {len(own.ranks)} | {own.mean():.3f} [{low:.3f}, {high:.3f}] "
                f"| {own.mean(1):.3f} | {own.mean(2):.3f} | {by_finder['FTS5'][part].mean():.3f} "
                f"| {by_finder['token_set_ratio'][part].mean():.3f} "
                f"| {median(own.seconds) * 1000:.1f} |"
            )
    return "\n".join([*lines, ""])
