"""Background work of opportunities. When it runs: the timetable in docs/guides/operations.md."""

from django.utils import timezone
from django_tasks import task

from secon.opportunities.domain import runs
from secon.opportunities.interfaces import enterprise_letters
from secon.procurement.domain.queries.days import default_day


@task()
def send_opportunities() -> dict[str, int]:
    """Prepare and send letters about opportunities; returns how many of each. See the command."""
    return dict(enterprise_letters.run(clock=timezone.now))


@task()
def match_opportunities() -> int | None:
    """Match what changed since the last run; returns the key of the run, None while one is at work.

    After every import of tenders, and before letters.
    """
    now = timezone.now()
    try:
        return runs.run(day=default_day(now), now=now).pk
    except runs.AlreadyRunning:
        return None
