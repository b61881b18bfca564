"""``manage.py parse_archive``: packages of TED to the Parquet archive, without the database."""

import multiprocessing
import time
from argparse import ArgumentParser
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.procurement.domain import cluster
from secon.procurement.domain.packages_to_archive import Spread, one_by_one, parse_to_archive


class Command(BaseCommand):
    requires_system_checks = ()  # as for the import
    help = (
        "Parse SOURCE, a package or a folder of packages, into the Parquet archive that the "
        "observatory reads; the database stays as it is. For years of TED: --scheduler spreads "
        "the packages over a Dask cluster whose workers see SOURCE and the archive under the same "
        "paths."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="SOURCE", type=Path)
        parser.add_argument("--archive", type=Path, metavar="DIR", help="default: SECON_ARCHIVE")
        parser.add_argument("--jobs", type=int, default=1, help="processes on this machine")
        parser.add_argument("--scheduler", metavar="tcp://…", help="of a Dask cluster")

    def handle(self, *args: Any, **options: Any) -> None:
        source, archive = options["source"], options["archive"] or settings.SECON_ARCHIVE
        if not source.exists():
            raise CommandError(f"There is nothing at {source}.")
        if archive is None:
            raise CommandError("SECON_ARCHIVE names no folder; say --archive DIR.")
        began = time.monotonic()
        try:
            done = parse_to_archive(
                source.resolve(),
                archive.resolve(),
                today=timezone.localdate(),
                spread=self._spread(options),
            )
        except cluster.NoCluster as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{done.packages} packages, {done.notices} notices, {done.lots} lots on {done.days} "
            f"days, {len(done.troubles)} problems; {time.monotonic() - began:.1f} s"
        )
        for trouble in done.troubles[:20]:
            self.stdout.write(f"  {trouble.code}: {trouble.file} {trouble.where} {trouble.message}")

    def _spread(self, options: dict[str, Any]) -> Spread:
        if options["scheduler"]:
            return cluster.over_dask(options["scheduler"])
        if options["jobs"] < 2:
            return one_by_one

        def over_processes(parse: Any, work: Any) -> Any:
            context = multiprocessing.get_context("spawn")
            with ProcessPoolExecutor(options["jobs"], mp_context=context) as pool:
                yield from pool.map(parse, work)

        return over_processes
