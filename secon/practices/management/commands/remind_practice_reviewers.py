"""``manage.py remind_practice_reviewers``: letters about practices that wait too long."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.practices.domain import reminding


class Command(BaseCommand):
    """Thin."""

    help = (
        "Write to reviewers whose deadline has passed, once for each step and week. "
        "Run it every day."
    )

    def handle(self, *_args: object, **_options: Any) -> None:
        self.stdout.write(
            f"Reviewers of practices reminded: {reminding.remind_all(now=timezone.now())}."
        )
