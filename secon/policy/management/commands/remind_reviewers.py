"""``manage.py remind_reviewers``: letters to those who have not answered a week before the last day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.policy.domain import joint_reviews_seats


class Command(BaseCommand):
    """Thin: daily; nobody is written to twice within three days."""

    help = "Remind the reviewers of joint reviews whose last day is near."

    def handle(self, *_args: object, **_options: Any) -> None:
        sent = joint_reviews_seats.remind_all(now=timezone.now())
        self.stdout.write(f"Joint reviews: {sent} reminders sent.")
