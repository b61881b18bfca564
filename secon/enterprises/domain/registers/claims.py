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
        """After an error: let somebody else begin again."""
        held = RegisterRun.objects.filter(pk=self.run.pk, claim=self.word)
        held.update(stage=stage, claim="", claimed_at=None)


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


def is_silent(run: RegisterRun, now: datetime) -> bool:
    """Whether whoever reads or applies ``run`` seems to be dead."""
    at_work = run.stage in {Stage.READING, Stage.APPLYING}
    return at_work and (run.claimed_at is None or run.claimed_at < now - SILENCE)
