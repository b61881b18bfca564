"""``manage.py load_postal_codes FILE --country BE``: better points than the region's centre."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from secon.places.domain import filing


class Command(BaseCommand):
    """Thin: read the file, say what was kept and what was not."""

    help = "Load a country's postal codes from a file in GeoNames' form or a CSV file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file and its country."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--country", required=True, help="two letters: EL, DE, BE …")

    def handle(self, *, file: Path, country: str, verbosity: int, **_options: Any) -> None:
        """Load and report."""
        start = time.monotonic()
        try:
            filed = filing.load(file, country=country)
        except filing.UnreadableFile as error:
            raise CommandError(str(error)) from error
        if verbosity:
            for problem in filed.problems:
                self.stdout.write(f"  {problem}")
            self.stdout.write(
                f"Kept {filed.codes} postal codes of {filed.lines} lines "
                f"({filed.other_countries} of other countries, {filed.unreadable} unreadable) "
                f"in {time.monotonic() - start:.1f} s"
            )
