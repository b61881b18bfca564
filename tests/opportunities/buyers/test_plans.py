"""Purchasing plans: columns, cells, answers line by line, for one person only."""

import io
import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import Workbook, load_workbook

from secon.enterprises.formats import FileCode, FileProblem
from secon.kernel import tables
from secon.opportunities.buyer_enums import PlanField, PlanStage, Step
from secon.opportunities.domain import plans
from secon.opportunities.domain.plan_reading import (
    CellProblem,
    PlanCode,
    amount,
    read_item,
    suggest,
)
from secon.opportunities.domain.plans import PlanError, PlanFile
from secon.opportunities.interfaces import plan_rows
from secon.opportunities.models import Plan, PlanLine
from secon.people.enums import Role
from tests.factories.buyers import NOW, supplier
from tests.factories.people import UserFactory, person

HEADINGS = ["Lp", "Przedmiot zamówienia", "Kod CPV", "Wartość szacunkowa", "Miejsce", "Termin"]


def workbook(*rows, headings=HEADINGS):
    book = Workbook()
    book.active.append(headings)
    for row in rows:
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def received(data, user=None, **fields):
    file = PlanFile(data, "plan.xlsx", "pl", "PL", "PL921")
    return plans.receive(file=file, by=user or person(Role.BUYER), now=NOW)


@pytest.mark.parametrize(
    ("cell", "euro"),
    [
        (12000, "12000.00"),
        (12000.5, "12000.50"),
        ("12 000", "12000.00"),
        ("12.000,50 €", "12000.50"),
        ("12,000.50 EUR", "12000.50"),
        ("1.234", "1234.00"),
        ("1.234.567", "1234567.00"),
        ("1234,5", "1234.50"),
        ("€ 12'000", "12000.00"),
        ("12\xa0000 ευρώ", "12000.00"),
    ],
)
def test_amounts_as_people_write_them(cell, euro):
    assert amount(cell) == Decimal(euro)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("12000 zł", PlanCode.CURRENCY),
        ("$ 5", PlanCode.CURRENCY),
        ("-5", PlanCode.VALUE),
        (-5, PlanCode.VALUE),
        ("12/13", PlanCode.VALUE),
        (float("inf"), PlanCode.VALUE),
        (True, PlanCode.VALUE),
    ],
)
def test_amounts_that_are_refused(cell, code):
    with pytest.raises(CellProblem) as refused:
        amount(cell)
    assert refused.value.code is code


def test_nothing_said_is_unknown_and_never_zero():
    assert amount("") is None
    assert amount("–") is None
    assert amount(0) is None


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("en", ["Subject", "CPV code", "Estimated value", "Place of performance", "Start date"]),
        ("el", ["Αντικείμενο", "Κωδικός CPV", "Εκτιμώμενη αξία", "Τόπος εκτέλεσης", "Έναρξη"]),
        ("pl", ["Przedmiot zamówienia", "Kod CPV", "Wartość szacunkowa", "Miejsce", "Termin"]),
        ("bg", ["Предмет на поръчката", "CPV код", "Прогнозна стойност", "Място", "Дата"]),
        ("ro", ["Obiectul achiziției", "Cod CPV", "Valoarea estimată", "Locul", "Data"]),
    ],
)
def test_columns_are_known_by_their_names(language, headings):
    found, clear = suggest(headings, language)
    fields = [PlanField.WHAT, PlanField.CPV, PlanField.VALUE, PlanField.PLACE, PlanField.DAY]
    assert (list(found.values()), clear) == (fields, True)


def test_unclear_columns_are_asked_about():
    assert suggest(["A", "B"], "pl") == ({}, False)
    assert suggest(["Opis", "Nazwa", "Wartość"], "pl")[1] is False  # two could be what is bought


def test_every_bad_cell_is_its_own_problem():
    item = read_item(
        {
            PlanField.WHAT: "<b>x</b>",
            PlanField.CPV: "555",
            PlanField.VALUE: "dużo",
            PlanField.DAY: "jutro",
            PlanField.LOTS: "99",
        }
    )
    assert [(one.field, one.code) for one in item.problems] == [
        (PlanField.WHAT, PlanCode.TEXT),
        (PlanField.CPV, PlanCode.CPV),
        (PlanField.VALUE, PlanCode.CURRENCY),
        (PlanField.DAY, PlanCode.DAY),
        (PlanField.LOTS, PlanCode.NUMBER),
    ]


def test_a_year_is_a_beginning():
    assert read_item({PlanField.WHAT: "x", PlanField.DAY: "2027"}).day == date(2027, 1, 1)


