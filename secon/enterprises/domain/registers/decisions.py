"""A person says whether a row is an entry (or another row) that it resembles."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from secon.enterprises.domain.registers.applying import entries_of_twins, take_rows
from secon.enterprises.domain.registers.errors import RegisterError, check_permission
from secon.enterprises.domain.registers.work import Work
from secon.enterprises.enums import SameBy
from secon.enterprises.models import RegisterRow, RegisterRun
from secon.people.models import User

Decided = RegisterRow.Decided
Stage = RegisterRun.Stage


def decide(*, row: RegisterRow, how: Decided, by: User | None, now: datetime) -> RegisterRow:
    """Same or another: noted before the import is applied, and done at once after it.

    Raises ``PermissionDenied`` and ``RegisterError``.
    """
    check_permission(by, row.run.source)
    with transaction.atomic():
        run = RegisterRun.objects.select_for_update().get(pk=row.run_id)
        row = RegisterRow.objects.select_for_update().get(pk=row.pk)
        row.run = run
        _check(row, how, by)
        row.decided = how
        row.save(update_fields=["decided"])
        if run.stage == Stage.APPLIED:
            _apply(row, by, now)
    return row


def _check(row: RegisterRow, how: Decided, by: User | None) -> None:
    if row.run.stage not in {Stage.PREVIEW, Stage.APPLIED}:
        raise RegisterError(_("Wait until this import is finished."))
    if row.outcome != RegisterRow.Outcome.DUPLICATE or row.is_done:
        raise RegisterError(_("This was decided already."))
    if how == Decided.NEW and row.why == SameBy.NUMBER:
        raise RegisterError(_("Both have the same company number, so they are one organisation."))
    if how == Decided.SAME and row.enterprise is not None:
        of_others = row.enterprise.partner_id not in (row.run.source.partner_id, None)
        may = by is None or by.has_perm("enterprises.change_enterprise", row.enterprise)
        if of_others and not may:
            raise PermissionDenied


def _apply(row: RegisterRow, by: User | None, now: datetime) -> None:
    if row.decided == Decided.SAME and row.enterprise_id is None:
        row.enterprise_id = entries_of_twins(row.run, [row]).get(row.twin or 0)
        if row.enterprise_id is None:
            raise RegisterError(_("Decide about the other row first."))
    take_rows(Work(row.run, by, now), [row])
    row.refresh_from_db()
