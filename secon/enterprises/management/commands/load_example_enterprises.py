"""``manage.py load_example_enterprises``: a living map on a machine of one's own."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.enterprises.domain import start_content


class Command(BaseCommand):
    """Thin: loads or removes, and says how many."""

    help = (
        "Make example enterprises in the nine regions (local settings only), or take all examples "
        "away again with --remove (everywhere)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, or none at all."""
        parser.add_argument("--count", type=int, default=400, help="How many there are to be.")
        parser.add_argument("--remove", action="store_true", help="Delete every example.")

    def handle(self, *, count: int, remove: bool, verbosity: int, **_options: Any) -> None:
        """Load or remove, and report."""
        start = time.monotonic()
        if remove:
            said = f"{start_content.remove_examples()} examples deleted"
        else:
            try:
                loaded = start_content.load_examples(count=count, now=timezone.now())
            except PermissionDenied as error:
                message = "Examples exist with local settings only (SECON_LOCAL)."
                raise CommandError(message) from error
            said = f"Example enterprises: {loaded.added} made, {loaded.there} were there"
        if verbosity:
            self.stdout.write(f"{said} ({time.monotonic() - start:.1f} s).")
