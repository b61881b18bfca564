"""``manage.py load_practices``: the practices that public pages name."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.partnership.domain.loader import Action
from secon.practices.domain import start_content


class Command(BaseCommand):
    """Thin: reads options, loads, says what changed."""

    help = "Load good practices named on public pages from secon/practices/data/practices.toml."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would change.")
        parser.add_argument(
            "--overwrite", action="store_true", help="Replace what people edited as well."
        )

    def handle(self, *_args: object, **options: Any) -> None:
        report = start_content.load(
            now=timezone.now(), overwrite=options["overwrite"], dry_run=options["dry_run"]
        )
        for change in report.changes:
            fields = f" ({', '.join(change.fields)})" if change.fields else ""
            if options["verbosity"] > 1 or change.action != Action.CREATED:
                self.stdout.write(f"{change.action}: {change.record}{fields}")
        for key in report.unplaced:
            self.stderr.write(f"{key}: its partner is not loaded; run load_partnership first.")
        written = sum(change.action != Action.KEPT for change in report.changes)
        self.stdout.write(f"Practices: {report.records} records read, {written} changed.")
