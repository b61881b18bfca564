"""``manage.py write_archive``: the Parquet archive as it should be, from what the database knows."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from secon.procurement.domain import archive


class Command(BaseCommand):
    requires_system_checks = ()  # as for the import
    help = (
        "Write days of the archive that are missing or of an older version, and roll it up for the "
        "observatory. For after an update, a restore, or when the directory has changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--archive", type=Path, metavar="DIR", help="default: SECON_ARCHIVE")
        parser.add_argument("--all", action="store_true", help="write every day anew")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["archive"] or settings.SECON_ARCHIVE
        if folder is None:
            raise CommandError("SECON_ARCHIVE names no folder; say --archive DIR.")
        days = archive.known_days() if options["all"] else archive.missing(folder)
        written = archive.write(folder, days=days)
        self.stdout.write(f"{len(written)} days written; the observatory is rolled up.")
        if old := archive.outdated(folder):
            self.stdout.write(
                f"{len(old)} days are of an older version and not in the database: "
                "parse their packages anew with parse_archive."
            )
