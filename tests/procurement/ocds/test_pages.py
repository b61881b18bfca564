"""Releases through the API: pages by key, one notice, one process."""

import gzip
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from secon.procurement.domain import releases
from secon.procurement.models import LotSignal, Notice, RawPayload

pytestmark = pytest.mark.django_db
API = "/api/v1/procurement/ocds"


@pytest.fixture(autouse=True)
def _small_pages(monkeypatch):
    monkeypatch.setattr(releases, "PAGE", 2)


def pages(client, address):
    found = []
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        found.append([one["id"] for one in answer.json()["releases"]])
        address = answer.json().get("links", {}).get("next")
    return found


def test_every_notice_of_the_days_is_met_once_and_in_order(client, stored):
    stored(5)

    found = pages(client, f"{API}/releases?from=2023-11-20&to=2023-11-24")

    assert found == [["1-2023", "2-2023"], ["3-2023", "4-2023"], ["5-2023"]]


def test_pages_do_not_shift_while_notices_arrive(client, stored):
    stored(4)
    first = client.get(f"{API}/releases?from=2023-11-20&to=2023-11-24").json()
    stored(1, first=9)  # of the first day

    assert pages(client, first["links"]["next"]) == [["3-2023", "4-2023"]]


def test_one_day_and_the_last_seven_days(client, stored, time_machine):
    stored(3)
    time_machine.move_to("2023-11-27T12:00:00Z")

    assert pages(client, f"{API}/releases?published=2023-11-21") == [["2-2023"]]
    assert pages(client, f"{API}/releases") == [["2-2023", "3-2023"]]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2023-11-20&to=2023-11-19", "to"),
        ("from=2023-01-01&to=2023-12-31", "to"),
        ("published=2023-11-20&after=nothing", "after"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_field(client, query, field):
    answer = client.get(f"{API}/releases?{query}")

    assert answer.status_code == 422
    assert list(answer.json()["errors"]) == [field]


def test_a_page_costs_the_same_queries_for_one_and_for_three(
    client, stored, django_assert_num_queries
):
    stored(1)
    with django_assert_num_queries(2):
        client.get(f"{API}/releases?published=2023-11-20")
    stored(3, first=11, day=date(2023, 12, 1), lots=3)
    with django_assert_num_queries(2):
        client.get(f"{API}/releases?from=2023-12-01&to=2023-12-03")


def test_one_notice_is_a_package_of_one(client, stored):
    stored(1)
    LotSignal.objects.all().delete()
    lot = Notice.objects.get().lot_rows.get()
    LotSignal.objects.create(
        lot=lot, kind="clause", code="equality", field="conditions", strength="text",
        use="performance-condition", quote="equal pay", language="en", rule="en.equal",
    )  # fmt: skip

    answer = client.get(f"{API}/release/1-2023.json").json()

    (release,) = answer["releases"]
    (signal,) = release["tender"]["lots"][0]["socialSignals"]
    assert signal["quote"] == "equal pay"
    assert answer["version"] == "1.1"
    assert answer["extensions"][-1].endswith("/data/ocds/extension/extension.json")
    assert "jane@buyer.example" not in str(answer)
    assert client.get(f"{API}/release/2-2023.json").status_code == 404


def test_a_process_is_found_by_its_id(client, stored):
    stored(2)
    ocid = client.get(f"{API}/release/1-2023.json").json()["releases"][0]["ocid"]

    (record,) = client.get(f"{API}/record/{ocid}.json").json()["records"]

    assert [one["id"] for one in record["releases"]] == ["1-2023"]
    assert client.get(f"{API}/record/ocds-unregistered-x.json").status_code == 404
    assert client.get(f"{API}/record/other-x.json").status_code == 404


def test_examples_are_no_open_data_but_can_be_read_alone(client, stored):
    stored(1)
    Notice.objects.update(is_example=True)

    assert pages(client, f"{API}/releases?published=2023-11-20") == [[]]
    (release,) = client.get(f"{API}/release/1-2023.json").json()["releases"]
    assert release["isExample"] is True


def test_bytes_that_can_no_longer_be_read_do_not_stop_a_page(client, stored, caplog):
    stored(2)
    RawPayload.objects.filter(notices__publication="1-2023").update(
        data=b"x\x9c\x03\x00\x00\x00\x00\x01"
    )
    caplog.set_level("INFO")

    assert pages(client, f"{API}/releases?from=2023-11-20&to=2023-11-21") == [["2-2023"]]
    assert "1-2023" in caplog.text


def test_a_month_goes_into_a_file(stored, tmp_path, capsys):
    stored(5, day=date(2023, 11, 29))
    out = tmp_path / "2023-11.jsonl.gz"

    call_command("export_ocds", "--month", "2023-11", "--out", str(out))

    lines = gzip.decompress(out.read_bytes()).decode().splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["1-2023", "2-2023"]
    assert "2 releases" in capsys.readouterr().out
    assert list(tmp_path.glob(".2023*")) == []


def test_the_same_day_makes_the_same_bytes(stored, tmp_path):
    stored(1)
    files = [tmp_path / "one.jsonl.gz", tmp_path / "two.jsonl.gz"]
    for file in files:
        call_command("export_ocds", "--day", "2023-11-20", "--out", str(file))

    assert files[0].read_bytes() == files[1].read_bytes()


def test_an_export_costs_two_queries_a_block(
    stored, tmp_path, monkeypatch, django_assert_num_queries
):
    stored(5)
    monkeypatch.setattr(releases, "CHUNK", 2)

    with django_assert_num_queries(6):
        call_command("export_ocds", "--month", "2023-11", "--out", str(tmp_path / "x.jsonl"))


def test_what_cannot_be_written_or_read_is_said(tmp_path):
    with pytest.raises(CommandError, match="could not be written"):
        call_command("export_ocds", "--day", "2023-11-20", "--out", str(tmp_path / "no" / "x"))
    with pytest.raises(CommandError, match="is no day"):
        call_command("export_ocds", "--month", "2023-13", "--out", "-")
    with pytest.raises(CommandError, match="required"):
        call_command("export_ocds", "--out", "-")
