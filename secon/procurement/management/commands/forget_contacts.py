"""``manage.py forget_contacts``: delete buyers' contact data whose time is over."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.procurement.domain import contacts
from secon.procurement.models import BuyerContact


class Command(BaseCommand):
    help = "Delete contact data of buyers whose end date has passed. Run it every night."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say how many")

    def handle(self, *args: Any, **options: Any) -> None:
        today = timezone.localdate()
        if options["dry_run"]:
            count = BuyerContact.objects.filter(delete_after__lt=today).count()
            self.stdout.write(f"{count} contacts would be deleted")
            return
        self.stdout.write(f"{contacts.forget(today=today)} contacts deleted")
