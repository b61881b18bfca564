"""The archive: one row per lot, one file per day, the same however often it is written."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from secon.procurement.domain import importing
from secon.procurement.domain.importing import Order
from tests.procurement.pipeline.build import call, files, result

pytestmark = pytest.mark.django_db
NOW = datetime(2023, 12, 1, 9, 0, tzinfo=UTC)


def run(source, archive, **options):
    importing.run(
        Order(paths=(source,), source="test", jobs=1, archive=archive, **options), now=NOW
    )


def written(archive):
    return sorted(
        path.relative_to(archive).as_posix() for path in archive.glob("year_month=*/*.parquet")
    )


def test_archive_has_a_file_per_day_and_a_row_per_lot(tmp_path):
    archive = tmp_path / "archive"
    source = files(
        {"a.xml": call(1, lots=2), "b.xml": call(3, published=date(2023, 10, 2))}, tmp_path / "in"
    )
    run(source, archive)
    assert written(archive) == [
        "year_month=2023-10/2023-10-02.parquet",
        "year_month=2023-11/2023-11-20.parquet",
    ]
    frame = pl.read_parquet(archive / "year_month=*/*.parquet")
    assert frame.height == 3
    row = frame.filter(publication="1-2023", lot="LOT-0002").to_dicts()[0]
    assert (row["reserved"], row["social"], row["green"]) == ([], ["opp"], None)
    assert (row["nuts"], row["cpv"], row["value"]) == (["EL651"], ["90911200"], 10000.0)
    assert row["titles"] == '{"en": "Cleaning of schools 2"}'
    assert row["buyers"] == ["Example municipality"]


def test_archive_written_again_is_the_same(tmp_path):
    archive, source = tmp_path / "archive", files({"a.xml": call(1)}, tmp_path / "in")
    run(source, archive)
    before = {name: (archive / name).read_bytes() for name in written(archive)}
    run(source, archive)
    assert {name: (archive / name).read_bytes() for name in written(archive)} == before


def test_archive_asked_for_later_holds_what_was_known_already(tmp_path):
    source = files({"a.xml": call(1)}, tmp_path / "in")
    run(source, None)
    run(source, tmp_path / "archive")
    assert written(tmp_path / "archive") == ["year_month=2023-11/2023-11-20.parquet"]


def test_result_that_comes_later_is_seen_on_the_day_of_its_call(tmp_path):
    archive = tmp_path / "archive"
    run(files({"a.xml": call(1)}, tmp_path / "1"), archive)
    run(files({"b.xml": result(2)}, tmp_path / "2"), archive)
    rows = {
        row["publication"]: row
        for row in pl.read_parquet(archive / "year_month=*/*.parquet").to_dicts()
    }
    assert (rows["1-2023"]["closed_by"], rows["1-2023"]["closed_on"]) == (
        "result",
        date(2023, 12, 10),
    )
    assert rows["2-2023"]["call_publication"] == "1-2023"
    assert rows["2-2023"]["winners"] == ["Example cooperative"]


def test_archive_holds_no_contact_data(tmp_path):
    archive = tmp_path / "archive"
    run(files({"a.xml": call(1, email="a@buyer.example")}, tmp_path / "in"), archive)
    assert "buyer.example" not in str(
        pl.read_parquet(archive / "year_month=*/*.parquet").to_dicts()
    )
