"""``manage.py load_example_opportunities``: somebody to speak for, and a call to answer."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.opportunities.domain import start_examples


class Command(BaseCommand):
    """Thin: loads, and says what."""

    help = (
        "Let the local sign-ins speak for an example enterprise and an example public body with a "
        "short call (local settings only)."
    )

    def handle(self, *, verbosity: int, **_options: Any) -> None:
        """Load and report."""
        try:
            made = start_examples.load(now=timezone.now())
        except PermissionDenied as error:
            raise CommandError("Examples exist with local settings only (SECON_LOCAL).") from error
        if verbosity:
            self.stdout.write(f"The sign-in for enterprises speaks for: {made.enterprise}")
            self.stdout.write(f"Example call: {made.call}")
