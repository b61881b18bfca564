"""``manage.py load_tenders``: tenders for a fresh installation, from the best source there is."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.procurement.domain import records, sources
from secon.procurement.enums import SourceKind
from secon.procurement.management.progress import Line


class Command(BaseCommand):
    requires_system_checks = ()  # the address checks would cost more than a small import
    help = (
        "Load tenders once: from SECON_TED, else ../shared/data/ted, else TED's newest daily "
        "package, else (where TED cannot be reached) a few examples. Does nothing when done."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--jobs", type=int, default=0, help="processes; default: one per core")
        parser.add_argument("--again", action="store_true", help="look for tenders anew")

    def handle(self, *args: Any, **options: Any) -> None:
        with Line(self.stderr) as line:
            try:
                loaded = sources.load(
                    ted=settings.SECON_TED,
                    project_root=settings.BASE_DIR,
                    base_url=settings.SECON_TED_BASE_URL,
                    now=timezone.now(),
                    jobs=options["jobs"],
                    archive=settings.SECON_ARCHIVE,
                    anew=options["again"],
                    say=self.stdout.write,
                    progress=line.show,
                )
            except sources.NoSource as error:
                raise CommandError(str(error)) from error
        run = loaded.run
        if not loaded.anew:
            self.stdout.write(f"Tenders are loaded: {run.source}")
            return
        for sentence in records.sentences(run):
            self.stdout.write(sentence)
        if run.source_kind == SourceKind.EXAMPLES:
            self.stdout.write(
                "TED could not be reached. The tenders shown are examples, not real ones; "
                "run load_tenders --again when there is a connection."
            )
