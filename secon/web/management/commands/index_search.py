"""Reads every record of the search again."""

from typing import Any

from django.core.management.base import BaseCommand

from secon.web.domain.search import index


class Command(BaseCommand):
    """``manage.py index_search``: after bulk loads, or when the search seems to miss something."""

    help = "Read every record of the search again."

    def handle(self, **_options: Any) -> None:
        """Say how many of each kind are found."""
        for kind, count in index.rebuild().items():
            self.stdout.write(f"{kind.label}: {count}")
