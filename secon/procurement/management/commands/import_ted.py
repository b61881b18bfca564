"""``manage.py import_ted``: notices from a file, folder, package or TED itself."""

import json
import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.procurement.domain import download, importing, records
from secon.procurement.enums import SourceKind
from secon.procurement.management.progress import Line


class Command(BaseCommand):
    requires_system_checks = ()  # the address checks would cost more than a small import
    help = (
        "Import procurement notices. WHAT is an XML file, a folder, a zip, a daily tar.gz, a "
        "monthly tar, a day (2026-08-17), an issue of the Official Journal (157/2026), or "
        "'newest'; the last three are downloaded from TED. Running again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", metavar="WHAT")
        parser.add_argument(
            "--jobs", type=int, default=0, help="processes that read; default: one per core"
        )
        parser.add_argument(
            "--archive",
            type=Path,
            metavar="DIR",
            help="where the Parquet archive lies, one row per lot; default: SECON_ARCHIVE",
        )
        parser.add_argument("--limit", type=int, help="read at most so many files")
        parser.add_argument(
            "--again", action="store_true", help="read known notices anew, after an update"
        )
        parser.add_argument("--json", action="store_true", help="print the run record as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        what, path = options["what"], Path(options["what"])
        if options["jobs"] < 0:
            raise CommandError("--jobs: a number from 1, or 0 for one per core")
        with tempfile.TemporaryDirectory(prefix="secon-ted-") as folder:
            source, kind = path.name or path.resolve().name, SourceKind.GIVEN
            if not path.exists():
                package = self._download(what, Path(folder))
                path, source, kind = package.path, package.source, SourceKind.DOWNLOAD
            order = importing.Order(
                paths=(path,),
                source=source,
                kind=kind,
                jobs=options["jobs"] or os.cpu_count() or 1,
                archive=options["archive"] or settings.SECON_ARCHIVE,
                limit=options["limit"],
                again=options["again"],
            )
            with Line(self.stderr) as line:
                try:
                    run = importing.run(order, now=timezone.now(), progress=line.show)
                except KeyboardInterrupt:
                    raise CommandError("Interrupted. Run it again to go on.") from None
        if options["json"]:
            self.stdout.write(json.dumps(records.record(run), ensure_ascii=False, indent=1))
            return
        for sentence in records.sentences(run):
            self.stdout.write(sentence)
        for problem in run.problems.order_by("id")[:20]:
            self.stdout.write(f"  {problem.code}: {problem.file} {problem.where} {problem.message}")
        if run.problem_count > 20:
            self.stdout.write(f"  and {run.problem_count - 20} more: see --json")

    def _download(self, what: str, folder: Path) -> download.Package:
        try:
            return download.fetch(
                download.wanted(what, today=timezone.localdate()),
                folder=folder,
                base_url=settings.SECON_TED_BASE_URL,
                say=self.stderr.write,
            )
        except download.DownloadError as error:
            raise CommandError(str(error)) from error
