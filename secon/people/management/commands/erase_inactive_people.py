"""``manage.py erase_inactive_people``: for the daily timetable."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.people.domain import privacy


class Command(BaseCommand):
    """Thin: counts or erases."""

    help = "Erase accounts without a role whose owner has not signed in for SECON_ACCOUNT_DAYS."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say how many.")

    def handle(self, *_args: object, **options: Any) -> None:
        now = timezone.now()
        if options["dry_run"]:
            self.stdout.write(f"Would erase {privacy.inactive(now).count()} accounts.")
        else:
            self.stdout.write(f"Erased {privacy.erase_inactive(now=now)} accounts.")
