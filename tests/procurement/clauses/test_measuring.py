"""How clauses are scored: on made-up labels always, on the people's labels where they are at hand."""

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import clauses as bench

DE = {"lang": "de", "lot": "1"}
SOCIAL_RETURN = {
    "kind": "work-integration",
    "use": "performance-condition",
    "quote": "Social Return",
    "field": "conditions",
}
ROWS: list[dict[str, Any]] = [
    DE | {"fields": {"conditions": "Es gilt Social Return."}, "clauses": [SOCIAL_RETURN]},
    DE | {"fields": {"conditions": "Es gilt Social Return."}, "clauses": []},
    DE | {"fields": {"conditions": "Es gilt das Los."}, "clauses": [SOCIAL_RETURN]},
    DE
    | {
        "fields": {"conditions": "Das Mindestlohngesetz gilt."},
        "clauses": [SOCIAL_RETURN | {"kind": "labour-rights", "use": "mention"}],
    },
]


def test_hits_misses_and_false_alarms_are_counted_by_lot() -> None:
    lots = bench.search(ROWS)
    count = bench.Count()
    for lot in lots:
        count.add(*bench.binding(lot))
    assert (count.tp, count.fp, count.fn, count.f1) == (1, 1, 1, 0.5)
    assert bench.mentions(lots) == (0, 1)


def test_the_report_says_where_there_are_too_few_and_quotes_no_notice() -> None:
    lots = bench.search(ROWS * 10)
    text = "\n".join(bench.report("made up", lots))
    assert "| a binding clause | 20 | 0.50 (0.30–0.70) | 0.50 (0.30–0.70) | 0.50 (" in text
    assert bench.NOT_SHOWN in "\n".join(bench.report("made up", lots[:4]))
    assert "Social Return" not in text
    assert any("Social Return" in line for line in bench.errors(lots))


def test_without_labels_the_benchmark_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.run([tmp_path / "none.jsonl"]) == []
    assert "no labels at" in capsys.readouterr().out


def test_labels_of_ones_own_are_measured_and_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "TABLE", tmp_path / "clauses.md")
    labels = tmp_path / "mine.jsonl"
    labels.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    figures = bench.run([labels], list_errors=True)
    assert [figure.name.split(":")[0] for figure in figures] == ["mine"] * 5
    assert "## mine: 4 lots, 2 with a binding clause" in (tmp_path / "clauses.md").read_text(
        "utf-8"
    )


@pytest.mark.skipif(
    not bench.GIVEN.exists(),
    reason="NOT CHECKED: the labelled notices are not part of the repository (make bench-clauses)",
)
def test_the_peoples_labels_are_met() -> None:
    lots = bench.search(bench.read(bench.GIVEN))
    found, several = bench.Count(), bench.Count()
    for lot in lots:
        found.add(*bench.binding(lot))
        several.add(*bench.kinds(lot))
    called, only = bench.mentions(lots)
    assert found.f1 >= 0.9
    assert several.f1 >= 0.85
    assert called * 10 < only
