"""What everyone who applies an import has at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from secon.enterprises.domain.registers.problems import SEVERE, Code
from secon.enterprises.models import RegisterProblem, RegisterRow, RegisterRun
from secon.people.models import User

Progress = Callable[[int, int], None]  # rows done, rows in all (0: not known yet)


def ignore(_done: int, _total: int) -> None:
    """Whoever asks for no progress."""


@dataclass(frozen=True, slots=True)
class Work:
    """One application of a run: by whom (None: the platform itself) and when."""

    run: RegisterRun
    by: User | None
    now: datetime

    @property
    def today(self) -> date:
        """The day on which it is applied."""
        return timezone.localdate(self.now)

    def tell(self, row: RegisterRow, code: Code, value: str = "", **detail: Any) -> None:
        """Note a problem that shows only while a row is applied."""
        RegisterProblem.objects.create(
            run=self.run,
            row=row.number,
            code=code,
            severe=code in SEVERE,
            value=value[:200],
            detail=detail,
        )
