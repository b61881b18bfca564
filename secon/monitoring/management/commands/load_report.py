"""``manage.py load_report``: the analysis report's sections and their first words."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.monitoring.domain import loading
from secon.partnership.domain.loader import Action


class Command(BaseCommand):
    """Thin: reads options, loads, says what changed."""

    help = "Load the sections of the analysis report from secon/monitoring/data/analysis.toml."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would change.")
        parser.add_argument(
            "--overwrite", action="store_true", help="Replace what people edited as well."
        )

    def handle(self, *_args: object, **options: Any) -> None:
        report = loading.load(
            now=timezone.now(), overwrite=options["overwrite"], dry_run=options["dry_run"]
        )
        for change in report.changes:
            fields = f" ({', '.join(change.fields)})" if change.fields else ""
            if options["verbosity"] > 1 or change.action != Action.CREATED:
                self.stdout.write(f"{change.action}: {change.record}{fields}")
        written = sum(change.action != Action.KEPT for change in report.changes)
        self.stdout.write(f"Report: {report.records} records read, {written} changed.")
