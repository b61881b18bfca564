"""``manage.py load_known_enterprises``: the organisations that SECON's sources name."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.enterprises.domain import start_content


class Command(BaseCommand):
    """Thin: loads and says what was new."""

    help = (
        "List the organisations of secon/enterprises/data/known.toml with their sources, not "
        "verified. Those that have an entry already stay as they are."
    )

    def handle(self, *_args: object, verbosity: int, **_options: Any) -> None:
        """Load and report."""
        loaded = start_content.load_known(now=timezone.now())
        if verbosity:
            self.stdout.write(
                f"Known enterprises: {loaded.added} listed, {loaded.there} were there."
            )
