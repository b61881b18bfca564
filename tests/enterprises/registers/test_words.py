"""Every problem has a sentence that says what to do, in the reader's language."""

from __future__ import annotations

import pytest
from django.utils import translation

from secon.enterprises.domain.registers.problems import Code
from secon.enterprises.formats import FileCode, FileProblem
from secon.enterprises.interfaces.register_words import file_sentence, sentence, where
from secon.enterprises.models import RegisterProblem

FILES: dict[FileCode, dict[str, str | int]] = {
    FileCode.TOO_LARGE: {"most": 20},
    FileCode.NO_SHEET: {"sheet": "A"},
    FileCode.EMPTY_SHEET: {"sheet": "A"},
    FileCode.NO_HEADINGS: {"row": 3},
    FileCode.DOUBLED_HEADINGS: {"headings": "Data (B), Data (C)", "row": 1},
    FileCode.TOO_MANY_ROWS: {"most": 200},
    FileCode.TOO_MANY_COLUMNS: {"columns": 300, "most": 200},
    FileCode.OPEN_QUOTE: {"row": 7},
}
ROWS: dict[Code, dict[str, object]] = {
    Code.TOO_LONG: {"found": 300, "most": 200},
    Code.COMPANY_NUMBER: {"country": "PL"},
    Code.DATES_IN_DISORDER: {"begins": "2024-03-02"},
    Code.YEAR: {"latest": 2026},
    Code.POINT: {"lon": 0.0, "lat": 0.0, "country": "PL"},
    Code.STATUS_OVER: {"ends": "2024-03-02"},
    Code.DOUBLED_ID: {"first": 2},
    Code.CONFLICT: {"fields": ["phone", "nace_main"], "waits": True},
}


@pytest.mark.parametrize("code", FileCode)
def test_every_reason_against_a_file_has_a_whole_sentence(code: FileCode) -> None:
    said = file_sentence(FileProblem(code, **FILES.get(code, {})))

    assert said.endswith(".")
    assert "%(" not in said
    assert said == sentence(RegisterProblem(code=code, detail=FILES.get(code, {})))


@pytest.mark.parametrize("code", Code)
@pytest.mark.django_db
def test_every_problem_of_a_row_has_a_whole_sentence(code: Code) -> None:
    said = sentence(RegisterProblem(code=code, value="x", detail=ROWS.get(code, {})))

    assert said.endswith(".")
    assert "%(" not in said


def test_sentences_name_numbers_and_days_as_the_reader_does() -> None:
    number = RegisterProblem(code="company_number", value="1234567890", detail={"country": "PL"})
    over = RegisterProblem(code="status_over", detail={"ends": "2024-12-31"})

    assert sentence(number) == (
        "A sign is wrong: the check digit does not fit the others. Expected: NIP (10 digits), for "
        "example 123-456-32-18."
    )
    with translation.override("de"):
        assert "31.12.2024" in sentence(over)


def test_a_conflict_names_its_fields_and_where_it_waits() -> None:
    waits = RegisterProblem(code="conflict", detail={"fields": ["phone"], "waits": True})
    ends = RegisterProblem(code="conflict", detail={"fields": ["other_names"], "waits": False})

    assert "Telephone of the organisation" in sentence(waits)
    assert "waits at your desk" in sentence(waits)
    assert "Other name or short name" in sentence(ends)
    assert "desk" not in sentence(ends)


def test_a_problem_stands_at_the_files_own_column_else_at_the_field() -> None:
    assert where(RegisterProblem(column="NIP", detail={"field": "company_number"})) == "NIP"
    assert where(RegisterProblem(detail={"field": "name"})) == "Name"
    assert where(RegisterProblem(detail={})) == ""
