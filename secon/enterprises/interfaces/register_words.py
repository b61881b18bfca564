"""What is wrong with a file or a row, as one sentence that says what to do, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.enterprises import nace, numbers
from secon.enterprises.domain.registers.fields import Field
from secon.enterprises.domain.registers.problems import Code
from secon.enterprises.formats import FileCode, FileProblem
from secon.enterprises.models import Enterprise, RegisterProblem
from secon.places.domain.points import check_point

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_FILES: dict[FileCode, StrOrPromise] = {
    FileCode.EMPTY: gettext_lazy("The file is empty."),
    FileCode.TOO_LARGE: gettext_lazy(
        "The file is larger than %(most)s MB. Save it as CSV, or split it."
    ),
    FileCode.NO_TABLE: gettext_lazy(
        "This file holds no table. Choose a spreadsheet (XLSX) or a text table (CSV)."
    ),
    FileCode.OLD_EXCEL: gettext_lazy(
        "This is an old Excel file (XLS). Open it and save it as XLSX or CSV."
    ),
    FileCode.ENCRYPTED: gettext_lazy(
        "The file is locked with a password. Save it without one and choose it again."
    ),
    FileCode.MACROS: gettext_lazy(
        "The file holds macros, which we do not take. Save it as XLSX or CSV."
    ),
    FileCode.OPEN_DOCUMENT: gettext_lazy(
        "This is an OpenDocument file (ODS). Open it and save it as XLSX or CSV."
    ),
    FileCode.BROKEN: gettext_lazy(
        "The file is damaged and cannot be read to its end. Download or save it again."
    ),
    FileCode.TOO_LARGE_INSIDE: gettext_lazy(
        "The file unpacks to more than we take. Save the sheet alone as CSV."
    ),
    FileCode.UNREADABLE_LETTERS: gettext_lazy(
        "The letters of this file cannot be read. Save it as CSV UTF-8, or as XLSX."
    ),
    FileCode.NO_SHEET: gettext_lazy("There is no sheet “%(sheet)s” in this file."),
    FileCode.EMPTY_SHEET: gettext_lazy("The sheet “%(sheet)s” is empty. Choose another one."),
    FileCode.NO_HEADINGS: gettext_lazy(
        "Row %(row)s should name the columns, but holds values. Put a row of names above them."
    ),
    FileCode.ONE_COLUMN: gettext_lazy(
        "There is only one column. A text table (CSV) needs a comma, semicolon or tab between "
        "its columns."
    ),
    FileCode.DOUBLED_HEADINGS: gettext_lazy(
        "Several columns have one name: %(headings)s. Give each its own name in row %(row)s."
    ),
    FileCode.NO_ROWS: gettext_lazy("There are names of columns, but no rows below them."),
    FileCode.TOO_MANY_ROWS: gettext_lazy(
        "The file has more than %(most)s rows. Split it and import the parts one by one."
    ),
    FileCode.TOO_MANY_COLUMNS: gettext_lazy(
        "The file has %(columns)s columns; we take %(most)s. Delete those that are not needed."
    ),
    FileCode.OPEN_QUOTE: gettext_lazy(
        "In or before row %(row)s a quotation mark is opened and never closed. Close or delete it."
    ),
}

_ROWS: dict[Code, StrOrPromise] = {
    Code.NO_NAME: gettext_lazy("There is no name in this row."),
    Code.NO_IDENTITY: gettext_lazy(
        "Nothing tells this row from others: it needs a number, or a name and a place."
    ),
    Code.TOO_LONG: gettext_lazy("Too long: %(found)s signs, and %(most)s fit."),
    Code.MARKUP: gettext_lazy("Tags such as <b> or <script> are not taken. Write plain words."),
    Code.FORMULA_ERROR: gettext_lazy(
        "The formula in this cell ends in an error. Put the value itself there."
    ),
    Code.PERSONAL_NUMBER: gettext_lazy(
        "This is the number of a person. Give the number of the organisation; the number is not "
        "kept."
    ),
    Code.DATE: gettext_lazy("Not a date. Write day, month and year: 31.12.2024."),
    Code.DATES_IN_DISORDER: gettext_lazy("The status ends before it begins (%(begins)s)."),
    Code.YEAR: gettext_lazy("Not a year between 1000 and %(latest)s."),
    Code.COORDINATE: gettext_lazy("Not a number in degrees, for example 37.0389."),
    Code.HALF_A_POINT: gettext_lazy("A point has a latitude and a longitude; one is missing."),
    Code.EMAIL: gettext_lazy("Not an e-mail address. It was left out."),
    Code.WEBSITE: gettext_lazy("Not a web address. It was left out."),
    Code.STATUS: gettext_lazy("We know no such national status in this country. It was left out."),
    Code.FAMILY: gettext_lazy("We know no such family of the social economy. It was left out."),
    Code.TOWN: gettext_lazy(
        "We do not find this place on the map. The entry is taken over without a point."
    ),
    Code.STATUS_OVER: gettext_lazy(
        "The status ended on %(ends)s, so that no new entry is made of this row."
    ),
    Code.DOUBLED_ID: gettext_lazy("Row %(first)s has the same number in the register."),
    Code.FOREIGN_ENTRY: gettext_lazy(
        "An enterprise with this number is listed in another partner's region, which keeps it."
    ),
    Code.NUMBER_TAKEN: gettext_lazy("Another entry has this company number."),
    Code.ENDED: gettext_lazy(
        "This entry has ended, but the register still has it. List it again if that is right."
    ),
    Code.CONFLICT: gettext_lazy(
        "The entry says otherwise than the register: %(fields)s. Nothing was overwritten; the "
        "change waits at your desk."
    ),
}
_NOT_WAITING = gettext_lazy(
    "The entry says otherwise than the register: %(fields)s. Nothing was overwritten."
)


def file_sentence(problem: FileProblem) -> str:
    """Why a file cannot be read."""
    return _said(_FILES[problem.code], problem.detail)


def sentence(problem: RegisterProblem) -> str:
    """What is wrong with a row, or with the file as a whole."""
    detail: dict[str, Any] = dict(problem.detail)
    if problem.code in set(FileCode):
        return _said(_FILES[FileCode(problem.code)], detail)
    code = Code(problem.code)
    if code is Code.COMPANY_NUMBER:
        return _number(problem.value, detail["country"])
    if code is Code.NACE:
        return _nace(problem.value)
    if code is Code.POINT:
        return _point(detail)
    if code is Code.CONFLICT:
        words = _ROWS[code] if detail.get("waits") else _NOT_WAITING
        return _said(words, {"fields": ", ".join(map(field_name, detail["fields"]))})
    for name in ("begins", "ends"):
        if day := detail.get(name):
            detail[name] = date_format(date.fromisoformat(day), "SHORT_DATE_FORMAT")
    return _said(_ROWS[code], detail)


def field_name(name: str) -> str:
    """What a field of an entry is called."""
    fields = {"nace_main": Field.NACE, "other_names": Field.OTHER_NAME}
    if name in fields:
        return str(fields[name].label)
    if name in Field.values:
        return str(Field(name).label)
    return str(Enterprise._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # columns only


def where(problem: RegisterProblem) -> str:
    """The column's own name, else the field's; "" for a row as a whole."""
    field = problem.detail.get("field", "")
    return problem.column or (field_name(field) if field else "")


def _said(words: StrOrPromise, detail: Mapping[str, Any]) -> str:
    return str(words) % detail


def _number(value: str, country: str) -> str:
    try:
        numbers.check_number(value, country=country)
    except numbers.NumberProblem as error:
        return error.message
    return _("This company number could not be read.")


def _nace(value: str) -> str:
    try:
        nace.read_nace(value)
    except nace.NaceProblem as error:
        return error.message
    return _("This NACE code could not be read.")


def _point(detail: Mapping[str, Any]) -> str:
    problem = check_point(detail["lon"], detail["lat"], country=detail["country"])
    said = problem.message if problem else _("This point could not be taken over.")
    return f"{said} {_('The point was left out; the town’s is shown.')}"
