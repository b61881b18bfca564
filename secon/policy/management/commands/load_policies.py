"""``manage.py load_policies``: published facts about policies into the database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.partnership.domain.loader import Action
from secon.partnership.domain.loading import Report
from secon.policy.domain import loading, loading_factors


class Command(BaseCommand):
    """Thin: reads options, loads, says what changed."""

    help = "Load instruments, improvements and barriers from the files in secon/policy/data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say what would change.")
        parser.add_argument(
            "--overwrite", action="store_true", help="Replace what people edited as well."
        )

    def handle(self, *_args: object, **options: Any) -> None:
        how: Any = {name: options[name] for name in ("overwrite", "dry_run")}
        now = timezone.now()
        try:
            self._say("Policies", loading.load(now=now, **how), options["verbosity"])
            self._say("Barriers", loading_factors.load(now=now, **how), options["verbosity"])
        except loading.MissingPartnerError as error:
            message = f"Partner {error} is not there: run load_partnership first."
            raise CommandError(message) from error

    def _say(self, what: str, report: Report, verbosity: int) -> None:
        for change in report.changes:
            fields = f" ({', '.join(change.fields)})" if change.fields else ""
            if verbosity > 1 or change.action != Action.CREATED:
                self.stdout.write(f"{change.action}: {change.record}{fields}")
        written = sum(change.action != Action.KEPT for change in report.changes)
        self.stdout.write(f"{what}: {report.records} records read, {written} changed.")
