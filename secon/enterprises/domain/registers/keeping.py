"""How long files and rows of imports are kept: they may tell of persons."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from secon.enterprises.domain.registers import claims
from secon.enterprises.domain.registers.runs import FILE_KEPT
from secon.enterprises.models import RegisterFile, RegisterProblem, RegisterRow, RegisterRun

ROWS_KEPT = timedelta(days=90)
"""After an import was applied, or uploaded and never applied."""
Stage = RegisterRun.Stage


def forget(*, now: datetime) -> tuple[int, int]:
    """Delete files that nobody named the columns of, and rows whose time is over.

    Returns how many files and how many runs. Counts and links stay.
    """
    waiting = RegisterFile.objects.filter(run__uploaded_at__lt=now - FILE_KEPT)
    waiting = waiting.exclude(run__stage=Stage.READING, run__claimed_at__gt=now - claims.SILENCE)
    left = list(waiting.values_list("run_id", flat=True))
    RegisterFile.objects.filter(run__in=left).delete()
    RegisterRun.objects.filter(pk__in=left, stage__in=[Stage.RECEIVED, Stage.READING]).update(
        stage=Stage.DROPPED, claim="", claimed_at=None
    )
    over = Q(applied_at__lt=now - ROWS_KEPT) | Q(applied_at=None, uploaded_at__lt=now - ROWS_KEPT)
    runs = RegisterRun.objects.filter(over, rows_deleted_at=None).exclude(stage=Stage.APPLYING)
    old = list(runs.values_list("pk", flat=True))
    RegisterRow.objects.filter(run__in=old).delete()
    RegisterProblem.objects.filter(run__in=old).update(value="")
    RegisterRun.objects.filter(pk__in=old, stage=Stage.PREVIEW).update(stage=Stage.DROPPED)
    RegisterRun.objects.filter(pk__in=old).update(rows_deleted_at=now)
    return len(left), len(old)
