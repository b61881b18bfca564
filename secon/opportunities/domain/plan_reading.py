"""Columns and cells of a purchasing plan as values, with what is wrong where. Pure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from pathlib import Path

from secon.codes.rules import plain_cpv
from secon.enterprises.domain.registers import values
from secon.enterprises.domain.registers.values import Refused
from secon.enterprises.formats import Cell
from secon.kernel.folding import fold_name
from secon.opportunities.buyer_enums import PlanField

PATH = Path(__file__).parents[1] / "data" / "plan_headings.toml"
LONGEST = 500
MOST_VALUE = Decimal(10**11)
MOST_MONTHS, MOST_LOTS = 240, 50
_EURO = re.compile(r"€|\beuros?\b|\beur\b|ευρώ|ευρω|евро", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d.,' \xa0\u202f]*")
_THOUSANDS = 3
_WITHOUT_ZERO = 7  # digits of a code whose first one, 0, a spreadsheet has eaten


class PlanCode(StrEnum):
    """What is wrong with a cell. ``interfaces.plan_words`` has the sentences."""

    NO_WHAT = "no_what"
    CPV = "cpv"
    UNKNOWN_CPV = "unknown_cpv"
    NO_CODE = "no_code"
    VALUE = "value"
    CURRENCY = "currency"
    PLACE = "place"
    DAY = "day"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class PlanProblem:
    """One problem at one cell; ``value`` as it was written, cut."""

    field: PlanField
    code: PlanCode
    value: str = ""


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A line as read. ``place`` is still words; ``cpv`` may be "" where only words are given."""

    what: str = ""
    cpv: str = ""
    value_eur: Decimal | None = None
    place: str = ""
    day: date | None = None
    months: int | None = None
    lots: int | None = None
    problems: tuple[PlanProblem, ...] = ()


def suggest(headings: Sequence[str], language: str) -> tuple[dict[str, PlanField], bool]:
    """(a field for each heading that tells one, whether that is clear).

    Clear: what is bought or its code has a column that is called just so, and no two columns
    could be the same field.
    """
    scored = [
        (score, place, field)
        for place, heading in enumerate(headings)
        for field, score in _scores(fold_name(heading), language)
    ]
    found: dict[str, PlanField] = {}
    exact: set[PlanField] = set()
    for score, place, field in sorted(scored, key=lambda one: (-one[0], one[1])):
        if headings[place] not in found and field not in found.values():
            found[headings[place]] = field
            if score >= 1:
                exact.add(field)
    rivals = {field for score, _place, field in scored if score >= 1}
    doubled = any(
        sum(1 for score, _place, one in scored if one is field and score >= 1) > 1
        for field in rivals
    )
    clear = bool(exact & {PlanField.WHAT, PlanField.CPV}) and not doubled
    return {heading: found[heading] for heading in headings if heading in found}, clear


def _scores(heading: str, language: str) -> list[tuple[PlanField, float]]:
    scores = []
    for field, words in _words(language).items():
        best = 0.0
        for word in words:
            if heading == word:
                best = max(best, 1.0 + len(word) / 1000)
            elif len(word) > 2 and f" {word} " in f" {heading} ":
                best = max(best, 0.5 + len(word) / len(heading) / 4)
        if best:
            scores.append((field, best))
    return scores


@cache
def _words(language: str) -> Mapping[PlanField, tuple[str, ...]]:
    with PATH.open("rb") as file:
        table = tomllib.load(file)
    return {
        PlanField(field): tuple(
            fold_name(word) for code in {language, "en"} for word in words.get(code, ())
        )
        for field, words in table.items()
    }


