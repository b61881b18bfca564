"""``manage.py export_ocds``: a day or month of notices as OCDS releases, in one file."""

import calendar
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from secon.procurement.domain.releases import Days, every_release
from secon.procurement.interfaces.release_files import STANDARD_OUT, write_lines


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text} is no day. Write it as 2026-10-05."
        raise ArgumentTypeError(message) from error


def _month(text: str) -> Days:
    first = _day(f"{text}-01")
    last = calendar.monthrange(first.year, first.month)[1]
    return Days(first, first.replace(day=last))


class Command(BaseCommand):
    help = (
        "Write stored notices as releases of the Open Contracting Data Standard: JSON Lines, one "
        "release a line, in the order of publication. Examples are left out."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        when = parser.add_mutually_exclusive_group(required=True)
        when.add_argument("--month", type=_month, help="month of publication: 2026-10")
        when.add_argument("--day", type=_day, help="day of publication: 2026-10-05")
        parser.add_argument(
            "--out",
            required=True,
            help="file to write, compressed if it ends in .gz; - for standard output",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        day, out = options["day"], options["out"]
        days = Days(day, day) if day else options["month"]
        try:
            count = write_lines(every_release(days), out)
        except OSError as error:
            message = f"{out} could not be written: {error.strerror}"
            raise CommandError(message) from error
        if out != STANDARD_OUT:
            self.stdout.write(f"{count} releases in {out}")
