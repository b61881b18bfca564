"""``send_opportunities``: letters about opportunities. Run it every ten minutes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from secon.opportunities.domain import digests, wishes
from secon.opportunities.interfaces.enterprise_letters import run


class Command(BaseCommand):
    """May be ended and begun again at any moment: nothing is sent twice and nothing is lost."""

    help = "Prepare the letters about opportunities that are due, and send those that wait."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="count what is due, send nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["dry_run"]:
            self.stdout.write(f"{digests.due(now).count()} due")
            return
        gone = wishes.forget(timezone.localdate(now))
        counts = run(clock=timezone.now)
        counts["forgotten"] = gone
        said = ", ".join(f"{number} {what}" for what, number in sorted(counts.items()) if number)
        self.stdout.write(said or "nothing to do")
