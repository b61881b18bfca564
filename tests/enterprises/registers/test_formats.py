"""Files as bytes become rows as a spreadsheet counts them, or a reason why not."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook

from secon.enterprises.formats import FileCode, FileProblem, Line, open_table, xlsx_file
from secon.enterprises.formats import table as limits
from tests.factories.registers import workbook

GREEK = "Α/Α;Επωνυμία;Πόλη\r\n1;ΚΟΙΝ.Σ.ΕΠ. «Άνθος»;Καλαμάτα\r\n2;Ένωση;Τρίπολη"
POLISH = "Lp.;Nazwa;Miasto\n1;Spółdzielnia „Żuraw”;Łódź\n2;Źródło;Śrem"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read(data: bytes, language: str = "pl", sheet: str = "") -> tuple[list[str], list[Line]]:
    table = open_table(data, language=language, sheet=sheet)
    return [heading.text for heading in table.headings], list(table.lines)


def problem(data: bytes, language: str = "pl", sheet: str = "") -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        read(data, language, sheet)
    return caught.value


@pytest.mark.parametrize(
    "encoding", ["cp1253", "iso8859-7", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_greek_text_is_read_in_every_encoding(encoding: str) -> None:
    headings, lines = read(GREEK.encode(encoding, errors="replace"), "el")

    assert headings == ["Α/Α", "Επωνυμία", "Πόλη"]
    assert lines == [
        Line(2, ("1", "ΚΟΙΝ.Σ.ΕΠ. «Άνθος»", "Καλαμάτα")),
        Line(3, ("2", "Ένωση", "Τρίπολη")),
    ]


@pytest.mark.parametrize(
    ("language", "encoding", "word"),
    [
        ("pl", "cp1250", "Łódź Żuraw Śrem ąęćńó"),
        ("pl", "iso8859-2", "Łódź Żuraw Śrem ąęćńó"),
        ("lv", "cp1257", "Šķēle Rīga ģimene āčņļž"),
        ("bg", "cp1251", "Хасково Щърк"),
        ("de", "cp1252", "Straße Gärtnerei Öl"),
    ],
)
def test_old_code_pages_are_known_by_the_language(language: str, encoding: str, word: str) -> None:
    _headings, lines = read(f"No,Text\n1,{word}\n".encode(encoding), language)

    assert lines == [Line(2, ("1", word))]


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_delimiter_is_found_beside_others_in_the_text(delimiter: str) -> None:
    rows = [["Name", "Town"], ["One, two; three" if delimiter not in ",;" else "One", "Radom"]]
    data = "\n".join(delimiter.join(row) for row in rows).encode()

    assert read(data) == (["Name", "Town"], [Line(2, tuple(rows[1]))])


def test_excels_own_line_names_the_delimiter_and_counts_as_a_row() -> None:
    assert read(b"sep=|\nName|Town\nA;B|C\n") == (["Name", "Town"], [Line(3, ("A;B", "C"))])


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    data = 'Register of today\n\nName;Town\n"One\nline";Radom\n;\nTwo;Płock\n'.encode()

    assert read(data) == (
        ["Name", "Town"],
        [Line(4, ("One\nline", "Radom")), Line(6, ("Two", "Płock"))],
    )


def test_columns_without_a_name_are_left_out() -> None:
    assert read(b"Name;;Town\nOne;secret;Radom\n") == (
        ["Name", "Town"],
        [Line(2, ("One", "Radom"))],
    )


def test_workbook_gives_dates_numbers_and_formula_values() -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["Name", "From", "Number", "Sum"])
    sheet.append(["One", date(2024, 12, 31), 123456783, "=1+1"])
    buffer = io.BytesIO()
    book.save(buffer)

    headings, lines = read(buffer.getvalue())

    assert headings == ["Name", "From", "Number", "Sum"]
    assert lines == [Line(2, ("One", datetime(2024, 12, 31), 123456783, None))]  # noqa: DTZ001


def test_first_sheet_with_content_is_read_unless_another_is_chosen() -> None:
    data = workbook([], [["Name", "Town"], ["One", "Radom"]], [["Name", "Town"], ["Two", "Płock"]])

    table = open_table(data, language="pl")

    assert (table.sheet, table.sheets) == ("Sheet 2", ("Sheet 1", "Sheet 2", "Sheet 3"))
    assert read(data, sheet="Sheet 3")[1] == [Line(2, ("Two", "Płock"))]
    assert problem(data, sheet="Sheet 1").code == FileCode.EMPTY_SHEET
    assert problem(data, sheet="Sheet 9").code == FileCode.NO_SHEET


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def with_member(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO(workbook([["Name", "Town"], ["One", "Radom"]]))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", FileCode.EMPTY),
        (b"\xef\xbb\xbf \r\n", FileCode.EMPTY),
        (b"%PDF-1.7 ...", FileCode.NO_TABLE),
        (b"<html><table><tr><td>a</td></tr></table>", FileCode.NO_TABLE),
        (b"\x00\x01\x02\x03" * 200, FileCode.NO_TABLE),
        (OLE + b"Workbook", FileCode.OLD_EXCEL),
        (OLE + "EncryptedPackage".encode("utf-16-le"), FileCode.ENCRYPTED),
        (b"PK\x03\x04 and nothing of a zip", FileCode.BROKEN),
        (workbook([["Name", "Town"], ["One", "Radom"]])[:-200], FileCode.BROKEN),
        (zipped({"word/document.xml": b"<a/>"}), FileCode.NO_TABLE),
        (
            zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
            FileCode.OPEN_DOCUMENT,
        ),
        (with_member("xl/vbaProject.bin", b"macro"), FileCode.MACROS),
        (with_member("xl/evil.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'), FileCode.BROKEN),
        (zipped({"xl/workbook.xml": b"<not closed"}), FileCode.BROKEN),
        (workbook([]), FileCode.EMPTY_SHEET),
        (b"Name\nOne\nTwo\n", FileCode.ONE_COLUMN),
        (b"Name;Town\n", FileCode.NO_ROWS),
        (b"1;Radom\n2;Plock\n", FileCode.NO_HEADINGS),
        (b"Name;a@example.org\nOne;b@example.org\n", FileCode.NO_HEADINGS),
        (b'Name;Town\nOne;"Radom' + b"\nx;y" * 40_000, FileCode.OPEN_QUOTE),
        ("Name;Town\nOne;Καλαμάτα".encode("utf-16")[:-1], FileCode.BROKEN),
        (b"Nom;Ville\n\x81\x8d;\x8f\n", FileCode.UNREADABLE_LETTERS),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: FileCode) -> None:
    assert problem(data, "de").code == code


def test_doubled_headings_are_named_with_their_letters() -> None:
    found = problem(b"Nazwa;Data;data ;Miasto\nA;1;2;B\n")

    assert (found.code, found.detail) == (
        FileCode.DOUBLED_HEADINGS,
        {"headings": "Data (B), data (C)", "row": 1},
    )


def test_workbook_that_unpacks_to_too_much_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = with_member("xl/worksheets/sheet9.xml", b"0" * 60_000_000)

    assert problem(bomb).code == FileCode.TOO_LARGE_INSIDE
    monkeypatch.setattr(xlsx_file, "MOST_UNPACKED", 1000)
    assert problem(workbook([["Name", "Town"]])).code == FileCode.TOO_LARGE_INSIDE


def test_more_rows_than_are_taken_are_told_while_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ROWS", 2)

    assert len(read(b"Name;Town\n1a;b\n2a;b\n")[1]) == 2
    assert problem(b"Name;Town\n1a;b\n2a;b\n3a;b\n").code == FileCode.TOO_MANY_ROWS


def test_more_columns_than_are_taken_are_told() -> None:
    head = ";".join(f"col {number}" for number in range(201))

    found = problem(f"{head}\n{head}\n".encode())

    assert (found.code, found.detail) == (
        FileCode.TOO_MANY_COLUMNS,
        {"columns": 201, "most": 200},
    )


def test_file_larger_than_is_taken_is_not_opened() -> None:
    assert problem(b"Name;Town\n" + b"x" * limits.MOST_BYTES).code == FileCode.TOO_LARGE
