"""Purchasing plans: received, their columns settled, answered line by line, deleted at their end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import PurePath

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from secon.enterprises.formats import Cell, FileCode, FileProblem, Line, Table, open_table
from secon.kernel import audit
from secon.opportunities.buyer_enums import PlanField, PlanStage
from secon.opportunities.domain import plan_answers
from secon.opportunities.domain.plan_reading import suggest
from secon.opportunities.models import Plan, PlanLine
from secon.people.models import User

MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 2_000
MOST_PLANS = 20
"""Plans that one person may keep."""
KEPT = timedelta(days=90)
SAMPLE = 3


class PlanError(ValidationError):
    """What cannot be done with a plan so."""


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A file as somebody sent it; where lines name no place, ``country`` and ``nuts`` hold."""

    data: bytes
    file_name: str
    language: str
    country: str
    nuts: str = ""


def receive(*, file: PlanFile, by: User, now: datetime) -> Plan:
    """Take a plan in; where its columns are clear it is answered at once, all of it or nothing.

    Raises ``PermissionDenied``, ``PlanError``, and ``FileProblem`` for a file without a table.
    """
    if not by.has_perm("opportunities.buy"):
        raise PermissionDenied
    if len(file.data) > MOST_BYTES:
        raise FileProblem(FileCode.TOO_LARGE, most=MOST_BYTES // 1024 // 1024)
    table = open_table(file.data, language=file.language)
    headings = [heading.text for heading in table.headings]
    lines = _lines(table)
    mapping, clear = suggest(headings, file.language)
    today = timezone.localdate(now)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=by.pk)
        if Plan.objects.filter(user=by).count() >= MOST_PLANS:
            raise PlanError(_("You keep twenty plans here. Delete one first."))
        plan = Plan.objects.create(
            user=by,
            file_name=PurePath(file.file_name.replace("\\", "/")).name[:200],
            language=file.language,
            country=file.country,
            nuts=file.nuts,
            headings=headings,
            mapping={heading: field.value for heading, field in mapping.items()},
            made_at=now,
            delete_after=today + KEPT,
        )
        PlanLine.objects.bulk_create(
            [PlanLine(plan=plan, number=one.number, cells=list(one.cells)) for one in lines],
            batch_size=500,
        )
        audit.record(by=by, now=now, verb="receive_plan", on=plan, detail={"lines": len(lines)})
        if clear:
            _answer(plan, mapping, today)
    return plan


def name_columns(*, plan: Plan, mapping: Mapping[str, PlanField], by: User, now: datetime) -> Plan:
    """Say what the columns hold, and answer every line anew. ``PlanError`` where nothing names
    what is bought.
    """
    own(plan, by)
    if not {PlanField.WHAT, PlanField.CPV} & set(mapping.values()):
        raise PlanError(_("Say which column names what is bought, or its CPV code."))
    if len(set(mapping.values())) < len(mapping):
        raise PlanError(_("Two columns hold the same. Choose one of them."))
    with transaction.atomic():
        found = Plan.objects.select_for_update().get(pk=plan.pk)
        found.mapping = {heading: field.value for heading, field in mapping.items()}
        _answer(found, mapping, timezone.localdate(now))
        audit.record(by=by, now=now, verb="answer_plan", on=found)
    return found


def drop(*, plan: Plan, by: User, now: datetime) -> None:
    """Delete a plan with all its lines."""
    own(plan, by)
    with transaction.atomic():
        audit.record(by=by, now=now, verb="drop_plan", on=plan)
        plan.delete()


def forget(*, now: datetime) -> int:
    """Delete the plans whose end date has come; returns how many."""
    over = Plan.objects.filter(delete_after__lt=timezone.localdate(now))
    return over.delete()[1].get("opportunities.Plan", 0)


def own(plan: Plan, user: User) -> None:
    """Refuse everybody but the person whose plan it is."""
    if plan.user_id != user.pk or not user.has_perm("opportunities.buy"):
        raise PermissionDenied


def samples(plan: Plan) -> list[tuple[str, list[str]]]:
    """Each heading with what its first lines say."""
    first = list(plan.lines.all()[:SAMPLE])
    return [
        (heading, [str(line.cells[at]) for line in first if line.cells[at] not in (None, "")])
        for at, heading in enumerate(plan.headings)
    ]


def _lines(table: Table) -> list[Line]:
    lines = [Line(line.number, _stored(line.cells)) for line in islice(table.lines, MOST_LINES + 1)]
    if not lines:
        raise FileProblem(FileCode.NO_ROWS)
    if len(lines) > MOST_LINES:
        raise FileProblem(FileCode.TOO_MANY_ROWS, most=MOST_LINES)
    return lines


def _stored(cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """Cells as JSON keeps them: days as ISO, texts without signs that no database takes."""
    return tuple(
        cell.isoformat()[:10]
        if isinstance(cell, date)
        else cell.replace("\0", "")[:1000]
        if isinstance(cell, str)
        else cell
        for cell in cells
    )


def _answer(plan: Plan, mapping: Mapping[str, PlanField], today: date) -> None:
    places = {field: plan.headings.index(heading) for heading, field in mapping.items()}
    lines = list(plan.lines.all())
    rows = [{field: line.cells[at] for field, at in places.items()} for line in lines]
    answers = plan_answers.answer(
        rows, language=plan.language, country=plan.country, nuts=plan.nuts, today=today
    )
    for line, found in zip(lines, answers, strict=True):
        item = found.item
        line.what, line.cpv, line.value_eur = item.what, item.cpv, item.value_eur
        line.day, line.nuts = item.day, found.nuts
        line.step, line.answer = found.step, found.answer
        line.problems = [[one.field.value, one.code.value, one.value] for one in item.problems]
    PlanLine.objects.bulk_update(
        lines,
        ["what", "cpv", "value_eur", "day", "nuts", "step", "answer", "problems"],
        batch_size=200,
    )
    plan.stage, plan.answered_on = PlanStage.ANSWERED, today
    plan.save()
