"""Records leave as CSV, JSON and spreadsheet without doing harm in the program that opens them."""

import csv
import io
import json

import pytest
from openpyxl import load_workbook

from secon.kernel import tables

COLUMNS = ("publication", "title", "nuts", "value")


def record(**changes: object) -> dict[str, object]:
    return dict.fromkeys(COLUMNS) | {"publication": "1-2023"} | changes


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_text_that_a_spreadsheet_would_compute_is_made_plain(start):
    assert tables.cell(f"{start}HYPERLINK(1)") == f"'{start}HYPERLINK(1)"


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
    assert tables.cell(value) == text


def test_csv_reads_back_as_it_was_written():
    text = "".join(
        tables.csv_lines([record(title='Μία "φράση", και\nγραμμή', value=10.5)], COLUMNS)
    )
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(tables.CSV_BOM), newline="")))
    assert [(r["publication"], r["title"], r["value"]) for r in rows] == [
        ("1-2023", 'Μία "φράση", και\nγραμμή', "10.5")
    ]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_json_is_one_object_whatever_the_number_of_records(count):
    text = "".join(tables.json_parts([record()] * count, about={"source": "TED"}, name="tenders"))
    assert json.loads(text) == {"source": "TED", "tenders": [record()] * count}


def test_spreadsheet_keeps_numbers_and_disarms_formulas():
    with tables.spreadsheet(
        [record(title="=1+1\x00", value=10.5)], COLUMNS, name="tenders"
    ) as file:
        rows = list(load_workbook(file, read_only=True).active.values)
    by_name = dict(zip(rows[0], rows[1], strict=False))
    assert (by_name["title"], by_name["value"], by_name["nuts"]) == ("'=1+1", 10.5, None)


def test_spreadsheet_says_on_a_second_sheet_what_the_list_is():
    with tables.spreadsheet([], COLUMNS, name="list", about={"licence": "=CC"}) as file:
        book = load_workbook(file, read_only=True)
        assert book.sheetnames == ["list", "about"]
        assert list(book["about"].values) == [("licence", "'=CC")]


def test_spreadsheet_disarms_what_hides_behind_a_control_sign_and_its_headings():
    with tables.spreadsheet([{"=1+1": "\x01=1+1"}], ["=1+1"], name="list") as file:
        rows = list(load_workbook(file, read_only=True).active.values)
    assert rows == [("'=1+1",), ("'=1+1",)]
