"""The lines of a plan with their answers, as a page shows them and as a spreadsheet takes them away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from secon.codes.domain.labels import labels
from secon.codes.rules import CPV
from secon.kernel.tables import Record
from secon.opportunities.buyer_enums import PlanField, Step
from secon.opportunities.domain.plan_reading import PlanCode
from secon.opportunities.interfaces.advice_words import kept_reasons
from secon.opportunities.models import Plan, PlanLine
from secon.places.countries import country_name
from secon.places.domain.queries import region_names

_SAID = {
    PlanCode.NO_WHAT: gettext_lazy("Nothing says what is bought."),
    PlanCode.CPV: gettext_lazy("Not a CPV code: eight digits, such as 77310000."),
    PlanCode.UNKNOWN_CPV: gettext_lazy("There is no such CPV code."),
    PlanCode.NO_CODE: gettext_lazy("No CPV code is near these words. Write a code."),
    PlanCode.VALUE: gettext_lazy("Not an amount. Write 12000 or 12.000,50."),
    PlanCode.CURRENCY: gettext_lazy("Not in euro. Write the value in euro."),
    PlanCode.PLACE: gettext_lazy("We do not know this place. Name a town, region or NUTS code."),
    PlanCode.DAY: gettext_lazy("Not a date. Write day, month and year: 31.12.2026."),
    PlanCode.NUMBER: gettext_lazy("Not a whole number that can be meant here."),
    PlanCode.TEXT: gettext_lazy("These words are too long or hold tags."),
}
OWN = ("CPV", "CPV words", "advice", "reasons", "could deliver", "qualify Art. 20")
OURS = tuple(f"SECON: {name}" for name in (*OWN, "qualify Art. 77", "problem"))


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One line. ``problems``: (column, what is wrong, as written)."""

    number: int
    what: str
    cpv: str
    cpv_label: str
    by_words: bool
    value: Decimal | None
    place: str
    step: str
    reasons: tuple[str, ...]
    able: int | None
    yes_20: int | None
    yes_77: int | None
    problems: tuple[tuple[str, str, str], ...]
    advice_query: str


def rows(plan: Plan, lines: Iterable[PlanLine], *, language: str) -> list[PlanRow]:
    """The lines of a page: one query more for the names of regions."""
    shown = list(lines)
    names = labels(CPV, {one.cpv for one in shown if one.cpv}, language)
    regions = region_names({one.nuts for one in shown if one.nuts}, language)
    columns = {field: heading for heading, field in plan.mapping.items()}
    return [_row(plan, one, names, regions, columns, language) for one in shown]


def _row(
    plan: Plan,
    line: PlanLine,
    names: dict[str, str],
    regions: dict[str, str],
    columns: dict[str, str],
    language: str,
) -> PlanRow:
    answer: dict[str, Any] = line.answer
    land = country_name(answer.get("country") or plan.country, language)
    place = regions.get(line.nuts, "") or land
    step = Step(line.step) if line.step else None
    reasons = kept_reasons(answer, step=step, place=place) if step else []
    return PlanRow(
        number=line.number,
        what=line.what,
        cpv=line.cpv,
        cpv_label=names.get(line.cpv, ""),
        by_words=bool(answer.get("by_words")),
        value=line.value_eur,
        place=place,
        step=str(step.label) if step else "",
        reasons=tuple(reasons),
        able=answer.get("able"),
        yes_20=answer.get("yes_20"),
        yes_77=answer.get("yes_77"),
        problems=tuple(_problem(one, columns) for one in line.problems),
        advice_query=_query(line, place) if step else "",
    )


def _problem(stored: Sequence[str], columns: dict[str, str]) -> tuple[str, str, str]:
    field, code, value = stored
    return columns.get(field) or str(PlanField(field).label), str(_SAID[PlanCode(code)]), value


def _query(line: PlanLine, place: str) -> str:
    """The address text of the same need on the page of advice."""
    values = {"what": line.cpv, "where": line.nuts or place}
    if line.value_eur is not None:
        values["value"] = str(line.value_eur)
    return urlencode(values)


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """How many lines got which advice; ``wrong`` got none."""

    lines: int
    steps: tuple[tuple[str, int], ...]
    wrong: int


def counts(plan: Plan) -> PlanCounts:
    """Over the whole plan: one query."""
    found = Counter(plan.lines.order_by().values_list("step", flat=True))
    steps = tuple((str(step.label), found[step.value]) for step in Step if found[step.value])
    return PlanCounts(found.total(), steps, found[""])


def columns(plan: Plan) -> list[str]:
    """Of the file: the buyer's own, then ours. An own one that is called like ours is marked."""
    return [*_own(plan), *OURS]


def _own(plan: Plan) -> list[str]:
    return [f"{name} *" if name in OURS else name for name in plan.headings]


def records(plan: Plan, found: Sequence[PlanRow], lines: Sequence[PlanLine]) -> Iterable[Record]:
    """Every line as it was written, with its answer beside it."""
    own = _own(plan)
    for line, row in zip(lines, found, strict=True):
        record: dict[str, Any] = {
            name: cell if isinstance(cell, str | int | float | bool) else None
            for name, cell in zip(own, line.cells, strict=True)
        }
        wrong = "; ".join(f"{at}: {said}" for at, said, _value in row.problems)
        ours = (
            row.cpv or None,
            row.cpv_label or None,
            row.step or None,
            " ".join(row.reasons) or None,
            row.able,
            row.yes_20,
            row.yes_77,
            wrong or None,
        )
        yield record | dict(zip(OURS, ours, strict=True))


def about(plan: Plan) -> dict[str, str]:
    """What the file says of itself."""
    day = plan.answered_on.isoformat() if plan.answered_on else ""
    note = _("Information, not legal advice. Counted among verified enterprises on the platform.")
    return {"SECON": note, "date": day}
