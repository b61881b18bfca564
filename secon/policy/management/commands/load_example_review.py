"""``manage.py load_example_review``: an invented joint review with dissent, on a machine of one's own."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.policy.domain import review_example


class Command(BaseCommand):
    """Thin: makes it once and says where it is."""

    help = "Load an example joint review in two rounds (local settings only)."

    def handle(self, *_args: object, **_options: Any) -> None:
        try:
            review = review_example.load(now=timezone.now())
        except PermissionDenied as error:
            raise CommandError("Examples exist with local settings only (SECON_LOCAL).") from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Example review: {review.get_absolute_url()}")
