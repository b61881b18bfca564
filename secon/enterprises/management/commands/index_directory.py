"""``manage.py index_directory``: build this machine's index of the directory anew."""

from typing import Any

from django.core.management.base import BaseCommand

from secon.enterprises.domain import directory


class Command(BaseCommand):
    """Prints how far it is; does nothing while another builder is at work."""

    help = "Build this machine's index of social enterprises anew."

    def handle(self, **options: Any) -> None:
        """Build, then say what was done."""
        progress = self._progress if options["verbosity"] > 1 else None
        if directory.rebuild(on_entry=progress):
            self.stdout.write("The directory's index was built.")
        else:
            self.stdout.write("Another process is building the directory's index.")

    def _progress(self, entries: int) -> None:
        if not entries % 50_000:
            self.stdout.write(f"{entries} entries read")
