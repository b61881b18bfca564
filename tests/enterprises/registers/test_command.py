"""``manage.py import_register`` and what is forgotten in time."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from secon.enterprises.domain.registers import keeping, runs
from secon.enterprises.domain.registers.runs import Upload
from secon.enterprises.models import (
    Enterprise,
    RegisterFile,
    RegisterProblem,
    RegisterRow,
    RegisterRun,
)
from tests.factories.registers import (
    NOW,
    RegisterSourceFactory,
    applied,
    later,
    nip,
    previewed,
    table,
)

pytestmark = pytest.mark.django_db
ROW = f"1;Spółdzielnia Żuraw;{nip(1)};Radom;26-600;48 111;01.02.2024;"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rejestr.csv"
    path.write_bytes(table(ROW, ROW.replace(nip(1), "1234567890").replace("1;", "2;", 1)))
    return path


def said(*words: str) -> str:
    out = StringIO()
    call_command("import_register", *words, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_preview_tells_each_problem_and_changes_nothing(file: Path) -> None:
    source = RegisterSourceFactory()

    text = said(source.name, str(file))

    assert "1 new, 1 refused, 3 problems" in text
    assert "row 3, NIP: '1234567890' A sign is wrong" in text
    assert Enterprise.objects.count() == 0
    assert RegisterRun.objects.get().stage == "preview"


def test_apply_goes_on_from_the_preview_and_again_changes_nothing(file: Path) -> None:
    source = RegisterSourceFactory()
    said(source.name, str(file))

    first = json.loads(said(str(source.pk), str(file), "--apply", "--json"))
    again = json.loads(said(str(source.pk), str(file), "--apply", "--json"))

    assert RegisterRun.objects.count() == 2
    assert (first["stage"], first["new"], again["same"]) == ("applied", 1, 1)
    assert Enterprise.objects.count() == 1


def test_dry_run_keeps_nothing(file: Path) -> None:
    source = RegisterSourceFactory()

    assert "1 new" in said(source.name, str(file), "--dry-run")

    assert (RegisterRow.objects.count(), RegisterFile.objects.count()) == (0, 0)
    assert RegisterRun.objects.get().stage == "dropped"


def test_columns_are_guessed_only_when_asked(file: Path) -> None:
    source = RegisterSourceFactory(mapping={})

    with pytest.raises(CommandError, match="--guess"):
        said(source.name, str(file))
    said(source.name, str(file), "--guess")

    source.refresh_from_db()
    assert source.mapping["Nazwa"] == "name"
    assert source.mapping["Miasto"] == "town"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"Inna": "town"}, "These columns are missing: Inna"),
        ({}, "no such file"),
    ],
)
def test_what_cannot_be_done_is_an_error(file: Path, change: dict[str, str], message: str) -> None:
    source = RegisterSourceFactory()
    source.mapping |= change
    source.save()

    with pytest.raises(CommandError, match=message):
        said(source.name, str(file if change else file.with_name("none.csv")))
    with pytest.raises(CommandError, match="No single register"):
        said("nothing of this name", str(file))


def test_damaged_file_is_told_in_words(tmp_path: Path) -> None:
    source = RegisterSourceFactory()
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK\x03\x04 no zip")

    with pytest.raises(CommandError, match="damaged"):
        said(source.name, str(path))

    assert RegisterRun.objects.count() == 0


def test_file_that_turns_out_broken_while_read_leaves_no_rows(tmp_path: Path) -> None:
    source = RegisterSourceFactory()
    path = tmp_path / "a.csv"
    rows = [ROW.replace("1;", f"{number};", 1) for number in range(2100)]
    path.write_bytes(table(*rows, 'x;"never closed' + "\r\n" * 30_000))

    with pytest.raises(CommandError, match="Nothing was taken over"):
        said(source.name, str(path), "--apply")

    run = RegisterRun.objects.get()
    assert (run.stage, run.rows.count(), run.problems.get().code) == ("failed", 0, "open_quote")
    assert RegisterFile.objects.count() == 0


def test_columns_that_are_left_out_are_stored_nowhere() -> None:
    source = RegisterSourceFactory(mapping={"Nr": "external_id", "Nazwa": "name"})

    run = applied(source, table("1;Żuraw;Kowalska;Radom", head="Nr;Nazwa;Osoba;Miasto"))

    assert run.rows.get().values == {
        "name": "Żuraw",
        "status": {"code": "pl-ps", "number": "", "valid_from": None, "valid_to": None},
        "social_enterprise": "by_law",
    }
    assert RegisterFile.objects.count() == 0


def test_rows_and_files_are_deleted_in_time_but_not_before() -> None:
    source = RegisterSourceFactory()
    done = applied(source, table(ROW, ROW.replace(nip(1), "1234567890").replace("1;", "2;", 1)))
    open_run = previewed(source, table(ROW))
    upload = Upload(table(ROW), "c.csv")
    waiting = runs.receive(source=source, upload=upload, by=None, now=NOW)

    assert keeping.forget(now=NOW + timedelta(hours=23)) == (0, 0)
    assert keeping.forget(now=later(2)) == (1, 0)
    waiting.refresh_from_db()
    assert (waiting.stage, RegisterFile.objects.count()) == ("dropped", 0)

    assert RegisterRow.objects.count() == 3
    assert keeping.forget(now=later(91)) == (0, 3)
    assert RegisterRow.objects.count() == 0
    assert set(RegisterProblem.objects.values_list("value", flat=True)) == {""}
    done.refresh_from_db()
    open_run.refresh_from_db()
    assert (done.stage, done.report["new"], open_run.stage) == ("applied", 1, "dropped")
    assert keeping.forget(now=later(92)) == (0, 0)
