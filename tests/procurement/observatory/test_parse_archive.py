"""Packages parsed straight to the archive: the same rows as an import, whoever parsed."""

import sys
from datetime import UTC, date, datetime
from io import StringIO

import polars as pl
import pytest
from django.core.management import CommandError, call_command

from secon.procurement.domain import importing
from secon.procurement.domain.importing import Order
from secon.procurement.domain.packages_to_archive import parse_to_archive
from secon.procurement.observatory import files
from tests.procurement.pipeline.build import call, result, tar_gz

TODAY = date(2023, 12, 15)
SCHEDULER = """
import os, sys
from distributed import LocalCluster
if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None,
                      host="127.0.0.1") as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture
def source(tmp_path):
    """Three daily packages: calls, a corrected call, a result, the same again, and a broken file."""
    folder = tmp_path / "packages"
    folder.mkdir()
    days = {
        "20231120_223.tar.gz": {"1.xml": call(1, lots=2), "3.xml": call(3, nuts="BE241")},
        "20231201_232.tar.gz": {
            "4.xml": call(4, procedure=3, published=date(2023, 12, 1), changes="3-2023"),
            "1.xml": call(1, lots=2),
            "broken.xml": b"<a><b></a>",
        },
        "20231210_238.tar.gz": {"2.xml": result(2, lots=2), "3.xml": call(3, title="Other words")},
    }
    for name, members in days.items():
        (folder / name).write_bytes(tar_gz(members))
    return folder


def written(archive):
    """Every day's rows."""
    return {
        path.relative_to(archive).as_posix(): pl.read_parquet(path).to_dicts()
        for path in files.day_files(archive)
    }


@pytest.mark.django_db
def test_parsed_packages_give_the_archive_that_an_import_gives(source, tmp_path):
    order = Order(paths=(source,), source="test", jobs=1, archive=tmp_path / "imported")
    importing.run(order, now=datetime(2023, 12, 15, 9, tzinfo=UTC))
    done = parse_to_archive(source, tmp_path / "parsed", today=TODAY)
    assert written(tmp_path / "parsed") == written(tmp_path / "imported")
    assert (done.packages, done.notices, done.lots, done.days) == (3, 4, 6, 3)
    assert [trouble.file for trouble in done.troubles] == ["20231201_232.tar.gz/broken.xml"]


def test_parsing_again_changes_nothing(source, tmp_path):
    archive = tmp_path / "archive"
    parse_to_archive(source, archive, today=TODAY)
    before = {path: path.stat().st_mtime_ns for path in files.day_files(archive)}
    parse_to_archive(source, archive, today=TODAY)
    assert {path: path.stat().st_mtime_ns for path in files.day_files(archive)} == before
    assert not (archive / ".parts").exists()


def test_day_keeps_what_other_packages_brought(source, tmp_path):
    archive, more = tmp_path / "archive", tmp_path / "more"
    parse_to_archive(source, archive, today=TODAY)
    more.mkdir()
    (more / "late.tar.gz").write_bytes(tar_gz({"9.xml": call(9)}))
    parse_to_archive(more, archive, today=TODAY)
    day = written(archive)["year_month=2023-11/2023-11-20.parquet"]
    assert [row["publication"] for row in day] == ["1-2023", "1-2023", "3-2023", "9-2023"]


@pytest.fixture
def scheduler():
    """The address of a cluster of two processes of their own."""
    import subprocess  # noqa: PLC0415 -- only here

    with subprocess.Popen(
        [sys.executable, "-c", SCHEDULER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate("", timeout=60)


@pytest.mark.filterwarnings("ignore")  # of Dask's own event loop
def test_cluster_of_two_gives_what_one_machine_gives(source, tmp_path, scheduler):
    said = StringIO()
    call_command(
        "parse_archive", source, archive=tmp_path / "spread", scheduler=scheduler, stdout=said
    )
    parse_to_archive(source, tmp_path / "alone", today=TODAY)
    assert written(tmp_path / "spread") == written(tmp_path / "alone")
    assert said.getvalue().startswith("3 packages, 4 notices, 6 lots on 3 days, 1 problems")


def test_without_the_option_nothing_imports_dask():
    import subprocess  # noqa: PLC0415 -- only here

    code = (
        "import django, sys; django.setup();"
        "import secon.procurement.management.commands.parse_archive;"
        "sys.exit('distributed' in sys.modules or 'dask' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_scheduler_that_is_not_there_is_said(source, tmp_path, monkeypatch):
    monkeypatch.setattr("secon.procurement.domain.cluster.WAIT", "1s")
    with pytest.raises(CommandError, match=r"No scheduler answers at tcp://127\.0\.0\.1:9"):
        call_command("parse_archive", source, archive=tmp_path / "a", scheduler="tcp://127.0.0.1:9")


@pytest.mark.parametrize("wrong", ["nothing.tar.gz", ""])
def test_source_or_archive_that_is_missing_is_said(source, wrong):
    with pytest.raises(CommandError):
        call_command("parse_archive", wrong or source)
