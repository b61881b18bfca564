"""``manage.py forget_reviewers``: addresses and accounts of reviewers past their end date."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.policy.domain import joint_reviews_seats


class Command(BaseCommand):
    """Thin: daily; organisations stay."""

    help = "Empty the personal data of reviewers whose end date has passed."

    def handle(self, *_args: object, **_options: Any) -> None:
        seats = joint_reviews_seats.forget(now=timezone.now())
        self.stdout.write(f"Joint reviews: personal data of {seats} seats deleted.")