@pytest.mark.django_db
def test_a_year_that_cannot_be_is_a_problem_of_its_cell():
    item = read_item({PlanField.WHAT: "Obiady", PlanField.DAY: "0000"})
    assert [(one.field, one.code) for one in item.problems] == [(PlanField.DAY, PlanCode.DAY)]


def test_a_clear_plan_is_answered_line_by_line(places):
    supplier()
    plan = received(
        workbook(
            [1, "Obiady", "55520000-1", 40_000, "PL921", "2027-01-01"],
            [2, "Obiady", "99999999", 40_000, "", ""],
            [3, "Obiady", "55520000", "4000 zł", "Atlantyda", ""],
        )
    )
    good, unknown, bad = plan.lines.all()
    assert plan.stage == PlanStage.ANSWERED
    assert (good.number, good.step, good.answer["able"]) == (2, Step.CONDITION, 1)
    assert [one[:2] for one in unknown.problems] == [["cpv", "unknown_cpv"]]
    assert [one[:2] for one in bad.problems] == [["value", "currency"], ["place", "place"]]
    assert (unknown.step, bad.step) == ("", "")


@pytest.mark.django_db
def test_an_unclear_plan_waits_for_its_columns(places):
    user = person(Role.BUYER)
    plan = received(workbook(["Obiady", "x"], headings=["To", "Tamto"]), user)
    assert plan.stage == PlanStage.COLUMNS
    with pytest.raises(PlanError):
        plans.name_columns(plan=plan, mapping={"To": PlanField.PLACE}, by=user, now=NOW)
    plans.name_columns(plan=plan, mapping={"To": PlanField.WHAT}, by=user, now=NOW)
    plan.refresh_from_db()
    assert plan.stage == PlanStage.ANSWERED


@pytest.mark.django_db
def test_the_answers_stand_beside_the_own_columns(places):
    supplier()
    plan = received(workbook([1, "=1+1", "55520000", 40_000, "", date(2027, 1, 1)]))
    lines = list(plan.lines.all())
    rows = plan_rows.rows(plan, lines, language="en")
    file = tables.spreadsheet(
        plan_rows.records(plan, rows, lines), plan_rows.columns(plan), name="plan"
    )
    with file:
        heads, values = load_workbook(file)["plan"].iter_rows(values_only=True)
    assert list(heads) == [*HEADINGS, *plan_rows.OURS]
    assert values[4:6] == (None, "2027-01-01")
    assert values[8] == str(Step.CONDITION.label)


@pytest.mark.django_db
def test_only_the_buyer_keeps_and_drops_a_plan(places):
    plan = received(workbook([1, "Obiady", "55520000", 1, "", ""]))
    with pytest.raises(PermissionDenied):
        plans.drop(plan=plan, by=person(Role.BUYER), now=NOW)
    with pytest.raises(PermissionDenied):
        received(workbook([1, "Obiady", "55520000", 1, "", ""]), UserFactory())
    plans.drop(plan=plan, by=plan.user, now=NOW)
    assert not PlanLine.objects.exists()


@pytest.mark.django_db
def test_plans_end_on_their_day(places):
    received(workbook([1, "Obiady", "55520000", 1, "", ""]))
    assert plans.forget(now=NOW + timedelta(days=90)) == 0
    assert plans.forget(now=NOW + timedelta(days=92)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", FileCode.EMPTY),
        (b"%PDF-1.7", FileCode.NO_TABLE),
        (b"x" * (plans.MOST_BYTES + 1), FileCode.TOO_LARGE),
        (b"PK\x03\x04broken", FileCode.BROKEN),
    ],
)
def test_files_that_are_no_plan_leave_nothing(data, code):
    with pytest.raises(FileProblem) as refused:
        received(data)
    assert refused.value.code is code
    assert not Plan.objects.exists()


@pytest.mark.django_db
def test_more_than_two_thousand_lines_are_refused():
    lines = "\n".join(f"{n};Obiady;55520000" for n in range(plans.MOST_LINES + 1))
    with pytest.raises(FileProblem) as refused:
        received(f"Lp;Przedmiot;Kod CPV\n{lines}".encode())
    assert refused.value.code is FileCode.TOO_MANY_ROWS
    assert not Plan.objects.exists()


@pytest.mark.django_db
def test_five_hundred_lines_take_less_than_ten_seconds(places):
    for _ in range(20):
        supplier()
    words = ["obiady", "sprzątanie szkół", "pranie", "zieleń", "opieka nad seniorami"]
    rows = [[n, f"{words[n % 5]}", "", 1000 * (n + 1), "PL921", ""] for n in range(500)]
    begun = time.process_time()
    plan = received(workbook(*rows))
    assert time.process_time() - begun < 10
    assert plan.lines.count() == 500
