"""``run_buyer_calls``: close what is over, write to the next suppliers, remind once. Run each hour."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from secon.opportunities.domain import calls, sounding_waves, soundings


class Command(BaseCommand):
    """Says what was done. Stopped and run again it writes to nobody twice."""

    help = "Close short calls and soundings past their deadline; send waves and reminders."

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        done = {
            "calls closed": calls.close_due(now=now),
            "soundings closed": soundings.close_due(now=now),
        }
        running = sounding_waves.due(now)
        done["invitations"] = sum(sounding_waves.send_wave(sounding=s, now=now) for s in running)
        done["reminders"] = sum(sounding_waves.remind(sounding=s, now=now) for s in running)
        self.stdout.write(", ".join(f"{number} {what}" for what, number in done.items()))
