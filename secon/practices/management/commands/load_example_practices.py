"""``manage.py load_example_practices``: an invented story from a practice to money."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.practices.domain import examples


class Command(BaseCommand):
    """Thin: tells the story once, and says where it is."""

    help = (
        "Load example practices: one that travels up to a changed instrument and money, one under "
        "review, one declined, one dropped on its way (local settings only)."
    )

    def handle(self, *, verbosity: int, **_options: Any) -> None:
        """Load and report."""
        try:
            transfer = examples.load(now=timezone.now())
        except PermissionDenied as error:
            raise CommandError("Examples exist with local settings only (SECON_LOCAL).") from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(f"Example of a practice on its way: {transfer.get_absolute_url()}")
            self.stdout.write(f"Sign-in of the region it comes from: {examples.AUTHOR}")
