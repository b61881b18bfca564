"""How well social clauses are found: ``make bench-clauses [LABELS=file …]``.

Reads lots labelled by people (one JSON line each: ``lang``, ``fields``, ``clauses`` with kind, use,
quote and field), finds their clauses and compares. A lot is positive when it has a clause that is
not a mention; kinds are counted per lot and kind, uses per lot and use. Precision and recall with
Wilson intervals, F1 with a bootstrap over lots. The errors are listed on the terminal only; the
published table holds no word of any notice. ``--no-errors`` for labels that must stay unread.
"""

import json
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from secon.procurement.clauses import Clause, find
from secon.procurement.clauses.lexicon import LANGUAGES, lexicon

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "benchmarks" / "results" / "clauses.md"
GIVEN = ROOT.parent / "shared" / "data" / "labels" / "labels.jsonl"
FEW = 10
"""Below so many positives a figure says nothing."""
DRAWS = 1000
Z = 1.959964
NOT_SHOWN = "too few"
Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Lot:
    """One labelled lot with what was found in it."""

    name: str
    language: str
    labelled: tuple[dict[str, str], ...]
    found: tuple[Clause, ...]

    def gold(self, what: str) -> Keys:
        """Kinds or uses of the labels that bind."""
        return frozenset(c[what] for c in self.labelled if c["use"] != "mention")

    def told(self, what: str) -> Keys:
        """Kinds or uses of what was found and binds."""
        return frozenset(getattr(c, what).value for c in self.found if c.binding)


@dataclass(slots=True)
class Count:
    """True positives, false positives, false negatives."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def add(self, gold: Keys, told: Keys) -> None:
        """Count two sets of keys against each other."""
        self.tp += len(gold & told)
        self.fp += len(told - gold)
        self.fn += len(gold - told)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 without any true positive."""
        return 2 * self.tp / (2 * self.tp + self.fp + self.fn) if self.tp else 0.0


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share."""
    if not of:
        return 0.0, 1.0
    share, square = hits / of, Z * Z
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = Z * ((share * (1 - share) + square / (4 * of)) / of) ** 0.5 / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrap(pairs: Sequence[tuple[Keys, Keys]]) -> tuple[float, float]:
    """The 95 % interval of F1 when the lots are drawn anew."""
    if not pairs:
        return 0.0, 1.0
    dice = random.Random(20261123)  # noqa: S311 -- figures, no secrets
    figures = []
    for _ in range(DRAWS):
        count = Count()
        for gold, told in dice.choices(pairs, k=len(pairs)):
            count.add(gold, told)
        figures.append(count.f1)
    figures.sort()
    return figures[DRAWS * 25 // 1000], figures[DRAWS * 975 // 1000 - 1]


def read(path: Path) -> list[dict[str, Any]]:
    """The labelled lots of a file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def search(rows: Iterable[Mapping[str, Any]]) -> list[Lot]:
    """Find the clauses of every labelled lot."""
    return [
        Lot(
            f"{row.get('notice', '')}/{row.get('lot') or ''}",
            row["lang"],
            tuple(row["clauses"]),
            find(row["fields"], row["lang"]),
        )
        for row in rows
    ]


def table(title: str, groups: Mapping[str, Sequence[tuple[Keys, Keys]]], of: str) -> list[str]:
    """Markdown rows: one per group, with intervals, or a plain word where there are too few."""
    lines = [
        f"| {title} | {of} | precision | recall | F1 | tp / fp / fn |",
        "|---|---|---|---|---|---|",
    ]
    for name, pairs in groups.items():
        count = Count()
        for gold, told in pairs:
            count.add(gold, told)
        positives = count.tp + count.fn
        counts = f"{count.tp} / {count.fp} / {count.fn}"
        if positives < FEW:
            lines.append(
                f"| {name} | {positives} | {NOT_SHOWN} | {NOT_SHOWN} | {NOT_SHOWN} | {counts} |"
            )
            continue
        told_all = count.tp + count.fp
        precision = _share(count.tp, told_all)
        recall = _share(count.tp, positives)
        low, high = bootstrap(pairs)
        f1 = f"{count.f1:.2f} ({low:.2f}–{high:.2f})"
        lines.append(f"| {name} | {positives} | {precision} | {recall} | {f1} | {counts} |")
    return lines


