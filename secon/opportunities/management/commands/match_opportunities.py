"""``manage.py match_opportunities``: match enterprises with open lots and short calls."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.opportunities.domain import runs
from secon.opportunities.models import MatchRun
from secon.procurement.domain.queries.days import default_day

TOLD = (
    "day",
    "kind",
    "why_full",
    "suppliers",
    "demands",
    "suppliers_changed",
    "demands_changed",
    "matches",
    "added",
    "altered",
    "gone",
    "seconds",
    "peak_memory_mb",
)


class Command(BaseCommand):
    """Compares what changed since the last run; everything where that is not known."""

    help = "Match enterprises with the lots and short calls that are open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--full", action="store_true", help="compare everything anew")
        parser.add_argument(
            "--day", type=date.fromisoformat, help="default: the day that lists stand on"
        )
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")

    def handle(self, **options: Any) -> None:
        """Run, then say what was done."""
        now = timezone.now()
        try:
            run = runs.run(day=options["day"] or default_day(now), now=now, full=options["full"])
        except runs.AlreadyRunning:
            self.stdout.write("Another run is at work.")
            return
        if options["json"]:
            self.stdout.write(json.dumps({name: _plain(run, name) for name in TOLD}))
            return
        self.stdout.write(
            f"{run.matches} matches of {run.suppliers} enterprises with {run.demands} open lots "
            f"and calls on {run.day}: {run.added} new, {run.altered} changed, {run.gone} gone, "
            f"in {run.seconds} s."
        )


def _plain(run: MatchRun, name: str) -> Any:
    value = getattr(run, name)
    return value.isoformat() if isinstance(value, date) else value