def read_item(row: Mapping[PlanField, Cell]) -> PlanItem:
    """The cells of a line by field; every cell that cannot be read is a problem of its own."""
    problems: list[PlanProblem] = []

    def take(field: PlanField, read: object, empty: object) -> object:
        cell = row.get(field)
        try:
            return read(cell)  # type: ignore[operator]  # a function of one cell
        except CellProblem as problem:
            problems.append(PlanProblem(field, problem.code, shown(cell)))
        return empty

    what = str(take(PlanField.WHAT, _text, ""))
    cpv = str(take(PlanField.CPV, _cpv, ""))
    value = take(PlanField.VALUE, amount, None)
    place = str(take(PlanField.PLACE, _text, ""))
    day = take(PlanField.DAY, _day, None)
    months = take(PlanField.MONTHS, lambda cell: _whole(cell, MOST_MONTHS), None)
    lots = take(PlanField.LOTS, lambda cell: _whole(cell, MOST_LOTS), None)
    if not what and not cpv and not problems:
        problems.append(PlanProblem(PlanField.WHAT, PlanCode.NO_WHAT))
    return PlanItem(
        what,
        cpv,
        value if isinstance(value, Decimal) else None,
        place,
        day if isinstance(day, date) else None,
        months if isinstance(months, int) else None,
        lots if isinstance(lots, int) else None,
        tuple(problems),
    )


class CellProblem(ValueError):  # noqa: N818 -- shown to people as a problem of a cell
    """A cell that cannot be read."""

    def __init__(self, code: PlanCode) -> None:
        super().__init__(code)
        self.code = code


def shown(cell: Cell) -> str:
    """A cell as it is shown beside its problem."""
    return " ".join(str(cell if cell is not None else "").split())[:100]


def amount(cell: Cell) -> Decimal | None:
    """Euro: 12000, "12.000,50 €", "1 234 EUR". Another currency and negative amounts are refused.

    Of two kinds of signs the last one parts the cents; one kind before exactly three digits parts
    thousands, as people write here.
    """
    if isinstance(cell, bool):
        raise CellProblem(PlanCode.VALUE)
    if isinstance(cell, int | float):
        return _positive(Decimal(str(cell)))
    text = _said(cell, PlanCode.VALUE)
    if not text:
        return None
    rest = _EURO.sub(" ", text).strip()
    if any(sign.isalpha() or sign in "$£" for sign in rest):
        raise CellProblem(PlanCode.CURRENCY)
    if not _DIGITS.fullmatch(rest):
        raise CellProblem(PlanCode.VALUE)
    return _positive(_decimal(re.sub(r"[' \xa0\u202f]", "", rest)))


def _decimal(text: str) -> Decimal:
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return Decimal(text)
    sign, after = text[last], text[last + 1 :]
    other = "," if sign == "." else "."
    parts_thousands = (other not in text and len(after) == _THOUSANDS) or text.count(sign) > 1
    if parts_thousands:
        return Decimal(text.replace(sign, "").replace(other, ""))
    try:
        return Decimal(f"{text[:last].replace(other, '')}.{after or '0'}")
    except InvalidOperation as error:
        raise CellProblem(PlanCode.VALUE) from error


def _positive(number: Decimal) -> Decimal | None:
    if not number.is_finite() or number < 0 or number > MOST_VALUE:
        raise CellProblem(PlanCode.VALUE)
    return number.quantize(Decimal("0.01")) if number else None


def _said(cell: Cell, code: PlanCode) -> str:
    try:
        return values.said(cell)
    except Refused as error:
        raise CellProblem(code) from error


def _text(cell: Cell) -> str:
    try:
        return values.text(cell, LONGEST)
    except Refused as error:
        raise CellProblem(PlanCode.TEXT) from error


def _cpv(cell: Cell) -> str:
    text = _said(cell, PlanCode.CPV)
    if not text:
        return ""
    first = text.split()[0].rstrip(",;")
    code = plain_cpv(first) or (plain_cpv(f"0{first}") if len(first) == _WITHOUT_ZERO else None)
    if code is None:
        raise CellProblem(PlanCode.CPV)
    return code


def _day(cell: Cell) -> date | None:
    text = "" if not isinstance(cell, str) else cell.strip()
    if re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        return date(int(text), 1, 1)
    if isinstance(cell, int) and not isinstance(cell, bool) and 2000 <= cell <= 2100:
        return date(cell, 1, 1)
    try:
        return values.day(cell)
    except Refused as error:
        raise CellProblem(PlanCode.DAY) from error


def _whole(cell: Cell, most: int) -> int | None:
    text = _said(cell, PlanCode.NUMBER)
    if not text:
        return None
    match = re.match(r"\d+", text)
    if match is None or not 1 <= int(match[0]) <= most:
        raise CellProblem(PlanCode.NUMBER)
    return int(match[0])
