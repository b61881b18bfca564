"""``manage.py import_register SOURCE FILE``: a register's file, previewed or applied."""

from __future__ import annotations

import hashlib
import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from secon.enterprises.domain.registers import applying, reading, runs, sources
from secon.enterprises.domain.registers.errors import RegisterError
from secon.enterprises.domain.registers.work import Progress
from secon.enterprises.formats import MOST_BYTES, FileProblem
from secon.enterprises.interfaces.register_words import file_sentence, sentence, where
from secon.enterprises.models import RegisterRun, RegisterSource
from secon.people.models import User

SHOWN = 20
Stage = RegisterRun.Stage
_AT_WORK = {Stage.RECEIVED, Stage.READING, Stage.PREVIEW, Stage.APPLYING}


class Command(BaseCommand):
    """Goes on with a run of the same file that was not finished."""

    requires_system_checks = ()  # the address checks would cost more than a small import
    help = (
        "Import a register. SOURCE is its number or name; FILE is CSV or XLSX. Without --apply it "
        "is read and previewed. A run that was killed goes on when the command is given again; "
        "running again changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", metavar="SOURCE")
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--apply", action="store_true", help="take the rows over")
        parser.add_argument("--dry-run", action="store_true", help="read, report, keep nothing")
        parser.add_argument("--sheet", default="", help="the sheet of a workbook")
        parser.add_argument(
            "--whole", action="store_true", help="what is not in the file is no longer registered"
        )
        parser.add_argument(
            "--guess", action="store_true", help="name columns by their headings if none are named"
        )
        parser.add_argument("--by", metavar="EMAIL", help="the person who imports")
        parser.add_argument(
            "--take-over", action="store_true", help="from a process that may still work on it"
        )
        parser.add_argument("--json", action="store_true", help="print the counts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["apply"] and options["dry_run"]:
            raise CommandError("--apply and --dry-run: choose one")
        source, by = self._source(options["source"]), self._person(options["by"])
        over = options["take_over"]
        try:
            run = self._run(source, by, options)
            if run.stage in {Stage.RECEIVED, Stage.READING}:
                reading.read(
                    run=run,
                    now=timezone.now(),
                    clock=timezone.now,
                    progress=self._line("read"),
                    over=over,
                )
            if options["apply"] and run.stage in {Stage.PREVIEW, Stage.APPLYING}:
                applying.apply(
                    run=run,
                    by=by,
                    now=timezone.now(),
                    clock=timezone.now,
                    progress=self._line("applied"),
                    over=over,
                )
        except FileProblem as problem:
            raise CommandError(file_sentence(problem)) from problem
        except RegisterError as error:
            raise CommandError(str(error)) from error
        self._report(run, as_json=options["json"])
        if options["dry_run"] and run.stage == Stage.PREVIEW:
            runs.drop(run=run, by=by, now=timezone.now())
        if run.stage == Stage.FAILED:
            raise CommandError("Nothing was taken over.")

    def _run(self, source: RegisterSource, by: User | None, options: dict[str, Any]) -> RegisterRun:
        """The run of this file that was begun, else a new one."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"{path}: no such file")
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
        begun = RegisterRun.objects.filter(
            source=source,
            file_digest=hashlib.sha256(data).hexdigest(),
            stage__in=_AT_WORK,
            is_whole=options["whole"],
        )
        if options["sheet"]:
            begun = begun.filter(sheet=options["sheet"])
        if (run := begun.order_by("-uploaded_at").first()) is not None:
            return run
        upload = runs.Upload(data, path.name, options["whole"], options["sheet"])
        run = runs.receive(source=source, upload=upload, by=by, now=timezone.now())
        self._check_columns(run, by, guess=options["guess"])
        return run

    def _check_columns(self, run: RegisterRun, by: User | None, *, guess: bool) -> None:
        headings = [heading.text for heading in runs.sample(run)[0].headings]
        source = run.source
        if sources.fits(source, headings):
            return
        if guess and not source.mapping:
            words = sources.guessed(source, headings)
            sources.assign(
                source=source,
                mapping={heading: words.get(heading, "") for heading in headings},
                defaults=source.defaults,
                by=by,
                now=timezone.now(),
            )
            return
        missing = ", ".join(sorted(sources.columns_of(source).keys() - set(headings)))
        runs.drop(run=run, by=by, now=timezone.now())
        raise CommandError(
            f"These columns are missing: {missing}. Name the columns on the register's page."
            if missing
            else "Name the columns on the register's page first, or guess them with --guess."
        )

    def _source(self, said: str) -> RegisterSource:
        chosen = RegisterSource.objects.select_related("partner")
        chosen = chosen.filter(pk=int(said)) if said.isdigit() else chosen.filter(name=said)
        found = list(chosen[:2])
        if len(found) == 1:
            return found[0]
        known = ", ".join(
            f"{pk} {name}" for pk, name in RegisterSource.objects.values_list("pk", "name")[:30]
        )
        raise CommandError(f"No single register {said!r}. There are: {known or 'none'}")

    def _person(self, email: str | None) -> User | None:
        if not email:
            return None
        found: User | None = User.objects.filter(email=email).first()
        if found is None:
            raise CommandError(f"{email}: no such person")
        return found

    def _line(self, what: str) -> Progress:
        def show(done: int, total: int) -> None:
            of = f" of {total}" if total else ""
            self.stderr.write(f"{done}{of} rows {what}")

        return show

    def _report(self, run: RegisterRun, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps({"run": run.pk, "stage": run.stage} | run.report))
            return
        counts = ", ".join(f"{count} {what}" for what, count in run.report.items())
        self.stdout.write(f"Import {run.pk} of {run.source}: {run.stage}. {counts}")
        problems = run.problems.all()
        for problem in problems[:SHOWN]:
            at = f"row {problem.row}, " if problem.row else ""
            self.stdout.write(f"  {at}{where(problem)}: {problem.value!r} {sentence(problem)}")
        if (more := problems.count() - SHOWN) > 0:
            self.stdout.write(f"  and {more} more")
