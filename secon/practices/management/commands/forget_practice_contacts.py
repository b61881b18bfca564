"""``manage.py forget_practice_contacts``: deletes persons whose day has come."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.practices.domain import contacts


class Command(BaseCommand):
    """Thin."""

    help = "Delete the contacts of good practices that are past their end date. Run it every day."

    def handle(self, *_args: object, **_options: Any) -> None:
        self.stdout.write(f"Contacts deleted: {contacts.forget(timezone.now())}.")
