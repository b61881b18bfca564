"""``forget_buyer_data``: delete plans and answers to buyers past their end. Run each night."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.opportunities.domain import call_answers, plans, sounding_waves


class Command(BaseCommand):
    """Says how much went."""

    help = "Delete purchasing plans, answers to calls and answers to soundings past their end."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        gone = {
            "plans": plans.forget(now=now),
            "answers to calls": call_answers.forget_old(now=now),
            "soundings emptied": sounding_waves.forget(now=now),
        }
        self.stdout.write(", ".join(f"{number} {what}" for what, number in gone.items()))