def _share(hits: int, of: int) -> str:
    low, high = wilson(hits, of)
    return f"{hits / of if of else 0:.2f} ({low:.2f}–{high:.2f})"


def _yes(keys: Keys) -> Keys:
    return frozenset({"binding"}) if keys else frozenset()


def _by(lots: Sequence[Lot], what: str) -> dict[str, list[tuple[Keys, Keys]]]:
    """For each kind (or use) that occurs: has the lot it, was it found."""
    names = sorted({key for lot in lots for key in lot.gold(what) | lot.told(what)})
    return {
        name: [(lot.gold(what) & {name}, lot.told(what) & {name}) for lot in lots] for name in names
    }


def pairs_of(
    lots: Sequence[Lot], read: Callable[[Lot], tuple[Keys, Keys]]
) -> list[tuple[Keys, Keys]]:
    """What is compared, lot by lot."""
    return [read(lot) for lot in lots]


def binding(lot: Lot) -> tuple[Keys, Keys]:
    """Whether the lot binds by label, and as found."""
    return _yes(lot.gold("kind")), _yes(lot.told("kind"))


def kinds(lot: Lot) -> tuple[Keys, Keys]:
    """The kinds of the binding clauses, labelled and found."""
    return lot.gold("kind"), lot.told("kind")


def mentions(lots: Sequence[Lot]) -> tuple[int, int]:
    """How many of the lots whose labels are only mentions were called binding."""
    only = [lot for lot in lots if lot.labelled and not lot.gold("kind")]
    return sum(bool(lot.told("kind")) for lot in only), len(only)


def report(name: str, lots: Sequence[Lot]) -> list[str]:
    """The section of the published table on one file of labels."""
    languages: dict[str, list[Lot]] = defaultdict(list)
    for lot in lots:
        languages[lot.language].append(lot)
    called, only = mentions(lots)
    low, high = wilson(called, only)
    without = [
        code
        for code, some in sorted(languages.items())
        if not any(lot.gold("kind") for lot in some)
    ]
    positive = sum(bool(lot.gold("kind")) for lot in lots)
    return [
        f"## {name}: {len(lots)} lots, {positive} with a binding clause",
        "",
        *table(
            "all lots",
            {
                "a binding clause": pairs_of(lots, binding),
                "kinds": pairs_of(lots, kinds),
                "uses": [(lot.gold("use"), lot.told("use")) for lot in lots],
            },
            "labelled",
        ),
        "",
        (
            f"Lots with mentions only that were called binding: {called} of {only}, share "
            f"{called / only if only else 0:.2f} ({low:.2f}–{high:.2f})."
        ),
        "",
        *table("kind", _by(lots, "kind"), "lots with it"),
        "",
        *table("use", _by(lots, "use"), "lots with it"),
        "",
        *table(
            "language",
            {
                f"{code} ({len(some)} lots)": pairs_of(some, binding)
                for code, some in sorted(languages.items())
            },
            "binding lots",
        ),
        "",
        (
            f"“{NOT_SHOWN}”: fewer than {FEW} positives, a figure would say nothing. Languages without any "
            f"binding label test false alarms only: {', '.join(without) or 'none'}."
        ),
        "",
    ]


def errors(lots: Sequence[Lot]) -> list[str]:
    """What was missed and what was found too much, with its words: for the terminal only."""
    lines = []
    for lot in lots:
        gold, told = lot.gold("kind"), lot.told("kind")
        lines += [
            f"{lot.language} {lot.name} MISSED {c['kind']} ({c['use']}, {c['field']}): {c['quote'][:160]!r}"
            for c in lot.labelled
            if c["use"] != "mention" and c["kind"] not in told
        ]
        lines += [
            f"{lot.language} {lot.name} EXTRA {c.kind} ({c.use}, {c.field}, {c.why}): {c.quote[:160]!r}"
            for c in lot.found
            if c.binding and c.kind.value not in gold
        ]
    return lines


