"""Records leave as CSV, JSON and spreadsheet without doing harm in the program that opens them."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from secon.procurement.interfaces import exports


def record(**changes: object) -> dict[str, object]:
    return dict.fromkeys(exports.COLUMNS) | {"publication": "1-2023"} | changes


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_a_spreadsheet_would_compute_is_made_plain(start):
    assert exports.cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (12.5, "12.5"),
        (["a", "b"], "a b"),
        ([], "none"),
        ("Ελιά", "Ελιά"),
    ],
)
def test_a_cell_keeps_unknown_no_and_numbers_apart(value, text):
    assert exports.cell(value) == text


def test_csv_reads_back_as_it_was_written():
    text = "".join(exports.csv_lines([record(title='Μία "φράση", και\nγραμμή', value=10.5)]))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(exports.CSV_BOM), newline="")))
    assert [(r["publication"], r["title"], r["value"]) for r in rows] == [
        ("1-2023", 'Μία "φράση", και\nγραμμή', "10.5")
    ]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_object_whatever_the_number_of_records(count):
    text = "".join(exports.json_parts([record()] * count, about={"source": "TED"}))
    assert json.loads(text) == {"source": "TED", "tenders": [record()] * count}


def test_spreadsheet_keeps_numbers_and_disarms_formulas():
    with exports.spreadsheet([record(title="=1+1\x00", value=10.5)]) as file:
        rows = list(load_workbook(file, read_only=True).active.values)
    by_name = dict(zip(rows[0], rows[1], strict=False))
    assert (by_name["title"], by_name["value"], by_name["buyer"]) == ("'=1+1", 10.5, None)


@pytest.mark.django_db
@pytest.mark.parametrize("file", ["tenders.csv", "tenders.json", "tenders.xlsx"])
def test_a_reader_who_takes_whole_lists_without_end_is_asked_to_wait(client, file):
    answers = [client.get(f"/en/tenders/{file}", {"on": "2023-12-01"}) for _time in range(13)]
    for answer in answers:
        list(answer)  # read to its end: closing it here would close the test's connection
    assert [answer.status_code for answer in answers] == [200] * 12 + [429]
    assert answers[-1]["Retry-After"] == "60"
    assert client.get("/en/tenders/feed.xml").status_code == 200
