"""``manage.py forget_form_drafts``: for the nightly timetable."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.kernel import drafts, presence


class Command(BaseCommand):
    """Thin: counts or deletes."""

    help = "Delete half-filled forms past their day, and old marks of who had a record open."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Only say how many.")

    def handle(self, *_args: object, **options: Any) -> None:
        now = timezone.now()
        forms, marks = drafts.ended(now), presence.ended(now)
        if options["dry_run"]:
            self.stdout.write(f"Would delete {forms.count()} forms and {marks.count()} marks.")
            return
        (form_count, _of), (mark_count, _of) = forms.delete(), marks.delete()
        self.stdout.write(f"Deleted {form_count} forms and {mark_count} marks.")
