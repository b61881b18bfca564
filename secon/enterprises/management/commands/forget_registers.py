"""``forget_registers``: delete files and rows of imports whose time is over. For every night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.enterprises.domain.registers import keeping


class Command(BaseCommand):
    """Says how many were deleted."""

    help = "Delete uploaded files after a day and rows of imports 90 days after they were applied."

    def handle(self, *args: Any, **options: Any) -> None:
        files, runs = keeping.forget(now=timezone.now())
        self.stdout.write(f"{files} files and the rows of {runs} imports deleted")
