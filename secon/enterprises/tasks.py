"""Background work of the directory. When it runs: the timetable in docs/guides/operations.md."""

from django.utils import timezone
from django_tasks import task

from secon.enterprises.domain.registers import keeping


@task()
def forget_registers() -> tuple[int, int]:
    """Delete files and rows of imports whose time is over. For every night."""
    return keeping.forget(now=timezone.now())
