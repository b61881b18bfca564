"""``manage.py find_clauses``: as many answers as lines, in their order, whatever the lines hold."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

GOOD = {"fields": {"conditions": "Es gilt Social Return."}, "lang": "de"}
EMPTY = {"fields": {"title": "Malerarbeiten", "award": None}, "lang": "de", "notice": "1-2026"}
BAD = (
    b'{"fields"',
    b"[]",
    b'{"lang": "de"}',
    b'{"fields": {"title": 3}, "lang": "de"}',
    b'{"fields": {}, "lang": 3}',
    b"\xff\xfe",
    b"[" * 100_000,
)


def asked(lines: list[bytes], path: Path) -> tuple[list[Any], str, bool]:
    """The answers, the messages, and whether the command ended with an error."""
    path.write_bytes(b"\n".join(lines) + b"\n")
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("find_clauses", str(path), stdout=out, stderr=err)
        failed = False
    except CommandError:
        failed = True
    answers = [json.loads(x) if x else None for x in out.getvalue().split("\n")[:-1]]
    return answers, err.getvalue(), failed


def test_every_line_has_its_answer(tmp_path: Path) -> None:
    answers, messages, failed = asked(
        [json.dumps(row).encode() for row in (GOOD, EMPTY, GOOD)], tmp_path / "texts.jsonl"
    )
    clause = {
        "kind": "work-integration",
        "use": "performance-condition",
        "quote": "Es gilt Social Return",
        "field": "conditions",
        "start": 0,
        "end": 21,
        "why": "general.social-return",
        "strength": "clear",
    }
    assert answers == [{"clauses": [clause]}, {"clauses": []}, {"clauses": [clause]}]
    assert (messages, failed) == ("", False)


def test_a_bad_line_is_named_answered_empty_and_stops_nothing(tmp_path: Path) -> None:
    good = json.dumps(GOOD).encode()
    answers, messages, failed = asked([*BAD, good], tmp_path / "texts.jsonl")
    assert answers[:-1] == [{"clauses": []}] * len(BAD)
    assert len(answers[-1]["clauses"]) == 1
    assert [line.split(":")[0] for line in messages.splitlines()] == [
        f"line {number}" for number in range(1, len(BAD) + 1)
    ]
    assert failed


def test_an_empty_line_stays_empty_so_that_the_lines_stay_abreast(tmp_path: Path) -> None:
    good = json.dumps(GOOD).encode()
    answers, _, failed = asked([good, b"", good], tmp_path / "texts.jsonl")
    assert [answer is None for answer in answers] == [False, True, False]
    assert not failed


def test_half_a_letter_pair_is_answered_in_escapes(tmp_path: Path) -> None:
    line = b'{"fields": {"conditions": "Social Return \\ud800 gilt"}, "lang": "de"}'
    answers, _, failed = asked([line], tmp_path / "texts.jsonl")
    assert answers[0]["clauses"][0]["quote"] == "Social Return \ud800 gilt"
    assert not failed


def test_the_lines_come_from_standard_input_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = io.TextIOWrapper(io.BytesIO(json.dumps(GOOD).encode()))
    monkeypatch.setattr("sys.stdin", given)
    call_command("find_clauses")
    assert json.loads(capsys.readouterr().out)["clauses"][0]["kind"] == "work-integration"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        call_command("find_clauses", str(tmp_path / "nowhere.jsonl"))
