"""One process at a time works on an import; one that was killed is followed by another.

Whoever works on a run holds its claim and renews it with each batch, in the batch's transaction:
a process that lost its claim can store nothing more.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from secon.enterprises.domain.registers.errors import BusyError, LostError
from secon.enterprises.models import RegisterRun

SILENCE = timedelta(minutes=3)
"""A process without a sign of life for so long is taken for dead."""
Stage = RegisterRun.Stage
Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to work on a run. ``clock`` tells the time of each sign of life."""

    run: RegisterRun
    word: str
    clock: Clock

    def renew(self, **progress: int) -> None:
        """Give a sign of life and note the progress. Inside the batch's transaction.

        Raises ``LostError`` where another process took over.
        """
        held = RegisterRun.objects.filter(pk=self.run.pk, claim=self.word)
        if not held.update(claimed_at=self.clock(), **progress):
            raise LostError

    def finish(self, stage: Stage, **fields: object) -> None:
        """Hand the run over to its next stage. Raises ``LostError``."""
        held = RegisterRun.objects.filter(pk=self.run.pk, claim=self.word)
        if not held.update(stage=stage, claim="", claimed_at=None, **fields):
            raise LostError
        self.run.refresh_from_db()

    def give_back(self, stage: Stage) -> None:
        """After an error: let somebody else begin again at once."""
        held = RegisterRun.objects.filter(pk=self.run.pk, claim=self.word)
        held.update(stage=stage, claim="", claimed_at=self.clock() - 2 * SILENCE)


def put_in_line(run: RegisterRun, *, begins: Stage, works: Stage) -> None:
    """Note that a background worker is asked to take ``run`` up. Raises ``BusyError``."""
    free = RegisterRun.objects.filter(pk=run.pk, stage__in=[begins, works], claim="")
    if not free.update(stage=works, claimed_at=None):
        raise BusyError
    run.refresh_from_db()


def take(
    run: RegisterRun, *, begins: Stage, works: Stage, clock: Clock, over: bool = False
) -> Claim:
    """Claim ``run`` where it stands at ``begins``, or where whoever worked on it went silent.

    ``over`` takes it from a process that may still live: that one can store nothing more.
    Of several that ask at once one gets it, the others ``BusyError``.
    """
    now, word = clock(), uuid.uuid4().hex
    working = Q(stage=works)
    if not over:
        working &= Q(claimed_at=None) | Q(claimed_at__lt=now - SILENCE)
    free = RegisterRun.objects.filter(Q(stage=begins) | working, pk=run.pk)
    if not free.update(stage=works, claim=word, claimed_at=now):
        raise BusyError
    run.refresh_from_db()
    return Claim(run, word, clock)


def restart(run: RegisterRun, now: datetime) -> None:
    """Put a run in line again that waits in vain or whose worker went silent.

    Raises ``BusyError`` while somebody works on it.
    """
    working = RegisterRun.objects.filter(pk=run.pk, stage__in=[Stage.READING, Stage.APPLYING])
    stuck = Q(claimed_at=None) | Q(claimed_at__lt=now - SILENCE)
    if not working.filter(stuck).update(claim="", claimed_at=None):
        raise BusyError
    run.refresh_from_db()


def is_at_work(run: RegisterRun) -> bool:
    """Whether ``run`` is being read or applied, or is to be."""
    return run.stage in {Stage.READING, Stage.APPLYING}


def is_in_line(run: RegisterRun) -> bool:
    """Whether no worker has taken ``run`` up yet."""
    return is_at_work(run) and run.claimed_at is None


def is_silent(run: RegisterRun, now: datetime) -> bool:
    """Whether whoever reads or applies ``run`` seems to be dead."""
    return is_at_work(run) and run.claimed_at is not None and run.claimed_at < now - SILENCE
