"""Load code lists and publish them to this machine's workers."""

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from secon.codes import sources
from secon.codes.domain import catalogue, loading
from secon.codes.formats import CodeListError, ParsedList, read


class Command(BaseCommand):
    help = (
        "Load code lists (genericode, CPV as JSON, a zip of these) from files, folders or addresses."
        " Without any: SECON_CODES, else the lists at hand, else the table that ships."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("where", nargs="*", metavar="FILE|FOLDER|URL")
        parser.add_argument(
            "--publisher", action="store_true", help="download the lists from their publisher"
        )

    def handle(self, *_args: Any, where: list[str], publisher: bool, **_options: Any) -> None:
        chosen = where or self._default()
        if publisher:
            chosen = [settings.SECON_CODES_PUBLISHER]
        start = time.monotonic()
        try:
            lists = self._read([str(catalogue.SHIPPED), *chosen])
            outcomes = loading.store(lists, now=timezone.now())
        except CodeListError as error:
            message = f"Nothing was loaded. {error}"
            raise CommandError(message) from error
        for one in outcomes:
            self.stdout.write(f"  {one.id}: {one.codes} codes, {one.state}")
        published = catalogue.publish(on_language=self._say_language)
        state = "published" if published else "already published"
        self.stdout.write(f"  finder {state} ({time.monotonic() - start:.1f} s)")

    def _default(self) -> list[str]:
        """The setting, else what lies at hand, else nothing but the shipped table."""
        if settings.SECON_CODES:
            return [settings.SECON_CODES]
        at_hand = Path(settings.SECON_CODES_AT_HAND)
        return [str(at_hand)] if at_hand.is_dir() else []

    def _read(self, chosen: list[str]) -> list[ParsedList]:
        """Every list once: the whole before a part of it, what is named later before earlier."""
        found: dict[str, ParsedList] = {}
        for where in chosen:
            self.stdout.write(f"  reading {where}")
            seen: set[str] = set()
            for name, data in sources.files(where):
                for one in read(data, source=name):
                    if one.id not in seen and (one.complete or one.id not in found):
                        found[one.id] = one
                    seen.add(one.id)
        return list(found.values())

    def _say_language(self, language: str) -> None:
        self.stdout.write(f"  finder: words of {language}")
        self.stdout.flush()
