"""``forget_enterprise_data``: delete personal data of the directory past its end. Run each night."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.enterprises.domain import retention


class Command(BaseCommand):
    """Says how much went."""

    help = "Delete contact persons, letters, unconfirmed addresses and raw rows past their end."

    def handle(self, *args: Any, **options: Any) -> None:
        gone = asdict(retention.forget(timezone.now()))
        self.stdout.write(", ".join(f"{number} {what}" for what, number in gone.items()))
