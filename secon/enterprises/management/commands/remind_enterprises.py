"""``remind_enterprises``: ask enterprises whether their entries still hold. Run it once a day."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import timezone, translation

from secon.enterprises.domain import freshness


class Command(BaseCommand):
    """Sends what is due; says how many letters left and for how many entries nobody is known."""

    help = "Ask enterprises whether their entries still hold (at most one letter a week each)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="only say what is due")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        counts: Counter[str] = Counter()
        for asked in freshness.due(timezone.localdate(now)):
            if not freshness.addresses(asked.enterprise):
                counts["without an address"] += 1
            elif options["dry_run"]:
                counts["due"] += 1
            elif freshness.remind(asked=asked, now=now, absolute=_address):
                counts["letters"] += 1
            else:
                counts["asked already"] += 1
        said = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()))
        self.stdout.write(said or "nothing is due")


def _address(language: str, token: str) -> str:
    with translation.override(language):
        return settings.WAGTAILADMIN_BASE_URL + reverse("enterprises:confirm", args=[token])
