"""``manage.py find_signals``: the signals of stored notices again, after rules have improved."""

import json
import os
from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.procurement.domain import archive, finding


class Command(BaseCommand):
    requires_system_checks = ()
    help = (
        "Find the social signals of stored notices again where older rules found them: run it "
        "after an update. It can be stopped and run again; done twice, nothing changes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--since",
            type=date.fromisoformat,
            metavar="DAY",
            help="only notices published on this day or later",
        )
        parser.add_argument(
            "--jobs", type=int, default=0, help="processes that read; default: one per core"
        )
        parser.add_argument(
            "--archive",
            type=Path,
            metavar="DIR",
            help="also write the Parquet of days that changed",
        )
        parser.add_argument("--json", action="store_true", help="print the record as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["jobs"] < 0:
            raise CommandError("--jobs: a number from 1, or 0 for one per core")
        try:
            found = finding.find_again(
                now=timezone.now(),
                since=options["since"],
                jobs=options["jobs"] or os.cpu_count() or 1,
                progress=self._say,
            )
        except KeyboardInterrupt:
            raise CommandError("Interrupted. Run it again to go on.") from None
        if options["archive"] is not None:
            archive.write(options["archive"], days=found.days)
        if options["json"]:
            self.stdout.write(json.dumps(found.record(), ensure_ascii=False, indent=1))
            return
        self.stdout.write(
            f"{found.notices} of {found.asked} notices read again by rules {found.version}, "
            f"{found.changed} of {found.lots} lots changed, {found.signals} signals, "
            f"{len(found.troubles)} problems; {found.seconds:.1f} s"
        )
        for one in found.troubles[:20]:
            self.stdout.write(f"  {one.code}: {one.file} {one.where} {one.message}")

    def _say(self, found: finding.Found) -> None:
        self.stderr.write(f"{found.notices} of {found.asked} notices", ending="\r")
        self.stderr.flush()
