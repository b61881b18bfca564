"""Files received for a register, and what a person does with them before they are applied."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from secon.enterprises.domain.registers.errors import RegisterError, check_permission
from secon.enterprises.formats import FileCode, FileProblem, Line, Table, open_table
from secon.enterprises.models import RegisterFile, RegisterRun, RegisterSource
from secon.kernel import audit
from secon.people.models import User

FILE_KEPT = timedelta(days=1)
"""So long a file waits for its columns to be named."""
Stage = RegisterRun.Stage


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as somebody sent it. ``is_whole``: what is not in it is no longer in the register."""

    data: bytes
    file_name: str
    is_whole: bool = False
    sheet: str = ""


def receive(
    *, source: RegisterSource, upload: Upload, by: User | None, now: datetime
) -> RegisterRun:
    """Take a file in and look at its first rows; nothing of it is read into the directory.

    Raises ``PermissionDenied``, and ``FileProblem`` for a file that holds no table.
    """
    check_permission(by, source)
    table = open_table(upload.data, language=source.language, sheet=upload.sheet)
    if not list(islice(table.lines, 1)):
        raise FileProblem(FileCode.NO_ROWS)
    with transaction.atomic():
        run = RegisterRun.objects.create(
            source=source,
            file_name=PurePath(upload.file_name.replace("\\", "/")).name[:200],
            file_digest=hashlib.sha256(upload.data).hexdigest(),
            sheet=table.sheet[:100],
            is_whole=upload.is_whole,
            uploaded_by=by,
            uploaded_at=now,
        )
        RegisterFile.objects.create(run=run, data=upload.data)
        audit.record(by=by, now=now, verb="receive_register", on=run)
    return run


def table_of(run: RegisterRun, sheet: str = "") -> Table:
    """The file's table. Raises ``RegisterError`` once the file is gone, and ``FileProblem``."""
    file = RegisterFile.objects.filter(run=run).first()
    if file is None:
        raise RegisterError(_("The file is no longer kept. Upload it again."))
    return open_table(bytes(file.data), language=run.source.language, sheet=sheet or run.sheet)


def sample(run: RegisterRun, sheet: str = "", rows: int = 3) -> tuple[Table, list[Line]]:
    """The table and its first rows. Raises as :func:`table_of`."""
    table = table_of(run, sheet)
    return table, list(islice(table.lines, rows))


def choose_sheet(*, run: RegisterRun, sheet: str, by: User | None) -> None:
    """Read another sheet of the workbook. Raises ``FileProblem`` where it holds no table."""
    check_permission(by, run.source)
    sample(run, sheet)
    RegisterRun.objects.filter(pk=run.pk, stage=Stage.RECEIVED).update(sheet=sheet)
    run.refresh_from_db()


def drop(*, run: RegisterRun, by: User | None, now: datetime) -> None:
    """Apply nothing of it; its file and rows are deleted. Raises ``RegisterError``."""
    check_permission(by, run.source)
    with transaction.atomic():
        waiting = RegisterRun.objects.filter(
            pk=run.pk, stage__in=[Stage.RECEIVED, Stage.PREVIEW, Stage.FAILED]
        )
        if not waiting.update(stage=Stage.DROPPED, rows_deleted_at=now):
            raise RegisterError(_("This import can no longer be dropped."))
        run.rows.all().delete()
        RegisterFile.objects.filter(run=run).delete()
        audit.record(by=by, now=now, verb="drop_register_run", on=run)
    run.refresh_from_db()