def speed(rows: Sequence[Mapping[str, Any]]) -> float:
    """Lots per second of processor time, lexicons loaded."""
    for language in LANGUAGES:
        lexicon(language)
    start = time.process_time()
    for row in rows:
        find(row["fields"], row["lang"])
    return len(rows) / max(time.process_time() - start, 1e-9)


def run(paths: Sequence[Path] = (), *, list_errors: bool = False) -> list[Figure]:
    """Measure on the labels; without any, say so and give no figure."""
    paths = paths or [GIVEN]
    if missing := [path for path in paths if not path.exists()]:
        print(
            f"  no labels at {', '.join(map(str, missing))}: LABELS=file names one; nothing measured"
        )
        return []
    sections: dict[str, list[str]] = {}
    figures = []
    for path in paths:
        rows = read(path)
        lots = search(rows)
        rate = speed(rows)
        name = path.stem
        section = report(name, lots)
        print("\n".join(section))
        if list_errors:
            print("\n".join(errors(lots)))
        sections[name] = section
        figures += _figures(name, lots, rate)
    publish(sections)
    return figures


def publish(sections: Mapping[str, list[str]]) -> None:
    """Write the sections into the table; what was published of other labels stays."""
    kept: dict[str, list[str]] = {}
    name = ""
    for line in TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else ():
        if line.startswith("## "):
            name = line[3:].split(":")[0]
        if name:
            kept.setdefault(name, []).append(line)
    lines = [line for section in {**kept, **sections}.values() for line in section]
    TABLE.write_text("\n".join([*HEAD, *lines]).rstrip() + "\n", encoding="utf-8")


HEAD = [
    "# Social clauses found in texts",
    "",
    "Written by `make bench-clauses`; the method, what was tuned on which texts, and the limits are told in",
    "[docs/features/procurement-clauses.md](../../docs/features/procurement-clauses.md). Every lot was labelled by reading it,",
    "never by rule. In brackets 95 % intervals: Wilson for precision and recall, bootstrap over lots for F1.",
    "",
]


def _figures(name: str, lots: Sequence[Lot], rate: float) -> list[Figure]:
    found = Count()
    several = Count()
    for lot in lots:
        found.add(*binding(lot))
        several.add(*kinds(lot))
    called, only = mentions(lots)
    precision = found.tp / (found.tp + found.fp) if found.tp else 0.0
    share = called / only if only else 0.0
    languages = Counter(lot.language for lot in lots)
    on = f"{len(lots)} lots, {len(languages)} languages"
    return [
        Figure(
            f"{name}: lots with a binding clause", found.f1, "F1", "≥ 0.80", found.f1 >= 0.8, on
        ),
        Figure(f"{name}: kinds", several.f1, "F1", "≥ 0.70", several.f1 >= 0.7, on),
        Figure(
            f"{name}: precision of what is shown",
            precision,
            "share",
            "≥ 0.80",
            precision >= 0.8,
            on,
        ),
        Figure(
            f"{name}: mentions called binding",
            share,
            "share",
            "< 0.10",
            share < 0.1,
            f"{called} of {only}",
        ),
        Figure(f"{name}: lots per second on one core", rate, "lots/s", "> 300", rate > 300, on),
    ]


def main() -> None:
    """The command line: files of labels, and ``--no-errors``."""
    names = [name for name in sys.argv[1:] if name != "--no-errors"]
    figures = run([Path(name) for name in names], list_errors="--no-errors" not in sys.argv)
    for figure in figures:
        mark = "holds" if figure.holds else "MISSED"
        print(
            f"  {figure.name:<44} {figure.figure:>9.2f} {figure.unit:<7} {figure.bar:<7} {mark:<7} {figure.compared_with}"
        )
    if not figures:
        sys.exit(2)


if __name__ == "__main__":
    main()
