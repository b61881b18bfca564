"""Runs of the import: what they count, how they end, what the command prints."""

import json
import os
from datetime import UTC, datetime

import pytest
from django.core.management import CommandError, call_command

from secon.procurement.domain import importing, storing
from secon.procurement.domain.importing import Order, Progress
from secon.procurement.domain.reading import Task, Terms, read_file
from secon.procurement.enums import RunState, SourceKind
from secon.procurement.models import ImportRun, Lot, Notice, RawPayload, Reception
from tests.factories.procurement import ImportRunFactory
from tests.procurement.pipeline.build import call, day, files, tar_gz
from tests.procurement.pipeline.snapshot import snapshot

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 12, 1, 9, 0, tzinfo=UTC)


def run(*paths, **options):
    return importing.run(Order(paths=paths, source="test", jobs=1, **options), now=NOW)


def test_what_cannot_be_read_is_a_problem_and_the_run_goes_on(tmp_path):
    source = files(
        {
            "a-empty.xml": b"",
            "b-text.xml": b"<?xml version='1.0'?><other/>",
            "c-cut.xml": call(1)[:900],
            "d-good.xml": call(2),
            "e-broken.zip": b"PK\x03\x04 no",
        },
        tmp_path,
    )
    record = run(source)
    assert (record.state, record.read, record.stored, record.problem_count) == ("done", 4, 1, 4)
    problems = {problem.file: problem for problem in record.problems.all()}
    assert set(problems) == {"a-empty.xml", "b-text.xml", "c-cut.xml", "e-broken.zip"}
    assert all(problem.code and problem.message for problem in problems.values())
    assert sum(record.quality["problems"].values()) == 4


def test_notice_of_more_lots_than_a_key_counts_is_a_problem(monkeypatch):
    monkeypatch.setattr("secon.procurement.keys.CHILDREN", 2)
    found = read_file(Task("a.xml", call(1, lots=3), "digest"), Terms(NOW.date()))
    assert (found.code, found.file) == ("unforeseen", "a.xml")


def test_quality_report_counts_what_is_known(tmp_path):
    files({"a.xml": call(1), "b.xml": call(2, deadline=None, nuts="GRZZZ")}, tmp_path)
    quality = run(tmp_path).quality
    assert quality["lots"] == quality["call_lots"] == 2
    assert quality["places"]["lot"] == {"count": 1, "share": 0.5}
    assert quality["unknown"]["deadline"] == {"count": 1, "of": 2}
    assert quality["unknown"]["reserved_execution"] == {"count": 2, "of": 2}
    assert quality["formats"] == {"eforms-sdk-1.10": 2}
    assert quality["languages"] == {"en": 2}


def test_limit_reads_no_more_files(tmp_path):
    (tmp_path / "day.tar.gz").write_bytes(tar_gz(day(5)))
    assert run(tmp_path, limit=2).read == 2


def test_progress_is_told_with_rate_and_time_left(tmp_path):
    told = []
    source = files({"a.xml": call(1)}, tmp_path)
    importing.run(Order(paths=(source,), source="test", jobs=1), now=NOW, progress=told.append)
    assert (told[-1].read, told[-1].done, told[-1].total) == (1, len(call(1)), len(call(1)))
    assert Progress(read=300, done=25, total=100, seconds=2.0).rate == 150
    assert Progress(read=300, done=25, total=100, seconds=2.0).seconds_left == 6.0
    assert Progress(read=0, done=0, total=100, seconds=2.0).seconds_left is None


def test_processes_store_what_one_process_stores(tmp_path):
    (tmp_path / "day.tar.gz").write_bytes(tar_gz(day(60)))
    record = importing.run(Order(paths=(tmp_path,), source="test", jobs=2), now=NOW)
    several = snapshot()
    assert (record.stored, Notice.objects.count()) == (60, 60)
    Reception.objects.all().delete()
    Notice.objects.all().delete()
    RawPayload.objects.all().delete()
    run(tmp_path)
    assert snapshot() == several


def test_run_that_fails_says_so_and_keeps_what_was_stored(tmp_path, monkeypatch):
    def fail(*_args, **_options):
        raise OSError("disk full")

    monkeypatch.setattr(storing, "store", fail)
    with pytest.raises(OSError, match="disk full"):
        run(files({"a.xml": call(1)}, tmp_path))
    record = ImportRun.objects.get()
    assert record.state == RunState.FAILED
    assert record.finished_at is not None


def test_run_found_unfinished_is_marked_as_interrupted(tmp_path):
    left = ImportRunFactory(source="test", state=RunState.RUNNING, finished_at=None)
    other = ImportRunFactory(source="other", state=RunState.RUNNING, finished_at=None)
    run(files({"a.xml": call(1)}, tmp_path))
    left.refresh_from_db()
    other.refresh_from_db()
    assert (left.state, left.finished_at) == (RunState.INTERRUPTED, NOW)
    assert other.state == RunState.RUNNING


def test_examples_are_marked_as_such(tmp_path):
    run(files({"a.xml": call(1)}, tmp_path), kind=SourceKind.EXAMPLES)
    assert Notice.objects.get().is_example
    assert Lot.objects.get().is_example
    assert not Notice.objects.real().exists()


def test_command_prints_the_run_record_as_json(tmp_path, capsys):
    source = files({"a.xml": call(1, lots=2), "b.xml": b"<broken"}, tmp_path / "some")
    call_command("import_ted", str(source), "--json", "--jobs", "1")
    record = json.loads(capsys.readouterr().out)
    assert {name: record[name] for name in ("read", "stored", "unchanged", "lots")} == {
        "read": 2,
        "stored": 1,
        "unchanged": 0,
        "lots": 2,
    }
    assert record["source"] == "some"  # no folders of the machine
    (problem,) = record["problems"]
    assert problem["file"] == "b.xml"
    assert problem["code"]
    assert record["seconds"] > 0
    assert record["peak_memory_mb"] > 1


def test_command_says_in_words_what_it_did(tmp_path, capsys):
    files({"a.xml": call(1), "b.xml": b"<broken", "c.txt": b""}, tmp_path)
    call_command("import_ted", str(tmp_path), "--jobs", str(min(os.cpu_count() or 1, 1)))
    out = capsys.readouterr().out
    assert "2 notices read, 1 stored, 0 replaced, 0 unchanged, 1 lots, 1 problems" in out
    assert "not read: 1 not-xml" in out
    assert "b.xml" in out


def test_interrupted_command_keeps_its_run_and_says_how_to_go_on(tmp_path, monkeypatch):
    def interrupt(*_args, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(storing, "store", interrupt)
    with pytest.raises(CommandError, match="Run it again"):
        call_command("import_ted", str(files({"a.xml": call(1)}, tmp_path)), "--jobs", "1")
    assert ImportRun.objects.get().state == RunState.INTERRUPTED
